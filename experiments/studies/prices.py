"""When does hard play pay, and what does calm cost? Own results by funder, first year and later."""

import functools
from typing import Any

import numpy as np

from simulator import i18n
from simulator.evidence import pairs, space
from simulator.evidence.conclusions import concluded
from simulator.evidence.decisive import deciders
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section
from simulator.evidence.verdicts import share_of
from simulator.results.intervals import interval

both = functools.partial(i18n.both, "studies/prices")
text = i18n.about("studies/prices")
ORDER = 1
YEARS = 11
PROVIDERS = ("hard", "argue", "calm", "collab", "principled")
FUNDERS = ("press", "mirror", "argue", "hard", "collab")
MAIN = ("press", "mirror", "collab")
NAMES: dict[str, Said] = {
    "press": both("press"),
    "mirror": both("mirror"),
    "argue": both("argue"),
    "hard": both("hard"),
    "collab": both("collab"),
    "calm": both("calm"),
    "principled": both("principled"),
}
POINTS, REPLICATES, RUNS = 512, 30, 4_000


def place(provider: str, funder: str) -> int:
    """Index of a pair."""
    return PROVIDERS.index(provider) * len(FUNDERS) + FUNDERS.index(funder)


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    tiny = effort == SHRUNK
    runs, count, each = (50, 16, 2) if tiny else (RUNS, POINTS, REPLICATES)
    table = pairs.paired(pairs.plain(*PROVIDERS), pairs.plain(*FUNDERS))
    outcome = pairs.several(pairs.first_result, pairs.value)
    ids = np.arange(runs, dtype=np.uint64)
    found = {}
    for name, base in (("default", pairs.BASE), ("null", pairs.NULL)):
        made = pairs.seated(table, YEARS, base)
        params = pairs.numbers(runs, base=base, years=YEARS)
        found[name] = pairs.outcomes(made, params, ids, YEARS, outcome, threads)
    pays = _worlds(count, each, threads)
    numbers: dict[str, Any] = {
        name: {
            f"{p}-{f}": [float(v) for v in values[:, place(p, f), 0].mean(axis=0)]
            for p in PROVIDERS
            for f in FUNDERS
        }
        for name, values in found.items()
    }
    numbers["pays"] = {k: [v[0].share, v[1].share] for k, v in pays.items()}
    return Section(
        "prices",
        both("title"),
        (PARAGRAPH,),
        (_table(found["default"], "default"), _table(found["null"], "null"), _pays(pays)),
        (),
        numbers,
        _answers(found, pays, numbers),
        runs=2 * runs + count * each,
        relations=2 * runs * len(table) + count * each * 2 * len(MAIN),
    )


PARAGRAPH: Said = both("explained")


def _worlds(count: int, each: int, threads: int) -> dict[str, tuple]:
    """Per funder: share of worlds in which hard pays in year one and over ten, and why."""
    names = space.varied()
    points = space.points(names, count)
    params = pairs.numbers(
        count * each, {k: np.repeat(v, each) for k, v in points.items()}, years=YEARS
    )
    ids = np.tile(np.arange(each, dtype=np.uint64), count)
    made = pairs.seated(pairs.paired(pairs.plain("hard", "collab"), pairs.plain(*MAIN)), YEARS)
    outcome = pairs.several(pairs.first_result, pairs.value)
    found = pairs.outcomes(made, params, ids, YEARS, outcome, threads)[:, :, 0]
    by_point = found.reshape(count, each, 2 * len(MAIN), 2).mean(axis=1)
    rows = {}
    for f, funder in enumerate(MAIN):
        gain = by_point[:, f] - by_point[:, len(MAIN) + f]  # [P, first and later]
        shares = [share_of(gain[:, k] > 0) for k in (0, 1)]
        rows[funder] = (*shares, deciders(points, gain[:, 0], gain[:, 0] > 0))
    return rows


