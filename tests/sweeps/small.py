"""Small sweeps that the tests share."""

import os
import subprocess
import sys
from pathlib import Path

from simulator.sweeps import execute
from simulator.sweeps.load import Sweep, read
from simulator.sweeps.scheme import Scheme, of_words

ROOT = Path(__file__).parents[2]
SMALL = ("sweep=quick", "years=2", "sweep.design.points=8", "sweep.replicates=3")
ONE_THREAD = ("sweep.executor=threads", "sweep.workers=1")

# A user's own measures: one that raises, one that is endless, where pressure is high.
TEXTS = """
label: { nl: "Last", en: "Trouble" }
explained: { nl: "Gaat mis.", en: "Goes wrong." }
"""
TROUBLE = '''
"""Trouble in runs under pressure."""

import numpy as np

UNIT = "utility"
GOOD = None


def measured(record):
    value = record.sides["value"].copy()
    high = np.isin(record.runs, {lucks})
    {then}
    return value
'''
RAISES = 'if high.any():\n        raise ArithmeticError("too much pressure")'
ENDLESS = "value[high, -1] = np.inf"
DIES = "if high.any():\n        import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
HUNGRY = "if high.any():\n        np.ones(2**34)"


def scheme(*words: str, config_dir: Path | None = None) -> Scheme:
    return of_words((*SMALL, *words), config_dir)


def swept(folder: Path, *words: str) -> Sweep:
    """A small sweep on one thread, or as `words` say."""
    execute.played(scheme(*ONE_THREAD, *words), folder)
    return read(folder)


def troubled(folder: Path, then: str, lucks: list[int]) -> tuple[str, ...]:
    """Words for a sweep whose runs with these lucks go wrong; each run has luck of its own."""
    folder.mkdir()
    (folder / "trouble.py").write_text(TROUBLE.format(then=then, lucks=lucks))
    (folder / "trouble.yaml").write_text(TEXTS)
    return "sweep.luck=own", f"sweep.measures={folder}", "sweep.outcomes=[value,trouble]"


def command(*words: str, **more: object) -> "subprocess.CompletedProcess[str]":
    """`gunfactor sweep ...` in a process of its own."""
    return subprocess.run(
        sweep_line(*words), capture_output=True, text=True, cwd=ROOT, check=False, **more
    )  # type: ignore[call-overload, no-any-return]


def sweep_line(*words: str) -> list[str]:
    main = "import sys; from simulator.cli.main import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", main, "sweep", *words]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}
