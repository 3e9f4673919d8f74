"""The trajectory: tension, trust and goodwill after each meeting, and after the year."""

from dataclasses import dataclass, replace

import numpy as np

from simulator import i18n
from simulator.engine import decisions
from simulator.training.case.case import Place
from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.anonymity import FEWEST, TooFew, too_few
from simulator.training.debrief.step import DIGITS, Group, Player, Printed, rounded
from simulator.training.debrief.transcript import told
from simulator.training.game.match import Sitting
from simulator.training.words import text

PHASE = "analyse"
ORDER = 30
WATCHED = False
FLAT = 0.05  # assumed: a change of tension that nobody would call one


@dataclass(frozen=True)
class Both:
    """A quantity of both sides after each meeting, and after the year."""

    you: list[float | None]
    other: list[float | None]


@dataclass(frozen=True)
class AxisMove:
    """The own moves of a meeting, for on the axis of a chart: at the table, and in between."""

    meeting: int
    move: str = ""
    label: str = ""
    short: str = ""
    between: str = ""
    between_label: str = ""


@dataclass(frozen=True)
class Trajectory:
    """One season as a team looks back on it."""

    meetings: list[str]
    moves: list[AxisMove]
    tension: Both
    trust: Both
    goodwill: Both
    reading: str
    note: str


@dataclass(frozen=True)
class Bands:
    """Tension of the others after each meeting, over the teams still talking then."""

    meetings: list[str]
    low: list[float]
    mean: list[float]
    high: list[float]
    note: str


def team(player: Player, lang: str) -> list[Trajectory]:
    """The season at each table."""
    return [trajectory(player.sitting, place, lang) for place in player.places]


def trajectory(sitting: Sitting, place: Place, lang: str) -> Trajectory:
    """Tension, trust and goodwill after each meeting, and after the year."""
    s, o = place.s, 1 - place.s
    turns = _last_turns(sitting, place.d)
    seen = sitting.played.moments[0, place.d]
    after = sitting.played.state.sides[0, place.d]

    def side(which: int, field: str) -> list[float | None]:
        during = [seen[turn - 1, 1, which][field] for turn in turns]
        return rounded([*during, after[which][field]])

    first, last = float(seen[0, 0, o]["tension"]), float(seen[turns[-1] - 1, 1, o]["tension"])
    way = "flat" if abs(last - first) < FLAT else "up" if last > first else "down"
    values = {
        "from": i18n.number(first, lang),
        "to": i18n.number(last, lang),
        "goodwill": i18n.number(float(after[o]["goodwill"]), lang, signed=True),
    }
    return Trajectory(
        meetings=[
            *(text("print.meeting", lang) + f" {(turn + 1) // 2}" for turn in turns),
            text("after_year", lang),
        ],
        moves=moves_on_axis(sitting, place, lang),
        tension=Both(side(s, "tension"), side(o, "tension")),
        trust=Both(side(s, "trust"), side(o, "trust")),
        goodwill=Both(side(s, "goodwill"), side(o, "goodwill")),
        reading=text(f"trajectory.reading.{way}", lang, **values),
        note=text("trajectory.note", lang),
    )


def _last_turns(sitting: Sitting, d: int) -> list[int]:
    """The last turn of each meeting that was held."""
    held = int(sitting.played.state.relations["turns"][0, d])
    far = int(sitting.played.reached[0, d, 0])
    held = held if far == decisions.OVER else max(2, held)
    return [min(2 * meeting, max(held, 1)) for meeting in range(1, (held + 1) // 2 + 1)]


def moves_on_axis(sitting: Sitting, place: Place, lang: str) -> list[AxisMove]:
    """The own moves per meeting, for on the axis of a chart: at the table, and in between."""
    by_meeting = {meeting: AxisMove(meeting) for meeting in range(1, MEETINGS + 1)}
    for spoken in told(sitting, place.table, lang):
        if spoken.meeting > MEETINGS:
            continue
        move, own = spoken.move, by_meeting[spoken.meeting]
        if spoken.side == place.s:
            label, short = text(f"move.{move}", lang), text(f"short.{move}", lang)
            own = replace(own, move=move, label=label, short=short)
        elif spoken.side < 0 and spoken.only == place.s and spoken.said == _own(move, lang):
            own = replace(own, between=move, between_label=text(f"between.{move}", lang))
        by_meeting[spoken.meeting] = own
    return list(by_meeting.values())


def _own(move: str, lang: str) -> str:
    return text(f"story.own.{move}", lang)


def room(group: Group, lang: str) -> Bands | TooFew:
    """Lowest, mean and highest after each meeting, over the teams still talking then."""
    if len(group.finished) < FEWEST:
        return too_few(lang)
    lines = [_tension(sitting, group.place) for _, sitting in group.finished]
    longest = max(len(line) for line in lines)
    there = [[line[i] for line in lines if i < len(line)] for i in range(longest)]
    there = [values for values in there if len(values) >= FEWEST]
    return Bands(
        meetings=[f"{text('print.meeting', lang)} {i + 1}" for i in range(len(there))],
        low=[round(min(values), DIGITS) for values in there],
        mean=[round(sum(values) / len(values), DIGITS) for values in there],
        high=[round(max(values), DIGITS) for values in there],
        note=text("trajectory.note", lang),
    )


def _tension(sitting: Sitting, place: Place) -> list[float]:
    """Of the other after each meeting that was held."""
    seen = sitting.played.moments[0, place.d, :, 1, 1 - place.s]["tension"]
    after = (float(seen[turn - 1]) for turn in _last_turns(sitting, place.d))
    return [value for value in after if np.isfinite(value)]


def printed(view: Trajectory, _: str) -> Printed:
    """Which way it went."""
    return Printed([view.reading, view.note])
