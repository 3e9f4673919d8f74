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
    command: str,
) -> Path:
    """Write report.html and its figures to `folder`; differences are second less first.

    Args:
        folder: exists.
        configs, records: two choices and what came of them, with the same seed and runs.
        command: how the comparison was asked for.

    Returns:
        The report.
    """
    (base, choice), (before, after) = configs, records
    lang = base.lang
    if choice.counterfactual != base.name:  # what its file says to look at is about another one
        choice = choice.model_copy(update={"compare": None})
    known = [measures()[name] for name in COMPARED]
    early, late = (
        tuple(contrast.of_records(after, before, known, when=when)) for when in (FIRST, LAST)
    )
    comparison = Comparison("records", early if after.years > 1 else (), late)
    shown = drawings(after, choice, comparison, before, lang)
    html = page.html(choice, after, comparison, shown, before, base, command, folder)
    return files.written(folder / page.PAGE, html)
