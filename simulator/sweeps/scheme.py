"""From a plan to runs: points, variants and replicates, numbered once and for all.

    run = (point * variants + variant) * replicates + replicate

Replicates that are added later are numbered in the same way after all that was there: a round.
The number of a run says what it is; its luck says which draws of chance it gets. With shared luck
replicate r has the same luck at every point, so differences between points are not noise. With
`point` luck every point has lucks of its own, which its variants share; with `own` luck every run
has, and a difference between variants is no longer one between twins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from simulator import i18n
from simulator.config import compose as configs
from simulator.config import idle
from simulator.config.catalogue import configs as built_in
from simulator.config.catalogue import files
from simulator.config.overrides import CHOSEN, quoted
from simulator.config.schema import Config
from simulator.engine.params import PARAMS, records
from simulator.sweeps import columns, designs
from simulator.sweeps.errors import SweepError
from simulator.sweeps.factors import (
    INSTRUMENT,
    Factor,
    Known,
    fixed,
    full_name,
    of_columns,
    resolved,
)
from simulator.sweeps.jobs import Batch, Edits, Job, Study, numbered
from simulator.sweeps.plan import Plan, Planned, Value, planned
from simulator.sweeps.sources import fingerprint
from simulator.world.build import built

MOST_CELLS = 2000  # composed configs; each takes a tenth of a second
MOST_LUCK = 2**32  # ids of runs in the engine
Variant = Mapping[str, tuple[Factor, Value]]


@dataclass(frozen=True)
class Scheme:
    """Every run of a sweep and what it is made of. P points, V variants."""

    name: str
    plan: Plan
    typed: tuple[str, ...]  # all settings, as on the command line
    config_dir: Path | None
    config: Config  # before anything is varied
    factors: tuple[Factor, ...]
    points: designs.Points
    variants: Mapping[str, Variant]
    study: Study
    cells: np.ndarray  # [P * V] which world each row has
    cell_names: tuple[tuple[str, ...], ...]  # [C] the settings of each world

    @property
    def idle(self) -> list[str]:
        """Factors that change nothing at any point, as far as the base config decides that.

        Numbers of the model are judged with all others at their most; where worlds or choices
        vary as well, nothing is said.
        """
        variants = [factor for each in self.variants.values() for factor, _ in each.values()]
        if any(f.kind not in ("param", "strategy_number") for f in (*self.factors, *variants)):
            return []
        most = {
            f.name.removeprefix("params."): max((f.high, *map(float, f.values)))
            for f in (*self.factors, *variants)
            if f.kind == "param"
        }
        fields = {
            name: max(value, most.get(name, value)) for name, value in self.config.params.items()
        }
        widest = self.config.model_copy(update={"params": fields})
        keys = [full_name(factor.name) for factor in self.factors]
        return [key for key in keys if idle.notes(widest, [key], "en")]

    @property
    def rows(self) -> int:
        """Points times variants."""
        return self.points.number * len(self.variants)

    @property
    def runs(self) -> int:
        """Rows times replicates."""
        return self.rows * self.plan.replicates

    def job(self, shard: int, start: int, stop: int) -> Job:
        """What a worker has to play for the runs [start, stop)."""
        runs = np.arange(start, stop)
        row, replicate, round_ = numbered(runs, self.rows, self.study.rounds)
        luck = self._luck(runs, row, replicate, round_)
        rows = np.arange(row[0], row[-1] + 1)
        names, values = self._numbers(rows)
        row = row - rows[0]
        batches = []
        for (cell, edits), members in self._worlds(rows).items():
            chosen = np.flatnonzero(np.isin(row, members))
            used, place = np.unique(row[chosen], return_inverse=True)
            batches.append(
                Batch(cell, edits, runs[chosen], luck[chosen], place, names, values[used])
            )
        return Job(shard, start, stop, tuple(batches))

    def _luck(
        self, runs: np.ndarray, row: np.ndarray, replicate: np.ndarray, round_: np.ndarray
    ) -> np.ndarray:
        """Ids of luck of some runs, [n]; the same whatever rounds come later."""
        if self.plan.luck == "shared":
            luck = replicate
        elif self.plan.luck == "own":
            luck = runs
        else:
            rounds = self.study.rounds
            before, own = np.cumsum([0, *rounds])[round_], np.asarray(rounds)[round_]
            point = row // len(self.variants)
            luck = before * self.points.number + point * own + replicate - before
        return luck.astype(np.uint64)

    def in_rounds(self, rounds: Sequence[int]) -> "Scheme":
        """The same sweep, its replicates asked for in rounds."""
        return replace(self, study=replace(self.study, rounds=tuple(rounds)))

    def _numbers(self, rows: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
        """Names and values of the numbers of the model that these rows set, NaN = unchanged."""
        names = dict.fromkeys(f.name for f in self.factors if f.kind == "param")
        for variant in self.variants.values():
            names |= dict.fromkeys(n for n, (f, _) in variant.items() if f.kind == "param")
        values = np.full((len(rows), len(names)), np.nan)
        point, variant_of = rows // len(self.variants), rows % len(self.variants)
        for k, name in enumerate(names):
            if name in self.points.columns:
                values[:, k] = self.points.columns[name][point]
            for v, variant in enumerate(self.variants.values()):
                if name in variant:
                    values[variant_of == v, k] = float(variant[name][1])
        return tuple(names), values

    def _worlds(self, rows: np.ndarray) -> dict[tuple[int, Edits], list[int]]:
        """Rows that can be played together, by their world; counted from the first row."""
        edits = [f.name for f in self.factors if f.kind in ("strategy_number", "side_strategy")]
        variants = list(self.variants.values())
        together: dict[tuple[int, Edits], list[int]] = {}
        for place, row in enumerate(rows):
            point, variant = int(row) // len(variants), variants[int(row) % len(variants)]
            own: dict[str, Value] = {name: self.points.columns[name][point] for name in edits}
            own |= {
                name: value
                for name, (factor, value) in variant.items()
                if factor.kind in ("strategy_number", "side_strategy")
            }
            key = int(self.cells[row]), tuple(own.items())
            together.setdefault(key, []).append(place)
        return together

    def setting(self, row: int) -> dict[str, Value]:
        """Everything that a row sets, by name of the factor."""
        point, place = divmod(row, len(self.variants))
        own = {name: _plain(column[point]) for name, column in self.points.columns.items()}
        variant = list(self.variants.values())[place]
        return own | {name: value for name, (_, value) in variant.items()}


def _plain(value: Value | np.generic) -> Value:
    return value.item() if isinstance(value, np.generic) else value


def of_words(words: Sequence[str], config_dir: Path | None = None) -> Scheme:
    """The scheme of `sweep=NAME sweep.key=value ...` and settings of the model's own config.

    Raises:
        ConfigError, SweepError: anything that is wrong, in sentences.
    """
    return schemed(planned(words, config_dir, i18n.asked(words)), config_dir)


def schemed(asked: Planned, config_dir: Path | None = None) -> Scheme:
    """Resolve, draw and compose everything a plan asks for, before anything is played.

    Raises:
        ConfigError, SweepError: anything that is wrong, in sentences.
    """
    plan = asked.plan
    config = configs.composed(asked.words, config_dir)
    folders = [built_in(), *([config_dir.resolve()] if config_dir else [])]
    known = Known(config.strategies, {group: list(files(group, folders)) for group in CHOSEN})
    factors = _factors(plan, known, config.lang)
    variants = _variants(plan, known)
    points = designs.designed(plan.design, factors)
    cells, names = _cells(factors, points, variants, tuple(config.instruments))
    composed = [
        configs.composed([*asked.words, *each], config_dir) if each else config for each in names
    ]
    _same_years(composed, names)
    worlds = tuple(built(each) for each in composed)
    runs = points.number * len(variants) * plan.replicates
    lucks = {"shared": plan.replicates, "point": points.number * plan.replicates, "own": runs}
    if lucks[plan.luck] > MOST_LUCK:
        raise SweepError("too_much_luck", runs=lucks[plan.luck])
    study = Study(
        worlds=worlds,
        params=np.concatenate([records(1, each.params) for each in composed]).astype(PARAMS),
        seed=config.seed,
        years=config.years,
        outcomes=columns.outcomes(plan),
        moments=tuple(dict.fromkeys(plan.moments)),
        by=plan.by,
        groups=columns.groups(plan.by, worlds, variants.values(), factors),
        record=plan.record,
        measures=plan.measures,
        variants=tuple(variants),
        rows=points.number * len(variants),
        rounds=(plan.replicates,),
        fingerprint=fingerprint(),
    )
    return Scheme(
        name=asked.name,
        plan=plan,
        typed=asked.typed,
        config_dir=config_dir.resolve() if config_dir else None,
        config=config,
        factors=factors,
        points=points,
        variants=variants,
        study=study,
        cells=cells,
        cell_names=names,
    )


def _factors(plan: Plan, known: Known, lang: str) -> tuple[Factor, ...]:
    if plan.design.kind == "list":
        if plan.factors:
            raise SweepError("list_and_factors")
        return of_columns(designs.listed_cells(plan.design), known, lang)
    return resolved(plan, known, lang)


def _variants(plan: Plan, known: Known) -> dict[str, Variant]:
    if not plan.variants:
        return {"base": {}}
    return {name: fixed(settings, known) for name, settings in plan.variants.items()}


def _cells(
    factors: Sequence[Factor],
    points: designs.Points,
    variants: Mapping[str, Variant],
    instruments: Sequence[str],
) -> tuple[np.ndarray, tuple[tuple[str, ...], ...]]:
    """Which composed config each row [P * V] needs, and the settings of each of them.

    Args:
        instruments: those in use anyway.
    """
    composed = ("choice", "setting")
    own = {f.name: f for f in factors if f.kind in composed}
    found: dict[tuple[str, ...], int] = {}
    cells = np.zeros((points.number, len(variants)), np.int32)
    for v, variant in enumerate(variants.values()):
        extra = {n: value for n, (f, value) in variant.items() if f.kind in composed}
        columns = [points.columns[name] for name in own if name not in extra]
        names = [name for name in own if name not in extra]
        codes = [np.unique(column.astype(str), return_inverse=True)[1] for column in columns]
        table = np.stack(codes, axis=1) if codes else np.zeros((points.number, 1), int)
        _, first, which = np.unique(table, axis=0, return_index=True, return_inverse=True)
        if len(first) + len(found) > MOST_CELLS:
            raise SweepError("too_many_cells", cells=len(first), most=MOST_CELLS)
        numbers = []
        for point in first:
            values = {n: column[point] for n, column in zip(names, columns, strict=True)} | extra
            words = _settings(values, instruments)
            numbers.append(found.setdefault(words, len(found)))
        cells[:, v] = np.array(numbers, np.int32)[which.reshape(-1)]
    return cells.reshape(-1), tuple(found)


def _settings(
    values: Mapping[str, Value | np.generic], instruments: Sequence[str]
) -> tuple[str, ...]:
    """The values of factors as settings of the command line."""
    words, used = [], dict.fromkeys(instruments)
    for name, value in values.items():
        plain = _plain(value)
        if name.startswith(INSTRUMENT):
            used.pop(name.removeprefix(INSTRUMENT), None)
            if str(plain).lower() == "true":
                used[name.removeprefix(INSTRUMENT)] = None
        elif isinstance(plain, bool):
            words.append(f"{name}={str(plain).lower()}")
        elif isinstance(plain, float) and plain.is_integer():  # 3.0 is no whole number to a config
            words.append(f"{name}={int(plain)}")
        else:
            words.append(f"{name}={quoted(str(plain)) if name in CHOSEN else plain}")
    if list(used) != list(instruments):
        words.append(f"instrument=[{','.join(sorted(used))}]")
    return tuple(words)


def _same_years(composed: Sequence[Config], names: Sequence[Sequence[str]]) -> None:
    years = {each.years for each in composed}
    if len(years) > 1:
        said = ", ".join(
            f"{' '.join(name) or 'base'}: {each.years}"
            for name, each in zip(names, composed, strict=True)
        )
        raise SweepError("unequal_years", said=said, years=max(years))
