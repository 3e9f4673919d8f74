"""What a participant can do, and what each means in the model.

At the table a move is an act with an offer; between two meetings it is one of the model's
instruments. The keys are Dutch, as the participants know them.
"""

import math
from collections.abc import Mapping
from typing import Any

from simulator.engine import decisions
from simulator.engine.acts import ARGUE, ASK, LABEL, OPEN, PAUSE, PRESS, PROPOSE
from simulator.training.case.scenario import Issue
from simulator.training.game.refused import Refused

TABLE = {
    "open_vraag": ASK,
    "stilte": PAUSE,
    "argument": ARGUE,
    "hard": PRESS,
    "delen": OPEN,
    "voorstel": PROPOSE,
    "proces": LABEL,
    "escaleren": LABEL,  # names that the two do not get there, and asks for a mediator (M8)
}
ESCALATE = "escaleren"
BETWEEN = {
    "niets": decisions.NOTHING,
    "bellen": decisions.CALL,
    "vastleggen": decisions.RECORD,
    "intern": decisions.ALIGN,
    "werkbezoek": decisions.VISIT,
    "feiten": decisions.FACTS,
}
OFFERS = {"hold": decisions.HOLD, "little": decisions.LITTLE, "much": decisions.MUCH}
OF_ACT = {act: key for key, act in reversed(TABLE.items())}
OF_BETWEEN = {move: key for key, move in BETWEEN.items()}
SILENT: dict[str, Any] = {"move": "stilte", "offer": "hold"}  # who does not move in time


def share(value: Any) -> float:
    """A number in [0, 1]."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 <= value <= 1.0:
        raise Refused("bad_data", came=str(value)[:40])
    return float(value)


def at_table(data: Mapping[str, Any], issues: Mapping[str, Issue]) -> dict[str, object]:
    """The fields of a `plan.MOVE` that a participant's move says.

    Args:
        data: {"move", "offer", "package" or "demand"}, or {"accept": true}.
        issues: of the table, for a package in their own units.

    Raises:
        Refused: something that is no move.
    """
    if data.get("accept") is True:
        return {"given": 1, "accept": 1}
    key = data.get("move")
    if not isinstance(key, str) or key not in TABLE:
        raise Refused("bad_data", came=str(key)[:40])
    fields: dict[str, object] = {"given": 1, "act": TABLE[key]}
    fields["mediate"] = share(data["mediate"]) if "mediate" in data else float(key == ESCALATE)
    offer = data.get("offer", "hold")
    if offer == "package":
        return fields | {
            "offer": decisions.PACKAGE,
            "package": _package(data.get("package"), issues),
        }
    if offer == "demand":
        return fields | {"offer": decisions.DEMAND, "demand": share(data.get("demand"))}
    if not isinstance(offer, str) or offer not in OFFERS:
        raise Refused("bad_data", came=str(offer)[:40])
    return fields | {"offer": OFFERS[offer]}


def _package(values: Any, issues: Mapping[str, Issue]) -> list[float]:
    """A settlement, 1 = best for the provider, from a value for every issue."""
    if not isinstance(values, Mapping) or set(values) != set(issues):
        raise Refused("package")
    shares = []
    for key, issue in issues.items():
        value = values[key]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refused("package")
        if not math.isfinite(value) or not issue.low <= value <= issue.high:
            raise Refused("package")
        shares.append(issue.share(value))
    return shares


def between(data: Mapping[str, Any]) -> int:
    """The move between two meetings."""
    key = data.get("move")
    if not isinstance(key, str) or key not in BETWEEN:
        raise Refused("bad_data", came=str(key)[:40])
    return BETWEEN[key]
