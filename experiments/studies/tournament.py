"""Tournament: all strategies and yearly policies against each other, and which mix survives.

Is there a gold standard of style (E49)? Look at whether one strategy does best against all others.

Replicator dynamics: each side is a population; a player's share grows by what it earns above its
side's mean. Payoffs are those of the round robin, so nobody invents a new way of working.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from simulator import i18n
from simulator.config import compose as configs
from simulator.evidence import pairs
from simulator.evidence.pairs import Player
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Drawn, Grid, Said, Section
from simulator.figures.style import BLUE, RUST, SMALL, blank, framed, styled

ORDER = 4
YEARS = 11
RUNS = 200
STRATEGIES = ("hard", "press", "argue", "mirror", "gmirror", "calm", "open", "collab", "principled", "soft")  # fmt: skip
POLICIES = {  # policy: strategy of its first season
    "always_kind": "collab", "always_tough": "hard", "calm_after_three": "argue",
    "generous": "collab", "grudger": "collab", "tit_for_tat": "collab", "win_stay": "collab",
}  # fmt: skip
NOISELESS = {"breach": 0.0, "ambiguity": 0.0}
WORLDS: dict[str, tuple[Sequence[str], dict[str, float]]] = {
    "default": (pairs.BASE, {}),
    "default_quiet": (pairs.BASE, NOISELESS),
    "null": (pairs.NULL, {}),
    "null_quiet": (pairs.NULL, NOISELESS),
}
TITLES: dict[str, Said] = {
    "default": {"nl": "standaardwereld", "en": "default world"},
    "default_quiet": {"nl": "standaardwereld zonder fouten en misverstanden", "en": "default world without breaches and misreadings"},
    "null": {"nl": "nulwereld", "en": "null world"},
    "null_quiet": {"nl": "nulwereld zonder fouten en misverstanden", "en": "null world without breaches and misreadings"},
}  # fmt: skip
GENERATIONS, PACE = 4_000, 1.0
ALIVE = 0.02


def players() -> list[Player]:
    """Everybody: strategies first, then policies."""
    return [
        *pairs.plain(*STRATEGIES),
        *(Player(first, policy) for policy, first in POLICIES.items()),
    ]


def names(lang: str) -> list[str]:
    """How each is called."""
    strategy = configs.catalogue("strategy")
    policy = configs.catalogue("policy")
    return [
        *(strategy[name]["label"][lang] for name in STRATEGIES),
        *(policy[name]["label"][lang] for name in POLICIES),
    ]


def survivors(provider: np.ndarray, funder: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shares of both populations after replicator dynamics from equal shares.

        x_i <- x_i (1 + pace (payoff_i - mean payoff))

    Args:
        provider, funder: payoffs of each pair, [providers, funders].
    """
    x = np.full(provider.shape[0], 1.0 / provider.shape[0])
    y = np.full(funder.shape[1], 1.0 / funder.shape[1])
    for _ in range(GENERATIONS):
        earned, met = provider @ y, x @ funder
        x_next = x * (1.0 + PACE * (earned - x @ earned))
        y_next = y * (1.0 + PACE * (met - met @ y))
        x, y = x_next / x_next.sum(), y_next / y_next.sum()
    return x, y


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    runs = 4 if effort == SHRUNK else RUNS
    everybody = players()
    count = len(everybody)
    table = pairs.paired(everybody, everybody)
    ids = np.arange(runs, dtype=np.uint64)
    outcome = pairs.several(pairs.first_result, pairs.value)
    payoffs = {}
    for name, (base, values) in WORLDS.items():
        made = pairs.seated(table, YEARS, base)
        params = pairs.numbers(runs, values, base, YEARS)
        found = pairs.outcomes(made, params, ids, YEARS, outcome, threads).mean(axis=0)
        payoffs[name] = found.reshape(count, count, 2, 2)  # provider, funder, side, when
    alive = {
        (name, when): survivors(found[:, :, 0, when], found[:, :, 1, when])
        for name, found in payoffs.items()
        for when in (0, 1)
    }
    numbers = {
        name: {
            "provider": found[:, :, 0].mean(axis=1).tolist(),
            "funder": found[:, :, 1].mean(axis=0).tolist(),
        }
        for name, found in payoffs.items()
    }
    return Section(
        "tournament",
        {"nl": "Toernooi: wint aardig hier?", "en": "Tournament: does nice win here?"},
        (INTRODUCTION, _honest(payoffs, alive)),
        (*(_scores(name, payoffs[name]) for name in ("default", "null")), _alive(alive)),
        (_drawn(payoffs),),
        numbers,
        words=("replicator",),
        runs=len(WORLDS) * runs,
        relations=len(WORLDS) * runs * len(table),
    )


