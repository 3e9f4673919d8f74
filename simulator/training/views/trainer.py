"""What the trainer sees: everything, hidden numbers included."""

from collections.abc import Container
from dataclasses import dataclass, replace

from simulator.training.case import units
from simulator.training.case.moments import Moment, moments
from simulator.training.debrief.agenda import agenda
from simulator.training.debrief.counterparty import Counterparty, counterparty
from simulator.training.debrief.reasons import reasons, sentence
from simulator.training.debrief.transcript import ending, stance, tension_word, told
from simulator.training.game.events import OF_TRAINER
from simulator.training.game.match import Sitting
from simulator.training.game.room import OBSERVER, Room, Team
from simulator.training.views import common
from simulator.training.views.common import PlayTime
from simulator.training.views.participant import RoleCard, role_card
from simulator.training.words import in_language, text


@dataclass(frozen=True)
class Settings:
    """How the room was set up."""

    room: str
    scenario: str
    title: str
    seed: int
    mode: str
    difficulty: str
    pace: str
    lang: str
    minutes: int
    rehearse: bool
    hot_seat: bool
    luck: str


@dataclass(frozen=True)
class StepState:
    """A step of the debrief, and whether it was revealed."""

    key: str
    label: str
    done: bool


@dataclass(frozen=True)
class TeamRow:
    """Where a team is; numbers once it plays, points once it is done."""

    id: str
    alias: str
    role: str
    role_label: str
    table: str
    removed: bool
    bot: bool
    forms: list[str]  # filled in
    state: str  # removed, observes, lobby, done, bot, plays or waits
    meeting: int = 0  # 9 = over
    last_move: str | None = None
    tension: float | None = None  # of the other, as trust and goodwill
    tension_word: str | None = None
    trust: float | None = None
    goodwill: float | None = None
    stance: str | None = None
    points: int | None = None
    ending: str | None = None


@dataclass(frozen=True)
class Hidden:
    """A side with the numbers that nobody who plays sees."""

    party: Counterparty
    tension: float
    trust: float
    goodwill: float
    knowledge: float
    surprise: float
    demand: float


@dataclass(frozen=True)
class ExplainedLine:
    """Something said or done, with why the other reacted as it did."""

    meeting: int
    who: str  # label of the role; empty = what happened
    move_label: str
    said: str
    manner: str
    stance: str | None  # of who the model played
    offer: dict[str, str] | None
    points: list[int] | None  # of both sides
    why: str | None


@dataclass(frozen=True)
class ExplainedTalk:
    """The talks at one table with everything that is hidden from those who play."""

    relation: int
    lines: list[ExplainedLine]
    ownership: float
    sides: list[Hidden]
    ending: str | None


@dataclass(frozen=True)
class TableState:
    """A sitting: how far it is, who sits there, and its talks where they were asked for."""

    id: str
    meeting: int
    over: bool
    teams: dict[str, str]  # by role
    relations: list[ExplainedTalk]


@dataclass(frozen=True)
class CardToSend:
    """An event card of the scenario, and how often it was sent."""

    key: str
    title: str
    text: str
    sent: int


@dataclass(frozen=True)
class Logged:
    """An event without what was in it."""

    meeting: int
    team: str
    kind: str
    at: float


@dataclass(frozen=True)
class TrainerView:
    """Everything about a room."""

    setup: Settings
    phase: str
    paused: bool
    clock: PlayTime
    revealed: int
    steps: list[StepState]
    next_step: str | None
    teams: list[TeamRow]
    waiting_for: list[str]
    tables: list[TableState]
    roles: list[RoleCard]
    turning_points: list[Moment]
    cards: list[CardToSend]
    log: list[Logged]


def trainer_view(room: Room, lang: str, opened: Container[str] | None = None) -> TrainerView:
    """Everything about a room.

    Args:
        opened: tables of which the talk is wanted, which is the costly part; None = all.
    """
    return TrainerView(
        setup=_settings(room, lang),
        phase=room.phase,
        paused=room.paused,
        clock=common.clock(room),
        revealed=room.revealed,
        steps=[
            StepState(key, agenda()[key].label[lang], i < room.revealed)
            for i, key in enumerate(room.setup.steps)
        ],
        next_step=next(iter(room.setup.steps[room.revealed :]), None),
        teams=[_team(room, team, lang) for team in room.teams.values()],
        waiting_for=room.waiting_for(),
        tables=[
            _table(room, sitting, lang, opened is None or sitting.name in opened)
            for sitting in room.tables.values()
        ],
        roles=[role_card(room.case, role, None, lang) for role in room.case.scenario.roles],
        turning_points=moments(room.case.scenario, lang),
        cards=[
            CardToSend(
                key=key,
                title=in_language(card.label, lang),
                text=in_language(card.text, lang),
                sent=sum(sent.card == key for sent in room.cards),
            )
            for key, card in room.case.scenario.cards.items()
        ],
        log=[
            Logged(event.meeting, event.team, event.kind, event.at)
            for event in room.log
            if event.kind not in OF_TRAINER or event.team == ""
        ],
    )


