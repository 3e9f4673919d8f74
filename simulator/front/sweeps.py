"""A design of many points, played or read back."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from matplotlib.figure import Figure

from simulator import i18n
from simulator.analysis import response, results
from simulator.analysis.luck import estimated
from simulator.analysis.outcome import draws, overall, whole_points
from simulator.analysis.outcome import outcome as outcome_of
from simulator.config.values import Setting
from simulator.front import tables as wide
from simulator.front.composing import spoken, words_given
from simulator.front.names import place
from simulator.front.shown import figure, html
from simulator.report.table import Table
from simulator.results import summary
from simulator.results.intervals import Interval
from simulator.sweeps import execute, load, scheme
from simulator.sweeps.errors import SweepError
from simulator.sweeps.execute import Progress

if TYPE_CHECKING:
    import pandas as pd

HOME = Path("results")


class Sweep(load.Sweep):
    """A sweep in its folder, finished or growing. One row a run; runs of a point share its factors.

    `folder`, `factors`, `outcomes`, `design`, `complete` and `failures()` say what is there;
    `runs()`, `years()` and `relations()` are its tables, `joined()` has the factors beside them.
    """

    @property
    def lang(self) -> str:
        """Language of what is shown."""
        return i18n.asked(self.manifest["words"])

    def to_arrow(self) -> pa.Table:
        """A row a run: which point, variant and replicate, its factors and its outcomes.

        Raises:
            SweepError: no run is finished yet.
        """
        with spoken(self.lang):
            return self.joined()

    def to_pandas(self) -> "pd.DataFrame":
        """The same as a DataFrame.

        Raises:
            ImportError: pandas is not installed.
            SweepError: no run is finished yet.
        """
        return wide.frame(self.to_arrow(), self.lang)

    @property
    def _contrast(self) -> tuple[str, str] | None:
        """The two variants, where there are two."""
        variants = self.manifest["variants"]
        return (variants[0], variants[1]) if len(variants) == 2 else None

    def figure(
        self,
        outcome: str | None = None,
        contrast: tuple[str, str] | None = None,
        variant: str | None = None,
    ) -> Figure:
        """How an outcome goes with each factor; points with gaps are left out, as the figure says.

        Args:
            outcome: a column, or columns joined by ` + ` and ` - `; None = the first.
            contrast: two variants, the second less the first; None with no variant = the two there
                are, or else the first.
            variant: only this one.

        Raises:
            SweepError: no such outcome or variant, or no run is finished yet.
        """
        with spoken(self.lang):
            name = outcome or self.outcomes[0]
            if contrast is None and variant is None:
                contrast = self._contrast
                variant = None if contrast else self.manifest["variants"][0]
            found = outcome_of(self, name, two(contrast), variant)
            return response.figure(response.table(self, found, "drop"), self.lang)

    @cached_property
    def _means(self) -> Table:
        """Each outcome of each variant: its mean over the points, with its interval."""
        lang, rows = self.lang, []
        for name in self.outcomes:
            for variant in self.manifest["variants"]:
                found, _ = whole_points(outcome_of(self, name, variant=variant), "drop")
                if found.dropped:
                    over_all = estimated(found.values[..., None], draws(self))
                else:
                    over_all = overall(self, found)
                mean, low, high = (float(part[0]) for part in over_all[:3])
                interval = Interval(mean, low, high, found.values.shape[0])
                said = summary.written(interval, "level", lang, 3)
                rows.append((results.spoken(name, lang), variant, said))
        heads = tuple(i18n.text("front", key, lang) for key in ("outcome", "variant", "mean"))
        return Table(i18n.text("front", "sweep_means", lang), heads, tuple(rows))

    def __repr__(self) -> str:
        about, state = self.manifest, "finished" if self.complete else "growing"
        return (
            f"<Sweep {about['name']}: {about['points']} points, {len(about['variants'])} variants, "
            f"{about['replicates']} replicates, {state}, in {self.folder}>"
        )

    def _repr_html_(self) -> str:
        """What it is, one figure and the means, for a notebook."""
        lang, about = self.lang, self.manifest
        said = [
            i18n.text(
                "front", "sweep_about", lang, points=about["points"], runs=about["runs"],
                variants=", ".join(about["variants"]), replicates=about["replicates"],
                factors=", ".join(self.factors),
            )
        ]  # fmt: skip
        failed = self.failures().num_rows
        if not self.complete:
            done = {"done": len(self.shards), "all": self.expected}
            said.append(i18n.text("front", "sweep_growing", lang, **done))
        if failed:
            said.append(i18n.text("front", "failed", lang, failed=failed, runs=about["runs"]))
        drawn = figure(self.figure(), results.spoken(self.outcomes[0], lang))
        return html(about["label"][lang], said, drawn, self._means, lang)


def two(contrast: object) -> tuple[str, str] | None:
    """Two variants, or None.

    Raises:
        SweepError: anything else.
    """
    if contrast is None:
        return None
    if isinstance(contrast, tuple | list) and len(contrast) == 2:
        return str(contrast[0]), str(contrast[1])
    raise SweepError("two_variants", came=repr(contrast))


def sweep(
    *overrides: Setting,
    output: Path | str | None = None,
    config_dir: Path | str | None = None,
    lang: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    **settings: Any,
) -> Sweep:
    """Play a design of many points: the same numbers as `gunfactor sweep`, to the bit.

    `sweep("sweep=quick", output="my-sweep")`; called again it goes on where it was broken off.

    Args:
        overrides: `"sweep=NAME"`, `"sweep.key=value"` and settings of the model, or mappings.
        output: its folder; None = a new one under `results`.
        config_dir: a folder of your own files, with `sweep/` in it.
        lang: "nl" or "en"; None = Dutch.
        progress: told after every part, and now and then in between.
        settings: further settings of the model, such as `years=5`.

    Raises:
        ConfigError, SweepError: anything that is wrong, in sentences; a full disk; another sweep in
            the folder.
    """
    with spoken(lang):
        words = words_given(overrides, lang, **settings)
        own = None if config_dir is None else place(config_dir)
        plan = scheme.of_words(words, own)
        wanted = output or plan.config.output
        folder = place(wanted) if wanted is not None else _new(plan.name)
        execute.played(plan, folder, progress or (lambda _: None))
        return read(folder)


def read(folder: Path) -> Sweep:
    """The sweep in a folder.

    Raises:
        SweepError: there is none, or it cannot be read.
    """
    found = load.read(folder)
    return Sweep(found.folder, found.manifest)


def _new(name: str) -> Path:
    """A folder that is not there yet."""
    first = HOME / f"sweep-{name}-{datetime.now():%Y%m%d-%H%M%S}"
    others = (first.with_name(f"{first.name}-{number}") for number in count(2))
    return first if not first.exists() else next(each for each in others if not each.exists())
