"""T07: openness against arguments after a deadline is laid down (A44-A53)."""

import numpy as np

from simulator.engine.records import FUNDER
from simulator.evidence.checks import DOWN, Check, above
from simulator.evidence.view import View, difference, own_turns

MUCH = 0.1  # our reading of "far above" on a scale from 0 to 1
FREE = range(3, 10)  # the funder's own turns after its three forced ones, to 31 December


def ownership(view: View) -> np.ndarray:
    """At the last turn; within a season it only grows."""
    return np.nanmax(view.turns("ownership", 0), axis=2)


def knowledge(view: View) -> np.ndarray:
    """The funder's, at the last turn; within a season it only grows."""
    return np.nanmax(view.turns("knowledge", 0)[..., FUNDER], axis=2)


def hardness(view: View) -> np.ndarray:
    """The funder's chance of a contentious act at its free turns."""
    return own_turns(view, "contentious", FUNDER, 0, FREE)


def provider(view: View) -> np.ndarray:
    """Its result of the season."""
    return view.provider("agreed_utility")[:, :, 0]


def funder(view: View) -> np.ndarray:
    """Its result of the season."""
    return view.funder("agreed_utility")[:, :, 0]


CHECKS = {
    "T07": (
        Check("ownership_open", difference("open", "argue", ownership), band=above(MUCH)),
        Check("ownership_argue", difference("argue", "hard", ownership), digits=3),
        Check("knowledge", difference("open", "argue", knowledge)),
        Check("hardness", difference("open", "argue", hardness), DOWN),
        Check("provider", difference("open", "argue", provider), digits=3),
        Check("funder", difference("open", "argue", funder), digits=3),
    )
}