def _table(found: np.ndarray, name: str) -> Grid:
    rows = []
    for k, when in enumerate((both("first_year"), both("ten_years"))):
        for p in PROVIDERS:
            label = {lang: f"{NAMES[p][lang]}, {when[lang]}" for lang in i18n.LANGUAGES}
            rows.append([label, *(found[:, place(p, f), 0, k].mean() for f in FUNDERS)])
    world = {
        "default": both("default_world"),
        "null": both("null_world"),
    }[name]
    caption = {lang: text("caption", lang, world=world[lang]) for lang in i18n.LANGUAGES}
    head = (both("provider"), *(NAMES[f] for f in FUNDERS))
    return Grid(caption, head, rows, 3)


def _pays(pays: dict[str, tuple]) -> Grid:
    rows = []
    for funder, (first, later, found) in pays.items():
        why = {
            lang: "; ".join(
                f"{i18n.text('evidence_numbers', d.name, lang)} "
                f"({' / '.join(i18n.percentage(t, lang) for t in d.thirds)})"
                for d in found
            )
            for lang in i18n.LANGUAGES
        }
        shares = [
            {lang: i18n.percentage(each.share, lang) for lang in i18n.LANGUAGES}
            for each in (first, later)
        ]
        rows.append([NAMES[funder], *shares, why])
    caption = both("caption_pays")
    head = (
        both("funder"),
        both("first_year"),
        both("ten_years"),
        both("decides"),
    )
    return Grid(caption, head, rows)


def _answers(
    found: dict[str, np.ndarray], pays: dict[str, tuple], numbers: dict[str, Any]
) -> dict[str, Said]:
    default, null = found["default"], found["null"]

    def gap(values: np.ndarray, one: str, other: str, k: int, side: int = 0) -> float:
        """Mean over the three main funders."""
        each = [
            values[:, place(one, f), side, k] - values[:, place(other, f), side, k] for f in MAIN
        ]
        return interval(np.mean(each, axis=0)).mean

    def said(value: float, lang: str) -> str:
        """Points of the hundred that the room to bargain over counts."""
        return i18n.number(100.0 * value, lang, 1, signed=True)

    hard, calm = {}, {}
    for lang in i18n.LANGUAGES:
        first, later, nothing = (
            said(gap(default, "hard", "collab", 0), lang),
            said(gap(default, "hard", "collab", 1), lang),
            said(gap(null, "hard", "collab", 1), lang),
        )
        each = ", ".join(
            f"{NAMES[f][lang]} {i18n.percentage(v[0].share, lang)}" for f, v in pays.items()
        )
        last = ", ".join(
            f"{NAMES[f][lang]} {i18n.percentage(v[1].share, lang)}" for f, v in pays.items()
        )
        names = dict.fromkeys(found[0].name for _, _, found in pays.values() if found)
        decided = ", ".join(i18n.text("evidence_numbers", name, lang) for name in names)
        hard[lang] = text(
            "answer_hard",
            lang,
            nothing=nothing,
            first=first,
            later=later,
            decided=decided,
            each=each,
            last=last,
            pays=concluded("prices.hard", numbers, lang),
        )
        own, other = (said(gap(default, "calm", "argue", 0, s), lang) for s in (0, 1))
        decade, none = (said(gap(v, "calm", "argue", 1), lang) for v in (default, null))
        versus = said(gap(default, "calm", "collab", 1), lang)
        against, long, lost = (
            said(gap(v, "calm", "hard", k), lang)
            for v, k in ((default, 0), (default, 1), (null, 1))
        )
        calm[lang] = text(
            "answer_calm",
            lang,
            own=own,
            other=other,
            decade=decade,
            against=against,
            long=long,
            lost=lost,
            none=none,
            versus=versus,
            costs=concluded("prices.calm", numbers, lang),
            builds=concluded("prices.versus", numbers, lang),
        )
    return {"hard": _asked("hard") | hard, "calm": _asked("calm") | calm}


def _asked(answer: str) -> Said:
    """The question of an answer, in each language."""
    return {f"question_{lang}": text(f"question_{answer}", lang) for lang in i18n.LANGUAGES}
