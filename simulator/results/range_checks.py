"""Is every number that was kept finite and within its range? Asked after each batch.

Compiled rules say nothing when a number runs away: a NaN or a goodwill of 3 would end up in the
figures. `unsound` names the field, run, year and relation of each fault.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from simulator.batch import Record
from simulator.engine.acts import ACTS
from simulator.engine.records import ENDINGS, RUNNING, SIDES

Range = tuple[float, float]

SHARE: Range = (0.0, 1.0)
GOODWILL: Range = (-1.0, 1.0)
UNBOUNDED: Range = (-np.inf, np.inf)  # finite all the same
AMOUNT: Range = (0.0, np.inf)

# Fields with another range than [0, 1].
RANGES: dict[str, Range] = {
    "goodwill": GOODWILL,
    "value": UNBOUNDED,
    "content_value": UNBOUNDED,
    "windfall": UNBOUNDED,
    "shock": UNBOUNDED,
    "spill": AMOUNT,
    "volume": AMOUNT,
    "cost": AMOUNT,
    "extra": AMOUNT,
    "shading": AMOUNT,
    "contentious": AMOUNT,
    "acts_made": AMOUNT,
    "turns": AMOUNT,
    "age": AMOUNT,
    "duration": AMOUNT,
    "ending": (0.0, len(ENDINGS) - 1.0),
    "act": (0.0, len(ACTS) - 1.0),
}
CONTENTIOUS_CHANCE = "trace contentious"  # a count by side, a chance in the trace
FEW = 3  # faults told of one field; the rest is counted

# NaN where they do not apply, and nowhere else: a short season agrees on no new contract.
OF_SEASONS = ("agreed_utility",)
OF_TALKS = ("hardness_mean", "tension_mean")


class UnsoundError(Exception):
    """Numbers that cannot be: a fault in the rules, not in the config."""

    def __init__(self, faults: list[str]) -> None:
        said = "\n  ".join(faults[:5])
        super().__init__(
            f"the rules gave numbers that cannot be; nothing was written. "
            f"Please report this with your settings:\n  {said}"
        )


def unsound(record: Record) -> list[str]:
    """One sentence for each fault, none if all is well.

    Of each field the first few faults are told; the last of them says how many more there are.
    """
    found = list(_out_of_range(record, record.sides))
    found += _out_of_range(record, record.relations)
    endings = record.relations["ending"]
    wrong = (endings == RUNNING) == (record.relations["negotiated"] == 1)
    found += _told(record, "ending", endings, wrong, "does not fit a year with or without talks")
    if record.trace is not None:
        found += _turns(record, record.trace)
    return found


def _out_of_range(record: Record, fields: Mapping[str, np.ndarray]) -> Iterator[str]:
    """Faults in fields of shape [R, Y, D] or [R, Y, D, 2]."""
    seasons = record.relations["negotiated"] == 1
    talks = seasons | (record.relations["reopened"] == 1)
    for name, values in fields.items():
        low, high = _range(record, name)
        within = _within(values, low, high)
        if name in OF_SEASONS or name in OF_TALKS:
            asked = seasons if name in OF_SEASONS else talks
            within = np.where(asked[..., None], within, np.isnan(values))
        yield from _told(record, name, values, ~within, _wanted(low, high))


def _turns(record: Record, trace: np.ndarray) -> Iterator[str]:
    """Faults in the turns that were played."""
    played = trace["actor"] >= 0
    for field in trace.dtype.names or ():
        if field == "actor":
            continue
        name, values = f"trace {field}", trace[field]
        low, high = SHARE if name == CONTENTIOUS_CHANCE else _range(record, field)
        beside = played.reshape(played.shape + (1,) * (values.ndim - played.ndim))
        wrong = beside & ~_within(values, low, high)
        yield from _told(record, name, values, wrong, _wanted(low, high))


def _range(record: Record, name: str) -> Range:
    if name == "strategy":
        return (0.0, len(record.world.strategies) - 1.0)
    return RANGES.get(name.removeprefix("agreed_"), SHARE)


def _within(values: np.ndarray, low: float, high: float) -> np.ndarray:
    inside: np.ndarray = np.isfinite(values) & (values >= low) & (values <= high)
    return inside


def _wanted(low: float, high: float) -> str:
    return "is not finite" if low == -np.inf else f"is outside [{low:g}, {high:g}]"


def _told(
    record: Record, name: str, values: np.ndarray, wrong: np.ndarray, fault: str
) -> Iterator[str]:
    """A sentence for each of the first faults of a field."""
    places = np.argwhere(wrong)
    for i, place in enumerate(places[:FEW]):
        r, y, d, *rest = place
        where = f"run {record.runs[r]}, year {y}, relation {record.world.relations[d].name}"
        if name.startswith("trace "):
            where += f", turn {rest.pop(0) + 1}"
        if rest:
            where += f", {SIDES[rest[0]]}"
        more = len(places) - FEW if i == FEW - 1 else 0
        also = f" (and {more} more)" if more > 0 else ""
        yield f"{name}: {values[tuple(place)]:g} {fault} in {where}{also}"
