"""What several views show alike: the case, the calendar, what is at stake, what was said."""

from dataclasses import dataclass

from simulator.training.case import units
from simulator.training.case.case import Case, Place
from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.transcript import Spoken
from simulator.training.game.match import Sitting
from simulator.training.game.room import Room
from simulator.training.words import in_language, text


@dataclass(frozen=True)
class Briefing:
    """What everybody may read about the case."""

    name: str
    title: str
    summary: str
    story: str
    question: str
    minutes: int


@dataclass(frozen=True)
class PlayTime:
    """How long the play takes."""

    minutes: int
    extra_seconds: int


@dataclass(frozen=True)
class MeetingDate:
    """One of the eight meetings."""

    meeting: int
    label: str
    date: str
    about: str
    state: str  # done, now or later


@dataclass(frozen=True)
class AtStake:
    """An issue as a role sees it."""

    key: str
    label: str
    explained: str
    unit: str
    low: float
    high: float
    step: float
    digits: int
    best: str  # for this role: high or low
    importance: int  # 1 to 5


@dataclass(frozen=True)
class Utterance:
    """Something said or done, as one side remembers it."""

    meeting: int
    who: str  # you, other or story
    said: str
    manner: str  # how the other looked
    move: str | None  # of the own moves only
    move_label: str | None
    offer: dict[str, str] | None
    points: int | None  # what the offer is worth to this side


@dataclass(frozen=True)
class News:
    """An event card as it is read."""

    title: str
    text: str


def scenario(room: Room, lang: str) -> Briefing:
    """What everybody may read about the case."""
    written = room.case.scenario
    return Briefing(
        name=room.case.name,
        title=in_language(written.title, lang),
        summary=in_language(written.summary, lang),
        story=in_language(written.story, lang),
        question=in_language(written.question, lang),
        minutes=written.minutes,
    )


def clock(room: Room) -> PlayTime:
    """How long the play takes."""
    return PlayTime(minutes=room.setup.minutes, extra_seconds=room.extra_seconds)


def calendar(room: Room, now: int, lang: str) -> list[MeetingDate]:
    """The eight meetings: what each is about, and where we are."""
    abouts = room.case.scenario.meetings
    return [
        MeetingDate(
            meeting=meeting,
            label=text(f"meeting.{meeting}", lang),
            date=units.date(room.case, meeting, lang),
            about=in_language(abouts[meeting - 1], lang)
            if meeting <= len(abouts)
            else text(f"meeting.{meeting}.about", lang),
            state="done" if meeting < now else "now" if meeting == now else "later",
        )
        for meeting in range(1, MEETINGS + 1)
    ]


def issues(case: Case, place: Place, role: str, lang: str) -> list[AtStake]:
    """What is at stake at a table, as a role sees it."""
    matters = units.importance(case, place.table, role)
    turned = {"high": "low", "low": "high"}
    return [
        AtStake(
            key=key,
            label=in_language(issue.label, lang),
            explained=in_language(issue.explained, lang),
            unit=in_language(issue.unit, lang),
            low=issue.low,
            high=issue.high,
            step=10.0**-issue.digits,
            digits=issue.digits,
            best=issue.best if place.s == 0 else turned[issue.best],
            importance=matters[key],
        )
        for key, issue in case.scenario.tables[place.table].issues.items()
    ]


def line(sitting: Sitting, table: int, spoken: Spoken, s: int, lang: str) -> Utterance:
    """Something said or done, as side `s` remembers it; nothing of what the other thought."""
    own = spoken.side == s
    offered = None
    if spoken.settlement is not None:
        offered = units.offer(sitting.case, table, spoken.settlement, lang)
    return Utterance(
        meeting=spoken.meeting,
        who="story" if spoken.side < 0 else "you" if own else "other",
        said=spoken.said,
        manner="" if own else spoken.manner,
        move=spoken.move if own else None,
        move_label=text(f"move.{spoken.move}", lang) if own else None,
        offer=offered,
        points=None if spoken.utility is None else units.points(spoken.utility[s]),
    )
