"""All the evidence at once: every experiment and every study, played, judged and stored."""

import json
import math
import platform
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator import files
from simulator.evidence import arms, section, shelf
from simulator.evidence.results import FULL, SHRUNK, Effort, Result, results
from simulator.evidence.section import Section
from simulator.evidence.shelf import Experiment
from simulator.evidence.trial import quiet
from simulator.version import MODEL_VERSION, __version__

TOLERANCE = 1e-9  # between machines; on the same kind of processor results are equal to the bit

Named = Callable[[str], None]


@dataclass(frozen=True)
class Evidence:
    """What was found, and what it took."""

    results: list[Result]
    sections: list[Section]
    points: int
    runs: int
    relations: int
    seconds: float
    processor: float  # seconds of processor time, all threads together
    threads: int
    shrunk: bool
    machine: str = field(default_factory=lambda: machine())


def machine() -> str:
    """The processor, as far as the system tells."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = re.search(r"^model name\s*:\s*(.+)$", text, re.M)
        if name:
            return name[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def order(claim: str) -> tuple[int, str]:
    """T2 before T10, T01 before T01b."""
    number = re.search(r"\d+", claim)
    return (int(number[0]) if number else 999, claim)


def work(experiments: Sequence[Experiment], effort: Effort) -> int:
    """Runs of all experiments together, for a progress bar."""
    return sum(effort.work(each) for each in experiments)


def gathered(
    effort: Effort = FULL,
    threads: int = 1,
    told: Callable[[int], None] = quiet,
    now: Named = lambda _: None,
    experiments: Sequence[Experiment] | None = None,
    studies: Sequence[str] | None = None,
) -> Evidence:
    """Play and judge.

    Args:
        effort: how much is played.
        threads: how many work side by side.
        told: told how many runs were played since it was last told.
        now: told which experiment or study starts.
        experiments, studies: None = all.
    """
    began, worked = time.monotonic(), time.process_time()
    chosen = shelf.all_experiments() if experiments is None else list(experiments)
    asked = section.studies() if studies is None else list(studies)
    runs = relations = 0
    sections = []
    for name in asked:
        now(name)
        sections.append(section.study(name).section(effort, threads))
        runs += sections[-1].runs
        relations += sections[-1].relations
    found: list[Result] = []
    for each in chosen:
        now(each.name)
        found += results(each, effort, threads, told)
        own = effort.work(each)
        runs += own
        relations += own * arms.relations(next(iter(arms.built(each.plan).values())))
    return Evidence(
        sorted(found, key=lambda result: order(result.claim)), sections, effort.points, runs,
        relations, time.monotonic() - began, time.process_time() - worked, threads,
        effort == SHRUNK,
    )  # fmt: skip


def stored(evidence: Evidence) -> dict[str, Any]:
    """All numbers, in full, for another run to compare with."""
    return {
        "program": __version__,
        "model": MODEL_VERSION,
        "claims": {result.claim: _claim(result) for result in evidence.results},
        "studies": {each.name: each.numbers for each in evidence.sections},
    }


def _claim(result: Result) -> dict[str, Any]:
    return {
        "verdict": result.verdict,
        "robust": None if result.robust is None else result.robust.share,
        "deciders": {each.name: each.score for each in result.deciders},
        "checks": {
            each.key: {
                "mean": _plain(each.at_default.mean),
                "low": _plain(each.at_default.low),
                "high": _plain(each.at_default.high),
                "seeds": each.seeds,
                "in_band": each.in_band,
                "robust": None if each.robust is None else each.robust.share,
            }
            for each in result.checks
        },
    }


def _plain(value: float) -> float | str:
    """JSON knows no infinity."""
    return value if math.isfinite(value) else str(value)


def written(evidence: Evidence, file: Path) -> Path:
    """The numbers as JSON."""
    return files.written(file, json.dumps(stored(evidence), indent=1, sort_keys=True) + "\n")


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two stored results differ by more than 1e-9, as paths."""
    if isinstance(one, dict) and isinstance(other, dict):
        found = []
        for key in sorted(set(one) | set(other), key=str):
            if key in ("program",) and not path:
                continue
            if key not in one or key not in other:
                found.append(f"{path}{key}")
            else:
                found += differences(one[key], other[key], f"{path}{key}.")
        return found
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            place
            for i, (a, b) in enumerate(zip(one, other, strict=True))
            for place in differences(a, b, f"{path}{i}.")
        ]
    if isinstance(one, int | float) and isinstance(other, int | float):
        return [] if abs(one - other) <= TOLERANCE * max(1.0, abs(one)) else [path.rstrip(".")]
    return [] if one == other else [path.rstrip(".")]
