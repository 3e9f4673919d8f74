"""Transcripts of the stories: every year in a line, and the season in which the story turns.

A story is a scenario whose turns are kept (`trace: true`). Regenerate with `python -m tests.golden`
and read the difference before you commit it.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from simulator.batch import Record
from simulator.config.compose import Config, catalogue
from simulator.engine.acts import ACTS
from simulator.engine.records import ENDINGS, SIDES
from simulator.world.build import built
from tests import worlds

FOLDER = Path(__file__).parent
COMMAND = "python -m tests.golden"
RUN = 1  # which run is told
OF_YEARS = ("utility", "value", "trust", "goodwill", "tension", "image")
OF_TURNS = ("tension", "surprise", "knowledge", "hardness_met")


def stories() -> list[str]:
    """Names of the scenarios that are stories."""
    return [name for name in catalogue("scenario") if config(name).trace]


def config(name: str) -> Config:
    """The scenario with one run."""
    return worlds.config(f"scenario={name}", "runs=1")


def turning_year(name: str) -> int:
    """The last year in which the script changes something; without one that of its counterpart."""
    one = config(name)
    events = one.script
    if not events and one.counterfactual is not None:
        events = config(one.counterfactual).script
    years = [event.year if event.year is not None else event.from_year or 0 for event in events]
    return max(years, default=0)


def transcript(name: str) -> str:
    """The story as text."""
    one = config(name)
    world = built(one)
    record = worlds.played(world, one.years, RUN + 1, seed=one.seed, trace=True, **dict(one.params))
    year = turning_year(name)
    relation = world.relations[0]
    lines = [
        f"{name}: {relation.provider} and {relation.funder}, run {RUN}, seed {one.seed}",
        f"regenerate: {COMMAND}",
        "pairs are provider and funder",
        "",
        _head("year talks  ending      turns ", OF_YEARS, "owned", "content"),
        *(_year(record, y) for y in range(record.years)),
        "",
        f"the season of year {year}",
        _head("turn date   side     act     chance demand  offer", OF_TURNS, "owned"),
        *_turns(record, year),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(first: str, pairs: Sequence[str], *single: str) -> str:
    return first + "".join(f"{name:>13}" for name in pairs) + "".join(f"{n:>8}" for n in single)


def _pair(values: np.ndarray) -> str:
    return " " + "".join(f"{round(float(value), 2) + 0.0:6.2f}" for value in values)


def _year(record: Record, y: int) -> str:
    at = (RUN, y, 0)
    sides = {name: values[at] for name, values in record.sides.items()}
    relation = {name: values[at] for name, values in record.relations.items()}
    return (
        f"{y:4d} {'yes' if relation['negotiated'] else 'no':<6} "
        f"{ENDINGS[relation['ending']]:<12}{relation['turns']:5d} "
        + "".join(_pair(sides[name]) for name in OF_YEARS)
        + f"{relation['ownership']:8.2f}{relation['agreed_content']:8.2f}"
    )


def _turns(record: Record, y: int) -> list[str]:
    lines = []
    for turn, row in enumerate(worlds.turns(record)[RUN, y, 0]):
        if row["actor"] < 0:
            continue
        lines.append(
            f"{turn + 1:4d} {record.world.dates[turn]:<6} {SIDES[row['actor']]:<8} "
            f"{ACTS[row['act']]:<8}{row['contentious']:6.2f} {row['demand']:6.2f} "
            f"{row['offered']:6.2f}"
            + "".join(_pair(row[name]) for name in OF_TURNS)
            + f"{row['ownership']:8.2f}"
        )
    return lines
