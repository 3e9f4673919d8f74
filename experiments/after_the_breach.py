"""T05b: what the hard line after a breach yields, in the contract and in the years after."""

import numpy as np

from simulator.evidence.checks import DOWN, Check, above, below
from simulator.evidence.view import View, Views, by_last, difference, level, mean

SEASON = 1  # the first talks after the breach
YEARS = slice(1, 6)
NO_EXTRAS = 0.01  # a tenth of the largest extra


def surplus(view: View) -> np.ndarray:
    """The provider's result above its reservation."""
    return (view.provider("agreed_utility") - view.provider("reservation"))[:, :, SEASON]


def highest_goodwill(arms: Views) -> np.ndarray:
    """The funder's mean goodwill in the best of five years."""
    return by_last(arms["hard"].funder("goodwill")[:, :, YEARS]).max(axis=1)


def extras(arms: Views) -> np.ndarray:
    """Granted by the funder a year, from the year after the talks on."""
    return mean(arms["hard"].funder("extra")[:, :, SEASON + 1 :])


def tension(view: View) -> np.ndarray:
    """Mean tension of both, from the talks on."""
    return view.both("tension")[:, :, SEASON:] / 2.0


def value(view: View) -> np.ndarray:
    """The provider's value summed from the talks on."""
    return view.provider("value")[:, :, SEASON:].sum(axis=2)


CHECKS = {
    "T05b": (
        Check("surplus", level("hard", surplus), above(0.1)),
        Check("goodwill", highest_goodwill, DOWN),
        Check("extras", extras, below(NO_EXTRAS), digits=3),
        Check("tension", difference("hard", "collab", tension)),
        Check("value", difference("collab", "hard", value)),
    )
}
