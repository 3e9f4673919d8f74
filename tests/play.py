"""Play, then assert: one strategy against acts that are given, and what it answers."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from simulator.engine.acts import ACTS
from simulator.engine.records import SIDES
from tests import worlds


class Talks(NamedTuple):
    """The talks of one season, seen by the side that played its strategy."""

    turns: np.ndarray  # [T] of TRACE, as played
    side: int

    @property
    def own(self) -> np.ndarray:
        """The turns of this side."""
        return np.asarray(self.turns[self.turns["actor"] == self.side])

    @property
    def acts(self) -> list[str]:
        """What this side did, by name."""
        return [ACTS[act] for act in self.own["act"]]

    def felt(self, field: str) -> np.ndarray:
        """A field of this side after each turn."""
        return np.asarray(self.turns[field][:, self.side])

    def roused(self, field: str) -> np.ndarray:
        """The same field of the other side."""
        return np.asarray(self.turns[field][:, 1 - self.side])


def plays(
    strategy: str,
    against: Sequence[str],
    expect: Sequence[str] | None = None,
    side: str = "provider",
    other: str = "press",
    seed: int = 1,
    **values: float,
) -> Talks:
    """The talks of `strategy` with a side that does the acts of `against`, one an own turn.

    Args:
        expect: its first acts, where they are certain or at this seed.
        side: whose strategy it is; the other side's offers come from the strategy `other`.
        values: numbers of the run.
    """
    opposite = SIDES[1 - SIDES.index(side)]
    pair = (strategy, other) if side == SIDES[0] else (other, strategy)
    world = worlds.pair(*pair, acts={opposite: against})
    numbers: dict[str, Any] = values
    record = worlds.played(world, years=1, runs=1, seed=seed, trace=True, **numbers)
    turns = worlds.turns(record)[0, 0, 0]
    talks = Talks(turns[turns["actor"] >= 0], SIDES.index(side))
    if expect is not None:
        assert talks.acts[: len(expect)] == list(expect)
    return talks
