"""A scenario made ready to play: the world, the numbers, the weights, where each role sits.

Everything here is the same for all rooms and teams that play the scenario; nothing changes.
"""

import functools
import hashlib
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator import batch, i18n
from simulator.config import compose as config
from simulator.config import problems, validate
from simulator.config.schema import Config
from simulator.engine import params
from simulator.engine.context import Model, Pair
from simulator.engine.decisions import N_ISSUES
from simulator.engine.records import CONTRACT, blank_script
from simulator.training.case.checks import ScenarioError
from simulator.training.case.scenario import MEETINGS, Scenario
from simulator.version import MODEL_VERSION
from simulator.world import build as world

LATER = 5  # years lived on after the season that is played
CALENDAR = "exercise"
DIFFICULTIES = ("easy", "normal", "hard")
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Place:
    """Where a role sits at one table: relation d of the world, side s."""

    table: int
    d: int
    s: int


@dataclass(frozen=True)
class Case:
    """A scenario ready to play. D relations, 2 sides, 4 issues."""

    name: str
    scenario: Scenario
    difficulty: str
    config: Config
    world: world.World
    params: np.ndarray  # [1] of PARAMS
    weights: np.ndarray  # [D, 2, 4] of the issues, NaN = drawn by luck
    relations: tuple[int, ...]  # relation d of each table
    styles: dict[str, int]  # strategy with which the model plays each role
    executives: np.ndarray  # [D, 2] strategy of an executive who may take a meeting over, -1 none
    digest: str  # of everything that decides what a room can be

    @property
    def season(self) -> int:
        """The year that is played."""
        return self.scenario.season

    @property
    def turns(self) -> int:
        """Turns of the season."""
        return int(self.world.calendar[0].turns)

    @property
    def opener(self) -> int:
        """The side that speaks first."""
        return int(self.world.calendar[0].opener)

    @property
    def mediation(self) -> int:
        """The meeting from which escalation is open."""
        return (int(self.world.calendar[0].mediation) + 1) // 2

    @property
    def model(self) -> Model:
        """What the rules know in the season that is played."""
        return batch.model_of(self.world, self.params[0], self.season)

    def pair(self, d: int, sides: np.ndarray, relation: np.record) -> Pair:
        """Relation `d` with these records, for rules that ask nothing of contracts or scripts."""
        world = self.world
        return Pair(
            world.ties[d], world.forms[world.ties["form"][d]], world.seats[d],
            blank_script(1)[0], sides, relation, np.zeros(2, CONTRACT),
        )  # fmt: skip

    def places(self, role: str) -> list[Place]:
        """Where a role sits: at one table, or at both."""
        places = []
        for table, pair in enumerate(self.scenario.tables):
            if role in (pair.provider, pair.funder):
                places.append(Place(table, self.relations[table], int(role == pair.funder)))
        return places

    def role_at(self, table: int, s: int) -> str:
        """The role on a side of a table."""
        pair = self.scenario.tables[table]
        return pair.provider if s == 0 else pair.funder


def case(name: str, scenario: Scenario, difficulty: str = "normal") -> Case:
    """A scenario ready to play.

    Args:
        name: of the scenario.
        difficulty: easy, normal or hard.

    Raises:
        ScenarioError: the scenario does not fit the model; all problems at once.
    """
    text = scenario.model_dump_json()
    with _LOCK:
        return _case(name, text, difficulty)


