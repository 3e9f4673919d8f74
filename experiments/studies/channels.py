"""Through which channels each headline comes, with the null beside it.

Five channels can each be on or off: 32 worlds. What a channel adds depends on which others are on;
Shapley's value is its mean addition over all orders, so the five add up to the whole: the effect
with all on less the effect with all off. With all off the world is the scenario null.
"""

import functools
import importlib
import importlib.util
import itertools
import math
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from simulator import i18n
from simulator.evidence import pairs, space
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Drawn, Grid, Said, Section
from simulator.figures.style import BLUE, GREY, OCHRE, RUST, SMALL, TEAL, blank, framed, styled
from simulator.results.intervals import Interval, interval

both = functools.partial(i18n.both, "studies/channels")
text = i18n.about("studies/channels")
ORDER = 2
YEARS = 11
GROUPS = 20
OFF = {  # channel -> numbers that close it, as in the scenario null
    "integrative": {"distributive": 1.0},
    "tension": {"tension_raises_reservation": 0.0, "tension_slows_concession": 0.0},
    "extras": {"extra_max": 0.0, "shading_max": 0.0},
    "content": {"content_return": 0.0, "content_cost": 0.0, "two_phase": 0.0},
    "ownership": {"ownership_softens": 0.0, "ownership_opens": 0.0},
}
NAMES: dict[str, Said] = {
    "integrative": both("integrative"),
    "tension": both("tension"),
    "extras": both("extras"),
    "content": both("content"),
    "ownership": both("ownership"),
}
HEADLINES: dict[str, Said] = {
    "calm": both("head_calm"),
    "open": both("head_open"),
    "collab": both("head_collab"),
    "phases": both("head_phases"),
}
PAIRS = [
    *pairs.paired(pairs.plain("calm", "argue", "open"), pairs.plain("press")),
    *pairs.paired(pairs.plain("collab", "hard"), pairs.plain("press", "mirror", "collab")),
]
CALM, ARGUE, OPEN = 0, 1, 2
COLLAB, HARD = slice(3, 6), slice(6, 9)
COLLAB_MIRROR = 4
COLOURS = (BLUE, RUST, TEAL, OCHRE, GREY)


def effects(found: np.ndarray) -> dict[str, np.ndarray]:
    """Effect of each headline but the phases in each run, [R].

    Args:
        found: mean and last value, [R, D, 2, 2].
    """
    mean, last = found[..., 0], found[..., 1]
    return {
        "calm": mean[:, CALM, 0] - mean[:, ARGUE, 0],
        "open": mean[:, OPEN, 0] - mean[:, ARGUE, 0],
        "collab": (last[:, COLLAB, 0] - last[:, HARD, 0]).mean(axis=1),
    }


def played(values: dict[str, np.ndarray], ids: np.ndarray, threads: int) -> dict[str, np.ndarray]:
    """Effects of all headlines for runs with these numbers, [R] each."""
    made = pairs.seated(PAIRS, YEARS)
    outcome = pairs.several(pairs.value, pairs.last_value)
    params = pairs.numbers(len(ids), values, years=YEARS)
    found = effects(pairs.outcomes(made, params, ids, YEARS, outcome, threads))
    # The phases are compared on and off; in the other headlines they follow the channel "content".
    made = pairs.seated(PAIRS[COLLAB_MIRROR : COLLAB_MIRROR + 1], YEARS)
    joint = []
    for phase in (1.0, 0.0):
        params = pairs.numbers(
            len(ids), {**values, "two_phase": np.full(len(ids), phase)}, years=YEARS
        )
        joint.append(
            pairs.outcomes(made, params, ids, YEARS, pairs.value, threads).sum(axis=(1, 2))
        )
    return {**found, "phases": joint[0] - joint[1]}


def worlds() -> list[tuple[bool, ...]]:
    """All on/off combinations of the channels, the first with all on."""
    return list(itertools.product((True, False), repeat=len(OFF)))


def settings(runs: int) -> dict[str, np.ndarray]:
    """Numbers of every world, `runs` runs each: name -> [32 runs]."""
    defaults = pairs.numbers(1, years=YEARS)
    names = sorted({name for numbers in OFF.values() for name in numbers})
    rows = {name: np.full(len(worlds()), float(defaults[name][0])) for name in names}
    for w, on in enumerate(worlds()):
        for open_, numbers in zip(on, OFF.values(), strict=True):
            for name, value in numbers.items():
                rows[name][w] = rows[name][w] if open_ else value
    return {name: np.repeat(row, runs) for name, row in rows.items()}


def shapley(effect: np.ndarray, members: int) -> np.ndarray:
    """Shapley values, [..., members], of an effect in every world, [..., 2 ** members].

    Worlds are in the order of `itertools.product((True, False), repeat=members)`.
    """
    combinations = list(itertools.product((True, False), repeat=members))
    place = {on: w for w, on in enumerate(combinations)}
    found = np.zeros((*effect.shape[:-1], members))
    for m in range(members):
        for on in combinations:
            if on[m]:
                continue
            others = sum(on)
            weight = math.factorial(others) * math.factorial(members - others - 1)
            with_ = (*on[:m], True, *on[m + 1 :])
            gain = effect[..., place[with_]] - effect[..., place[on]]
            found[..., m] += weight / math.factorial(members) * gain
    return found


def sizes(effort: Effort) -> tuple[int, int]:
    """Base sample of the Sobol design, and runs per point."""
    return (2, 1) if effort == SHRUNK else (64, 4)


