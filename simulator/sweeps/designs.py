"""At which points of the space of factors the model is played.

Every design is a table: a row a point, a column a factor. Designs that fill space are drawn in the
unit cube first; that sample is kept as well, for the analyses that need it.
"""

import csv
import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulator import bounded, memory
from simulator.bounded import TooMuchError
from simulator.sweeps.errors import SweepError
from simulator.sweeps.factors import Factor
from simulator.sweeps.plan import Design

MOST_POINTS = 20_000_000
BYTES_A_FACTOR = (80, 240)  # drawn, or in a grid; with what is made of it on the way
BYTES_A_POINT = 100
MOST_BYTES = 1_000_000_000  # of a list


class Points(NamedTuple):
    """P points: the value of each factor, and where it lies in the unit cube."""

    columns: dict[str, np.ndarray]  # name -> [P], float or object
    unit: np.ndarray | None  # [P, k] in [0, 1]; None for a grid or a list

    @property
    def number(self) -> int:
        """How many points; one where nothing is varied."""
        return len(next(iter(self.columns.values()))) if self.columns else 1


def designed(design: Design, factors: Sequence[Factor]) -> Points:
    """The points of a design.

    Raises:
        SweepError: nothing to vary, too many points, a list that cannot be read, or the extra
            `analysis` is not installed.
    """
    if design.kind == "list":
        return listed(design, factors)
    if not factors:
        return Points({}, None)
    number = counted(design, factors)
    if number > MOST_POINTS:
        raise SweepError("too_many_points", points=number, most=MOST_POINTS)
    each = BYTES_A_FACTOR[design.kind == "grid"] * len(factors) + BYTES_A_POINT
    memory.ask("points", number * each, points=number, factors=len(factors))
    if design.kind == "grid":
        return grid(design, factors)
    unit = DRAWN[design.kind](design, len(factors))
    return Points({f.name: f.at(unit[:, i]) for i, f in enumerate(factors)}, unit)


def counted(design: Design, factors: Sequence[Factor]) -> int:
    """How many points a design will have, before they are drawn."""
    count = len(factors)
    if design.kind == "grid":
        return math.prod(factor.steps(design.levels) for factor in factors)
    if design.kind == "sobol":
        return design.points * (2 * count + 2 if design.second_order else count + 2)
    return design.points * (count + 1 if design.kind == "morris" else 1)


def grid(design: Design, factors: Sequence[Factor]) -> Points:
    """Every combination; the last factor changes fastest."""
    values = [factor.spread(design.levels) for factor in factors]
    rows = list(zip(*itertools.product(*values), strict=True))
    return Points(
        {
            factor.name: np.array(column, object if factor.named else float)
            for factor, column in zip(factors, rows, strict=True)
        },
        None,
    )


def listed(design: Design, factors: Sequence[Factor]) -> Points:
    """The points of a CSV, its columns named like factors; `factors` says what each column is."""
    file, rows = _rows(design)
    columns = {}
    for factor in factors:
        cells = [row[factor.name] for row in rows]
        columns[factor.name] = _column(factor, cells, file)
    return Points(columns, None)


def listed_names(design: Design) -> list[str]:
    """The columns of the CSV of a list design."""
    _, rows = _rows(design)
    return list(rows[0])


def _rows(design: Design) -> tuple[Path, list[dict[str, str]]]:
    if design.file is None:
        raise SweepError("no_list")
    file = Path(design.file).expanduser()
    try:
        text = bounded.read_bytes(file, MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, TooMuchError) as error:
        raise SweepError("list_unreadable", file=file, detail=error) from None
    separator = ";" if text.partition("\n")[0].count(";") else ","
    table = list(csv.reader(text.splitlines(), delimiter=separator))
    heads = [head.strip().removeprefix("params.") for head in table[0]] if table else []
    rows = [row for row in table[1:] if any(cell.strip() for cell in row)]
    if not rows or len(set(heads)) < len(heads) or "" in heads:
        raise SweepError("list_empty", file=file)
    for number, row in enumerate(rows, 2):
        if len(row) != len(heads):
            raise SweepError("list_row", file=file, line=number, expected=len(heads), came=len(row))
    return file, [dict(zip(heads, map(str.strip, row), strict=True)) for row in rows]


def _column(factor: Factor, cells: Sequence[str], file: Path) -> np.ndarray:
    """A column of the CSV as numbers or names, each checked against what can be."""
    if factor.kind in ("choice", "side_strategy", "setting"):
        for line, cell in enumerate(cells, 2):
            if factor.values and cell not in factor.values:
                known = ", ".join(map(str, factor.values))
                raise SweepError(
                    "list_cell", file=file, line=line, name=factor.name, came=cell, expected=known
                )
        return np.array(cells, object)
    values = np.zeros(len(cells))
    for line, cell in enumerate(cells, 2):
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and factor.low <= value <= factor.high):
            scope = f"{factor.low:g} … {factor.high:g}"
            raise SweepError(
                "list_cell", file=file, line=line, name=factor.name, came=cell, expected=scope
            )
        values[line - 2] = value
    return values


def latin(design: Design, factors: int) -> np.ndarray:
    """A Latin hypercube: each of P equal strata of each factor holds one point. [P, k]"""
    random = np.random.Generator(np.random.PCG64(design.seed))
    unit = np.empty((design.points, factors))
    for i in range(factors):
        unit[:, i] = (
            random.permutation(design.points) + random.random(design.points)
        ) / design.points
    return unit


def sobol(design: Design, factors: int) -> np.ndarray:
    """Saltelli's sample for Sobol indices: N (k + 2) points, or N (2k + 2) for pairs as well."""
    if design.points & (design.points - 1):
        raise SweepError(
            "power_of_two", points=design.points, near=1 << design.points.bit_length() - 1
        )
    sample = _salib("SALib.sample.sobol")
    return np.asarray(
        sample(unit_problem(factors), design.points, calc_second_order=design.second_order,
               seed=design.seed)
    )  # fmt: skip


def morris(design: Design, factors: int) -> np.ndarray:
    """Trajectories that change one factor at a time: N (k + 1) points."""
    if design.levels % 2 or design.levels < 2:
        raise SweepError("even_levels", levels=design.levels)
    sample = _salib("SALib.sample.morris")
    return np.asarray(
        sample(unit_problem(factors), design.points, num_levels=design.levels, seed=design.seed)
    )


DRAWN: Mapping[str, Callable[[Design, int], np.ndarray]] = {
    "latin": latin,
    "sobol": sobol,
    "morris": morris,
}


def unit_problem(factors: int) -> dict[str, Any]:
    """The unit cube as SALib wants it described."""
    names = [f"x{i}" for i in range(factors)]
    return {"num_vars": factors, "names": names, "bounds": [[0.0, 1.0]] * factors}


def _salib(module: str) -> Callable[..., Any]:
    import importlib

    try:
        return importlib.import_module(module).sample  # type: ignore[no-any-return]
    except ModuleNotFoundError:
        raise SweepError("needs_extra", extra="analysis", package="SALib") from None
