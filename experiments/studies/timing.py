"""Contracting time: fitted on 2019-2022 only, then 2023 and 2024 predicted, with the miss.

The years to predict are known and are in this file: they take no part in the fit, but whoever
wrote it had seen them. Two mechanisms are tried that the default lacks: both sides short of
attention, and a share of relations for which 31 December is not the end but the end of March or
later is. The fit keeps every point within the sampling and year-to-year error, not the best one.
"""

import dataclasses
import itertools

import numpy as np
from matplotlib.figure import Figure

from simulator import batch, i18n
from simulator.engine.params import records
from simulator.engine.records import AGREED, MEDIATED
from simulator.evidence import arms
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Drawn, Grid, Said, Section
from simulator.figures.style import BLUE, GREY, OCHRE, RUST, SMALL, blank, framed, styled
from simulator.world import build

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
        {"nl": "Contracteertijd: gepast op 2019–2022, voorspeld voor 2023 en 2024", "en": "Contracting time: fitted on 2019–2022, predicted for 2023 and 2024"},
        (
            _why(played[1.0, 20]),
            _what(kept, numbers, queue_only, late_only),
            _missed(predicted),
        ),
        (_misses(predicted), _set(kept)),
        (_drawn(played, kept),),
        numbers,
        runs=plays * runs,
        relations=plays * runs * PAIRS,
    )  # fmt: skip


def _spread(values: list[float]) -> tuple[float, float, float]:
    """Lowest, middle and highest; NaN where nothing fits."""
    if not values:
        return float("nan"), float("nan"), float("nan")
    return float(min(values)), float(np.median(values)), float(max(values))


def _why(default: np.ndarray) -> Said:
    said = {}
    for lang in i18n.LANGUAGES:
        november, february = (
            i18n.percentage(float(default[t - 1]), lang) for t in (NOVEMBER, FEBRUARY)
        )
        said[lang] = {
            "nl": f"Zonder aanpassing is half november {november} rond, wat klopt, maar half februari {february} in plaats van 68 %. De oorzaak is de onderhandelingsregel: op 31 december zakt ieders eis tot de ondergrens en dan past bijna elk bod. De wachtrij verandert dat niet als alleen verzekeraars het druk hebben: wie zijn eigen beurt laat lopen, kan het bod van de ander nog wel aannemen.",
            "en": f"Unchanged, {november} is settled by mid November, which is right, but {february} by mid February instead of 68%. The cause is the bargaining rule: on 31 December everybody's demand falls to the floor, and then nearly every offer fits. The queue does not change this where only insurers are busy: who lets its own turn pass can still take the other's offer.",
        }[lang]  # fmt: skip
    return said


def _what(kept: list, numbers: dict, queue_only: list, late_only: list) -> Said:
    yes = {"nl": ("wel", "niet"), "en": ("does", "does not")}
    return {
        "nl": f"Geprobeerd zijn {numbers['tried']} combinaties van aandacht per relatie (beide kanten), een latere einddatum, en het deel van de relaties waarvoor die geldt. {len(kept)} passen bij 2019–2022. Krapte alleen past {yes['nl'][not queue_only]}, een latere einddatum voor iedereen past {yes['nl'][not late_only]}. De gegevens bepalen dus niet wélke vertraging het is, wel dat 31 december niet voor iedereen het einde is. De jaren 2023 en 2024 zijn bij het passend maken niet gebruikt, maar waren bekend. Het mechanisme staat niet aan in het standaardmodel: het is een kandidaat, geen vondst.",
        "en": f"Tried were {numbers['tried']} combinations of attention per relation (both sides), a later end date, and the share of relations for which it holds. {len(kept)} fit 2019–2022. Shortage alone {yes['en'][not queue_only]} fit, a later end date for all {yes['en'][not late_only]}. So the data do not tell which delay it is, only that 31 December is not the end for everybody. The years 2023 and 2024 were not used in the fit, but were known. The mechanism is off in the default model: it is a candidate, not a finding.",
    }  # fmt: skip


CALLED: dict[str, Said] = {
    "march_2023": {"nl": "maart 2023", "en": "March 2023"},
    "november_2023": {"nl": "half november 2023 (akkoord, mix 2022)", "en": "mid November 2023 (accord, mix of 2022)"},
    "november_2024": {"nl": "half november 2024 (akkoord, mix 2025)", "en": "mid November 2024 (accord, mix of 2025)"},
}  # fmt: skip


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
        said[lang] = {
            "nl": f"De voorspelling faalt voor {len(outside)} van de {len(predicted)}: {names}." if outside else "De voorspelling klopt voor alle drie binnen het bereik.",
            "en": f"The prediction fails for {len(outside)} of {len(predicted)}: {names}." if outside else "The prediction is right for all three, within the range.",
        }[lang]  # fmt: skip
    return said


