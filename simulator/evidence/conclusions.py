"""What a study concludes, by the numbers it found: the rules of its concluding sentences.

Each conclusion has cases, tried from the top, as in `results.claims`; the text is
`<conclusion>_<ending>` of `configs/locale/studies/<study>.yaml`. The facts are the study's own
numbers, as they are stored with the page.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulator import i18n
from simulator.results.claims import Case

CLOSE = 0.95  # of the gain of a solution: an agreement lies close to it; our choice
BAND = (0.11, 0.27)  # settled by mid November in 2019-2022, docs/domain.md
FEBRUARY = (0.60, 0.76)  # settled by mid February of 2022, two standard errors


def _otherwise(_: Any) -> bool:
    return True


def _mean_of(numbers: Mapping[str, Any], world: str, one: str, other: str, when: int) -> float:
    """One way of working less another, mean over the three main funders."""
    found = numbers[world]
    each = [
        found[f"{one}-{f}"][when] - found[f"{other}-{f}"][when]
        for f in ("press", "mirror", "collab")
    ]
    return float(np.mean(each))


def _hard_without_relation(numbers: Mapping[str, Any]) -> bool:
    return _mean_of(numbers, "null", "hard", "collab", 1) > 0.0


def _hard_once(numbers: Mapping[str, Any]) -> bool:
    return any(shares[0] > 0.0 for shares in numbers["pays"].values())


def _place(numbers: Mapping[str, Any], world: str, who: int) -> float:
    """What one of the strategies earns as a provider over ten years."""
    return float(numbers[world]["provider"][who][1])


HARD, CALM, COLLAB, SOFT = 0, 5, 7, 9  # places in the tournament


def _soft_tone_wins(numbers: Mapping[str, Any]) -> bool:
    best = int(np.argmax([row[1] for row in numbers["default"]["provider"][: SOFT + 1]]))
    tone = _place(numbers, "default", COLLAB) > _place(numbers, "default", HARD)
    return tone and CALM <= best < SOFT and not _giving_in_wins(numbers)


def _giving_in_wins(numbers: Mapping[str, Any]) -> bool:
    return _place(numbers, "default", SOFT) >= _place(numbers, "default", HARD)


def _cooperating_loses(numbers: Mapping[str, Any]) -> bool:
    return _place(numbers, "null", COLLAB) < _place(numbers, "null", HARD)


def _bargains_close(numbers: Mapping[str, Any]) -> bool:
    full, none = numbers["bargaining"]["1.0"], numbers["bargaining"]["0.0"]
    return bool(full[0] >= CLOSE * max(full[1:3]) and none[0] < CLOSE * max(none[1:3]))


def _november_right(numbers: Mapping[str, Any]) -> bool:
    return bool(BAND[0] <= numbers["default"][0] <= BAND[1])


def _february_right(numbers: Mapping[str, Any]) -> bool:
    return bool(FEBRUARY[0] <= numbers["default"][1] <= FEBRUARY[1])


def _several_delays(numbers: Mapping[str, Any]) -> bool:
    return len({(row[0], row[1]) for row in numbers["kept"]}) > 1


RULES: Mapping[str, tuple[Case, ...]] = {
    "prices.hard": (
        Case("both", lambda n: _hard_without_relation(n) and _hard_once(n)),
        Case("later", _hard_without_relation),
        Case("once", _hard_once),
        Case("never", _otherwise),
    ),
    "prices.calm": (
        Case("free", lambda n: _mean_of(n, "default", "calm", "argue", 1) >= 0.0),
        Case("dear", _otherwise),
    ),
    "prices.versus": (
        Case("less", lambda n: _mean_of(n, "default", "calm", "collab", 1) < 0.0),
        Case("more", _otherwise),
    ),
    "principled.first": (
        Case("already", lambda n: n["default"][0] > 0.0 < n["default"][1]),
        Case("not", _otherwise),
    ),
    "principled.null": (
        Case("pressure", lambda n: n["null"][2] < 0.0),
        Case("not", _otherwise),
    ),
    "principled.price": (
        Case("none", lambda n: all(row[1] >= 0.0 for row in n.values())),
        Case("some", _otherwise),
    ),
    "tournament.tone": (
        Case("soft", _soft_tone_wins),
        Case("mixed", _otherwise),
    ),
    "tournament.null": (
        Case("loses", _cooperating_loses),
        Case("wins", _otherwise),
    ),
    "theory.bargains": (
        Case("close", _bargains_close),
        Case("apart", _otherwise),
    ),
    "timing.november": (
        Case("right", _november_right),
        Case("wrong", _otherwise),
    ),
    "timing.february": (
        Case("right", _february_right),
        Case("wrong", _otherwise),
    ),
    "timing.delay": (
        Case("several", _several_delays),
        Case("one", lambda n: len(n["kept"]) > 0),
        Case("none", _otherwise),
    ),
    "trust_fit.learning": (
        Case("open", lambda n: n["kept"] > 1),
        Case("fixed", lambda n: n["kept"] == 1),
        Case("none", _otherwise),
    ),
}  # fmt: skip


def concluded(conclusion: str, numbers: Mapping[str, Any], lang: str) -> str:
    """The sentence that is true of these numbers.

    Args:
        conclusion: study and name, such as "timing.delay".
        numbers: as the study stores them.
    """
    case = next(each for each in RULES[conclusion] if each.holds(numbers))
    study, _, name = conclusion.partition(".")
    return i18n.text(f"studies/{study}", f"{name}_{case.ending}", lang)
