"""Hard on content, soft on process: is it really without a price, and what would give it one?"""

import numpy as np

from simulator import i18n
from simulator.batch import Record
from simulator.engine.records import AGREED, MEDIATED
from simulator.evidence import pairs
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section

ORDER = 3
YEARS = 11
RUNS = 1_000
FUNDERS = ("press", "mirror", "collab", "hard", "principled")
PROVIDERS = ("principled", "collab", "hard")
VARIANTS: dict[str, tuple[Said, dict[str, float], bool]] = {
    "default": ({"nl": "standaardwereld", "en": "default world"}, {}, False),
    "distributive": ({"nl": "niets te ruilen", "en": "nothing to trade"}, {"distributive": 1.0}, False),
    "null": ({"nl": "nulwereld", "en": "null world"}, {}, True),
    "time": ({"nl": "elke beurt kost vijf keer zoveel", "en": "every turn costs five times as much"}, {"turn_cost": 0.01}, False),
    "unfair": ({"nl": "een scheve uitkomst kost dubbel de gunfactor", "en": "an unfair result costs twice the goodwill"}, {"unfairness": 1.0, "result_in_goodwill": 1.0}, False),
    "leverage": ({"nl": "openheid wordt misbruikt", "en": "openness is used against one"}, {"leverage": 0.6}, False),
    "late": ({"nl": "na 31 december is het voorbij", "en": "after 31 December it is over"}, {"straggle": 0.0, "committee": 0.0}, False),
    "little": ({"nl": "weinig om te verdelen (geen contract is 0,45 waard)", "en": "little to share (no contract is worth .45)"}, {"reservation": 0.45}, False),
    "uncertain": ({"nl": "grote verschillen in wat geen contract waard is", "en": "wide spread in the worth of no contract"}, {"reservation": 0.45, "reservation_sd": 0.10, "straggle": 0.0, "committee": 0.0}, False),
}  # fmt: skip


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
    caption = {
        "nl": "Hard op de inhoud en zacht op het proces, min wat de ander haalt (eigen waarde, gemiddeld over vijf financiers)",
        "en": "Hard on content and soft on process, less what the other gets (own value, mean over five funders)",
    }  # fmt: skip
    head: tuple[Said, ...] = (
        {"nl": "wereld", "en": "world"},
        {"nl": "jaar één, min samenwerken", "en": "year one, less cooperating"},
        {"nl": "tien jaar, min samenwerken", "en": "ten years, less cooperating"},
        {"nl": "jaar één, min hard", "en": "year one, less hard"},
        {"nl": "tien jaar, min hard", "en": "ten years, less hard"},
        {"nl": "beurten meer dan samenwerken", "en": "turns more than cooperating"},
        {"nl": "mislukte gesprekken, min samenwerken", "en": "failed talks, less cooperating"},
    )
    return Section(
        "principled",
        {"nl": "De prijs van hard op de inhoud", "en": "The price of hard on content"},
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
        lost = (
            ", ".join(VARIANTS[name][0][lang] for name in worse)
            or {"nl": "geen", "en": "none"}[lang]
        )
        found[lang] = {
            "nl": f"Wie lang vasthoudt aan de inhoud maar zacht blijft in toon, haalt in de standaardwereld {default} per jaar meer dan samenwerken, ook al in jaar één. In de nulwereld scheelt het in jaar één {null} met hard: daar werkt alleen druk. Werelden waarin het over tien jaar verliest van samenwerken: {lost}. De reden is de onderhandelingsregel: op 31 december zakt ieders eis tot de ondergrens, dus wie het langst wacht, krijgt het laatste stuk en loopt bijna geen risico op een breuk. Dat past bij onderzoek (sociaal én vasthoudend doet het het best), maar het ontbreken van elke prijs is een zwakte van het model: verlies door te late contracten, een ander die wegloopt of het ook doorziet, zit er niet in.",
            "en": f"Who holds on to content but stays soft in tone gets {default} a year more than cooperating in the default world, already in year one. In the null world the difference with hard is {null} in year one: only pressure works there. Worlds in which it loses to cooperating over ten years: {lost}. The reason is the bargaining rule: on 31 December everybody's demand falls to the floor, so who waits longest gets the last piece at almost no risk of a breakdown. That agrees with research (pro-social and firm does best), but that it has no price at all is a weakness of the model: loss from late contracts, an opponent that walks away or sees through it, are not in it.",
        }[lang]  # fmt: skip
    return found
