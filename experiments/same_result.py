"""T05: the same result in year one, different extras and value after ten (A35-A42)."""

import numpy as np

from simulator.evidence.checks import DOWN, Check, above, below
from simulator.evidence.view import View, Views, mean, ratio

FUNDERS = ("press", "mirror", "collab")
ALIKE = (0.9, 1.1)  # evidence.md: within 10 %
AHEAD = 1.1
NO_EXTRAS = 0.01  # a tenth of the largest extra
FIRST, TENTH = 0, 10


def first(view: View) -> np.ndarray:
    """The provider's result of the first season."""
    return view.provider("agreed_utility")[:, :, FIRST]


def tenth(view: View) -> np.ndarray:
    """The provider's value in year ten."""
    return view.provider("value")[:, :, TENTH]


def pie(view: View) -> np.ndarray:
    """What both together reach in the first season."""
    return view.both("agreed_utility")[:, :, FIRST]


def share(view: View) -> np.ndarray:
    """The provider's share of it."""
    return first(view) / pie(view)


def hard_less_collab(found):
    """Mean over the three funders of the difference between twins."""

    def statistic(arms: Views) -> np.ndarray:
        each = [mean(found(arms[f"hard_{f}"]) - found(arms[f"collab_{f}"])) for f in FUNDERS]
        return np.mean(each, axis=0)

    return statistic


def extras(arms: Views) -> np.ndarray:
    """What a hard provider is granted beyond the contract a year, mean over funders."""
    return np.mean([mean(arms[f"hard_{f}"].funder("extra")) for f in FUNDERS], axis=0)


CHECKS = {
    "T05": (
        *(Check(f"first_{f}", ratio(f"collab_{f}", f"hard_{f}", first), ALIKE) for f in FUNDERS),
        Check("share", hard_less_collab(share), digits=3),
        Check("pie", hard_less_collab(pie), DOWN, digits=3),
        Check("extras", extras, below(NO_EXTRAS), digits=3),
        *(
            Check(f"tenth_{f}", ratio(f"collab_{f}", f"hard_{f}", tenth), above(1.0), above(AHEAD))
            for f in FUNDERS
        ),
    )
}
