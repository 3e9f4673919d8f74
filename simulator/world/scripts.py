"""What a story forces on its relations, year by year, as records of `SCRIPT`."""

from collections.abc import Sequence

import numpy as np

from simulator.config.expansion import Pair, concerns
from simulator.config.schema import Event
from simulator.engine.acts import ACTS
from simulator.engine.records import HIDDEN, SIDES, blank_script


def scripted(
    events: Sequence[Event], pairs: Sequence[Pair], years: int, strategies: Sequence[str]
) -> tuple[np.ndarray, list[int]]:
    """The scripts [P, Y], and for each relation the index of its own, -1 = none.

    Relations with the same events share a script; an event after the last year does nothing.
    """
    different: dict[tuple[int, ...], int] = {}
    which = []
    for pair in pairs:
        own = tuple(i for i, event in enumerate(events) if concerns(event, pair))
        which.append(different.setdefault(own, len(different)) if own else -1)
    scripts = [_script([events[i] for i in own], years, strategies) for own in different]
    return np.stack(scripts or [blank_script(years)]), which


def _script(events: Sequence[Event], years: int, strategies: Sequence[str]) -> np.ndarray:
    script = blank_script(years)
    for event in events:
        for year in _when(event, years):
            _force(script[year], event, strategies)
    return script


def _when(event: Event, years: int) -> range:
    first = event.year if event.year is not None else event.from_year or 0
    last = first if event.year is not None else event.to_year
    return range(first, years if last is None else min(last + 1, years))


def _force(row: np.record, event: Event, strategies: Sequence[str]) -> None:
    if event.ambiguity is not None:
        row["ambiguity"] = int(event.ambiguity)
    if event.settling is not None:
        row["settling"] = int(event.settling)
    if event.side is None:
        return
    side = SIDES.index(event.side)
    if event.strategy is not None:
        row["strategy"][side] = strategies.index(event.strategy)
    if event.override is not None:
        row["override"][side] = int(event.override)
    if event.breach is not None:
        row["breach"][side] = HIDDEN if event.breach == "hidden" else int(event.breach)
    if event.newcomer is not None:
        row["newcomer"][side] = int(event.newcomer)
    if event.maintenance is not None:
        row["maintenance"][side] = event.maintenance
    for turn, act in enumerate(event.acts or ()):
        row["act"][side, turn] = -1 if act is None else ACTS.index(act)
