"""The riskiest assumptions, each dropped: what happens to four headlines."""

import numpy as np

from simulator.batch import Record
from simulator.engine.records import NO_CONTRACT
from simulator.evidence import pairs
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section

ORDER = 8
YEARS = 11
RUNS = 1_000
TABLE = [
    *pairs.paired(pairs.plain("collab", "hard"), pairs.plain("press", "mirror", "collab")),
    *pairs.paired(pairs.plain("calm", "argue"), pairs.plain("press")),
]
DROPPED: dict[str, tuple[Said, dict[str, float], bool]] = {
    "none": ({"nl": "niets weggelaten", "en": "nothing dropped"}, {}, False),
    "null": ({"nl": "1. alle kanalen van samenwerken (nulwereld)", "en": "1. all channels of cooperation (null world)"}, {}, True),
    "stubborn": ({"nl": "2. spanning maakt koppig (λ_RV = 0)", "en": "2. tension makes stubborn (λ_RV = 0)"}, {"tension_raises_reservation": 0.0}, False),
    "pressure": ({"nl": "2b. druk zetten werkt (γ_P = 0)", "en": "2b. pressing pays (γ_P = 0)"}, {"pressure_pays": 0.0}, False),
    "asymmetry": ({"nl": "3. vertrouwen daalt sneller dan het groeit", "en": "3. trust falls faster than it grows"}, {"trust_gain": 0.25, "trust_loss": 0.25}, False),
    "silence": ({"nl": "5. stilte werkt ook voor de zwakkere partij", "en": "5. silence works for the weaker party too"}, {"silence_status": 1.0}, False),
    "surprise": ({"nl": "5b. verrassing door rust werkt", "en": "5b. surprise by calm works"}, {"relief": 0.0, "surprise_opens": 0.0, "surprise_teaches": 0.0}, False),
    "people": ({"nl": "6. mensen blijven op hun plek (verloop 20 %)", "en": "6. people stay in their seats (turnover 20%)"}, {"turnover": 0.2}, False),
    "extras": ({"nl": "6b. er is budget voor extra's", "en": "6b. there is budget for extras"}, {"extra_max": 0.0}, False),
}  # fmt: skip


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
        {"nl": "aanname die wegvalt", "en": "assumption dropped"},
        {"nl": "jaar één, samenwerken gedeeld door hard", "en": "year one, cooperating over hard"},
        {"nl": "tien jaar, samenwerken min hard", "en": "ten years, cooperating less hard"},
        {"nl": "tien jaar, rust min argumenten", "en": "ten years, calm less arguing"},
        {"nl": "hard: gesprekken zonder contract", "en": "hard: talks without a contract"},
    )
    caption = {"nl": "Wat er van de koppen overblijft", "en": "What is left of the headlines"}
    return Section(
        "assumptions",
        {"nl": "De riskantste aannames, één voor één weggelaten", "en": "The riskiest assumptions, dropped one by one"},
        (SAID,),
        (Grid(caption, head, rows, 3),),
        (),
        numbers,
        runs=len(DROPPED) * runs,
        relations=len(DROPPED) * runs * len(TABLE),
    )  # fmt: skip


SAID: Said = {
    "nl": "Waarde van de aanbieder, gemiddeld over drie financiers (rust: tegen druk). Aanname 4, de verdeling van manieren van werken, raakt deze paren niet: zie contracteertijd en vertrouwen.",
    "en": "The provider's value, mean over three funders (calm: against pressing). Assumption 4, the mix of ways of working, does not touch these pairs: see contracting time and trust.",
}  # fmt: skip