@functools.lru_cache(maxsize=256)
def _case(name: str, text: str, difficulty: str) -> Case:
    scenario = Scenario.model_validate_json(text)
    made = _config(name, scenario)
    built = world.built(made)
    _check(name, scenario, built)
    relations = tuple(_relation(scenario, table, built) for table in range(len(scenario.tables)))
    styles = {
        role: built.strategy_names.index(_strategy(scenario, role, difficulty))
        for role in scenario.roles
    }
    weights = np.full((len(built.ties), 2, N_ISSUES), np.nan)
    executives = np.full((len(built.ties), 2), -1)
    for table, d in zip(scenario.tables, relations, strict=True):
        for s, role in enumerate((table.provider, table.funder)):
            interests = table.interests[role]
            own = np.array([interests[issue].weight for issue in table.issues])
            weights[d, s] = own / own.sum()
            boss = scenario.executive
            if boss is not None and boss.role == role:
                executives[d, s] = built.strategy_names.index(boss.strategy)
    key = f"{MODEL_VERSION} {difficulty} {text} {made.model_dump_json()}"
    return Case(
        name=name,
        scenario=scenario,
        difficulty=difficulty,
        config=made,
        world=built,
        params=params.records(1, made.params),
        weights=weights,
        relations=relations,
        styles=styles,
        executives=executives,
        digest=hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
    )


@functools.cache
def _base(name: str) -> Config:
    """A scenario of the simulator with the calendar of the exercise; Hydra only once."""
    try:
        return config.composed([f"scenario={name}", f"calendar={CALENDAR}"])
    except config.ConfigError as error:
        raise ScenarioError(error.problems) from None


def _config(name: str, scenario: Scenario) -> Config:
    """The base with what the scenario says differently, checked as any config."""
    raw: dict[str, Any] = _base(scenario.base).model_dump()
    if scenario.world is not None:
        raw["world"] = scenario.world.model_dump()
    raw["params"] = raw["params"] | dict(scenario.params)
    raw["script"] = [event.model_dump() for event in scenario.script]
    raw["years"] = scenario.season + 1 + LATER
    raw["counterfactual"] = raw["compare"] = None
    for role in scenario.roles.values():
        organisation = raw["world"]["organisations"].get(role.organisation)
        if organisation is not None:
            organisation |= role.seat.model_dump(exclude_none=True)
            organisation |= {"strategy": role.past or role.strategy, "mix": None}
    made, wrong = validate.frozen(raw)
    if made is None:
        raise ScenarioError([_sentence(name, problem) for problem in wrong])
    return made


def _sentence(name: str, problem: problems.Problem) -> str:
    where = ".".join(str(step) for step in problem.key)
    return problems.sentence(problem, f"{name}: {where}" if where else name, "nl")


def _strategy(scenario: Scenario, role: str, difficulty: str) -> str:
    played = scenario.roles[role]
    if role == scenario.you or difficulty == "normal":
        return played.strategy
    return (played.easy if difficulty == "easy" else played.hard) or played.strategy


def _check(name: str, scenario: Scenario, built: world.World) -> None:
    """What only shows beside the world: strategies, relations, the calendar."""
    wrong = []

    def told(kind: str, **values: object) -> None:
        wrong.append(f"{name}: {i18n.text('exercise_problems', kind, 'nl', **values)}")

    known = built.strategy_names
    wanted = [scenario.executive.strategy] if scenario.executive else []
    for role in scenario.roles.values():
        wanted += filter(None, (role.strategy, role.easy, role.hard, role.past))
    for strategy in sorted(set(wanted) - set(known)):
        hint = problems.nearest(strategy, known) or known[0]
        told("no_strategy", came=strategy, choices=", ".join(known), nearest=hint)
    for table in scenario.tables:
        pair = tuple(scenario.roles[role].organisation for role in (table.provider, table.funder))
        pairs = [(tie.provider, tie.funder) for tie in built.relations]
        if pair not in pairs:
            choices = "; ".join(f"{provider} - {funder}" for provider, funder in pairs)
            told("no_relation", provider=pair[0], funder=pair[1], choices=choices)
    calendar = built.calendar[0]
    if int(calendar.turns) != 2 * MEETINGS or int(calendar.stragglers) != 0:
        told("calendar", came=int(calendar.turns + calendar.stragglers))
    if wrong:
        raise ScenarioError(wrong)


def _relation(scenario: Scenario, table: int, built: world.World) -> int:
    pair = scenario.tables[table]
    organisations = [scenario.roles[role].organisation for role in (pair.provider, pair.funder)]
    return [[tie.provider, tie.funder] for tie in built.relations].index(organisations)
