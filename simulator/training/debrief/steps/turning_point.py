"""The turning point: the move that mattered most, and the one that a team chose itself."""

from collections import Counter
from dataclasses import dataclass

from simulator import i18n
from simulator.training.case.case import Place
from simulator.training.case.moments import Moment, moments
from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.anonymity import FEWEST, TooFew, too_few
from simulator.training.debrief.step import DIGITS, Group, Player, Printed, rounded
from simulator.training.debrief.what_if import Alternative, Band, Course, label, largest, search
from simulator.training.game.forms import Choice
from simulator.training.game.match import Sitting
from simulator.training.words import text

PHASE = "analyse"
ORDER = 60
WATCHED = False


@dataclass(frozen=True)
class CourseShown:
    """What a line of play leads to."""

    tension: list[float | None]  # of the other after each turn
    goodwill: list[float | None]  # of the other after each year
    value: list[float | None]  # in points a year
    points: int


@dataclass(frozen=True)
class Effect:
    """What the other move would have changed."""

    worth: float  # points a year
    agreed: float  # points
    goodwill: float


@dataclass(frozen=True)
class BandShown:
    """The same change on other luck, in points a year."""

    low: float
    mean: float
    high: float
    share_better: float
    runs: int


@dataclass(frozen=True)
class WhatIf:
    """A move made differently, with both lines and the band."""

    meeting: int
    kind: str
    was: str
    was_label: str
    instead: str
    instead_label: str
    effect: Effect
    yours: CourseShown
    other: CourseShown
    band: BandShown
    band_sentence: str
    sentence: str


@dataclass(frozen=True)
class TurningPoints:
    """The move that mattered most for the result and for the relation, and the team's own."""

    largest: WhatIf | None
    largest_sentence: str
    relation: WhatIf | None
    relation_sentence: str
    chosen: WhatIf | None
    authored: list[Moment]  # where the story itself can turn
    note: str


@dataclass(frozen=True)
class Where:
    """At how many teams the move that mattered most was in each meeting."""

    meetings: dict[int, int]


def prepare(player: Player) -> None:
    """Try every move of the team; it is kept."""
    for place in player.places:
        largest(player.sitting, place.table, place.s)


def team(player: Player, lang: str) -> list[TurningPoints]:
    """At each table; what a team chose itself is about the first."""
    chosen = player.team.forms.get("choice")
    return [
        turning_points(player.sitting, place, None if i else chosen, lang)
        for i, place in enumerate(player.places)
    ]


def turning_points(
    sitting: Sitting, place: Place, chosen: Choice | None, lang: str
) -> TurningPoints:
    """The move that mattered most for the result and for the relation, and the team's own."""
    points = largest(sitting, place.table, place.s)
    own = None
    if chosen:
        tried = search(sitting, place.table, place.s)
        own = tried.chosen(chosen["meeting"], chosen["kind"], chosen["move"])
    return TurningPoints(
        largest=_shown(points["worth"], "worth", lang),
        largest_sentence=_sentence(points["worth"], "worth", lang),
        relation=_shown(points["goodwill"], "goodwill", lang),
        relation_sentence=_sentence(points["goodwill"], "goodwill", lang),
        chosen=_shown(own, "chosen", lang),
        authored=moments(sitting.case.scenario, lang),
        note=text("turning.note", lang),
    )


def _sentence(point: Alternative | None, about: str, lang: str) -> str:
    if point is None:
        return text(f"turning.none.{about}", lang)
    change = point.change
    values = {
        "meeting": change.meeting,
        "was": label(change.kind, change.was, lang).lower(),
        "instead": label(change.kind, change.instead, lang).lower(),
    }
    if about == "chosen":
        effect = i18n.number(100 * point.effect["worth"], lang, 1, signed=True)
        return text("turning.chosen", lang, effect=effect, **values)
    way = "better" if point.effect[about] > 0.0 else "worse"
    if about == "goodwill":
        effect = i18n.number(abs(point.effect["goodwill"]), lang)
        return text(f"turning.relation.{way}", lang, effect=effect, **values)
    effect = i18n.number(100 * abs(point.effect["worth"]), lang, 1)
    return text(f"turning.sentence.{way}", lang, effect=effect, **values)


def _shown(point: Alternative | None, about: str, lang: str) -> WhatIf | None:
    """A turning point with both lines and the band."""
    if point is None:
        return None
    change = point.change
    return WhatIf(
        meeting=change.meeting,
        kind=change.kind,
        was=change.was,
        was_label=label(change.kind, change.was, lang),
        instead=change.instead,
        instead_label=label(change.kind, change.instead, lang),
        effect=Effect(
            worth=round(100 * point.effect["worth"], 1),
            agreed=round(100 * point.effect["agreed"], 1),
            goodwill=round(point.effect["goodwill"], DIGITS),
        ),
        yours=_course(point.yours),
        other=_course(point.other),
        band=_band(point.band),
        band_sentence=_band_sentence(point.band, lang),
        sentence=_sentence(point, about, lang),
    )


def _course(course: Course) -> CourseShown:
    return CourseShown(
        tension=rounded(course.tension),
        goodwill=rounded(course.years["other_goodwill"]),
        value=rounded(100 * course.years["value"]),
        points=round(100 * course.agreed),
    )


def _band(band: Band) -> BandShown:
    return BandShown(
        low=round(100 * band.low, 1),
        mean=round(100 * band.mean, 1),
        high=round(100 * band.high, 1),
        share_better=round(band.better, 2),
        runs=band.runs,
    )


def _band_sentence(band: Band, lang: str) -> str:
    def number(value: float) -> str:
        return i18n.number(100 * value, lang, 1, signed=True)

    return text(
        "turning.band",
        lang,
        runs=band.runs,
        low=number(band.low),
        mean=number(band.mean),
        high=number(band.high),
        better=i18n.percentage(band.better, lang),
    )


def room(group: Group, lang: str) -> Where | TooFew:
    """In which meeting the move was that mattered most."""
    if len(group.finished) < FEWEST:
        return too_few(lang)
    place = group.place
    points = [largest(sitting, place.table, place.s)["worth"] for _, sitting in group.finished]
    meetings = Counter(point.change.meeting for point in points if point)
    return Where({meeting: meetings.get(meeting, 0) for meeting in range(1, MEETINGS + 1)})


def printed(view: TurningPoints, _: str) -> Printed:
    """The sentences, and how sure they are."""
    lines = [view.largest_sentence, view.relation_sentence]
    if view.chosen:
        lines.append(view.chosen.sentence)
    if view.largest:
        lines.append(view.largest.band_sentence)
    return Printed(lines, listed=True, small=view.note)
