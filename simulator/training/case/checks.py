"""What is wrong with a scenario to play, in sentences for the person who writes it."""

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from simulator import i18n
from simulator.config import problems
from simulator.config.schema_types import TOLERANCE
from simulator.training.case.scenario import Role, RolePair, Scenario

MOST_SHOWN = 40  # problems told at once


class ScenarioError(Exception):
    """A scenario that cannot be played; `problems` has one sentence for each thing to mend."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__("\n".join(wrong))
        self.problems = wrong


def read(raw: Any, place: str, lang: str = "nl") -> Scenario:
    """The scenario that a YAML file says.

    Args:
        raw: what the file says.
        place: its name, for the sentences.

    Raises:
        ScenarioError: with all problems at once.
    """
    try:
        scenario = Scenario.model_validate(raw)
    except ValidationError as error:
        wrong = problems.problems_of(error, Scenario)
        raise ScenarioError(
            problems.first(
                [functools.partial(_said, place, one, lang) for one in wrong], lang, MOST_SHOWN
            )
        ) from None
    found_too = [
        f"{_where(place, key)}: {i18n.text('exercise_problems', kind, lang, **values)}"
        for key, kind, values in itertools.islice(_between(scenario), MOST_SHOWN)
    ]
    if found_too:
        raise ScenarioError(found_too)
    return scenario


def _said(place: str, one: problems.Problem, lang: str) -> str:
    return problems.sentence(one, _where(place, one.key), lang)


def _where(place: str, key: problems.Key) -> str:
    return place + "".join(f": {step}" if i == 0 else f".{step}" for i, step in enumerate(key))


Found = tuple[problems.Key, str, dict[str, Any]]


def _between(scenario: Scenario) -> Iterator[Found]:
    """What is wrong between the keys of a scenario."""
    known = sorted(scenario.roles)

    def role(key: problems.Key, name: str) -> Iterator[Found]:
        if name not in scenario.roles:
            hint = problems.nearest(name, known) or known[0]
            yield key, "no_role", {"came": name, "choices": ", ".join(known), "nearest": hint}

    yield from role(("you",), scenario.you)
    if scenario.executive:
        yield from role(("executive", "role"), scenario.executive.role)
    for name, card in scenario.cards.items():
        yield from role(("cards", name, "role"), card.role)
    for i, table in enumerate(scenario.tables):
        yield from role(("tables", i, "provider"), table.provider)
        yield from role(("tables", i, "funder"), table.funder)
        yield from _table(("tables", i), table)
    for name in known:
        if not scenario.table_of(name):
            yield ("roles", name), "no_table", {"came": name}
        played = name == scenario.you or scenario.you not in known
        yield from _role(("roles", name), scenario.roles[name], played)
    if "three" in scenario.modes and len(scenario.tables) != 2:
        yield ("modes",), "three_tables", {"came": len(scenario.tables)}
    if "teams" in scenario.modes and len(scenario.tables) != 1:
        yield ("modes",), "teams_table", {"came": len(scenario.tables)}


def _table(key: problems.Key, table: RolePair) -> Iterator[Found]:
    for name, issue in table.issues.items():
        if issue.low >= issue.high:
            yield (*key, "issues", name), "no_room", {"low": issue.low, "high": issue.high}
    for role in (table.provider, table.funder):
        interests = table.interests.get(role)
        if interests is None:
            yield (*key, "interests"), "no_interests", {"came": role}
            continue
        if set(interests) != set(table.issues):
            came, issues = ", ".join(interests), ", ".join(table.issues)
            values = {"came": came, "choices": issues}
            yield (*key, "interests", role), "other_issues", values
            continue
        total = sum(interest.weight for interest in interests.values())
        if abs(total - 1.0) > TOLERANCE:
            yield (*key, "interests", role), "weights", {"came": f"{total:g}"}
        for matter, interest in interests.items():
            if interest.weight <= 0.0:
                yield (*key, "interests", role, matter), "no_weight", {}


def _role(key: problems.Key, role: Role, is_you: bool) -> Iterator[Found]:
    if not is_you and role.lines is None and role.lines_from is None:
        yield key, "no_lines", {}
    if role.lines is not None and role.lines_from is not None:
        yield key, "lines_twice", {}
