"""One config, played many times: its numbers, figures and report."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.batch import Record
from simulator.config.compose import Config
from simulator.config.values import Setting
from simulator.engine.records import SIDES
from simulator.front import tables as wide
from simulator.front.composing import config_of, spoken
from simulator.front.names import known, place
from simulator.front.shown import drawing, html
from simulator.measures.catalogue import measures
from simulator.report import answers, drawings, findings, page
from simulator.results import store, summary, tables
from simulator.results.groups import WAYS
from simulator.run import alone, cores

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Told = Callable[[int], None]
TABLES = ("relations", "runs", "organisations", "turns")


class Run:
    """What came of a config. R runs, Y years, D relations, 2 sides (0 provider, 1 funder).

    Attributes:
        config: what was played; `run(config)` gives the same numbers to the bit.
        record: all that was kept: `record.sides[name]` is [R, Y, D, 2], `record.relations[name]`
            is [R, Y, D].
        against: config of what it is held against in figures and report; None = nothing.
    """

    def __init__(
        self,
        config: Config,
        record: Record,
        against: Config | None = None,
        other: Record | None = None,
    ) -> None:
        self.config, self.record, self.against = config, record, against
        if other is not None:
            self.other = other

    @cached_property
    def other(self) -> Record | None:
        """Record of what it is held against; played when it is first needed."""
        if self.against is None:
            return None
        return alone(self.against, threads=cores(), seed=self.record.seed)

    def to_arrow(self, table: str = "relations") -> pa.Table:
        """A tidy table, each column with its unit and meaning; as in the folder of the command.

        Args:
            table: "relations" (a row for each run, year, relation and side), "runs" (a row each,
                with every number of the model), "organisations", or "turns" (a row for each turn,
                where the config has `trace=true`; else no rows).

        Raises:
            ValueError: no such table.
        """
        known("no_table", table, TABLES, self.config.lang)
        record = self.record
        if table == "runs":
            return tables.runs(record, self.config.params)
        if table == "organisations":
            return tables.organisations(record)
        parts = list((tables.turns if table == "turns" else tables.relations)(record))
        return pa.concat_tables(parts) if parts else pa.table({})

    def to_pandas(self, table: str = "relations") -> "pd.DataFrame":
        """The same as a DataFrame; names are categories.

        Raises:
            ImportError: pandas is not installed.
            ValueError: no such table.
        """
        return wide.frame(self.to_arrow(table), self.config.lang)

    def to_xarray(self) -> "xr.Dataset":
        """A labelled Dataset with dimensions run, year, relation and side.

        Raises:
            ImportError: xarray is not installed.
        """
        return wide.dataset(self.record, self.config.lang)

    def measure(self, name: str) -> np.ndarray:
        """One measure, [R, Y, D, 2]; NaN where it does not apply. `measures()` explains them.

        Raises:
            ValueError: no such measure.
        """
        known("no_measure", name, tuple(measures()), self.config.lang)
        return measures()[name].values(self.record)

    def summary(
        self, by: str = "family", names: Iterable[str] | None = None, side: str | None = None
    ) -> pa.Table:
        """Measures by group and year: mean over runs with its 95 % interval.

        Args:
            by: "family" (of strategies), "strategy" (started with), "kind" (of organisation) or
                "side".
            names: of the measures; None = all.
            side: "provider" or "funder": only this side of each relation; None = both.

        Returns:
            One row per group, measure and year: by, group, measure, unit, year, mean, low, high,
            runs. `.to_pandas()` makes it a DataFrame.

        Raises:
            ValueError: no such group, measure or side.
        """
        lang = self.config.lang
        known("no_group", by, WAYS, lang)
        if isinstance(names, str):
            names = [names]
        chosen = None if names is None else [
            known("no_measure", name, tuple(measures()), lang) for name in names
        ]  # fmt: skip
        which = None if side is None else SIDES.index(known("no_such_side", side, SIDES, lang))
        return summary.summarised(self.record, by, chosen, which)

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that `figure` draws."""
        return tuple(each.name for each in self._drawings)

    def figure(self, name: str = "years") -> Figure:
        """A figure of the report: "years", "difference", "network", … as `figures` names them.

        Returns:
            A matplotlib Figure, to be shown or saved with `savefig`.

        Raises:
            ValueError: no such figure.
        """
        known("no_figure", name, self.figures, self.config.lang)
        drawn = next(each for each in self._drawings if each.name == name)
        return drawn.draw(False, True)

    @cached_property
    def _comparison(self) -> findings.Comparison:
        return findings.compared(self.record, self.other)

    @cached_property
    def _drawings(self) -> list[drawings.Drawing]:
        return drawings.drawings(
            self.record, self.config, self._comparison, self.other, self.config.lang
        )

    def save(self, folder: Path | str) -> Path:
        """Write the tables, the settings and run.json to a folder, made if need be.

        Returns:
            The folder; `load(folder)` reads it.

        Raises:
            StoreError: it holds another run, cannot be written, or the disk is full.
        """
        target = place(folder)
        with spoken(self.config.lang):
            store.written(target, self.config, self.record, self.against)
        return target

    def report(self, folder: Path | str) -> Path:
        """Write report.html, with its figures in `figures/`, to a folder, made if need be.

        Returns:
            The report: one file that opens anywhere.

        Raises:
            StoreError: the folder cannot be written, or the disk is full.
        """
        target, lang = place(folder), self.config.lang
        with spoken(lang), store.explained(target, lang):
            target.mkdir(parents=True, exist_ok=True)
            return page.written(target, self.config, self.record, self.other, self.against)

    def __repr__(self) -> str:
        record, config = self.record, self.config
        return (
            f"<Run {config.name}: {len(record.runs)} runs, {record.years} years, "
            f"{len(record.world.relations)} relations, seed {record.seed}>"
        )

    def _repr_html_(self) -> str:
        """The answer, one figure and the table, for a notebook."""
        config, lang = self.config, self.config.lang
        title = findings.titled(self.against, lang) if self.against is not None else ""
        answer = answers.answer(config, self.record, self.other, self.against, lang)
        said = findings.in_brief(self._comparison, self.record, lang, self.other, title)
        sentences = [*(answer.sentences if answer else ()), *said]
        return html(
            findings.titled(config, lang),
            sentences,
            drawing(next(each for each in self._drawings if each.name == "years")),
            findings.in_figures(self._comparison, self.record, lang),
            lang,
        )


