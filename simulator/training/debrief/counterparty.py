"""Who sat on a side: interests, mandate, alternative, and how the model played it."""

from dataclasses import dataclass

from simulator.training.case import units
from simulator.training.case.case import Case
from simulator.training.game.match import Sitting
from simulator.training.words import in_language


@dataclass(frozen=True)
class Interest:
    """How much an issue matters to a side, and why."""

    issue: str
    label: str
    importance: int  # 1 to 5
    why: str


@dataclass(frozen=True)
class Counterparty:
    """A side with all that it kept to itself."""

    role: str
    title: str
    who: str
    interests: list[Interest]
    goal: str
    mandate: str
    batna: str
    batna_points: int | None  # what no contract is worth; None = not told
    strategy: str  # empty of people
    character: str


def counterparty(
    case: Case, sitting: Sitting | None, table: int, s: int, lang: str
) -> Counterparty:
    """Who a side was: interests, mandate, alternative, and how it was played."""
    key = case.role_at(table, s)
    role, place = case.scenario.roles[key], next(p for p in case.places(key) if p.table == table)
    matters = units.importance(case, table, key)
    interests = case.scenario.tables[table].interests[key]
    issues = case.scenario.tables[table].issues
    worth = None
    if sitting is not None:
        worth = units.points(sitting.played.state.sides["reservation"][0, place.d, s])
    strategy = case.config.strategies[case.world.strategy_names[case.styles[key]]]
    by_hand = sitting is not None and bool(sitting.roles.get(key))
    return Counterparty(
        role=key,
        title=in_language(role.label, lang),
        who=in_language(role.who, lang),
        interests=[
            Interest(
                issue=issue,
                label=in_language(issues[issue].label, lang),
                importance=matters[issue],
                why=in_language(interests[issue].why, lang),
            )
            for issue in issues
        ],
        goal=in_language(role.card.goal, lang),
        mandate=in_language(role.card.mandate, lang),
        batna=in_language(role.card.batna, lang),
        batna_points=worth,
        strategy="" if by_hand else in_language(strategy.label, lang),
        character="" if by_hand else in_language(strategy.character, lang),
    )