INTRODUCTION: Said = {
    "nl": "Tien vaste manieren van werken en zeven jaarlijkse regels spelen allemaal tegen elkaar, aan beide kanten, tien jaar lang. Een regel kiest elk jaar tussen samenwerken en hard, naar wat de ander deed.",
    "en": "Ten fixed ways of working and seven yearly rules all play each other, on both sides, for ten years. A rule chooses each year between cooperating and hard, after what the other did.",
}  # fmt: skip


def _best(score: np.ndarray, lang: str, number: int = 3) -> str:
    order = np.argsort(-score)[:number]
    called = names(lang)
    return ", ".join(f"{called[i]} ({i18n.number(float(score[i]), lang)})" for i in order)


def _who(shares: np.ndarray, lang: str) -> str:
    called = names(lang)
    order = [i for i in np.argsort(-shares) if shares[i] >= ALIVE]
    return ", ".join(f"{called[i]} {i18n.percentage(float(shares[i]), lang)}" for i in order)


def _honest(payoffs: dict[str, np.ndarray], alive: dict[tuple[str, int], tuple]) -> Said:
    default, null = payoffs["default"], payoffs["null"]
    hard = STRATEGIES.index("hard")
    collab = STRATEGIES.index("collab")
    said = {}
    for lang in i18n.LANGUAGES:
        place = {
            world: [
                int((found[:, :, 0, when].mean(axis=1) > found[i, :, 0, when].mean()).sum()) + 1
                for i in (hard, collab)
                for when in (0, 1)
            ]
            for world, found in (("default", default), ("null", null))
        }
        values = {
            "first": _best(default[:, :, 0, 0].mean(axis=1), lang),
            "later": _best(default[:, :, 0, 1].mean(axis=1), lang),
            "null_first": _best(null[:, :, 0, 0].mean(axis=1), lang),
            "null_later": _best(null[:, :, 0, 1].mean(axis=1), lang),
            "mix": _who(alive["default", 1][0], lang),
            "null_mix": _who(alive["null", 1][0], lang),
            "d": place["default"],
            "n": place["null"],
        }
        said[lang] = {
            "nl": "Beste aanbieders in jaar één: {first}; over tien jaar: {later}. In de nulwereld in jaar één: {null_first}; over tien jaar: {null_later}. Van de 17 staat hard in de standaardwereld op plaats {d[0]} in jaar één en {d[1]} over tien jaar, samenwerken op {d[2]} en {d[3]}; in de nulwereld hard op {n[0]} en {n[1]}, samenwerken op {n[2]} en {n[3]}. Bij de aanbieders overleeft {mix}; in de nulwereld {null_mix}. Het eerlijke antwoord: een zachte toon wint in de standaardwereld, toegeven niet. Wie overleeft is zacht op het proces en hard op de inhoud. Waar de relatie niets oplevert, verliest samenwerken.",
            "en": "Best providers in year one: {first}; over ten years: {later}. In the null world in year one: {null_first}; over ten years: {null_later}. Of the 17, hard comes at place {d[0]} in year one and {d[1]} over ten years in the default world, cooperating at {d[2]} and {d[3]}; in the null world hard at {n[0]} and {n[1]}, cooperating at {n[2]} and {n[3]}. Among providers {mix} survives; in the null world {null_mix}. The honest answer: a soft tone wins in the default world, giving in does not. Who survives is soft on process and hard on content. Where the relation yields nothing, cooperating loses.",
        }[lang].format(**values)  # fmt: skip
    return said


