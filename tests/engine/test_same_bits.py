"""A batch has the same bits whatever runs it: another C library, plain Python, more threads.

The C library stands for another machine: told to leave out its variants with fused operations, it
gives other last bits, as that of an older processor, or musl, does.
"""

import os
import subprocess
import sys
from pathlib import Path

import numba
import pytest

from tests import compiled

ROOT = Path(__file__).parents[2]
WHOLE = (200, 12)  # runs and years of the scenario itself
TINY = (1, 2)  # plain Python takes its time
UNFUSED = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4"}

needs_machine_code = pytest.mark.skipif(
    bool(numba.config.DISABLE_JIT), reason="plain Python is too slow for a whole batch"
)


def elsewhere(module: str, *numbers: int, **environment: str) -> list[str]:
    """The digests that a module prints in an interpreter of its own."""
    said = subprocess.run(
        [sys.executable, "-m", module, *map(str, numbers)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout.split()


def null_world(size: tuple[int, int], threads: int = 1, **environment: str) -> list[str]:
    return elsewhere("tests.engine.null_world", *size, threads, **environment)


@needs_machine_code
def test_another_c_library_gives_the_same_bits():
    here, library = null_world(WHOLE)
    there, other = null_world(WHOLE, **UNFUSED)
    if library == other:
        pytest.skip("this machine's C library has one variant only")
    assert there == here


@needs_machine_code
def test_another_c_library_gives_the_same_bits_with_every_instrument_on():
    assert elsewhere("tests.digest", **UNFUSED) == elsewhere("tests.digest")


@needs_machine_code
def test_threads_give_the_same_bits():
    assert null_world(WHOLE, threads=2) == null_world(WHOLE, threads=1)


def test_plain_python_gives_the_same_bits():
    on, off = (null_world(TINY, NUMBA_DISABLE_JIT=flag) for flag in "01")
    assert on == off


@needs_machine_code
def test_no_rule_of_the_year_calls_a_c_function():
    """Nor fuses a multiplication with an addition: what all machines have, and no more."""
    found = compiled.foreign("engine")
    assert {
        "simulator.engine.year.play_years",
        "simulator.engine.initial_state.begin",
    } <= found.keys()
    assert not {name: what for name, what in found.items() if what}
