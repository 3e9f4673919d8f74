"""How a relation starts in the plain model (section 5 of the model's description)."""

import math
from types import SimpleNamespace

from benchmarks.plain.luck import Luck
from benchmarks.plain.side import Side
from simulator.engine import rng


def met(p: SimpleNamespace, who: int, sides: tuple[Side, Side], draws: Luck) -> None:
    """Give both sides trust, image, needs and the weights of the issues."""
    trust = draws(who, 0, 0, rng.TRUST)
    competence = draws(who, 0, 0, rng.COMPETENCE)
    image = draws(who, 0, 0, rng.IMAGE)
    needs = draws(who, 0, 0, rng.RESERVATION)
    for s, side in enumerate(sides):
        seat, two = side.seat, slice(2 * s, 2 * s + 2)
        side.trust = drawn(seat.trust, p.trust_sd, *trust[two], 0.0, 1.0)
        side.competence = drawn(seat.trust, p.trust_sd, *competence[two], 0.0, 1.0)
        side.image = drawn(seat.image, p.image_sd, *image[two], 0.0, 1.0)
        side.reservation = drawn(seat.reservation, p.reservation_sd, *needs[two], 0.05, 0.45)
        side.weights = weights(p.weight_concentration, who, s, draws)
    provider, funder = sides
    funder.weights = [
        own + p.distributive * (other - own)
        for own, other in zip(funder.weights, provider.weights, strict=True)
    ]
    provider.order = ordered(provider.weights, funder.weights)
    funder.order = ordered(funder.weights, provider.weights)


def normal(first: float, second: float) -> float:
    """A standard normal number from two uniform ones."""
    return math.sqrt(-2.0 * math.log(first)) * math.cos(2.0 * math.pi * second)


def drawn(
    mean: float, spread: float, first: float, second: float, low: float, high: float
) -> float:
    """A normal number kept within bounds."""
    return min(high, max(low, mean + spread * normal(first, second)))


def weights(shape: float, who: int, s: int, draws: Luck) -> list[float]:
    """Issue weights of side `s`, a Dirichlet draw of four."""
    raw = [gamma(shape, who, issue, s, draws) + 1e-9 for issue in range(4)]
    total = 0.0
    for weight in raw:  # `sum` rounds otherwise from Python 3.12 on
        total += weight
    return [weight / total for weight in raw]


def gamma(shape: float, who: int, issue: int, s: int, draws: Luck) -> float:
    """A gamma-distributed number with unit scale (Marsaglia and Tsang)."""
    raised = shape + 1.0 - 1.0 / 3.0
    scale = 1.0 / math.sqrt(9.0 * raised)
    for attempt in range(64):
        first, second, third, fourth = draws(who, s, attempt, rng.WEIGHTS + issue)
        x = normal(first, second)
        v = 1.0 + scale * x
        if v <= 0.0:
            continue
        v = v * v * v
        if math.log(third) < 0.5 * x * x + raised - raised * v + raised * math.log(v):
            return raised * v * math.pow(fourth, 1.0 / shape)
    return raised


def ordered(own: list[float], other: list[float]) -> list[int]:
    """Issues from the one to keep first (high own / other) on."""
    return sorted(range(4), key=lambda k: own[k] / other[k], reverse=True)
