"""The riskiest assumptions, each dropped: what happens to four headlines."""

import functools

import numpy as np

from simulator import i18n
from simulator.batch import Record
from simulator.engine.records import NO_CONTRACT
from simulator.evidence import pairs
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section

both = functools.partial(i18n.both, "studies/assumptions")
ORDER = 8
YEARS = 11
RUNS = 1_000
TABLE = [
    *pairs.paired(pairs.plain("collab", "hard"), pairs.plain("press", "mirror", "collab")),
    *pairs.paired(pairs.plain("calm", "argue"), pairs.plain("press")),
]
DROPPED: dict[str, tuple[Said, dict[str, float], bool]] = {
    "none": (both("none"), {}, False),
    "null": (both("null_world"), {}, True),
    "stubborn": (both("stubborn"), {"tension_raises_reservation": 0.0}, False),
    "pressure": (both("pressure"), {"pressure_pays": 0.0}, False),
    "asymmetry": (both("asymmetry"), {"trust_gain": 0.25, "trust_loss": 0.25}, False),
    "silence": (both("silence"), {"silence_status": 1.0}, False),
    "surprise": (
        both("surprise"),
        {"relief": 0.0, "surprise_opens": 0.0, "surprise_teaches": 0.0},
        False,
    ),
    "people": (both("people"), {"turnover": 0.2}, False),
    "extras": (both("extras"), {"extra_max": 0.0}, False),
}


def none_agreed(record: Record) -> np.ndarray:
    """Share of the seasons without a contract, [r, D, 2]."""
    held = record.relations["negotiated"] == 1
    none = held & (record.relations["ending"] == NO_CONTRACT)
    share = none.sum(axis=1) / np.maximum(held.sum(axis=1), 1)
    return np.repeat(share[..., None], 2, axis=-1)


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    runs = 20 if effort == SHRUNK else RUNS
    ids = np.arange(runs, dtype=np.uint64)
    outcome = pairs.several(pairs.first_result, pairs.value, none_agreed)
    rows, numbers = [], {}
    for name, (label, values, null) in DROPPED.items():
        base = pairs.NULL if null else pairs.BASE
        params = pairs.numbers(runs, values, base, YEARS)
        made = pairs.seated(TABLE, YEARS, base)
        found = pairs.outcomes(made, params, ids, YEARS, outcome, threads).mean(axis=0)[:, 0]
        collab, hard, calm, argue = found[:3], found[3:6], found[6], found[7]
        row = [
            float(collab[:, 0].mean() / hard[:, 0].mean()),
            float((collab[:, 1] - hard[:, 1]).mean()),
            float(calm[1] - argue[1]),
            float(hard[:, 2].mean()),
        ]
        rows.append([label, *row])
        numbers[name] = row
    head: tuple[Said, ...] = (
        both("dropped"),
        both("first_year"),
        both("ten_years"),
        both("calm"),
        both("no_contract"),
    )
    caption = both("caption")
    return Section(
        "assumptions",
        both("title"),
        (SAID,),
        (Grid(caption, head, rows, 3),),
        (),
        numbers,
        runs=len(DROPPED) * runs,
        relations=len(DROPPED) * runs * len(TABLE),
    )


SAID: Said = both("explained")