def _settings(room: Room, lang: str) -> Settings:
    setup = room.setup
    return Settings(
        room=setup.room,
        scenario=room.case.name,
        title=in_language(room.case.scenario.title, lang),
        seed=setup.seed,
        mode=setup.mode,
        difficulty=setup.difficulty,
        pace=setup.pace,
        lang=setup.lang,
        minutes=setup.minutes,
        rehearse=setup.rehearse,
        hot_seat=setup.hot_seat,
        luck=setup.luck,
    )


def _team(room: Room, team: Team, lang: str) -> TeamRow:
    sitting = room.sitting(team.name)
    row = TeamRow(
        id=team.name,
        alias=team.alias,
        role=team.role,
        role_label=in_language(room.case.scenario.roles[team.role].label, lang)
        if team.role in room.case.scenario.roles
        else "",
        table=team.table,
        removed=team.removed,
        bot=team.bot,
        forms=sorted(team.forms),
        state=_state(room, team, sitting),
    )
    if sitting is None or team.role == OBSERVER:
        return row
    place = room.case.places(team.role)[0]
    sides = sitting.played.state.sides[0, place.d]
    other = sides[1 - place.s]
    spoken = [said for said in told(sitting, place.table, lang) if said.side == place.s]
    chance = _chance(sitting, place.d, 1 - place.s)
    row = replace(
        row,
        meeting=min(sitting.meeting, 9),
        last_move=text(f"move.{spoken[-1].move}", lang) if spoken else None,
        tension=round(float(other["tension"]), 2),
        tension_word=tension_word(float(other["tension"]), lang),
        trust=round(float(other["trust"]), 2),
        goodwill=round(float(other["goodwill"]), 2),
        stance=None if chance is None else text(f"stance.{stance(chance)}", lang),
    )
    if not sitting.over:
        return row
    points = units.points(sides[place.s]["agreed_utility"])
    return replace(row, points=points, ending=ending(sitting, place.table))


def _chance(sitting: Sitting, d: int, s: int) -> float | None:
    """The chance of contention of side `s` when it last spoke."""
    notes = [note for note in sitting.played.notes[0, d] if note["actor"] == s]
    return float(notes[-1]["chance"]) if notes else None


def _state(room: Room, team: Team, sitting: Sitting | None) -> str:
    if team.removed:
        return "removed"
    if team.role == OBSERVER:
        return "observes"
    if sitting is None:
        return "lobby"
    if sitting.over:
        return "done"
    if team.bot:
        return "bot"
    return "plays" if room.pending(team.name) else "waits"


def _table(room: Room, sitting: Sitting, lang: str, whole: bool) -> TableState:
    """A sitting with everything that is hidden from those who play."""
    return TableState(
        id=sitting.name,
        meeting=min(sitting.meeting, 9),
        over=sitting.over,
        teams={role: team for role, team in sitting.roles.items() if team},
        relations=[
            _relation(room, sitting, table, lang)
            for table in range(len(room.case.scenario.tables) if whole else 0)
        ],
    )


def _relation(room: Room, sitting: Sitting, table: int, lang: str) -> ExplainedTalk:
    d = room.case.relations[table]
    return ExplainedTalk(
        relation=table,
        lines=_lines(room, sitting, table, lang),
        ownership=round(float(sitting.played.state.relations["ownership"][0, d]), 2),
        sides=[_hidden(sitting, table, s, lang) for s in range(2)],
        ending=ending(sitting, table),
    )


def _hidden(sitting: Sitting, table: int, s: int, lang: str) -> Hidden:
    side = sitting.played.state.sides[0, sitting.case.relations[table], s]

    def number(name: str) -> float:
        return round(float(side[name]), 2)

    return Hidden(
        party=counterparty(sitting.case, sitting, table, s, lang),
        tension=number("tension"),
        trust=number("trust"),
        goodwill=number("goodwill"),
        knowledge=number("knowledge"),
        surprise=number("surprise"),
        demand=number("demand"),
    )


def _lines(room: Room, sitting: Sitting, table: int, lang: str) -> list[ExplainedLine]:
    """What was said, with the stance of who the model played, and why it reacted as it did."""
    roles = [room.case.scenario.roles[room.case.role_at(table, s)] for s in range(2)]
    labels = [in_language(role.label, lang) for role in roles]
    hands = sitting.decisions.by_hand[room.case.relations[table]]
    why = {
        (s, reason.turn): sentence(sitting, table, s, reason, lang)
        for s in range(2)
        for reason in reasons(sitting, table, s)
        if hands[s] and not hands[1 - s]
    }
    lines = []
    for spoken in told(sitting, table, lang):
        if spoken.only >= 0 and spoken.said != text(f"story.own.{spoken.move}", lang):
            continue  # the same, as the other side heard it
        who = spoken.only if spoken.only >= 0 else spoken.side
        between = spoken.only >= 0
        offered = spoken.settlement
        lines.append(
            ExplainedLine(
                meeting=spoken.meeting,
                who=labels[who] if who >= 0 else "",
                move_label=text(f"move.{spoken.move}", lang) if spoken.side >= 0 else "",
                said=text(f"between.{spoken.move}", lang) if between else spoken.said,
                manner=spoken.manner,
                stance=text(f"stance.{spoken.stance}", lang) if spoken.stance else None,
                offer=None if offered is None else units.offer(room.case, table, offered, lang),
                points=None
                if spoken.utility is None
                else [units.points(spoken.utility[s]) for s in range(2)],
                why=why.get((spoken.side, spoken.turn)),
            )
        )
    return lines
