"""What a scenario to play says: a case of the model with people, issues, cards and lines.

One YAML a scenario in `configs/exercise/`. The numbers of the model come from the simulator's own
scenario it is based on; what is written here is who sits at the table and what they care about.
"""

from typing import Annotated, Literal

from pydantic import Field, PositiveInt, StrictBool, StrictInt

from simulator.config.schema import Event
from simulator.config.schema_types import Name, Number, Season, Share, Text, Written
from simulator.config.schema_world import Seat, World
from simulator.engine.decisions import N_ISSUES

STANCES = ("closed", "defending", "searching", "joining")  # quartiles of the chance of contention
MEETINGS = 8
Meeting = Annotated[int, Field(strict=True, ge=1, le=MEETINGS)]
Mode = Literal["model", "teams", "three"]


class Issue(Written):
    """One thing to agree on, in the words and units of the case."""

    label: Text
    explained: Text
    unit: Text
    low: Number
    high: Number
    digits: Annotated[int, Field(strict=True, ge=0, le=2)] = 0
    best: Literal["high", "low"]  # for the provider

    def value(self, share: float) -> float:
        """The value where the provider has `share` of what it could want."""
        span = self.high - self.low
        return self.low + share * span if self.best == "high" else self.high - share * span

    def share(self, value: float) -> float:
        """The provider's share of what it could want at a value, in [0, 1]."""
        span = self.high - self.low
        up = (value - self.low) / span
        return min(1.0, max(0.0, up if self.best == "high" else 1.0 - up))


class Interest(Written):
    """How much an issue matters to a role, and why; the reason is told to those who ask."""

    weight: Share
    why: Text


class RolePair(Written):
    """Two roles that make a contract: what is at stake, and what each cares about."""

    provider: Name
    funder: Name
    issues: Annotated[dict[Name, Issue], Field(min_length=N_ISSUES, max_length=N_ISSUES)]
    interests: dict[Name, dict[Name, Interest]]  # by role, by issue
    trade: Text  # what could be traded, told in the debrief


class Card(Written):
    """What a role knows before it starts."""

    situation: Text
    goal: Text
    mandate: Text
    batna: Text
    tips: list[Text] = Field(default_factory=list)


class Acts(Written):
    """What somebody says with each act: at least three lines, so that nobody repeats themselves."""

    press: Annotated[list[Text], Field(min_length=3)]
    argue: Annotated[list[Text], Field(min_length=3)]
    propose: Annotated[list[Text], Field(min_length=3)]
    ask: Annotated[list[Text], Field(min_length=3)]
    pause: Annotated[list[Text], Field(min_length=3)]
    open: Annotated[list[Text], Field(min_length=3)]
    label: Annotated[list[Text], Field(min_length=3)]


class Stances(Written):
    """Lines by stance."""

    closed: Acts
    defending: Acts
    searching: Acts
    joining: Acts


class Role(Written):
    """Somebody at the table."""

    organisation: Name  # of the world
    label: Text  # "zorgverkoper"
    who: Text  # name, function, organisation
    card: Card
    strategy: Name  # how the model plays this role
    easy: Name | None = None  # and where the trainer makes it easier or harder for the others
    hard: Name | None = None
    past: Name | None = None  # how it played in the years before
    seat: Seat = Seat()
    lines: Stances | None = None
    lines_from: Name | None = None  # "scenario/role": says what that role says


class Executive(Written):
    """The own executive, who may take one meeting over (M2)."""

    role: Name
    who: Text
    meeting: Meeting
    strategy: Name
    said: Text


class TurningPoint(Written):
    """A moment of the story at which much can turn."""

    meeting: Meeting
    about: Text
    said: Text | None = None  # by the other, where the story forces their act in this meeting


class EventCard(Written):
    """News that the trainer can bring in."""

    label: Text
    text: Text
    role: Name  # whom it hits
    pressure: Share = 0.0  # added to the pressure of the system
    turnover: StrictBool = False  # somebody new sits at the table


class Puzzle(Written):
    """A board of pieces: yours at the start, shared as you share; the other brings some too."""

    title: Text
    pieces: Annotated[list[Text], Field(min_length=6, max_length=6)]
    brought: Annotated[list[Text], Field(min_length=1, max_length=6)]


class Scenario(Written):
    """A scenario to play (`configs/exercise/*.yaml`)."""

    title: Text
    summary: Text
    story: Text
    question: Text
    minutes: PositiveInt = 25
    modes: Annotated[list[Mode], Field(min_length=1)]
    base: Name  # scenario of the simulator
    world: World | None = None  # instead of the world of the base
    params: dict[str, Number] = Field(
        default_factory=dict
    )  # numbers of the model that are different here
    season: Season = 0  # the year that is played; those before are history
    script: list[Event] = Field(default_factory=list)  # what the story forces; years count from 0
    you: Name  # the role that is played against the model
    roles: Annotated[dict[Name, Role], Field(min_length=2, max_length=3)]
    tables: Annotated[list[RolePair], Field(min_length=1, max_length=2)]
    executive: Executive | None = None
    turning_points: list[TurningPoint] = Field(default_factory=list)
    meetings: list[Text] = Field(default_factory=list, max_length=MEETINGS)  # what each is about
    debrief: Annotated[list[Text], Field(min_length=1)]
    observe: Annotated[list[Text], Field(min_length=1)]
    cards: dict[Name, EventCard] = Field(default_factory=dict)
    puzzle: Puzzle | None = None
    order: StrictInt = 100  # place in the list

    def table_of(self, role: str) -> list[int]:
        """Indices of the tables at which a role sits."""
        return [d for d, one in enumerate(self.tables) if role in (one.provider, one.funder)]
