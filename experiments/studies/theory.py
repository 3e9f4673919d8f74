"""The engine beside exact results of the literature, where they apply."""

import functools

import numpy as np

from simulator import batch, i18n
from simulator.config import compose as configs
from simulator.engine.context import Luck
from simulator.engine.institutions.policy import next_strategy
from simulator.engine.records import AGREED
from simulator.evidence import pairs, theory
from simulator.evidence.conclusions import concluded
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section
from simulator.world.build import built

both = functools.partial(i18n.both, "studies/theory")
text = i18n.about("studies/theory")
ORDER = 7
RUNS = 1_000
REWARDS = np.array([3.0, 0.0, 5.0, 1.0])  # R, S, T, P of the plain prisoner's dilemma
NOISES = (0.0, 0.05)
ROUNDS = 200
POLICIES = ("always_kind", "always_tough", "generous", "grudger", "tit_for_tat", "win_stay")


def bargains(knowledge: float, runs: int, threads: int) -> list[float]:
    """Engine against Nash and Kalai-Smorodinsky: two cooperative sides, one season.

    Returns:
        Mean joint gain over reservations of the engine, of Nash and of Kalai-Smorodinsky, and the
        mean distance of the engine's point to each.
    """
    made = pairs.seated(pairs.paired(pairs.plain("collab"), pairs.plain("collab")), 1)
    params = pairs.numbers(runs, {"knowledge_start": knowledge}, years=1)
    ids = np.arange(runs, dtype=np.uint64)
    weights = batch.begun(made, params, ids, pairs.SEED).sides["weights"][:, 0]
    record = batch.played(made, params, ids, pairs.SEED, 1, threads=threads)
    agreed = record.sides["agreed_utility"][:, 0, 0]
    least = record.sides["reservation"][:, 0, 0]
    rows = []
    for r in np.flatnonzero(record.relations["ending"][:, 0, 0] == AGREED):
        corners = theory.frontier(weights[r, 0], weights[r, 1])
        solutions = [theory.nash(corners, *least[r]), theory.kalai_smorodinsky(corners, *least[r])]
        gains = [float(np.sum(point) - least[r].sum()) for point in (agreed[r], *solutions)]
        apart = [float(np.hypot(*(np.array(agreed[r]) - point))) for point in solutions]
        rows.append([*gains, *apart])
    return [float(v) for v in np.mean(rows, axis=0)]


def openers(runs: int, threads: int) -> float:
    """What opening is worth in the engine: funder's result when it opens less when it does not."""
    found = []
    for opener in (1, 0):
        made = pairs.seated(pairs.paired(pairs.plain("collab"), pairs.plain("collab")), 1)
        calendar = made.calendar.copy()
        calendar["opener"] = opener
        made = built_with(made, calendar)
        params = pairs.numbers(runs, years=1)
        ids = np.arange(runs, dtype=np.uint64)
        found.append(pairs.outcomes(made, params, ids, 1, pairs.first_result, threads)[:, 0, 1])
    return float((found[0] - found[1]).mean())


def built_with(made, calendar: np.ndarray):  # type: ignore[no-untyped-def]
    """The same world with another calendar."""
    import dataclasses

    return dataclasses.replace(made, calendar=calendar)


def policies() -> np.ndarray:
    """The yearly policies of the catalogue, by name."""
    return built(pairs.arms.base((*pairs.BASE, "years=1"))).policies


def repeated(one: np.record, other: np.record, noise: float, runs: int) -> float:
    """Mean payoff of a policy in a plain prisoner's dilemma, by the engine's own policy rule."""
    sides = batch.begun(
        pairs.seated(pairs.paired(pairs.plain("collab"), pairs.plain("collab")), 1),
        pairs.numbers(1, years=1),
        np.zeros(1, np.uint64),
        pairs.SEED,
    ).sides[0, 0]
    random = np.random.Generator(np.random.PCG64(11))
    total = 0.0
    for run in range(runs):
        players = (one, other)
        meant = [p["kind"] if p["after"][0] > 0 else p["tough"] for p in players]
        for round_ in range(ROUNDS):
            slips = random.random(2) < noise
            kind = [
                (m == p["kind"]) != slip for m, p, slip in zip(meant, players, slips, strict=True)
            ]
            total += float(REWARDS[2 * (not kind[0]) + (not kind[1])])
            for s in range(2):
                sides[s].strategy = players[s]["kind"] if kind[s] else players[s]["tough"]
                sides[s].hardness_mean = 0.0 if kind[1 - s] else 1.0
            luck = Luck(np.uint64(5), np.uint64(1), np.uint64(run), round_)
            meant = [next_strategy(players[s], sides[s], 99, luck, s) for s in range(2)]
    return total / (runs * ROUNDS)


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    tiny = effort == SHRUNK
    runs = 30 if tiny else RUNS
    bargaining = {k: bargains(k, runs, threads) for k in (0.0, 0.5, 1.0)}
    opening = openers(runs, threads)
    names = sorted(configs.catalogue("policy"))
    table = policies()
    rows, worst = [], 0.0
    for one in POLICIES:
        for other in POLICIES:
            for noise in NOISES:
                a, b = table[names.index(one)], table[names.index(other)]
                starts = tuple(1.0 if p["after"][0] > 0 else 0.0 for p in (a, b))
                exact = theory.payoff(a["after"], b["after"], REWARDS, noise, starts, ROUNDS)
                seen = repeated(a, b, noise, 1 if tiny else 20)
                worst = max(worst, abs(seen - exact))
                if one <= other:
                    rows.append([_pair(one, other), noise, exact, seen])
    numbers = {
        "bargaining": {str(k): v for k, v in bargaining.items()},
        "opening": opening,
        "worst": worst,
    }
    return Section(
        "theory",
        both("title"),
        (_said(opening, worst, numbers),),
        (_bargains(bargaining), _dilemma(rows)),
        (),
        numbers,
        words=("nash", "kalai", "rubinstein", "dilemma", "markov", "faratin", "reputation"),
        runs=5 * runs,
        relations=5 * runs,
    )


def _pair(one: str, other: str) -> Said:
    """Two policies as people call them."""
    label = configs.catalogue("policy")
    return {
        lang: " – ".join(label[name]["label"][lang] for name in (one, other))
        for lang in i18n.LANGUAGES
    }


def _said(opening: float, worst: float, numbers: dict) -> Said:
    return {
        lang: text(
            "found",
            lang,
            first=i18n.number(opening, lang, 3, signed=True),
            apart=i18n.number(worst, lang, 2),
            bargains=concluded("theory.bargains", numbers, lang),
        )
        for lang in i18n.LANGUAGES
    }


def _bargains(found: dict[float, list[float]]) -> Grid:
    caption = both("caption_bargains")
    head: tuple[Said, ...] = (
        both("knowledge"),
        both("engine"),
        both("nash"),
        both("kalai_smorodinsky"),
        both("distance_to_nash"),
        both("distance_to_kalai"),
    )
    return Grid(caption, head, [[_level(k), *row] for k, row in found.items()], 3)


def _level(share: float) -> Said:
    return {lang: i18n.number(share, lang, 1) for lang in i18n.LANGUAGES}


def _dilemma(rows: list) -> Grid:
    caption = both("caption_dilemma")
    head: tuple[Said, ...] = (
        both("pair"),
        both("noise"),
        both("exact"),
        both("played"),
    )
    return Grid(caption, head, rows)
