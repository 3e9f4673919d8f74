"""The survey among contract professionals, put to the agents (M16; B6-B30).

A sample of negotiators, one seat each, answers the statements from its state in a year. With
109 answers chance alone moves a share by up to nine points, so each share has its interval.

S1, that transformation strands unless contracting changes, and S2, that contracting contributes,
can both be agreed with: that is the contradiction found (B11). The 82 % of S1 are 33 % that
agree fully and 49 % that agree (B8): the first are asked for apart, the second are the rest. S5 was
found to be "more than" 55 %.
"""

import math
from typing import NamedTuple

import numpy as np

from simulator.batch import Record
from simulator.engine.context import Luck
from simulator.engine.rng import SURVEY, draws

# Each from its item: S1 of B7 (fully: B8), S2 of B10, S3 of B22, S4 of B17, S5 of B30.
SAMPLE = 109  # B6
FOUND = {"S1": 0.82, "S1_fully": 0.33, "S2": 0.92, "S3": 0.80, "S4": 0.59, "S5": 0.55}  # B7-B30
TRUSTED_2022 = 0.47  # B22
TRUSTS = 0.55  # assumed: trust above which one agrees with S3
THIN = 0.4  # assumed: content below which the transformation is felt to strand, S1
NOTHING = 0.1  # assumed: content below which one agrees fully (B8): the deal is about money only
CONTRIBUTES = 0.1  # assumed: value above no contract, for both, S2
HELPED = 0.06  # assumed: A times knowledge above which accords helped, S4
Z = 1.959964  # normal quantile of 95 %


class Share(NamedTuple):
    """A share of a sample with its Wilson interval."""

    share: float
    low: float
    high: float
    sample: int


def wilson(agreed: int, sample: int) -> Share:
    """Wilson's 95 % interval of a share.

        (p + z²/2n ± z sqrt(p (1 - p) / n + z²/4n²)) / (1 + z²/n)

    Raises:
        ValueError: an empty sample.

    References: [Wilson1927]
    """
    if sample < 1:
        raise ValueError("expected at least one answer")
    p, z2 = agreed / sample, Z * Z / sample
    middle = (p + z2 / 2) / (1 + z2)
    half = Z * math.sqrt(p * (1 - p) / sample + z2 / (4 * sample)) / (1 + z2)
    return Share(p, middle - half, middle + half, sample)


def opinions(record: Record, y: int) -> dict[str, np.ndarray]:
    """Who would agree with each statement in year `y`: each [R, D, 2], True or False."""
    world, relations, sides = record.world, record.relations, record.sides
    content = relations["content"][:, y][..., None]
    value, reservation = sides["value"][:, y], sides["reservation"][:, y]
    both = (value > reservation + CONTRIBUTES).all(axis=-1, keepdims=True)
    shape = value.shape
    accord = float(world.accord[y])
    return {
        "S1": np.broadcast_to(content < THIN, shape),
        "S1_fully": np.broadcast_to(content < NOTHING, shape),
        "S2": np.broadcast_to(both, shape),
        "S3": sides["trust"][:, y] > TRUSTS,
        "S4": accord * sides["knowledge"][:, y] > HELPED,
        "S5": np.broadcast_to(_few_long(record, y)[..., None], shape),
    }


def _few_long(record: Record, y: int) -> np.ndarray:
    """Is less than half of the provider's contracts multi-year? [R, D]"""
    long = record.relations["duration"][:, y] > 1
    providers = record.world.ties["provider"]
    few = np.zeros(long.shape, bool)
    for provider in np.unique(providers):
        own = providers == provider
        few[:, own] = long[:, own].mean(axis=-1, keepdims=True) < 0.5
    return few


def answered(record: Record, y: int, run: int, sample: int = SAMPLE) -> dict[str, Share]:
    """The survey of one run in year `y`: a keyed draw of `sample` seats, with replacement.

    Where a statement depends on accords and there are none, nobody agrees with it.
    """
    asked = opinions(record, y)
    seats = next(iter(asked.values()))[run].size
    seed, run_id = np.uint64(record.seed), np.uint64(record.runs[run])
    drawn = [
        int(draws(Luck(seed, np.uint64(k), run_id, y), 0, SURVEY)[0] * seats) for k in range(sample)
    ]
    return {
        name: wilson(int(agrees[run].reshape(-1)[drawn].sum()), sample)
        for name, agrees in asked.items()
    }


def shares(record: Record, y: int) -> dict[str, np.ndarray]:
    """The same without sampling: share that agrees in each run, [R]."""
    return {
        name: agrees.reshape(len(agrees), -1).mean(axis=1)
        for name, agrees in opinions(record, y).items()
    }
