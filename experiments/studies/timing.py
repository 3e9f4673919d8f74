"""Contracting time: fitted on 2019-2022 only, then 2023 and 2024 predicted, with the miss.

The years to predict are known and are in this file: they take no part in the fit, but whoever
wrote it had seen them. Two mechanisms are tried that the default lacks: both sides short of
attention, and a share of relations for which 31 December is not the end but the end of March or
later is. The fit keeps every point within the sampling and year-to-year error, not the best one.
"""

import dataclasses
import functools
import itertools

import numpy as np
from matplotlib.figure import Figure

from simulator import batch, i18n
from simulator.engine.params import records
from simulator.engine.records import AGREED, MEDIATED
from simulator.evidence import arms
from simulator.evidence.conclusions import concluded
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Drawn, Grid, Said, Section
from simulator.figures.style import BLUE, GREY, OCHRE, RUST, SMALL, blank, framed, styled
from simulator.world import build

both = functools.partial(i18n.both, "studies/timing")
text = i18n.about("studies/timing")
ORDER = 5
NOVEMBER, FEBRUARY, MARCH = 15, 23, 25  # turns of the calendar
LAST = 26
SEEN = {  # docs/domain.md: contracted pairs, share
    "november": (0.27, 0.11, 0.14),  # 2019, 2021, 2022
    "february": 0.68,  # 2022, of the talks of 2021
}
LATER = {"march_2023": 0.79, "november_2023": 0.33, "november_2024": 0.41}
PAIRS = 710  # hospitals times insurers
ATTENTION = (1.0, 0.75, 0.5, 0.35, 0.25)
ENDS = (22, 24, 26, 28, 30, 34)  # turn at which the later group thinks the season ends
SHARES = tuple(np.linspace(0.0, 1.0, 21))  # share of relations in the later group
YEARS = 4
MIXES = ("population_2022", "population_2025")


def curve(record: batch.Record, y: int) -> np.ndarray:
    """Share of the relations that negotiate settled by each turn, [26]."""
    relations = {
        name: record.relations[name][:, y].reshape(-1) for name in ("ending", "negotiated", "turns")
    }
    done = (relations["ending"] == AGREED) | (relations["ending"] == MEDIATED)
    held = relations["negotiated"] == 1
    return np.array(
        [(done & held & (relations["turns"] <= t)).sum() / held.sum() for t in range(1, LAST + 1)]
    )


def curves(
    mix: str, attention: float, end: int, runs: int, threads: int, accord: float = 0.0
) -> np.ndarray:
    """Settled by each turn in the fourth year, [26].

    Args:
        attention: left per relation on both sides, 1 = enough.
        end: turn at which demands reach the floor; 20 = 31 December.
    """
    config = arms.base(("scenario=hospital-market", f"mix={mix}", f"years={YEARS}"))
    made = build.built(config)
    seats, calendar = made.seats.copy(), made.calendar.copy()
    seats["dilution"] = np.minimum(seats["dilution"], attention)
    calendar["turns"], calendar["stragglers"] = end, max(0, LAST - end)
    made = dataclasses.replace(made, seats=seats, calendar=calendar, accord=np.full(YEARS, accord))
    ids = np.arange(runs, dtype=np.uint64)
    params = records(runs, {**config.params, "queue": 1.0})
    return curve(batch.played(made, params, ids, 1, YEARS, threads=threads), YEARS - 1)


def fits(found: np.ndarray) -> bool:
    """Within the error of the figures of 2019-2022?

    November: mean of three years, with the spread between them. February: two standard errors of
    a share of 710 pairs.
    """
    november = np.array(SEEN["november"])
    apart = abs(found[NOVEMBER - 1] - november.mean())
    error = 2.0 * np.sqrt(SEEN["february"] * (1 - SEEN["february"]) / PAIRS)
    return bool(
        apart <= november.std(ddof=1) and abs(found[FEBRUARY - 1] - SEEN["february"]) <= error
    )


def mixed(early: np.ndarray, late: np.ndarray, share: float) -> np.ndarray:
    """Two groups of relations together."""
    return (1.0 - share) * early + share * late


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    tiny = effort == SHRUNK
    runs = 1 if tiny else 3
    attention, ends = ((1.0, 0.35), (26,)) if tiny else (ATTENTION, ENDS)
    played = {(a, e): curves(MIXES[0], a, e, runs, threads) for a in attention for e in (20, *ends)}
    kept = [
        (a, e, share)
        for a, e, share in itertools.product(attention, ends, SHARES)
        if fits(mixed(played[a, 20], played[a, e], share))
    ]
    queue_only = [a for a in attention if fits(played[a, 20])]
    late_only = [e for e in ends if fits(played[1.0, e])]
    # What each fitting point says about later years: the accord, and in the far case the new mix.
    used = sorted({(a, e) for a, e, _ in kept} | {(a, 20) for a, _, _ in kept})
    after = {
        (mix, a, e): curves(mix, a, e, runs, threads, accord=0.3) for mix in MIXES for a, e in used
    }
    predicted = {
        "march_2023": _spread(
            [mixed(played[a, 20], played[a, e], s)[MARCH - 1] for a, e, s in kept]
        ),
        **{
            f"november_{year}": _spread(
                [mixed(after[mix, a, 20], after[mix, a, e], s)[NOVEMBER - 1] for a, e, s in kept]
            )
            for year, mix in ((2023, MIXES[0]), (2024, MIXES[1]))
        },
    }
    numbers = {
        "kept": [[a, e, round(float(s), 3)] for a, e, s in kept],
        "tried": len(attention) * len(ends) * len(SHARES),
        "queue_only": queue_only,
        "late_only": late_only,
        "default": [float(played[1.0, 20][t - 1]) for t in (NOVEMBER, FEBRUARY, MARCH)],
        "predicted": {name: list(spread) for name, spread in predicted.items()},
    }
    plays = len(played) + len(after)
    return Section(
        "timing",
        both("title"),
        (
            _why(numbers),
            _what(kept, numbers, queue_only, late_only),
            _missed(predicted),
        ),
        (_misses(predicted), _set(kept)),
        (_drawn(played, kept),),
        numbers,
        runs=plays * runs,
        relations=plays * runs * PAIRS,
    )


