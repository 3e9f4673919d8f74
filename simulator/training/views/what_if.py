"""What else could have been: the turning point, and five years on."""

import functools
from typing import Any

from simulator import i18n
from simulator.training.case.case import LATER, Place
from simulator.training.debrief.turning_point import Band, Line, Search, TurningPoint
from simulator.training.game.match import Sitting
from simulator.training.game.replay import OUTSIDE
from simulator.training.views.looking_back import rounded
from simulator.training.words import in_language, text


@functools.lru_cache(maxsize=512)
def search(sitting: Sitting, table: int, s: int) -> Search:
    """The search for one side of a finished sitting, kept."""
    return Search(sitting, table, s)


@functools.lru_cache(maxsize=512)
def found(sitting: Sitting, table: int, s: int) -> dict[str, TurningPoint | None]:
    """Its turning points, kept."""
    return search(sitting, table, s).largest()


def label(kind: str, key: str, lang: str) -> str:
    """What a move is called."""
    group = {"table": "move", "offer": "offer", "between": "between"}[kind]
    return text(f"{group}.{key}", lang)


def turning_point(
    sitting: Sitting, place: Place, chosen: dict[str, Any] | None, lang: str
) -> dict[str, Any]:
    """The move that mattered most for the result and for the relation, and the team's own."""
    points = found(sitting, place.table, place.s)
    own = None
    if chosen:
        own = search(sitting, place.table, place.s).chosen(
            chosen["meeting"], chosen["kind"], chosen["move"]
        )
    return {
        "largest": shown(points["worth"], "worth", lang),
        "largest_sentence": _sentence(points["worth"], "worth", lang),
        "relation": shown(points["goodwill"], "goodwill", lang),
        "relation_sentence": _sentence(points["goodwill"], "goodwill", lang),
        "chosen": shown(own, "chosen", lang),
        "authored": [
            {"meeting": one.meeting, "about": in_language(one.about, lang)}
            for one in sitting.case.scenario.turning_points
        ],
        "note": text("turning.note", lang),
    }


def _sentence(point: TurningPoint | None, about: str, lang: str) -> str:
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


def shown(point: TurningPoint | None, about: str, lang: str) -> dict[str, Any] | None:
    """A turning point with both lines and the band."""
    if point is None:
        return None
    return {
        "meeting": point.change.meeting,
        "kind": point.change.kind,
        "was": point.change.was,
        "was_label": label(point.change.kind, point.change.was, lang),
        "instead": point.change.instead,
        "instead_label": label(point.change.kind, point.change.instead, lang),
        "effect": {
            "worth": round(100 * point.effect["worth"], 1),
            "agreed": round(100 * point.effect["agreed"], 1),
            "goodwill": round(point.effect["goodwill"], 3),
        },
        "yours": _line(point.yours),
        "other": _line(point.other),
        "band": _band(point.band),
        "band_sentence": _band_sentence(point.band, lang),
        "sentence": _sentence(point, about, lang),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "tension": rounded(line.tension),
        "goodwill": rounded(line.years["other_goodwill"]),
        "value": rounded(100 * line.years["value"]),
        "points": round(100 * line.agreed),
    }


def _band(band: Band) -> dict[str, Any]:
    return {
        "low": round(100 * band.low, 1),
        "mean": round(100 * band.mean, 1),
        "high": round(100 * band.high, 1),
        "share_better": round(band.better, 2),
        "runs": band.runs,
    }


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


def five_years(sitting: Sitting, place: Place, lang: str) -> dict[str, Any]:
    """The relation lived on, in the team's own style; beside it the other line, if there is one."""
    line = search(sitting, place.table, place.s).yours
    points = found(sitting, place.table, place.s)
    beside = points["worth"] or points["goodwill"]
    case = sitting.case
    style = search(sitting, place.table, place.s).styles.get((place.d, place.s))
    if style is None:
        style = int(sitting.played.state.sides["strategy"][0, place.d, place.s])
    name = case.world.strategy_names[style]
    last = line.years["other_goodwill"][-1]
    answer = {
        "years": list(range(LATER + 1)),
        "labels": [text(f"later.{y}", lang) for y in range(LATER + 1)],
        "yours": years(line),
        "other": years(beside.other) if beside else None,
        "other_label": label(beside.change.kind, beside.change.instead, lang) if beside else "",
        "style": in_language(case.config.strategies[name].label, lang),
        "style_key": name,
        "sentence": text(
            "years.sentence",
            lang,
            style=in_language(case.config.strategies[name].label, lang).lower(),
            goodwill=i18n.number(float(last), lang, signed=True),
            extra=i18n.number(100 * float(line.years["other_extra"][-1]), lang, 1),
        ),
        "note": text("years.note", lang),
        "pocket": "",
    }
    spill = float(line.years[OUTSIDE].mean())
    if len(case.relations) > 1 and spill > 0.0:
        shown_spill = i18n.number(100 * spill, lang, 1)
        answer["pocket"] = text("years.pocket", lang, spill=shown_spill)
    return answer


def years(line: Line) -> dict[str, list[float | None]]:
    """What a line gives over the years; utilities in points, goodwill and trust as they are."""
    found_years = line.years
    return {
        "value": rounded(100 * found_years["value"]),
        "result": rounded(100 * found_years["utility"]),
        "goodwill": rounded(found_years["other_goodwill"]),
        "trust": rounded(found_years["other_trust"]),
        "tension": rounded(found_years["other_tension"]),
        "extra": rounded(100 * found_years["other_extra"]),
        "turns": rounded(found_years["turns"]),
        "access": rounded(found_years["access"]),
        "content": rounded(found_years["content"]),
        "duration": rounded(found_years["duration"]),
    }
