"""What compiled rules call outside themselves: `python -m tests.compiled [engine]`.

Prints a JSON object: for every rule that was compiled, the C functions its machine code calls and
the fused operations in it. A rule that comes from the cache holds no such text, so this compiles
anew, in a process of its own: `foreign()` starts one. With `engine` a small batch is played first,
and all its rules are read; otherwise those of `portable_math` alone.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from numba.core.registry import CPUDispatcher

from simulator.engine import portable_math
from tests import worlds

ROOT = Path(__file__).parents[1]
DECLARED = re.compile(r'^declare [^@]*@"?([\w.]+)', re.MULTILINE)
WORD = re.compile(r"[A-Za-z_.][\w.$]*")
# Only the shell around a rule uses these; it hands the arguments over and the result back.
PYTHON = ("Py", "_Py", "numba_", "NRT_")
# Clears or copies records, with no arithmetic; and operations that are one instruction
# everywhere, by a name that some machine's instruction has too.
HARMLESS = {"memcpy", "memmove", "memset", "fabs", "copysign"}
HIDDEN = {"fmod"}  # what `%` on two numbers with a point becomes, declared or not
# Multiply and add with one rounding: not on every machine, so never the same bits.
FUSED = re.compile(r"\b(v?fn?m(?:add|sub)\d*[sp][sd]|fn?m(?:add|sub)|fml[as])\b")


def called(rule: CPUDispatcher) -> set[str]:
    """C functions that the machine code of a rule calls, and fused operations in it.

    Raises:
        ValueError: the rule was not compiled in this process.
    """
    if rule.stats.cache_hits:
        raise ValueError(f"{rule} came from the cache: compile it anew to read its code")
    found: set[str] = set()
    for signature, text in rule.inspect_llvm().items():
        named = {name.split(".")[1] if "llvm." in name else name for name in DECLARED.findall(text)}
        machine = rule.inspect_asm(signature)
        words = set(WORD.findall(machine))
        outside = (named | HIDDEN) - HARMLESS
        found |= {name for name in outside & words if not name.startswith(PYTHON)}
        found |= set(FUSED.findall(machine))
    return found


def compiled() -> dict[str, CPUDispatcher]:
    """Every rule of the package that was compiled so far, by module and name."""
    rules: dict[str, CPUDispatcher] = {}
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "simulator":
            for thing in vars(module).values():
                if isinstance(thing, CPUDispatcher) and thing.signatures:
                    rules[f"{thing.py_func.__module__}.{thing.py_func.__name__}"] = thing
    return rules


def use(engine: bool) -> None:
    """Have rules compiled: the portable functions, or the year and all that it calls."""
    portable_math.exp(0.5)
    portable_math.log(0.5)
    portable_math.power(0.5, 0.5)
    portable_math.cos(0.5)
    if engine:
        worlds.played(worlds.busy(), years=2, runs=1, **worlds.INSTRUMENTS)


def foreign(*words: str) -> dict[str, list[str]]:
    """What each rule calls, from a process that compiles everything anew."""
    with tempfile.TemporaryDirectory(prefix="gunfactor-") as cache:
        done = subprocess.run(
            [sys.executable, "-m", "tests.compiled", *words],
            cwd=ROOT,
            env={**os.environ, "GUNFACTOR_CACHE": cache, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    use("engine" in sys.argv)
    sys.stdout.write(json.dumps({name: sorted(called(rule)) for name, rule in compiled().items()}))
