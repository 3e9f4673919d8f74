"""Tournament: all strategies and yearly policies against each other, and which mix survives.

Is there a gold standard of style (E49)? Look at whether one strategy does best against all others.

Replicator dynamics: each side is a population; a player's share grows by what it earns above its
side's mean. Payoffs are those of the round robin, so nobody invents a new way of working.
"""

import functools
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from simulator import i18n
from simulator.config import compose as configs
from simulator.evidence import pairs
from simulator.evidence.conclusions import concluded
from simulator.evidence.pairs import Player
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Drawn, Grid, Said, Section
from simulator.figures.style import BLUE, RUST, SMALL, blank, framed, styled

both = functools.partial(i18n.both, "studies/tournament")
text = i18n.about("studies/tournament")
ORDER = 4
YEARS = 11
RUNS = 200
STRATEGIES = (
    "hard",
    "press",
    "argue",
    "mirror",
    "gmirror",
    "calm",
    "open",
    "collab",
    "principled",
    "soft",
)
POLICIES = {  # policy: strategy of its first season
    "always_kind": "collab",
    "always_tough": "hard",
    "calm_after_three": "argue",
    "generous": "collab",
    "grudger": "collab",
    "tit_for_tat": "collab",
    "win_stay": "collab",
}
NOISELESS = {"breach": 0.0, "ambiguity": 0.0}
WORLDS: dict[str, tuple[Sequence[str], dict[str, float]]] = {
    "default": (pairs.BASE, {}),
    "default_quiet": (pairs.BASE, NOISELESS),
    "null": (pairs.NULL, {}),
    "null_quiet": (pairs.NULL, NOISELESS),
}
TITLES: dict[str, Said] = {
    "default": both("default"),
    "default_quiet": both("default_quiet"),
    "null": both("null_world"),
    "null_quiet": both("null_quiet"),
}
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
        both("title"),
        (INTRODUCTION, _honest(payoffs, alive, numbers)),
        (*(_scores(name, payoffs[name]) for name in ("default", "null")), _alive(alive)),
        (_drawn(payoffs),),
        numbers,
        words=("replicator",),
        runs=len(WORLDS) * runs,
        relations=len(WORLDS) * runs * len(table),
    )


INTRODUCTION: Said = both("explained")


def _best(score: np.ndarray, lang: str, number: int = 3) -> str:
    order = np.argsort(-score)[:number]
    called = names(lang)
    return ", ".join(f"{called[i]} ({i18n.number(float(score[i]), lang)})" for i in order)


def _who(shares: np.ndarray, lang: str) -> str:
    called = names(lang)
    order = [i for i in np.argsort(-shares) if shares[i] >= ALIVE]
    return ", ".join(f"{called[i]} {i18n.percentage(float(shares[i]), lang)}" for i in order)


def _honest(
    payoffs: dict[str, np.ndarray],
    alive: dict[tuple[str, int], tuple],
    numbers: dict[str, dict],
) -> Said:
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
            "tone": concluded("tournament.tone", numbers, lang),
            "null": concluded("tournament.null", numbers, lang),
        }
        said[lang] = text("found", lang, **values)
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
        both("who"),
        both("as_provider_year_one"),
        both("as_provider_ten_years"),
        both("as_funder_year_one"),
        both("as_funder_ten_years"),
    )
    caption = {lang: f"{TITLES[name][lang].capitalize()}" for lang in i18n.LANGUAGES}
    return Grid(caption, head, rows, 3)


def _alive(alive: dict[tuple[str, int], tuple]) -> Grid:
    when: tuple[Said, Said] = (
        both("counts_first"),
        both("counts_later"),
    )
    rows = [
        [
            {lang: f"{TITLES[name][lang]}, {when[w][lang]}" for lang in i18n.LANGUAGES},
            {lang: _who(x, lang) for lang in i18n.LANGUAGES},
            {lang: _who(y, lang) for lang in i18n.LANGUAGES},
        ]
        for (name, w), (x, y) in alive.items()
    ]
    caption = both("caption_survives")
    head = (
        both("world"),
        both("providers"),
        both("funders"),
    )
    return Grid(caption, head, rows)


def _drawn(payoffs: dict[str, np.ndarray]) -> Drawn:
    title = both("figure")
    alt = {lang: _honest_alt(payoffs, lang) for lang in i18n.LANGUAGES}

    def draw(lang: str, with_frame: bool) -> Figure:
        with styled():
            figure = blank(12.8, 8.4, lang)
            for k, name in enumerate(("default", "null")):
                axes = figure.add_subplot(1, 2, k + 1)
                found = payoffs[name][:, :, 0].mean(axis=1)
                order = np.argsort(found[:, 1])
                places = np.arange(len(order))
                axes.plot(
                    found[order, 0],
                    places,
                    "^",
                    color=RUST,
                    markersize=9,
                    label=text("year_one", lang),
                )
                axes.plot(
                    found[order, 1],
                    places,
                    "o",
                    color=BLUE,
                    markersize=9,
                    label=text("ten_years", lang),
                )
                axes.set_yticks(places, [names(lang)[i] for i in order], size=SMALL - 2)
                axes.set_title(TITLES[name][lang])
                if k == 0:  # below the marks of the axis, where it covers nothing
                    axes.legend(
                        fontsize=SMALL,
                        frameon=False,
                        ncols=2,
                        loc="upper right",
                        bbox_to_anchor=(1.0, -0.07),
                        borderaxespad=0.0,
                    )
            if with_frame:
                framed(figure, title[lang], [], "emergent", lang)
        return figure

    return Drawn("tournament", title, draw, alt)


def _honest_alt(payoffs: dict[str, np.ndarray], lang: str) -> str:
    return "; ".join(
        f"{TITLES[name][lang]}: {_best(payoffs[name][:, :, 0, 1].mean(axis=1), lang, 5)}"
        for name in ("default", "null")
    )
