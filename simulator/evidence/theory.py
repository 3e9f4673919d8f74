"""Exact results of the literature, to hold the engine against; no part of the model.

Concession tactics, solutions of two-party additive problems, reputation with forgetting, and
memory-one strategies in a repeated prisoner's dilemma.
"""

import itertools
import math
from typing import NamedTuple

import numpy as np


def polynomial(start: float, turn: float, turns: float, beta: float) -> float:
    """α(t) = κ + (1 - κ)(t / T)^(1 / β): share conceded. References: [Faratin1998]"""
    return start + (1.0 - start) * math.pow(min(turn, turns) / turns, 1.0 / beta)


def exponential(start: float, turn: float, turns: float, beta: float) -> float:
    """α(t) = exp((1 - t / T)^β ln κ): share conceded; κ > 0. References: [Faratin1998]"""
    return math.exp(math.pow(1.0 - min(turn, turns) / turns, beta) * math.log(start))


def frontier(own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Corners of the efficient frontier of an additive problem, (own, other) utility, [5, 2].

    From keeping everything to giving everything; issues with the lowest own / other weight go
    first. References: [Raiffa1982]
    """
    order = np.argsort(own / other, kind="stable")
    mine = 1.0 - np.concatenate([[0.0], np.cumsum(own[order])])
    theirs = np.concatenate([[0.0], np.cumsum(other[order])])
    return np.stack([mine, theirs], axis=1)


def on_frontier(corners: np.ndarray, own: float) -> float:
    """The other's utility where one's own is `own`."""
    return float(np.interp(own, corners[::-1, 0], corners[::-1, 1]))


def nash(corners: np.ndarray, own_least: float, other_least: float) -> tuple[float, float]:
    """The point with the largest product of gains. References: [Nash1950]

    On each edge the product is a parabola, so its top is exact.
    """
    best, point = -math.inf, (math.nan, math.nan)
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        slope = (y1 - y0) / (x1 - x0) if x1 != x0 else 0.0
        tops = [x0, x1]
        if slope:
            tops.append((own_least * slope - y0 + x0 * slope + other_least) / (2.0 * slope))
        for x in tops:
            if min(x0, x1) - 1e-12 <= x <= max(x0, x1) + 1e-12:
                y = y0 + slope * (x - x0)
                product = (x - own_least) * (y - other_least)
                if x >= own_least and y >= other_least and product > best:
                    best, point = product, (float(x), float(y))
    return point


def kalai_smorodinsky(
    corners: np.ndarray, own_least: float, other_least: float
) -> tuple[float, float]:
    """The frontier point on the line from no agreement to the ideal point. [Kalai1975]"""
    ideal_own = float(np.interp(other_least, corners[:, 1], corners[:, 0]))
    ideal_other = on_frontier(corners, own_least)
    low, high = own_least, ideal_own
    for _ in range(200):
        middle = 0.5 * (low + high)
        share = (middle - own_least) / (ideal_own - own_least)
        if on_frontier(corners, middle) > other_least + share * (ideal_other - other_least):
            low = middle
        else:
            high = middle
    return low, on_frontier(corners, low)


def rubinstein(first: float, second: float) -> float:
    """Share of who offers first: (1 - δ2) / (1 - δ1 δ2). References: [Rubinstein1982]"""
    return (1.0 - second) / (1.0 - first * second)


class Reputation(NamedTuple):
    """Good and bad experience, each fading. References: [Josang2002]"""

    good: float = 0.0
    bad: float = 0.0

    def after(self, good: float, bad: float, kept: float) -> "Reputation":
        """One more year; `kept` in [0, 1] is what is left of the old."""
        return Reputation(kept * self.good + good, kept * self.bad + bad)

    @property
    def expected(self) -> float:
        """E = (r + 1) / (r + s + 2)."""
        return (self.good + 1.0) / (self.good + self.bad + 2.0)


# Rows and columns: both kind, kind-tough, tough-kind, both tough (own move first).
def transitions(own: np.ndarray, other: np.ndarray, noise: float = 0.0) -> np.ndarray:
    """Chances to go from each of the four outcomes to each, [4, 4].

    Args:
        own, other: chance to be kind after the four outcomes, each from its own side, [4].
        noise: chance that a move comes out as the opposite.
    """
    mine = (1.0 - 2.0 * noise) * np.asarray(own, float) + noise
    theirs = (1.0 - 2.0 * noise) * np.asarray(other, float)[[0, 2, 1, 3]] + noise
    chances = [mine * theirs, mine * (1 - theirs), (1 - mine) * theirs, (1 - mine) * (1 - theirs)]
    return np.stack(chances, axis=1)


def payoff(
    own: np.ndarray, other: np.ndarray, rewards: np.ndarray, noise: float = 0.0,
    start: tuple[float, float] = (1.0, 1.0), rounds: int | None = None,
) -> float:  # fmt: skip
    """Mean payoff a round of a memory-one strategy against another. References: [Nowak1993]

    Args:
        rewards: payoffs R, S, T, P of the four outcomes, [4].
        start: chance that each is kind in the first round.
        rounds: None = for ever, from the stationary distribution (needs noise, or it may depend
            on the start).

    Returns:
        Expected payoff a round.
    """
    step = transitions(own, other, noise)
    a, b = ((1.0 - 2.0 * noise) * chance + noise for chance in start)
    here = np.array([a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)])
    if rounds is None:
        system = np.vstack([step.T - np.eye(4), np.ones(4)])
        here = np.linalg.lstsq(system, np.array([0.0, 0.0, 0.0, 0.0, 1.0]), rcond=None)[0]
        return float(here @ rewards)
    total = 0.0
    for _ in range(rounds):
        total += float(here @ rewards)
        here = here @ step
    return total / rounds
