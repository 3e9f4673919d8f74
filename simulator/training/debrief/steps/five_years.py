"""Five years on: the relation lived on, in the team's own style."""

from dataclasses import dataclass

import numpy as np

from simulator import i18n
from simulator.training.case.case import LATER, Place
from simulator.training.debrief.anonymity import FEWEST, TooFew, too_few
from simulator.training.debrief.step import Group, Player, Printed, rounded
from simulator.training.debrief.what_if import Course, label, largest, search
from simulator.training.game.match import Sitting
from simulator.training.game.replay import OUTSIDE
from simulator.training.words import in_language, text

PHASE = "analyse"
ORDER = 70
WATCHED = False


@dataclass(frozen=True)
class YearByYear:
    """What a line of play gives over the years; goodwill and access as they are, else points."""

    value: list[float | None]
    result: list[float | None]
    goodwill: list[float | None]  # of the other
    extra: list[float | None]
    turns: list[float | None]  # turns of talks
    access: list[float | None]


@dataclass(frozen=True)
class FiveYears:
    """The relation lived on; beside it the other line, if there is one."""

    labels: list[str]  # of the years
    yours: YearByYear
    other: YearByYear | None
    other_label: str
    style: str
    sentence: str
    note: str
    pocket: str  # what went to others; empty if nothing did


@dataclass(frozen=True)
class GoodwillLater:
    """Goodwill over the years, on average over the teams."""

    labels: list[str]
    goodwill: list[float | None]


def team(player: Player, lang: str) -> list[FiveYears]:
    """The years after at each table."""
    return [five_years(player.sitting, place, lang) for place in player.places]


def five_years(sitting: Sitting, place: Place, lang: str) -> FiveYears:
    """The relation lived on, in the team's own style; beside it the other line, if there is one."""
    course = search(sitting, place.table, place.s).yours
    points = largest(sitting, place.table, place.s)
    beside = points["worth"] or points["goodwill"]
    style = _style(sitting, place, lang)
    last = {name: float(course.years[name][-1]) for name in ("other_goodwill", "other_extra")}
    return FiveYears(
        labels=_labels(lang),
        yours=_years(course),
        other=_years(beside.other) if beside else None,
        other_label=label(beside.change.kind, beside.change.instead, lang) if beside else "",
        style=style,
        sentence=text(
            "years.sentence",
            lang,
            style=style.lower(),
            goodwill=i18n.number(last["other_goodwill"], lang, signed=True),
            extra=i18n.number(100 * last["other_extra"], lang, 1),
        ),
        note=text("years.note", lang),
        pocket=_pocket(sitting, course, lang),
    )


def _style(sitting: Sitting, place: Place, lang: str) -> str:
    """In whose style the team goes on."""
    style = search(sitting, place.table, place.s).styles.get((place.d, place.s))
    if style is None:
        style = int(sitting.played.state.sides["strategy"][0, place.d, place.s])
    name = sitting.case.world.strategy_names[style]
    return in_language(sitting.case.config.strategies[name].label, lang)


def _pocket(sitting: Sitting, course: Course, lang: str) -> str:
    """What content returned to others, where there are others."""
    spill = float(course.years[OUTSIDE].mean())
    if len(sitting.case.relations) < 2 or spill <= 0.0:
        return ""
    return text("years.pocket", lang, spill=i18n.number(100 * spill, lang, 1))


def _labels(lang: str) -> list[str]:
    return [text(f"later.{y}", lang) for y in range(LATER + 1)]


def _years(course: Course) -> YearByYear:
    years = course.years
    return YearByYear(
        value=rounded(100 * years["value"]),
        result=rounded(100 * years["utility"]),
        goodwill=rounded(years["other_goodwill"]),
        extra=rounded(100 * years["other_extra"]),
        turns=rounded(years["turns"]),
        access=rounded(years["access"]),
    )


def room(group: Group, lang: str) -> GoodwillLater | TooFew:
    """What the teams leave behind."""
    if len(group.finished) < FEWEST:
        return too_few(lang)
    place = group.place
    courses = [search(sitting, place.table, place.s).yours for _, sitting in group.finished]
    goodwill = np.mean([course.years["other_goodwill"] for course in courses], axis=0)
    return GoodwillLater(_labels(lang), rounded(goodwill))


def printed(view: FiveYears, _: str) -> Printed:
    """Where it leads."""
    return Printed([view.sentence, view.pocket, view.note])
