"""What a participant sees: words, offers, own card; nothing hidden before the reveal.

Tension, trust, goodwill and knowledge are not here, nor the other's interests, mandate and
alternative, but for what was asked for and told. The other shows in words and in how they look.
"""

from dataclasses import dataclass

from simulator.engine import decisions
from simulator.training.case import units
from simulator.training.case.case import Case, Place
from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.puzzle import Board, board
from simulator.training.debrief.transcript import ending, learned, tension_word, told
from simulator.training.game.lessons import Inherited, inherited
from simulator.training.game.match import Pending, Sitting
from simulator.training.game.room import OBSERVER, Room, Team
from simulator.training.views import common
from simulator.training.views.choices import Decision, Package, decision, package
from simulator.training.views.common import AtStake, Briefing, MeetingDate, PlayTime, Utterance
from simulator.training.views.forms import FormsView, filled_in
from simulator.training.words import in_language, text


@dataclass(frozen=True)
class TeamBadge:
    """Who a team is."""

    id: str
    alias: str
    role: str
    role_label: str
    table: str
    bot: bool
    removed: bool


@dataclass(frozen=True)
class OwnInterest:
    """How much an issue matters to a role, and why."""

    issue: str
    table: int
    label: str
    importance: int  # 1 to 5
    why: str


@dataclass(frozen=True)
class RoleCard:
    """What a role knows before it starts."""

    title: str
    you: str
    situation: str
    goal: str
    mandate: str
    batna: str
    batna_points: int | None  # known once the season starts
    batna_by_table: list[int]
    interests: list[OwnInterest]
    tips: list[str]


@dataclass(frozen=True)
class Outcome:
    """How a season ended, with the contract."""

    key: str
    sentence: str
    contract: dict[str, str]  # by issue; empty without one
    points: int
    years: str


@dataclass(frozen=True)
class Talk:
    """The talks at one table, as one side heard them."""

    relation: int
    counterpart: str
    who: str
    meeting: int
    over: bool
    issues: list[AtStake]
    lines: list[Utterance]
    standing: Package | None  # the last offer of the other
    own: Package | None  # and the own
    learned: list[str]
    word: str | None  # how tense the other is, where it is made easy
    ending: Outcome | None


@dataclass(frozen=True)
class DeliveredCard:
    """An event card that reached a table."""

    card: str
    meeting: int  # from which it counts
    title: str
    text: str


@dataclass(frozen=True)
class ParticipantView:
    """Everything a team may see before the debrief."""

    phase: str
    paused: bool
    clock: PlayTime
    scenario: Briefing
    team: TeamBadge
    role_card: RoleCard | None
    issues: list[AtStake]
    calendar: list[MeetingDate]
    first: bool  # not past the first meeting
    over: bool
    talks: list[Talk]
    decisions: list[Decision]
    waiting: str | None
    cards: list[DeliveredCard]
    nudges: list[str]
    puzzle: Board | None
    forms: FormsView
    inherited: list[Inherited]


def participant_view(room: Room, team: str, lang: str) -> ParticipantView:
    """Everything a team may see now."""
    who, sitting = room.teams[team], room.sitting(team)
    case = room.case
    places = [] if who.role == OBSERVER else case.places(who.role)
    pending = room.pending(team)
    now = min((asked.meeting for asked in pending), default=sitting.meeting if sitting else 0)
    return ParticipantView(
        phase=room.phase,
        paused=room.paused,
        clock=common.clock(room),
        scenario=common.scenario(room, lang),
        team=_team(room, who, lang),
        role_card=role_card(case, who.role, sitting, lang) if places else None,
        issues=common.issues(case, places[0], who.role, lang) if places else [],
        calendar=common.calendar(room, now, lang),
        first=sitting is None or sitting.meeting <= 1,
        over=sitting is not None and sitting.over,
        talks=[talk(room, sitting, place, lang) for place in places] if sitting else [],
        decisions=[decision(room, sitting, asked, lang) for asked in pending] if sitting else [],
        waiting=waiting(room, who, sitting, pending, lang),
        cards=cards(room, who, lang),
        nudges=[said for name, said in room.nudges if name == team],
        puzzle=board(sitting, places[0], lang) if sitting and places else None,
        forms=filled_in(room, who, lang),
        inherited=inherited(room, lang),
    )


def _team(room: Room, team: Team, lang: str) -> TeamBadge:
    role = room.case.scenario.roles.get(team.role)
    return TeamBadge(
        id=team.name,
        alias=team.alias,
        role=team.role,
        role_label=in_language(role.label, lang) if role else "",
        table=team.table,
        bot=team.bot,
        removed=team.removed,
    )


