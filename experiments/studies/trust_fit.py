"""Calibration of trust: which settings fit the two survey figures, and what these do not tell.

History matching: a seeded Latin hypercube over the free numbers; a point is kept where the share
that trusts in 2022 and at the end of 2025 lies within two standard errors of the survey (sampling
error at n = 109 and the spread between runs). With two figures and six numbers an optimiser would
only return one lucky point; the set of points is the result.
"""

import functools

import numpy as np

from simulator import batch, i18n
from simulator.engine.params import PARAMETERS, records
from simulator.evidence import arms, space
from simulator.evidence.conclusions import concluded
from simulator.evidence.results import SHRUNK, Effort
from simulator.evidence.section import Grid, Said, Section
from simulator.results import survey
from simulator.world import build

both = functools.partial(i18n.both, "studies/trust_fit")
text = i18n.about("studies/trust_fit")
ORDER = 6
FREE = ("trust_start", "trust_gain", "trust_loss", "process_weight", "pressure", "accord_softens")
BASE = ("scenario=two-phases", "start=2012", "switch.year=2023", "years=14")
YEARS, START = 14, 2012
POINTS, REPLICATES, SEED = 1_024, 3, 47
BLOCK = 48  # points of one batch
FIGURES = {2022: survey.TRUSTED_2022, 2025: survey.FOUND["S3"]}
SAMPLE = survey.SAMPLE


def trusting(points: dict[str, np.ndarray], each: int, threads: int) -> np.ndarray:
    """Share that trusts in 2022 and 2025, of every run, [P, each, 2]."""
    config = arms.base(BASE)
    made = build.built(config)
    count = len(next(iter(points.values())))
    rows = []
    for first in range(0, count, BLOCK):
        part = slice(first, min(first + BLOCK, count))
        own = {name: np.repeat(values[part], each) for name, values in points.items()}
        ids = np.tile(np.arange(each, dtype=np.uint64), part.stop - part.start)
        params = records(len(ids), {**config.params, "mandate": 0.7, **own})
        record = batch.played(made, params, ids, SEED, YEARS, threads=threads)
        agrees = record.sides["trust"] > survey.TRUSTS
        shares = agrees[:, [year - START for year in FIGURES]].mean(axis=(2, 3))
        rows.append(shares.reshape(-1, each, 2))
    return np.concatenate(rows)


def implausible(shares: np.ndarray) -> np.ndarray:
    """Largest distance to the figures in standard errors, [P]."""
    target = np.array(list(FIGURES.values()))
    sampling = target * (1.0 - target) / SAMPLE
    spread = shares.var(axis=1, ddof=1) if shares.shape[1] > 1 else 0.0
    distance = np.abs(shares.mean(axis=1) - target) / np.sqrt(sampling + spread / shares.shape[1])
    return np.asarray(distance.max(axis=1))


def section(effort: Effort, threads: int) -> Section:
    """The section of the page."""
    count, each = (16, 2) if effort == SHRUNK else (POINTS, REPLICATES)
    points = space.points(list(FREE), count, SEED)
    shares = trusting(points, each, threads)
    kept = implausible(shares) <= 2.0
    rows, numbers = [], {"kept": int(kept.sum()), "tried": count}
    for name in FREE:
        row = PARAMETERS[name]
        own = points[name][kept]
        ends = (
            [float(q) for q in np.quantile(own, (0.05, 0.5, 0.95))] if kept.any() else [np.nan] * 3
        )
        width = (ends[2] - ends[0]) / (0.9 * (row.high - row.low))
        label = {lang: i18n.text("evidence_numbers", name, lang) for lang in i18n.LANGUAGES}
        rows.append([label, row.low, row.high, *ends, width])
        numbers[name] = ends if kept.any() else []
    pairs = _pairs(points, kept)
    defaults = trusting({name: np.array([PARAMETERS[name].default]) for name in FREE}, 8, threads)
    numbers["default"] = [float(v) for v in defaults.mean(axis=(0, 1))]
    relations = len(build.built(arms.base(BASE)).ties)
    return Section(
        "trust_fit",
        both("title"),
        (_said(numbers, rows, pairs, defaults.mean(axis=(0, 1))),),
        (_grid(rows),),
        (),
        numbers,
        words=("calibration", "point", "trade_off"),
        runs=count * each + 8,
        relations=(count * each + 8) * relations,
    )


def _pairs(points: dict[str, np.ndarray], kept: np.ndarray) -> list[tuple[str, str, float]]:
    """The three strongest trade-offs between free numbers among the points kept."""
    if kept.sum() < 10:
        return []
    found = []
    for i, one in enumerate(FREE):
        for other in FREE[i + 1 :]:
            together = float(np.corrcoef(points[one][kept], points[other][kept])[0, 1])
            found.append((one, other, together))
    return sorted(found, key=lambda each: -abs(each[2]))[:3]


def _said(numbers: dict, rows: list, pairs: list, default: np.ndarray) -> Said:
    said = {}
    for lang in i18n.LANGUAGES:
        name = {key: i18n.text("evidence_numbers", key, lang) for key in FREE}
        loose = ", ".join(row[0][lang] for row in rows if row[-1] > 0.8) or "–"
        trade = (
            "; ".join(f"{name[a]} / {name[b]} ({i18n.number(r, lang)})" for a, b, r in pairs) or "–"
        )
        before, after = (i18n.percentage(float(v), lang) for v in default)
        said[lang] = text(
            "found",
            lang,
            tried=numbers["tried"],
            kept=numbers["kept"],
            before=before,
            after=after,
            loose=loose,
            trade=trade,
            learning=concluded("trust_fit.learning", numbers, lang),
        )
    return said


def _grid(rows: list) -> Grid:
    caption = both("caption")
    head: tuple[Said, ...] = (
        both("number"),
        both("from"),
        both("to"),
        both("low"),
        both("median"),
        both("high"),
        both("range_left"),
    )
    return Grid(caption, head, rows)
