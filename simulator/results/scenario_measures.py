"""What a scenario is about: its own measures, next to its counterfactual, and the survey.

A scenario names them under `shows` and `figures`. Each number is a mean over the years in which
the first talks can show, then over runs; a difference is taken within each run, where both worlds
share their luck.
"""

from typing import NamedTuple

import numpy as np

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.engine.records import FUNDER, SIDES
from simulator.measures.catalogue import Measure, measures
from simulator.results import survey
from simulator.results.claims import Counted
from simulator.results.group_means import GroupMeans, alike
from simulator.results.groups import mean_of_years
from simulator.results.intervals import SHARE, Interval, of, of_difference
from simulator.results.left_out import counted

SURVEYED = 2025  # the year of the survey, B6


class Shown(NamedTuple):
    """One measure for one side, or "both" where it is the same for both."""

    measure: Measure
    side: str
    this: Interval
    other: Interval | None
    difference: Interval | None  # this less other
    counted: Counted  # of this and other; of this alone where there is no other


class Judged(NamedTuple):
    """What a kind of funder is judged on, and how it does."""

    kind: str
    measure: Measure
    found: Interval


class Answer(NamedTuple):
    """One statement of the survey: what was found, and what agents say in two years."""

    statement: str
    found: float
    first: survey.Share
    later: survey.Share
    years: tuple[int, int]
    mean: Interval  # share over all seats in the later year, over runs


def rows(record: Record, config: Config, other: Record | None = None) -> list[Shown]:
    """The measures of `config.shows`, by side; `other` has the same runs and years."""
    tables = [GroupMeans(each) for each in (record, other) if each is not None]
    found = []
    for name in config.shows:
        measure = measures()[name]
        shared = alike(measure, [table.record for table in tables])
        for s, side in enumerate(SIDES):
            if shared and s > 0:
                break
            shows = slice(min(measure.lag, record.years - 1), None)
            each = [
                mean_of_years(table.of_side(measure, s, members=True)[:, shows]) for table in tables
            ]
            here, *there = (
                table.there(measure, "side", side, s, members=True)[:, shows].mean(axis=1)
                for table in tables
            )
            both = np.isfinite(np.sum(each, axis=0))  # a run counts if it has all
            mine, *theirs = (np.where(both, values, np.nan) for values in each)
            found.append(
                Shown(
                    measure,
                    "both" if shared else side,
                    of(mine, measure.unit),
                    of(theirs[0], measure.unit) if theirs else None,
                    of_difference(theirs[0], mine, measure.unit) if theirs else None,
                    counted(here, there[0] if there else here, both),
                )
            )
    return found


def judged(record: Record, config: Config) -> list[Judged]:
    """By kind of funder in this world: the measures it is judged on (A7)."""
    table = GroupMeans(record)
    found = []
    for kind in table.groups("kind", FUNDER):
        for name in config.kinds[kind].judged_on:
            measure = measures()[name]
            mean = mean_of_years(table.of(measure, "kind", kind, FUNDER))
            found.append(Judged(kind, measure, of(mean, measure.unit)))
    return found


def answers(record: Record) -> list[Answer]:
    """The survey in the first year and in 2025, or the last year before it, of the first run."""
    later = min(max(SURVEYED - record.world.start, 0), record.years - 1)
    years = (record.world.start, record.world.start + later)
    first, then = survey.answered(record, 0, 0), survey.answered(record, later, 0)
    whole = survey.shares(record, later)
    return [
        Answer(name, found, first[name], then[name], years, of(whole[name], SHARE))
        for name, found in survey.FOUND.items()
    ]


def said(answer: Answer, lang: str) -> str:
    """The statement in words."""
    return i18n.text("shown", answer.statement, lang)


def share(found: survey.Share, lang: str) -> str:
    """A share with the ends of its Wilson interval: 61 (52-70)."""
    ends = "–".join(i18n.number(100.0 * end, lang, 0) for end in (found.low, found.high))
    return f"{i18n.percentage(found.share, lang)} ({ends})"
