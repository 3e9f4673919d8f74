"""What the sandbox shows, as one small record that fits in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from simulator.engine.params import PARAMETERS

SIDES = ("provider", "funder")
MEASURES = ("goodwill_received", "trust_received", "tension", "value", "cumulative_value")
RUNS = 500
YEARS = 10


@dataclass(frozen=True)
class Play:
    """Who plays how, with which instruments and how much noise."""

    provider: str = "hard"
    funder: str = "press"
    content_first: bool = False  # a content phase before the deal
    contact: bool = False  # upkeep of the relation all year, by the provider
    contract_years: int = 3  # how long a multi-year contract may last
    accord: float = 0.0  # a national accord in force
    pressure: float = 0.10  # pressure of the system on both
    mistakes: float = 0.08  # chance a year that a side breaks a term
    misreading: float = 0.15  # chance a year of a misreading of an unclear contract


RANGES: dict[str, tuple[float, float, float]] = {  # low, high, step
    "contract_years": (1, 5, 1),
    "accord": (0.0, 1.0, 0.25),
    "pressure": (0.0, PARAMETERS["pressure"].high, 0.05),
    "mistakes": (PARAMETERS["breach"].low, PARAMETERS["breach"].high, 0.02),
    "misreading": (0.0, PARAMETERS["ambiguity"].high, 0.05),
}
YES_NO = ("content_first", "contact")


@dataclass(frozen=True)
class View:
    """Everything on the screen of the sandbox."""

    play: Play = Play()
    other: Play | None = None  # the second run beside it, with the same luck
    measure: str = MEASURES[0]
    seed: int = 1
    run: int = 0  # the one run shown in the fan
    year: int = YEARS  # how many years are uncovered
    side: str = SIDES[0]
    frozen: Play | None = None  # a line that stays, to compare with
    frozen_seed: int = 1  # and its luck


_SHORT = {
    "provider": "a", "funder": "f", "content_first": "i", "contact": "c", "contract_years": "d",
    "accord": "n", "pressure": "p", "mistakes": "b", "misreading": "m",
}  # fmt: skip


def address(view: View) -> str:
    """The part of an address after the question mark."""
    words = [f"{short}={_written(getattr(view.play, name))}" for name, short in _SHORT.items()]
    if view.other is not None:
        words += [f"{s}2={_written(getattr(view.other, name))}" for name, s in _SHORT.items()]
    if view.frozen is not None:
        words += [f"{s}3={_written(getattr(view.frozen, name))}" for name, s in _SHORT.items()]
        words.append(f"seed3={view.frozen_seed}")
    words += [f"maat={view.measure}", f"seed={view.seed}", f"run={view.run}"]
    return "&".join([*words, f"jaar={view.year}", f"kant={view.side}"])


def _written(value: object) -> str:
    return (
        str(int(value))
        if isinstance(value, bool)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )


def from_address(query: Mapping[str, str], strategies: tuple[str, ...]) -> View:
    """The view of an address; what cannot be read keeps its default."""
    play = _play(query, "", strategies)
    other = _play(query, "2", strategies) if "a2" in query else None
    measure = query.get("maat", "")
    side = query.get("kant", "")
    return View(
        play,
        other,
        measure if measure in MEASURES else MEASURES[0],
        _whole(query.get("seed"), 1, 0, 999_999),
        _whole(query.get("run"), 0, 0, RUNS - 1),
        _whole(query.get("jaar"), YEARS, 0, YEARS),
        side if side in SIDES else SIDES[0],
        _play(query, "3", strategies) if "a3" in query else None,
        _whole(query.get("seed3"), 1, 0, 999_999),
    )


def _play(query: Mapping[str, str], ending: str, strategies: tuple[str, ...]) -> Play:
    chosen: dict[str, object] = {}
    for field in fields(Play):
        text = query.get(_SHORT[field.name] + ending)
        if text is None:
            continue
        if field.name in SIDES:
            if text in strategies:
                chosen[field.name] = text
        elif field.name in YES_NO:
            chosen[field.name] = text == "1"
        else:
            chosen[field.name] = within(field.name, text, getattr(Play(), field.name))
    return replace(Play(), **chosen)  # type: ignore[arg-type]


def within(name: str, text: object, default: float) -> float:
    """A number of `Play` inside its range; whole where its step is."""
    low, high, step = RANGES[name]
    try:
        value = min(high, max(low, float(str(text))))
    except ValueError:
        return default
    if value != value:  # not a number
        return default
    return int(value) if step == 1 else round(value, 3)


def _whole(text: str | None, default: int, low: int, high: int) -> int:
    try:
        return min(high, max(low, int(text or "")))
    except ValueError:
        return default