def run(
    config: Config | Setting = "region",
    *,
    runs: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    against: Config | Setting | None = None,
    lang: str | None = None,
    progress: Told | None = None,
    **settings: Any,
) -> Run:
    """Play a config: the same numbers as `gunfactor run`, to the bit.

    Args:
        config: from `compose`; or the name of a scenario, a text of `key=value` words or a mapping.
        runs: how many; None = the config's.
        seed: key of chance, below 2**64; None = the config's.
        threads: how many work side by side (no part in the numbers); None = all cores.
        against: what it is held against in figures and report, played with the same luck, such as
            `config.counterfactual`.
        lang: "nl" or "en"; None = the config's.
        progress: told how many run-years were lived since it was last told.
        settings: further changes, such as `years=5`.

    Raises:
        ConfigError: with one sentence for each thing that is wrong.
        UnsoundError: a number ran out of its range, which no sound model does.
    """
    chosen = config_of(config, lang, runs=runs, seed=seed, threads=threads, **settings)
    beside = None
    if against is not None:
        twin = {"runs": chosen.runs, "years": chosen.years, "seed": chosen.seed}
        beside = config_of(against, chosen.lang, **twin)
    with spoken(chosen.lang):
        work = chosen.threads or cores()
        record = alone(chosen, progress, work)
        other = None if beside is None else alone(beside, progress, work, chosen.seed)
    return Run(chosen, record, beside, other)
