"""Hard on content, soft on process: is it really without a price, and what would give it one?"""

import functools

import numpy as np

from simulator import i18n
from simulator.batch import Record
from simulator.engine.records import AGREED, MEDIATED
from simulator.evidence import pairs
from simulator.evidence.conclusions import concluded
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section

both = functools.partial(i18n.both, "studies/principled")
text = i18n.about("studies/principled")
ORDER = 3
YEARS = 11
RUNS = 1_000
FUNDERS = ("press", "mirror", "collab", "hard", "principled")
PROVIDERS = ("principled", "collab", "hard")
VARIANTS: dict[str, tuple[Said, dict[str, float], bool]] = {
    "default": (both("default_world"), {}, False),
    "distributive": (both("nothing_to_trade"), {"distributive": 1.0}, False),
    "null": (both("null_world"), {}, True),
    "time": (both("time"), {"turn_cost": 0.01}, False),
    "unfair": (both("unfair"), {"unfairness": 1.0, "result_in_goodwill": 1.0}, False),
    "leverage": (both("leverage"), {"leverage": 0.6}, False),
    "late": (both("late"), {"straggle": 0.0, "committee": 0.0}, False),
    "little": (both("little"), {"reservation": 0.45}, False),
    "uncertain": (
        both("uncertain"),
        {"reservation": 0.45, "reservation_sd": 0.10, "straggle": 0.0, "committee": 0.0},
        False,
    ),
}


def failed(record: Record) -> np.ndarray:
    """Share of the seasons that end without agreement between the two, [r, D, 2]."""
    ending, held = record.relations["ending"], record.relations["negotiated"] == 1
    apart = held & (ending != AGREED) & (ending != MEDIATED)
    share = apart.sum(axis=1) / np.maximum(held.sum(axis=1), 1)
    return np.repeat(share[..., None], 2, axis=-1)


def turns(record: Record) -> np.ndarray:
    """Turns of the first season, [r, D, 2]."""
    return np.repeat(record.relations["turns"][:, 0, :, None].astype(float), 2, axis=-1)


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    runs = 20 if effort == SHRUNK else RUNS
    ids = np.arange(runs, dtype=np.uint64)
    table = pairs.paired(pairs.plain(*PROVIDERS), pairs.plain(*FUNDERS))
    outcome = pairs.several(pairs.first_result, pairs.value, turns, failed)
    rows, numbers = [], {}
    for name, (label, values, null) in VARIANTS.items():
        base = pairs.NULL if null else pairs.BASE
        made = pairs.seated(table, YEARS, base)
        params = pairs.numbers(runs, values, base, YEARS)
        found = pairs.outcomes(made, params, ids, YEARS, outcome, threads).mean(axis=0)
        mean = found.reshape(len(PROVIDERS), len(FUNDERS), 2, 4)[:, :, 0].mean(axis=1)
        firm, collab, hard = mean
        row = [*(firm - collab)[:2], *(firm - hard)[:2], *(firm - collab)[2:]]
        rows.append([label, *(float(value) for value in row)])
        numbers[name] = [float(value) for value in row]
    caption = both("caption")
    head: tuple[Said, ...] = (
        both("world"),
        both("first_less_cooperating"),
        both("later_less_cooperating"),
        both("first_less_hard"),
        both("later_less_hard"),
        both("turns"),
        both("failed"),
    )
    return Section(
        "principled",
        both("title"),
        (_said(numbers),),
        (Grid(caption, head, rows, 3),),
        (),
        numbers,
        runs=len(VARIANTS) * runs,
        relations=len(VARIANTS) * runs * len(table),
    )


def _said(numbers: dict[str, list[float]]) -> Said:
    found = {}
    worse = [name for name in VARIANTS if numbers[name][1] < 0]
    for lang in i18n.LANGUAGES:
        default, null = (
            i18n.number(numbers[name][k], lang, 3, signed=True)
            for name, k in (("default", 1), ("null", 2))
        )
        lost = ", ".join(VARIANTS[name][0][lang] for name in worse) or text("none", lang)
        concluding = {
            place: concluded(f"principled.{name}", numbers, lang)
            for place, name in (("first", "first"), ("pressure", "null"), ("price", "price"))
        }
        found[lang] = text("found", lang, default=default, null=null, lost=lost, **concluding)
    return found
