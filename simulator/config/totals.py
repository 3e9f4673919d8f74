"""Sums of floats that are the same on every Python: from 3.12 on `sum` rounds in another way."""

from collections.abc import Iterable


def total(values: Iterable[float]) -> float:
    """The values added up from left to right, each step rounded once."""
    reached = 0.0
    for value in values:
        reached += value
    return reached
