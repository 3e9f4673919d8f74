"""The report of a comparison: the same page, with one choice held against another throughout."""

from pathlib import Path

from simulator import files
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.measures.catalogue import measures
from simulator.report import page
from simulator.report.drawings import drawings
from simulator.report.findings import Comparison
from simulator.results import contrast
from simulator.results.contrast import FIRST, LAST
from simulator.results.summary import COMPARED


def written(
    folder: Path,
    configs: tuple[Config, Config],
    records: tuple[Record, Record],
    command: str | None = None,
) -> Path:
    """Write report.html and its figures to `folder`; differences are second less first.

    Args:
        folder: exists.
        configs, records: two choices and what came of them, with the same seed and runs.
        command: how the comparison was asked for; None = worked out from the second config.

    Returns:
        The report.
    """
    base, choice = configs[0], choice_of(configs)
    before, after = records
    comparison = compared(records)
    shown = drawings(after, choice, comparison, before, base.lang)
    html = page.html(choice, after, comparison, shown, before, base, command, folder)
    return files.written(folder / page.PAGE, html)


def choice_of(configs: tuple[Config, Config]) -> Config:
    """The second choice; what its file says to look at is left out where it is about another."""
    base, choice = configs
    if choice.counterfactual != base.name:
        return choice.model_copy(update={"compare": None})
    return choice


def compared(records: tuple[Record, Record]) -> Comparison:
    """The second record held against the first."""
    before, after = records
    known = [measures()[name] for name in COMPARED]
    early, late = (
        tuple(contrast.of_records(after, before, known, when=when)) for when in (FIRST, LAST)
    )
    return Comparison("records", early if after.years > 1 else (), late)
