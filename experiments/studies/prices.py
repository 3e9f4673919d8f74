"""When does hard play pay, and what does calm cost? Own results by funder, first year and later."""

import numpy as np

from simulator import i18n
from simulator.evidence import pairs, space
from simulator.evidence.decisive import deciders
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section
from simulator.evidence.verdicts import share_of
from simulator.results.intervals import interval

ORDER = 1
YEARS = 11
PROVIDERS = ("hard", "argue", "calm", "collab", "principled")
FUNDERS = ("press", "mirror", "argue", "hard", "collab")
MAIN = ("press", "mirror", "collab")
NAMES: dict[str, Said] = {
    "press": {"nl": "druk", "en": "pressing"},
    "mirror": {"nl": "spiegelen", "en": "mirroring"},
    "argue": {"nl": "argumenten", "en": "arguing"},
    "hard": {"nl": "hard", "en": "hard"},
    "collab": {"nl": "samenwerken", "en": "cooperating"},
    "calm": {"nl": "rust", "en": "calm"},
    "principled": {
        "nl": "hard op inhoud, zacht op proces",
        "en": "hard on content, soft on process",
    },
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
    numbers = {
        name: {
            f"{p}-{f}": [float(v) for v in values[:, place(p, f), 0].mean(axis=0)]
            for p in PROVIDERS
            for f in FUNDERS
        }
        for name, values in found.items()
    }
    return Section(
        "prices",
        {
            "nl": "Wanneer loont hard, en wat kost rust?",
            "en": "When does hard pay, and what does calm cost?",
        },
        (PARAGRAPH,),
        (_table(found["default"], "default"), _table(found["null"], "null"), _pays(pays)),
        (),
        {**numbers, "pays": {k: [v[0].share, v[1].share] for k, v in pays.items()}},
        _answers(found, pays),
        runs=2 * runs + count * each,
        relations=2 * runs * len(table) + count * each * 2 * len(MAIN),
    )


PARAGRAPH: Said = {
    "nl": "Resultaat en waarde van de aanbieder, als deel van de onderhandelingsruimte. Eerste jaar: wat er in het eerste seizoen is afgesproken. Daarna: gemiddelde waarde per jaar over tien jaar, met extra's, tegenwerken, inhoud en kosten. Elke cel speelt met hetzelfde toeval.",
    "en": "The provider's result and value, as a share of the bargaining range. First year: what was agreed in the first season. Later: mean value a year over ten years, with extras, shading, content and costs. Every cell plays with the same luck.",
}  # fmt: skip


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
    for k, when in enumerate(
        ({"nl": "eerste jaar", "en": "first year"}, {"nl": "tien jaar", "en": "ten years"})
    ):
        for p in PROVIDERS:
            label = {lang: f"{NAMES[p][lang]}, {when[lang]}" for lang in i18n.LANGUAGES}
            rows.append([label, *(found[:, place(p, f), 0, k].mean() for f in FUNDERS)])
    world = {
        "default": {"nl": "Standaardwereld", "en": "Default world"},
        "null": {"nl": "Nulwereld: de relatie levert niets op", "en": "Null world: the relation yields nothing"},
    }[name]  # fmt: skip
    caption = {
        "nl": f"{world['nl']}: aanbieder (rij) tegen financier (kolom)",
        "en": f"{world['en']}: provider (row) against funder (column)",
    }
    head = ({"nl": "aanbieder", "en": "provider"}, *(NAMES[f] for f in FUNDERS))
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
    caption = {
        "nl": "In welk deel van de denkbare werelden haalt hard meer dan samenwerken?",
        "en": "In which share of plausible worlds does hard get more than cooperating?",
    }
    head = (
        {"nl": "financier", "en": "funder"},
        {"nl": "eerste jaar", "en": "first year"},
        {"nl": "tien jaar", "en": "ten years"},
        {"nl": "beslist over jaar één (deel bij laag / midden / hoog)", "en": "decides year one (share at low / middle / high)"},
    )  # fmt: skip
    return Grid(caption, head, rows)


def _answers(found: dict[str, np.ndarray], pays: dict[str, tuple]) -> dict[str, Said]:
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
        hard[lang] = {
            "nl": f"Alles in punten van de 100 die er te verdelen zijn, gemiddeld over drie soorten financiers. Hard min samenwerken, als een goede relatie niets oplevert: {nothing} per jaar. Met onze gewone aannames: {first} in het eerste jaar en {later} per jaar over tien jaar. Hard loont dus als de relatie later niets meer waard is, en soms één keer. Wat in het eerste jaar het meest beslist: {decided}. In zoveel van de denkbare werelden haalt hard meer in het eerste jaar, tegen een financier die werkt met {each}; over tien jaar: {last}.",
            "en": f"All in points of the hundred that there are to share, mean over three kinds of funder. Hard less cooperating, where a good relation yields nothing: {nothing} a year. With our ordinary assumptions: {first} in the first year and {later} a year over ten years. So hard pays where the relation is worth nothing later, and sometimes once. What decides most in the first year: {decided}. In so many of the plausible worlds hard gets more in the first year, against a funder that works by {each}; over ten years: {last}.",
        }[lang]  # fmt: skip
        own, other = (said(gap(default, "calm", "argue", 0, s), lang) for s in (0, 1))
        decade, none = (said(gap(v, "calm", "argue", 1), lang) for v in (default, null))
        versus = said(gap(default, "calm", "collab", 1), lang)
        against, long, lost = (
            said(gap(v, "calm", "hard", k), lang)
            for v, k in ((default, 0), (default, 1), (null, 1))
        )
        calm[lang] = {
            "nl": f"In dezelfde punten. Rust min argumenten: {own} in het eerste jaar (en {other} voor de financier), {decade} per jaar over tien jaar; daar kost rust dus niets. Rust min hard: {against} in het eerste jaar, {long} per jaar over tien jaar. Levert een goede relatie niets op, dan is rust min hard {lost} per jaar, en rust min argumenten {none}. Rust min samenwerken: {versus} per jaar over tien jaar, want rust opent het gesprek maar bouwt minder inhoud op. Wat rust jou zelf kost (oefenen, gezichtsverlies, een achterban die strijd wil) zit niet in het model.",
            "en": f"In the same points. Calm less arguing: {own} in the first year (and {other} for the funder), {decade} a year over ten years; so there calm costs nothing. Calm less hard: {against} in the first year, {long} a year over ten years. Where a good relation yields nothing, calm less hard is {lost} a year, and calm less arguing {none}. Calm less cooperating: {versus} a year over ten years, as calm opens the talks but builds less content. What calm costs you yourself (practice, loss of face, a rank and file that wants a fight) is not in the model.",
        }[lang]  # fmt: skip
    return {
        "hard": {
            "question_nl": "Wanneer loont hard?",
            "question_en": "When does hard play pay?",
            **hard,
        },
        "calm": {"question_nl": "Wat kost rust?", "question_en": "What does calm cost?", **calm},
    }
