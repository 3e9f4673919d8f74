"""At which points of the space of factors the model is played.

Every design is a table: a row a point, a column a factor. Designs that fill space are drawn in the
unit cube first; that sample is kept as well, for the analyses that need it.
"""

import contextlib
import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulator import memory
from simulator.config import cells, spelling, table_reader
from simulator.config.cells import Decimals, NumberError
from simulator.config.problems import Problem, annotation_at
from simulator.config.schema import Config
from simulator.config.table_reader import Table
from simulator.sweeps.errors import SweepError
from simulator.sweeps.factors import Factor
from simulator.sweeps.plan import Design, Value

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
    """The points of a CSV, its columns named like factors; `factors` says what each column is.

    Raises:
        SweepError: it cannot be read, or a cell cannot be; all at once.
    """
    file, table = _list(design)
    numbers = [factor.name for factor in factors if _kind(factor) in (float, int)]
    decimals = Decimals({name: table.column(name) for name in numbers})
    columns, problems = {}, []
    for factor in factors:
        columns[factor.name], wrong = _column(factor, table, decimals)
        problems += [problem._replace(file=str(file)) for problem in wrong]
    if problems:
        raise SweepError.about(problems)
    return Points(columns, None)


def listed_cells(design: Design) -> dict[str, list[str]]:
    """The columns of the CSV of a list design, by name; numbers with a point."""
    table = _list(design)[1]
    written = {name: table.column(name) for name in table.heads}
    decimals = Decimals(written)

    def plain(name: str, cell: str) -> str:
        try:
            return repr(decimals.number(name, cell))
        except (NumberError, ValueError):
            return cell

    return {name: [plain(name, cell) for cell in column] for name, column in written.items()}


def _list(design: Design) -> tuple[Path, Table]:
    """The file of a list design, and what it says: as many cells in each line as heads."""
    if design.file is None:
        raise SweepError("no_list")
    file = Path(design.file).expanduser()
    table, problems = table_reader.read(file, most=MOST_POINTS)
    table = _renamed(table)
    twice = len(set(table.heads)) < len(table.heads)
    if not problems and (not table.rows or twice):
        raise SweepError("list_empty", file=file)
    filled = [sum(1 for cell in row.cells.values() if cell) for row in table.rows]
    for row, count in zip(table.rows, filled, strict=True):
        if not row.bad and count < len(table.heads):
            values = {"expected": str(len(table.heads)), "came": count, "line": row.line}
            problems.append(Problem((), "csv_short", values))
    if problems:
        raise SweepError.about([problem._replace(file=str(file)) for problem in problems])
    return file, table


def _renamed(table: Table) -> Table:
    """`params.pressure` is `pressure` here."""
    rows = [
        row._replace(cells={k.removeprefix("params."): v for k, v in row.cells.items()})
        for row in table.rows
    ]
    heads = tuple(head.removeprefix("params.") for head in table.heads)
    return table._replace(heads=heads, rows=rows)


def _kind(factor: Factor) -> type:
    """What the cells of a factor are: numbers, on or off, or names."""
    if factor.kind == "setting":
        wanted = annotation_at(tuple(factor.name.split(".")), Config)
        plain: dict[object, type] = {float: float, int: int, bool: bool}
        return plain.get(wanted, float if np.isfinite(factor.low) else str)
    if factor.values:
        return bool if isinstance(factor.values[0], bool) else str
    return float


def _column(factor: Factor, table: Table, decimals: Decimals) -> tuple[np.ndarray, list[Problem]]:
    """A column of the CSV as numbers, names, or on and off, each checked against what can be."""
    kind = _kind(factor)
    found: list[Value] = []
    problems = []
    for row in table.rows:
        cell = row.cells[factor.name]
        try:
            found.append(_value(factor, kind, cell, decimals))
        except NumberError as error:
            values = {"came": cell, "whole": error.whole, "line": row.line, "column": factor.name}
            values |= {"low": f"{factor.low:g}", "high": f"{factor.high:g}"}
            wanted = "csv_number" if np.isfinite(factor.low) else "csv_any_number"
            problems.append(Problem((), "csv_thousands" if error.whole else wanted, values))
        except ValueError:
            values = {"came": cell, "line": row.line, "column": factor.name}
            values |= {"choices": factor.values}
            problems.append(Problem((), "csv_switch" if kind is bool else "choice", values))
    number = kind in (float, int) and not problems
    return np.array(found, float if number else object), problems


def _value(factor: Factor, kind: type, cell: str, decimals: Decimals) -> Value:
    """What one cell says.

    Raises:
        ValueError: it cannot be.
    """
    if kind is bool:
        return cells.switch(cell)
    if kind is str:
        name = spelling.name(cell)
        if factor.values and name not in factor.values:
            raise ValueError(cell)
        return name
    if (factor.low, factor.high) == (0.0, 1.0) and factor.whole and cell not in ("0", "1"):
        with contextlib.suppress(ValueError):
            return float(cells.switch(cell))
    scope = (factor.low, factor.high) if np.isfinite(factor.low) else ()
    number = decimals.number(factor.name, cell, *scope)
    whole = factor.whole or kind is int
    if (scope and not factor.low <= number <= factor.high) or (whole and number != int(number)):
        raise NumberError
    return number


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
