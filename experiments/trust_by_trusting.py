"""T26: learning trust only as far as one is exposed (E55)."""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import View, Views, difference, mean

TRUSTS = 0.6  # evidence.md, T26


def years(view: View) -> np.ndarray:
    """Years until the funder's trust passes .6; all years where it never does."""
    passed = view.funder("trust") > TRUSTS
    never = passed.shape[2]
    return np.where(passed.any(axis=2), passed.argmax(axis=2), never).astype(float)


def rule(arms: Views) -> np.ndarray:
    """What control costs in years with the rule on, less the same with it off."""
    on = years(arms["on_control"]) - years(arms["on_open"])
    return mean(on - (years(arms["off_control"]) - years(arms["off_open"])))


CHECKS = {
    "T26": (
        Check("years", difference("on_control", "on_open", years)),
        Check("rule", rule),
    )
}