def role_card(case: Case, role: str, sitting: Sitting | None, lang: str) -> RoleCard:
    """The card of a role; what no contract is worth is known once the season starts."""
    played, places = case.scenario.roles[role], case.places(role)
    interests = []
    for place in places:
        matters = units.importance(case, place.table, role)
        table = case.scenario.tables[place.table]
        interests += [
            OwnInterest(
                issue=key,
                table=place.table,
                label=in_language(table.issues[key].label, lang),
                importance=matters[key],
                why=in_language(table.interests[role][key].why, lang),
            )
            for key in table.issues
        ]
    worth = [
        units.points(sitting.played.state.sides["reservation"][0, place.d, place.s])
        for place in places
    ] if sitting else []  # fmt: skip
    return RoleCard(
        title=in_language(played.label, lang),
        you=in_language(played.who, lang),
        situation=in_language(played.card.situation, lang),
        goal=in_language(played.card.goal, lang),
        mandate=in_language(played.card.mandate, lang),
        batna=in_language(played.card.batna, lang),
        batna_points=worth[0] if worth else None,
        batna_by_table=worth,
        interests=interests,
        tips=[in_language(tip, lang) for tip in played.card.tips],
    )


def talk(room: Room, sitting: Sitting, place: Place, lang: str) -> Talk:
    """The talks at one table, as side `place.s` heard them."""
    table, s, d = place.table, place.s, place.d
    case = room.case
    other = case.scenario.roles[case.role_at(table, 1 - s)]
    heard = [spoken for spoken in told(sitting, table, lang) if spoken.only in (-1, s)]
    standing, asked = sitting.standing(table, s), sitting.demand(table, s)
    own = sitting.standing(table, 1 - s)
    word = None
    if room.setup.difficulty == "easy":
        word = tension_word(float(sitting.played.state.sides["tension"][0, d, 1 - s]), lang)
    over = sitting.over_at(table)
    return Talk(
        relation=table,
        counterpart=in_language(other.label, lang),
        who=in_language(other.who, lang),
        meeting=_meeting(sitting, place),
        over=over,
        issues=common.issues(case, place, case.role_at(table, s), lang),
        lines=[common.line(sitting, table, spoken, s, lang) for spoken in heard],
        standing=None if standing is None or over else package(case, place, *standing, lang),
        own=None if own is None else package(case, place, own[0], asked, lang),
        learned=[_reason(case, place, issue, lang) for issue in learned(sitting, table, s)],
        word=word,
        ending=end_of(sitting, place, lang),
    )


def _meeting(sitting: Sitting, place: Place) -> int:
    far, turn = (int(n) for n in sitting.played.reached[0, place.d])
    return MEETINGS + 1 if far == decisions.OVER else (turn + 1) // 2


def _reason(case: Case, place: Place, issue: str, lang: str) -> str:
    """Why an issue matters to the other, as it was told."""
    table = case.scenario.tables[place.table]
    other = case.role_at(place.table, 1 - place.s)
    who = in_language(case.scenario.roles[other].who, lang).split(",")[0]
    label = in_language(table.issues[issue].label, lang).lower()
    why = in_language(table.interests[other][issue].why, lang)
    return text("learned", lang, who=who[0].upper() + who[1:], issue=label, why=why)


def end_of(sitting: Sitting, place: Place, lang: str) -> Outcome | None:
    """How the season ended, with the contract; None while it goes on."""
    key = ending(sitting, place.table)
    if key is None:
        return None
    contract = sitting.played.state.contracts[0, place.d, 1]
    years = int(contract["duration"])
    signed = bool(contract["has"])
    if sitting.over:
        worth = sitting.played.state.sides["agreed_utility"][0, place.d, place.s]
    else:
        worth = contract["utility"][place.s]
    return Outcome(
        key=key,
        sentence=text(f"ending.{key}", lang),
        contract=units.offer(sitting.case, place.table, contract["settlement"], lang)
        if signed
        else {},
        points=units.points(worth),
        years=text("years.one" if years == 1 else "years.more", lang, n=years) if signed else "",
    )


def waiting(
    room: Room, team: Team, sitting: Sitting | None, pending: list[Pending], lang: str
) -> str | None:
    """For whom or what a team waits; None if it can act."""
    if pending:
        return None
    if sitting is None:
        return text("waiting.start", lang) if room.phase == "lobby" else None
    if room.paused:
        return text("waiting.paused", lang)
    if team.bot:
        return text("waiting.bot", lang)
    if sitting.over or room.phase != "play":
        return text("waiting.done", lang)
    others = [late for late in sitting.pending() if late.role != team.role]
    if not others or len(others) < len(sitting.pending()):
        return text("waiting.gate", lang)
    label = in_language(room.case.scenario.roles[others[0].role].label, lang)
    return text("waiting.other", lang, role=label)


def cards(room: Room, team: Team, lang: str) -> list[DeliveredCard]:
    """The event cards that reached this team's table."""
    return [
        DeliveredCard(
            card=sent.card,
            meeting=sent.meetings[team.table],
            title=in_language(room.case.scenario.cards[sent.card].label, lang),
            text=in_language(room.case.scenario.cards[sent.card].text, lang),
        )
        for sent in room.cards
        if team.table in sent.meetings
    ]
