"""T10: tactic and tone apart, in a round robin of three (E10; pro-social and firm)."""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import Views, mean

FUNDERS = ("hard", "principled", "soft")


def own(arms: Views, provider: str) -> np.ndarray:
    """The provider's value a year, mean over the three funders."""
    return np.mean(
        [mean(arms[f"{provider}_{f}"].provider("value")[:, :, 1:]) for f in FUNDERS], axis=0
    )


def joint(arms: Views, pair: str) -> np.ndarray:
    """Value of both together a year."""
    return mean(arms[pair].both("value")[:, :, 1:])


def joint_principled(arms: Views) -> np.ndarray:
    """Joint value of a principled provider, mean over the three funders."""
    return np.mean([joint(arms, f"principled_{f}") for f in FUNDERS], axis=0)


CHECKS = {
    "T10": (
        Check("own_soft", lambda arms: own(arms, "principled") - own(arms, "soft")),
        Check("own_hard", lambda arms: own(arms, "principled") - own(arms, "hard")),
        Check("joint", lambda arms: joint_principled(arms) - joint(arms, "hard_hard")),
    )
}