def _scores(name: str, found: np.ndarray) -> Grid:
    called = {lang: names(lang) for lang in i18n.LANGUAGES}
    rows = [
        [
            {lang: called[lang][i] for lang in i18n.LANGUAGES},
            found[i, :, 0, 0].mean(),
            found[i, :, 0, 1].mean(),
            found[:, i, 1, 0].mean(),
            found[:, i, 1, 1].mean(),
        ]
        for i in np.argsort(-found[:, :, 0, 1].mean(axis=1))
    ]
    head = (
        {"nl": "wie", "en": "who"},
        {"nl": "als aanbieder, jaar één", "en": "as provider, year one"},
        {"nl": "als aanbieder, tien jaar", "en": "as provider, ten years"},
        {"nl": "als financier, jaar één", "en": "as funder, year one"},
        {"nl": "als financier, tien jaar", "en": "as funder, ten years"},
    )
    caption = {lang: f"{TITLES[name][lang].capitalize()}" for lang in i18n.LANGUAGES}
    return Grid(caption, head, rows, 3)


def _alive(alive: dict[tuple[str, int], tuple]) -> Grid:
    when: tuple[Said, Said] = (
        {"nl": "alleen jaar één telt", "en": "only year one counts"},
        {"nl": "tien jaar tellen", "en": "ten years count"},
    )
    rows = [
        [
            {lang: f"{TITLES[name][lang]}, {when[w][lang]}" for lang in i18n.LANGUAGES},
            {lang: _who(x, lang) for lang in i18n.LANGUAGES},
            {lang: _who(y, lang) for lang in i18n.LANGUAGES},
        ]
        for (name, w), (x, y) in alive.items()
    ]
    caption = {
        "nl": "Wie overleeft (replicatordynamiek)",
        "en": "Who survives (replicator dynamics)",
    }
    head = (
        {"nl": "wereld", "en": "world"},
        {"nl": "aanbieders", "en": "providers"},
        {"nl": "financiers", "en": "funders"},
    )
    return Grid(caption, head, rows)


def _drawn(payoffs: dict[str, np.ndarray]) -> Drawn:
    title = {
        "nl": "Wie haalt als aanbieder het meest, in jaar één en over tien jaar?",
        "en": "Who gets most as a provider, in year one and over ten years?",
    }
    alt = {lang: _honest_alt(payoffs, lang) for lang in i18n.LANGUAGES}

    def draw(lang: str, with_frame: bool) -> Figure:
        with styled():
            figure = blank(12.8, 8.4, lang)
            for k, name in enumerate(("default", "null")):
                axes = figure.add_subplot(1, 2, k + 1)
                found = payoffs[name][:, :, 0].mean(axis=1)
                order = np.argsort(found[:, 1])
                places = np.arange(len(order))
                axes.plot(found[order, 0], places, "^", color=RUST, markersize=9, label={"nl": "jaar één", "en": "year one"}[lang])  # fmt: skip
                axes.plot(found[order, 1], places, "o", color=BLUE, markersize=9, label={"nl": "tien jaar", "en": "ten years"}[lang])  # fmt: skip
                axes.set_yticks(places, [names(lang)[i] for i in order], size=SMALL - 2)
                axes.set_title(TITLES[name][lang])
                if k == 0:  # below the marks of the axis, where it covers nothing
                    axes.legend(
                        fontsize=SMALL, frameon=False, ncols=2, loc="upper right",
                        bbox_to_anchor=(1.0, -0.07), borderaxespad=0.0,
                    )  # fmt: skip
            if with_frame:
                framed(figure, title[lang], [], "emergent", lang)
        return figure

    return Drawn("tournament", title, draw, alt)


def _honest_alt(payoffs: dict[str, np.ndarray], lang: str) -> str:
    return "; ".join(
        f"{TITLES[name][lang]}: {_best(payoffs[name][:, :, 0, 1].mean(axis=1), lang, 5)}"
        for name in ("default", "null")
    )
