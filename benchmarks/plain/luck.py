"""Chance for the plain model: a running stream as Mesa has it, or the project's keyed chance."""

from collections.abc import Callable
from random import Random

Draws = tuple[float, float, float, float]
Luck = Callable[[int, int, int, int], Draws]  # of (who, year, turn, purpose)

_MASK = 0xFFFFFFFF
_WORDS = 4294967296.0


def running(random: Random) -> Luck:
    """Whatever comes next from the model's own stream."""
    uniform = random.random

    def draws(_who: int, _year: int, _turn: int, _purpose: int) -> Draws:
        return uniform(), uniform(), uniform(), uniform()

    return draws


def keyed(seed: int, run: int) -> Luck:
    """Philox4x32-10 in plain Python: the luck of one run, as in `simulator.engine.rng`.

    References: [Salmon2011]
    """
    key_0, key_1 = seed & _MASK, seed >> 32

    def draws(who: int, year: int, turn: int, purpose: int) -> Draws:
        a, b, c, d = who, run, year, turn * 256 + purpose
        k, m = key_0, key_1
        for _ in range(10):
            first, second = 0xD2511F53 * a, 0xCD9E8D57 * c
            a, b = second >> 32 ^ b ^ k, second & _MASK
            c, d = first >> 32 ^ d ^ m, first & _MASK
            k = k + 0x9E3779B9 & _MASK
            m = m + 0xBB67AE85 & _MASK
        return (
            a / _WORDS + 0.5 / _WORDS,
            b / _WORDS + 0.5 / _WORDS,
            c / _WORDS + 0.5 / _WORDS,
            d / _WORDS + 0.5 / _WORDS,
        )

    return draws
