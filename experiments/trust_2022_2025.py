"""T13 and T14: the survey of 2022 and 2025 (B6-B30)."""

import numpy as np

from simulator.evidence.checks import ANY, Check
from simulator.evidence.view import Statistic, Views, mean
from simulator.results import survey

START = 2012
BEFORE, SURVEYED, LATER = (year - START for year in (2022, 2025, 2028))
REACHED = 0.725  # lower end of the band of 80 %
BANDS = {  # Wilson intervals of the survey at n = 109, evidence.md
    "S1": (0.737, 0.881),
    "S2": (0.854, 0.958),
    "S3": (0.715, 0.864),
    "S4": (0.496, 0.678),
    "S5": (0.456, 0.640),
}


def trusting(arms: Views) -> np.ndarray:
    """Share of both sides that trusts the other, each year, [G, Y]."""
    trust = arms["country"].side("trust") > survey.TRUSTS
    return trust.mean(axis=(1, 3))


def years(arms: Views) -> np.ndarray:
    """Years after 2022 until the lower end of the band is reached; inf = not by 2028."""
    share = trusting(arms)[:, BEFORE + 1 :]
    reached = share >= REACHED
    return np.where(reached.any(axis=1), reached.argmax(axis=1) + 1.0, np.inf)


def agreeing(statement: str) -> Statistic:
    """Share that agrees at the end of 2025."""

    def statistic(arms: Views) -> np.ndarray:
        view = arms["country"]
        agrees = survey.opinions(view.record, SURVEYED)[statement]
        return mean(agrees.astype(float).reshape(view.groups, -1))

    return statistic


def less(one: str, other: str) -> Statistic:
    """Share agreeing with one statement less with another."""
    return lambda arms: agreeing(one)(arms) - agreeing(other)(arms)


CHECKS = {
    "T13": (
        Check("before", lambda arms: trusting(arms)[:, BEFORE], ANY, (0.38, 0.56)),
        Check("after", lambda arms: trusting(arms)[:, LATER], ANY, (0.725, 0.875)),
        Check("years", years, ANY, (3.0, 6.0), digits=1),
        Check("rise", lambda arms: trusting(arms)[:, LATER] - trusting(arms)[:, BEFORE]),
    ),
    "T14": (
        *(Check(name, agreeing(name), ANY, band) for name, band in BANDS.items()),
        Check("first", less("S2", "S1")),
        Check("last", less("S1", "S5")),
    ),
}
