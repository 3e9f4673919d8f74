"""Two configs under the same luck: what differs, and how sure is it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from matplotlib.figure import Figure

from simulator import i18n
from simulator.config.compose import Config
from simulator.config.values import Setting
from simulator.front import tables as wide
from simulator.front.composing import config_of, spoken, words_of
from simulator.front.names import known, place
from simulator.front.runs import Run
from simulator.front.shown import drawing, html
from simulator.report import comparison, drawings, findings
from simulator.results import compare as pairs
from simulator.results import pair_store, store
from simulator.results.compare import Pair
from simulator.results.pair_store import StoredPair
from simulator.run import cores, paired, twins
from simulator.version import MODEL_VERSION

if TYPE_CHECKING:
    import pandas as pd

Told = Callable[[int], None]
TABLES = pair_store.TABLES


class Comparison:
    """Choices A and B, played with the same seed and the same luck; a difference is B less A.

    Attributes:
        configs: what was played; `compare(*configs)` gives the same numbers to the bit.
    """

    def __init__(
        self,
        configs: tuple[Config, Config],
        pair: Pair | None = None,
        stored: StoredPair | None = None,
    ) -> None:
        self.configs, self._stored = configs, stored
        if pair is not None:
            self.pair = pair

    @cached_property
    def pair(self) -> Pair:
        """Both records; of a folder they are played again when they are first needed.

        Raises:
            StoreError: the folder is of another model version, which gives other numbers.
        """
        came = self._stored.info["model"] if self._stored is not None else MODEL_VERSION
        if came != MODEL_VERSION:
            lang = self.configs[0].lang
            raise store.StoreError(
                i18n.text("store", "other_model", lang, folder="", came=came, here=MODEL_VERSION)
            )
        return paired(*self.configs, threads=cores())

    @property
    def lang(self) -> str:
        """Language of what is shown."""
        return self.configs[0].lang

    @property
    def first(self) -> Run:
        """Choice A."""
        return Run(self.configs[0], self.pair.records[0])

    @property
    def second(self) -> Run:
        """Choice B, held against A."""
        one, other = self.pair.records
        return Run(self.configs[1], other, self.configs[0], one)

    def to_arrow(self, table: str = "differences") -> pa.Table:
        """What differs, as in the folder of the command.

        Args:
            table: "differences" (a row for each measure, side and year, the first and the last:
                both means, the difference and its 95 % interval) or "values" (the same for each
                run and its twin).

        Raises:
            ValueError: no such table.
        """
        known("no_table", table, TABLES, self.lang)
        if self._stored is not None:
            found: pa.Table = getattr(self._stored, table)
            return found
        return pairs.tidied(self.pair) if table == "differences" else pairs.by_run(self.pair)

    def differences(self) -> pa.Table:
        """Paired differences, B less A: one row for each measure, side and year.

        Returns:
            side, measure, unit, year, first, second, difference, low, high (95 % interval of the
            difference), runs. "both" is the side of what the two share.
        """
        return self.to_arrow()

    def to_pandas(self, table: str = "differences") -> "pd.DataFrame":
        """The same as a DataFrame.

        Raises:
            ImportError: pandas is not installed.
            ValueError: no such table.
        """
        return wide.frame(self.to_arrow(table), self.lang)

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that `figure` draws."""
        return tuple(each.name for each in self._drawings)

    def figure(self, name: str = "difference") -> Figure:
        """A figure of the report: "difference", "years", … as `figures` names them.

        Raises:
            ValueError: no such figure.
        """
        known("no_figure", name, self.figures, self.lang)
        drawn = next(each for each in self._drawings if each.name == name)
        return drawn.draw(False, True)

    @cached_property
    def _compared(self) -> findings.Comparison:
        return comparison.compared(self.pair.records)

    @cached_property
    def _drawings(self) -> list[drawings.Drawing]:
        before, after = self.pair.records
        choice = comparison.choice_of(self.configs)
        return drawings.drawings(after, choice, self._compared, before, self.lang)

    def save(self, folder: Path | str) -> Path:
        """Write what differs, over all runs and run by run, and both configs to a folder.

        Returns:
            The folder; `load(folder)` reads it.

        Raises:
            StoreError: it holds another run, cannot be written, or the disk is full.
        """
        target = place(folder)
        with spoken(self.lang):
            pair_store.written(target, self.pair)
        return target

    def report(self, folder: Path | str) -> Path:
        """Write report.html, with its figures in `figures/`, to a folder, made if need be.

        Raises:
            StoreError: the folder cannot be written, or the disk is full.
        """
        target = place(folder)
        with spoken(self.lang), store.explained(target, self.lang):
            target.mkdir(parents=True, exist_ok=True)
            return comparison.written(target, self.configs, self.pair.records)

    def __repr__(self) -> str:
        one, other = self.configs
        return (
            f"<Comparison of {one.name} (A) and {other.name} (B): {one.runs} runs, "
            f"{one.years} years, seed {one.seed}>"
        )

    def _repr_html_(self) -> str:
        """The answer, one figure and the table, for a notebook."""
        lang, record = self.lang, self.pair.records[1]
        one, other = (findings.titled(config, lang) for config in self.configs)
        said = findings.in_brief(self._compared, record, lang, self.pair.records[0], one)
        drawn = next(each for each in self._drawings if each.name == "difference")
        table = findings.in_figures(self._compared, record, lang)
        return html(f"A  {one} – B  {other}", said, drawing(drawn), table, lang)


def compare(
    first: Config | Setting,
    second: Config | Setting | None = None,
    *,
    runs: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    lang: str | None = None,
    progress: Told | None = None,
    **settings: Any,
) -> Comparison:
    """Play two choices with the same luck: the same numbers as `gunfactor compare`, to the bit.

    Args:
        first, second: configs, names of scenarios, texts of `key=value` words, or mappings; without
            the second, the counterfactual that the first names.
        runs: how many of each; None = the smaller number of the two.
        seed: key of chance, below 2**64; None = that of the first.
        threads: how many work side by side (no part in the numbers); None = all cores.
        lang: "nl" or "en"; None = that of the first.
        progress: told how many run-years were lived since it was last told.
        settings: further changes for both, such as `years=5`.

    Raises:
        ConfigError: with one sentence for each thing that is wrong.
        ComparisonError: no second choice, and the first names no counterfactual.
    """
    shared = words_of(lang, runs=runs, seed=seed, threads=threads, **settings)
    one = config_of(first) if isinstance(first, Mapping) else first
    other = config_of(second) if isinstance(second, Mapping) else second
    asked = lang or (one.lang if isinstance(one, Config) else None)
    with spoken(asked):
        configs = twins(one, other, shared)
        return Comparison(configs, paired(*configs, progress, configs[0].threads or cores()))
