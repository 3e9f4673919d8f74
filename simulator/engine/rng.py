"""Keyed chance: the same question always gets the same answer.

A running stream of random numbers depends on who drew before you. Here every draw is a function
of (seed, relation, run, year, turn, purpose), so a run is the same to the bit alone, in a batch,
in a shard, on any number of threads, through Mesa or in a training room; and two runs that
differ in one choice share all other luck.

The function is Philox4x32-10: ten rounds of multiply and exchange on a counter of four 32-bit
words under a key of two. One call gives four words, enough for all draws of one turn.

References: [Salmon2011]
"""

import math

import numpy as np

from simulator.engine.jit import rule
from simulator.engine.portable_math import cos, log

_MASK = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_TO_UNIT = 1.0 / 4294967296.0
_HALF = 0.5 / 4294967296.0

# What a draw is for. Never renumber: results hang on it. Turn draws use the turn as well.
ACT = 0
TRUST = 1
IMAGE = 2
WEIGHTS = 3  # and the three after it, one an issue
COMPETENCE = 7
RESERVATION = 8
STRATEGY = 9
OVERRIDE = 10
CONTENT = 11
MEDIATION = 12
STRAGGLE = 13
COMMITTEE = 14
CONTACT = 15
BREACH = 16
AMBIGUITY = 17
TURNOVER = 18
SHOCK = 19
INDEX = 20
IMITATION = 21
SURVEY = 22
WORLD = 23
THERMOMETER = 24
POLICY = 25
ESTIMATE = 26
LEGAL = 27


@rule
def philox(counter_0, counter_1, counter_2, counter_3, key_0, key_1):
    """Four random 32-bit words (uint64 holders) for a counter of four words and a key of two."""
    a = np.uint64(counter_0) & _MASK
    b = np.uint64(counter_1) & _MASK
    c = np.uint64(counter_2) & _MASK
    d = np.uint64(counter_3) & _MASK
    k = np.uint64(key_0) & _MASK
    m = np.uint64(key_1) & _MASK
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * a
        product_1 = _MULTIPLIER_1 * c
        a = (product_1 >> _SHIFT) ^ b ^ k
        b = product_1 & _MASK
        c = (product_0 >> _SHIFT) ^ d ^ m
        d = product_0 & _MASK
        k = (k + _WEYL_0) & _MASK
        m = (m + _WEYL_1) & _MASK
    return a, b, c, d


@rule
def unit(word):
    """A 32-bit word as a number strictly between 0 and 1."""
    return float(word) * _TO_UNIT + _HALF


@rule
def draws(luck, turn, purpose):
    """Four uniform numbers in (0, 1) for one purpose.

    Args:
        luck: the key, see `context.Luck`.
        turn, purpose: below 2**8.
    """
    key = np.uint64(luck.seed)
    counter = np.uint64(turn) * np.uint64(256) + np.uint64(purpose)
    a, b, c, d = philox(luck.who, luck.run, luck.year, counter, key & _MASK, key >> _SHIFT)
    return unit(a), unit(b), unit(c), unit(d)


@rule
def normal(first, second):
    """A standard normal number from two uniform ones (Box and Muller)."""
    return math.sqrt(-2.0 * log(first)) * cos(2.0 * math.pi * second)
