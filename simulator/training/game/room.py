"""A training room as it is now: its teams, the tables at which they sit, what was revealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.training.case.case import Case
from simulator.training.game.events import Event
from simulator.training.game.forms import Forms
from simulator.training.game.match import Pending, Sitting
from simulator.training.game.setup import Setup
from simulator.training.words import in_language

PHASES = ("lobby", "play", "bets", "debrief", "closed")
OBSERVER = "observer"


@dataclass(frozen=True)
class Team:
    """A team, which may be one person."""

    name: str
    alias: str
    role: str  # or `OBSERVER`
    table: str  # of the sitting it plays at, or watches
    number: int  # in order of joining, from 1
    bot: bool = False
    removed: bool = False
    forms: Forms = field(default_factory=Forms)


@dataclass(frozen=True)
class RoleChoice:
    """A role that a team can choose."""

    key: str
    label: str
    who: str
    taken: int  # teams that have it
    default: bool  # the role that is played where there is no choice


@dataclass(frozen=True)
class Sent:
    """An event card that was sent: which, to whom, and from which meeting on at each sitting."""

    card: str
    team: str
    meetings: Mapping[str, int]


@dataclass(frozen=True)
class Room:
    """A room as it is now; it never changes, `room.after` gives the next."""

    setup: Setup
    case: Case
    phase: str = "lobby"
    paused: bool = False
    extra_seconds: int = 0
    revealed: int = 0  # steps of the debrief
    teams: Mapping[str, Team] = field(default_factory=dict)
    tables: Mapping[str, Sitting] = field(default_factory=dict)  # from the start on
    cards: tuple[Sent, ...] = ()
    nudges: tuple[tuple[str, str], ...] = ()  # team, text
    inherited: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # lessons, by chapter
    keys: frozenset[tuple[str, str, int, str]] = frozenset()
    log: tuple[Event, ...] = ()

    @property
    def players(self) -> list[Team]:
        """Teams that play and were not removed, in order of joining."""
        return [one for one in self.teams.values() if not one.removed and one.role != OBSERVER]

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the debrief that were revealed, in order."""
        return self.setup.steps[: self.revealed]

    @property
    def there(self) -> int:
        """How many teams and observers take part; who was removed makes room."""
        return sum(not one.removed for one in self.teams.values())

    def sitting(self, team: str) -> Sitting | None:
        """Where a team plays or watches; None before the start."""
        return self.tables.get(self.teams[team].table)

    @property
    def offered(self) -> tuple[str, ...]:
        """The roles a new team may take: against the model only the one that is played."""
        roles = self.case.scenario.roles
        return (self.case.scenario.you,) if self.setup.mode == "model" else tuple(roles)

    @property
    def watchable(self) -> tuple[str, ...]:
        """The teams whose table a new observer may watch."""
        return tuple(one.name for one in self.players)

    def roles(self, lang: str = "nl") -> list[RoleChoice]:
        """The roles a team can choose, and how many teams have each."""
        return [
            RoleChoice(
                key=key,
                label=in_language(role.label, lang),
                who=in_language(role.who, lang),
                taken=sum(one.role == key for one in self.players),
                default=key == self.case.scenario.you,
            )
            for key, role in self.case.scenario.roles.items()
            if key in self.offered
        ]

    @property
    def gate(self) -> int:
        """The last meeting that is open: with pace `together`, that of the slowest table."""
        if self.setup.pace == "free":
            return 10
        return min((one.meeting for one in self.tables.values() if not one.over), default=10)

    def pending(self, team: str) -> list[Pending]:
        """What a team can decide now."""
        one, sitting = self.teams[team], self.sitting(team)
        if sitting is None or self.phase != "play" or self.paused or one.removed or one.bot:
            return []
        return [
            each
            for each in sitting.pending()
            if each.role == one.role and each.meeting <= self.gate
        ]

    def waiting_for(self) -> list[str]:
        """The teams that hold up others: with pace `together`, all who are not ready."""
        return [one.name for one in self.players if self.pending(one.name)]

    def hot_seat(self) -> Team | None:
        """On one screen: whose turn it is now, the table furthest behind first."""
        turns = [
            (each.meeting, one.number, one)
            for one in self.players
            for each in self.pending(one.name)
        ]
        if not turns:
            return None
        return min(turns, key=lambda turn: turn[:2])[2]

    def next_number(self, kind: str) -> int:
        """A number for the trainer's next event of a kind; a double click has the same."""
        return 1 + max((key[2] for key in self.keys if key[1] == "" and key[3] == kind), default=0)
