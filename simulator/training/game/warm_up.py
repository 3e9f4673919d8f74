"""Before the first click: scenarios composed, and what plays them compiled."""

from pathlib import Path

from simulator.training.case import scenarios
from simulator.training.game import replay


def warm_up(names: tuple[str, ...] | None = None, folder: Path | None = None) -> None:
    """Play scenarios once, so that nobody waits for the compiler.

    Args:
        names: of the scenarios; None = all.
        folder: with scenarios of one's own.
    """
    for name in scenarios.names(folder) if names is None else names:
        case = scenarios.prepared(name, own=folder)
        season = replay.played(case, replay.undecided(case, {}), seed=1)
        replay.years_on(case, season, {}, seed=1)