def _misses(predicted: dict[str, tuple[float, float, float]]) -> Grid:
    rows = [
        [CALLED[name], *spread, LATER[name], spread[1] - LATER[name]]
        for name, spread in predicted.items()
    ]
    caption = {"nl": "Voorspeld en werkelijk", "en": "Predicted and real"}
    head: tuple[Said, ...] = (
        {"nl": "wanneer", "en": "when"},
        {"nl": "laagste", "en": "lowest"},
        {"nl": "midden", "en": "middle"},
        {"nl": "hoogste", "en": "highest"},
        {"nl": "werkelijk", "en": "real"},
        {"nl": "misser", "en": "miss"},
    )
    return Grid(caption, head, rows)


def _set(kept: list[tuple[float, int, float]]) -> Grid:
    rows = []
    for a, e in sorted({(a, e) for a, e, _ in kept}):
        own = [s for a_, e_, s in kept if (a_, e_) == (a, e)]
        rows.append([_each(a), str(e), _each(float(min(own)), float(max(own))), str(len(own))])
    caption = {"nl": "Alle instellingen die passen", "en": "All settings that fit"}
    head: tuple[Said, ...] = (
        {"nl": "aandacht", "en": "attention"},
        {"nl": "einde (beurt; 20 is 31 december)", "en": "end (turn; 20 is 31 December)"},
        {"nl": "deel met later einde", "en": "share with the later end"},
        {"nl": "punten", "en": "points"},
    )
    return Grid(caption, head, rows)


def _each(*values: float) -> Said:
    return {lang: "–".join(i18n.number(value, lang) for value in values) for lang in i18n.LANGUAGES}


def _drawn(played: dict[tuple[float, int], np.ndarray], kept: list) -> Drawn:
    title = {
        "nl": "Hoe laat is het rond? Het model en de cijfers",
        "en": "How late is it settled? Model and figures",
    }
    alt = {
        "nl": "Het standaardmodel sluit bijna alles op 31 december; de punten die passen lopen door tot maart.",
        "en": "The default model settles nearly all by 31 December; the fitting points run on to March.",
    }  # fmt: skip

    def draw(lang: str, with_frame: bool) -> Figure:
        with styled():
            figure = blank(12.8, 6.8, lang)
            axes = figure.add_subplot()
            x = np.arange(1, LAST + 1)
            name = {"nl": "standaardmodel", "en": "default model"}[lang]
            axes.plot(x, played[1.0, 20], color=RUST, linestyle="--", label=name)
            if kept:
                all_ = np.array([mixed(played[a, 20], played[a, e], s) for a, e, s in kept])
                name = {"nl": "instellingen die passen", "en": "settings that fit"}[lang]
                axes.fill_between(x, all_.min(0), all_.max(0), color=BLUE, alpha=0.3, label=name)
            seen = {"nl": "2019–2022", "en": "2019–2022"}[lang]
            axes.plot([NOVEMBER] * 3, SEEN["november"], "o", color=GREY, label=seen)
            axes.plot([FEBRUARY], [SEEN["february"]], "o", color=GREY)
            later = {"nl": "2023–2024, niet gebruikt", "en": "2023–2024, not used"}[lang]
            axes.plot(
                [MARCH, NOVEMBER, NOVEMBER], list(LATER.values()), "D", color=OCHRE, label=later
            )
            ticks = {5: "22 jul", 10: "13 sep", 15: "12 nov", 20: "31 dec", 25: "16 mrt"}
            if lang == "en":
                ticks |= {5: "22 Jul", 10: "13 Sep", 15: "12 Nov", 20: "31 Dec", 25: "16 Mar"}
            axes.set_xticks(list(ticks), list(ticks.values()))
            axes.set_ylim(0, 1.02)
            axes.set_ylabel({"nl": "deel rond", "en": "share settled"}[lang], size=SMALL)
            axes.legend(fontsize=SMALL, frameon=False, loc="upper left")
            if with_frame:
                framed(figure, title[lang], [], "calibrated", lang)
        return figure

    return Drawn("timing", title, draw, alt)