def totals(effort: Effort, threads: int) -> dict[str, dict[str, tuple[float, float]]]:
    """Sobol total index and half its 95 % interval per headline and number, largest first.

    Empty where the extra `analysis` (SALib) is not installed: the page then goes without.
    """
    if importlib.util.find_spec("SALib") is None:
        return {}
    analysis = importlib.import_module("SALib.analyze.sobol")
    names = space.varied()
    base, replicates = sizes(effort)
    points = space.sobol_points(names, base)
    count = len(next(iter(points.values())))
    values = {name: np.repeat(each, replicates) for name, each in points.items()}
    ids = np.tile(np.arange(replicates, dtype=np.uint64), count)
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    found = {}
    for headline, effect in played(values, ids, threads).items():
        means = effect.reshape(count, replicates).mean(axis=1)
        indices = analysis.analyze(problem, means, calc_second_order=False, seed=1)
        rows = {
            name: (float(total), float(half))
            for name, total, half in zip(names, indices["ST"], indices["ST_conf"], strict=True)
        }
        found[headline] = dict(sorted(rows.items(), key=lambda item: -item[1][0])[:6])
    return found


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    each = 2 if effort == SHRUNK else 50
    runs = GROUPS * each
    ids = np.tile(np.arange(runs, dtype=np.uint64), len(worlds()))
    by_headline = played(settings(runs), ids, threads)
    found: dict[str, dict[str, Interval]] = {}
    for headline, effect in by_headline.items():
        grouped = effect.reshape(len(worlds()), GROUPS, each).mean(axis=2).T  # [G, worlds]
        parts = shapley(grouped, len(OFF))
        found[headline] = {
            "whole": interval(grouped[:, 0]),
            "null": interval(grouped[:, -1]),
            **{name: interval(parts[:, m]) for m, name in enumerate(OFF)},
        }
    sobol = totals(effort, threads)
    numbers = {
        "shapley": {h: {k: list(v[:3]) for k, v in row.items()} for h, row in found.items()},
        "sobol": {h: {k: list(v) for k, v in row.items()} for h, row in sobol.items()},
    }
    base, replicates = sizes(effort)
    points = (len(space.varied()) + 2) * base * replicates
    return Section(
        "channels",
        both("title"),
        _paragraphs(found),
        (_shares(found), *([_totals(sobol)] if sobol else [])),
        (_drawn(found),),
        numbers,
        words=("shapley", "sobol"),
        runs=3 * (len(ids) + points),
        relations=(2 + len(PAIRS)) * (len(ids) + points),
    )


def _paragraphs(found: dict[str, dict[str, Interval]]) -> list[Said]:
    null = {h: row["null"].mean for h, row in found.items()}
    return [
        both("explained"),
        {
            lang: text(
                "in_null_world",
                lang,
                **{head: i18n.number(value, lang, 3, signed=True) for head, value in null.items()},
            )
            for lang in i18n.LANGUAGES
        },
    ]


def _shares(found: dict[str, dict[str, Interval]]) -> Grid:
    head: Sequence[Said] = (
        both("headline"),
        both("all_on"),
        *(NAMES[name] for name in OFF),
        both("all_off"),
    )
    rows = [
        [HEADLINES[h], *(row[key].mean for key in ("whole", *OFF, "null"))]
        for h, row in found.items()
    ]
    caption = both("caption")
    return Grid(caption, head, rows, 3)


def _totals(found: dict[str, dict[str, tuple[float, float]]]) -> Grid:
    rows = [
        [
            HEADLINES[h],
            {
                lang: "; ".join(
                    f"{i18n.text('evidence_numbers', name, lang)} "
                    f"{i18n.number(total, lang)} ±{i18n.number(half, lang)}"
                    for name, (total, half) in row.items()
                )
                for lang in i18n.LANGUAGES
            },
        ]
        for h, row in found.items()
    ]
    caption = both("caption_sobol")
    head = (
        both("headline"),
        both("largest_six"),
    )
    return Grid(caption, head, rows)


def _drawn(found: dict[str, dict[str, Interval]]) -> Drawn:
    alt = {
        lang: "; ".join(
            f"{HEADLINES[h][lang]}: "
            + ", ".join(f"{NAMES[k][lang]} {i18n.number(row[k].mean, lang, 3)}" for k in OFF)
            for h, row in found.items()
        )
        for lang in i18n.LANGUAGES
    }
    title = both("figure")

    def draw(lang: str, with_frame: bool) -> Figure:
        with styled():
            figure = blank(12.8, 6.6, lang)
            axes = figure.add_subplot()
            names = list(found)
            for c, (channel, colour) in enumerate(zip(OFF, COLOURS, strict=True)):
                y = np.arange(len(names)) - 0.34 + 0.12 * c
                width = [found[h][channel].mean for h in names]
                axes.barh(y, width, height=0.11, color=colour, label=NAMES[channel][lang])
            null = [found[h]["null"].mean for h in names]
            axes.barh(
                np.arange(len(names)) + 0.28,
                null,
                height=0.11,
                color="#1A1A1A",
                label=text("null_world", lang),
            )
            axes.axvline(0, color="#1A1A1A", linewidth=1)
            labels = ["\n".join(_wrapped(HEADLINES[h][lang])) for h in names]
            axes.set_yticks(range(len(names)), labels, size=SMALL)
            axes.invert_yaxis()
            axes.set_xlabel(text("value_a_year", lang), size=SMALL)
            axes.legend(
                fontsize=SMALL,
                frameon=False,
                ncols=3,
                loc="lower left",
                bbox_to_anchor=(-0.25, 1.0),
            )
            if with_frame:
                framed(figure, title[lang], [], "both", lang)
        return figure

    return Drawn("channels", title, draw, alt)


def _wrapped(said: str) -> list[str]:
    import textwrap

    return textwrap.wrap(said, 30)
