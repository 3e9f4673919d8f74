"""The spine alone: the year without the code of any instrument. `python -m tests.spine`

Every function of an institution is put back to what the spine knows: no form, queue, policy, ...
Prints a digest of that run and one of the whole program with all instruments off. Runs as plain
Python only, because compiled rules do not look their functions up again.
"""

import hashlib
import sys
from typing import Any

import numpy as np

from simulator.batch import Record
from simulator.engine import delivery, effects, evaluation, season, year
from simulator.engine.institutions import (
    alignment,
    attention,
    deadline,
    executive,
    form,
    imitation,
    people,
    preparation,
    queue,
    resentment,
    standing,
    vision,
)
from tests import worlds

# What institutions keep of their own; the spine has no such thing.
OWN = ("volume", "aligned", "skill", "estimate", "shock", "reopened")


def digest(record: Record) -> str:
    """Every bit of a record that the spine has."""
    hashed = hashlib.blake2b(digest_size=8)
    for fields in (record.sides, record.relations):
        for name in sorted(set(fields) - set(OWN)):
            hashed.update(np.ascontiguousarray(fields[name]).tobytes())
    return hashed.hexdigest()


def nothing(*_: Any) -> None:
    """An institution that is not there."""


def always(value: float) -> Any:
    """A function that gives `value`, whatever it is asked."""
    return lambda *_: value


def evenly(ties: Any, seats: Any, sides: Any, organisations: Any) -> None:  # noqa: ARG001
    """Attention as the spine shares it out."""
    sides["attention"] = seats["dilution"]


def strip() -> None:
    """Take the instruments out of the program."""
    parts: list[tuple[Any, str, Any]] = [
        (form, "weather", nothing), (form, "apply_clauses", nothing), (form, "effort", always(1.0)),
        (queue, "waits", always(False)), (people, "replace", nothing),
        (evaluation, "practise", nothing), (preparation, "prepare", always(0.0)),
        (vision, "share_vision", nothing), (vision, "hold_to_vision", nothing),
        (alignment, "look_around", nothing), (alignment, "cheaper", always(1.0)),
        (alignment, "follow", lambda p, *_: p.align), (attention, "share_out", evenly),
        (imitation, "imitate", nothing), (year, "_choose_strategies", nothing),
        (season, "_agree_conduct", nothing), (delivery, "early_chance", always(0.0)),
        (effects, "richness", always(1.0)), (effects, "craft", always(1.0)),
        (standing, "weighs", always(1.0)), (resentment, "borne", lambda _, goodwill, *__: goodwill),
        (deadline, "reached", lambda _, calendar, *__: calendar.turns),
        (executive, "take_along", nothing),
    ]  # fmt: skip
    for module, name, spine in parts:
        if not hasattr(module, name):
            raise AttributeError(f"{module.__name__} has no {name}: tests/spine.py is out of date")
        setattr(module, name, spine)


def run() -> Record:
    """The region, everything off."""
    return worlds.played(worlds.world(*worlds.REGION), years=3, runs=1)


if __name__ == "__main__":
    whole = digest(run())
    strip()
    sys.stdout.write(f"{whole} {digest(run())}")