def _spread(values: list[float]) -> tuple[float, float, float]:
    """Lowest, middle and highest; NaN where nothing fits."""
    if not values:
        return float("nan"), float("nan"), float("nan")
    return float(min(values)), float(np.median(values)), float(max(values))


def _why(numbers: dict) -> Said:
    said = {}
    for lang in i18n.LANGUAGES:
        november, february = (i18n.percentage(share, lang) for share in numbers["default"][:2])
        said[lang] = text(
            "why", lang, november=november, february=february,
            early=concluded("timing.november", numbers, lang),
            late=concluded("timing.february", numbers, lang),
        )  # fmt: skip
    return said


def _what(kept: list, numbers: dict, queue_only: list, late_only: list) -> Said:
    return {
        lang: text(
            "what",
            lang,
            tried=numbers["tried"],
            kept=len(kept),
            queue=text("fits" if queue_only else "fits_not", lang),
            late=text("fits" if late_only else "fits_not", lang),
            delay=concluded("timing.delay", numbers, lang),
        )
        for lang in i18n.LANGUAGES
    }


CALLED: dict[str, Said] = {
    "march_2023": both("march_2023"),
    "november_2023": both("november_2023"),
    "november_2024": both("november_2024"),
}


def _missed(predicted: dict[str, tuple[float, float, float]]) -> Said:
    """Which predictions the real figure falls outside of, said in words."""
    outside = [name for name, (low, _, high) in predicted.items() if not low <= LATER[name] <= high]
    said = {}
    for lang in i18n.LANGUAGES:
        names = ", ".join(
            f"{CALLED[name][lang]} ({i18n.percentage(LATER[name], lang)}, "
            f"model {i18n.percentage(predicted[name][1], lang)})"
            for name in outside
        )
        said[lang] = text("missed", lang, outside=len(outside), all=len(predicted), names=names)
    return said if outside else both("right")


def _misses(predicted: dict[str, tuple[float, float, float]]) -> Grid:
    rows = [
        [CALLED[name], *spread, LATER[name], spread[1] - LATER[name]]
        for name, spread in predicted.items()
    ]
    caption = both("caption")
    head: tuple[Said, ...] = (
        both("when"),
        both("lowest"),
        both("middle"),
        both("highest"),
        both("real"),
        both("miss"),
    )
    return Grid(caption, head, rows)


def _set(kept: list[tuple[float, int, float]]) -> Grid:
    rows = []
    for a, e in sorted({(a, e) for a, e, _ in kept}):
        own = [s for a_, e_, s in kept if (a_, e_) == (a, e)]
        rows.append([_each(a), str(e), _each(float(min(own)), float(max(own))), str(len(own))])
    caption = both("caption_fit")
    head: tuple[Said, ...] = (
        both("attention"),
        both("end"),
        both("later_share"),
        both("points"),
    )
    return Grid(caption, head, rows)


def _each(*values: float) -> Said:
    return {lang: "–".join(i18n.number(value, lang) for value in values) for lang in i18n.LANGUAGES}


def _drawn(played: dict[tuple[float, int], np.ndarray], kept: list) -> Drawn:
    title = both("figure")
    alt = {
        lang: text(
            "figure_alt", lang, kept=len(kept),
            november=i18n.percentage(float(played[1.0, 20][NOVEMBER - 1]), lang),
            february=i18n.percentage(float(played[1.0, 20][FEBRUARY - 1]), lang),
        )
        for lang in i18n.LANGUAGES
    }  # fmt: skip

    def draw(lang: str, with_frame: bool) -> Figure:
        with styled():
            figure = blank(12.8, 6.8, lang)
            axes = figure.add_subplot()
            x = np.arange(1, LAST + 1)
            name = text("default_model", lang)
            axes.plot(x, played[1.0, 20], color=RUST, linestyle="--", label=name)
            if kept:
                all_ = np.array([mixed(played[a, 20], played[a, e], s) for a, e, s in kept])
                name = text("settings_that_fit", lang)
                axes.fill_between(x, all_.min(0), all_.max(0), color=BLUE, alpha=0.3, label=name)
            seen = text("seen", lang)
            axes.plot([NOVEMBER] * 3, SEEN["november"], "o", color=GREY, label=seen)
            axes.plot([FEBRUARY], [SEEN["february"]], "o", color=GREY)
            later = text("not_used", lang)
            axes.plot(
                [MARCH, NOVEMBER, NOVEMBER], list(LATER.values()), "D", color=OCHRE, label=later
            )
            days = {5: "22 Jul", 10: "13 Sep", 15: "12 Nov", 20: "31 Dec", 25: "16 Mar"}
            ticks = {turn: i18n.date(day, lang) for turn, day in days.items()}
            axes.set_xticks(list(ticks), list(ticks.values()))
            axes.set_ylim(0, 1.02)
            axes.set_ylabel(text("share_settled", lang), size=SMALL)
            axes.legend(fontsize=SMALL, frameon=False, loc="upper left")
            if with_frame:
                framed(figure, title[lang], [], "calibrated", lang)
        return figure

    return Drawn("timing", title, draw, alt)
