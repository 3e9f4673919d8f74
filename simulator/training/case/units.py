"""What is agreed, in the case's own units: as numbers, as people write them, as points."""

from collections.abc import Sequence

import numpy as np

from simulator import i18n
from simulator.training.case.case import Case
from simulator.training.case.scenario import Issue
from simulator.training.words import in_language

Settlement = Sequence[float] | np.ndarray  # [4] share of each issue, 1 = best for the provider


def points(utility: float) -> int:
    """Utility as points out of 100."""
    return round(100.0 * float(utility))


def shown(issue: Issue, value: float, lang: str) -> str:
    """A value of an issue as people write it."""
    return i18n.number(value, lang, issue.digits) + in_language(issue.unit, lang)


def values(case: Case, table: int, settlement: Settlement) -> dict[str, float]:
    """A settlement in the units of the issues."""
    issues = case.scenario.tables[table].issues.items()
    return {
        key: round(issue.value(float(share)), issue.digits)
        for (key, issue), share in zip(issues, settlement, strict=True)
    }


def offer(case: Case, table: int, settlement: Settlement, lang: str) -> dict[str, str]:
    """A settlement as people write it."""
    issues = case.scenario.tables[table].issues
    in_units = values(case, table, settlement)
    return {key: shown(issues[key], value, lang) for key, value in in_units.items()}


def importance(case: Case, table: int, role: str) -> dict[str, int]:
    """How much each issue matters to a role, from 1 to 5."""
    interests = case.scenario.tables[table].interests[role]
    most = max(interest.weight for interest in interests.values())
    return {key: 1 + round(4 * interest.weight / most) for key, interest in interests.items()}


def date(case: Case, meeting: int, lang: str) -> str:
    """The date of a meeting."""
    day, _, month = case.world.dates[2 * meeting - 1].partition(" ")
    return f"{day} {i18n.text('dates', month, lang)}"
