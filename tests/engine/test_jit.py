"""Compiled rules are never stale, and need no home that can be written to."""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numba
import pytest

from simulator.engine import jit

compiled = pytest.mark.skipif(bool(numba.config.DISABLE_JIT), reason="nothing is compiled")
MEMORIES = (jit.imported, jit.fingerprint, jit.cache)


def forget():
    for memory in MEMORIES:
        memory.cache_clear()


@pytest.fixture(autouse=True)
def fresh():
    """Nothing remembered of other tests, nothing left to them."""
    forget()
    yield
    forget()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the package whose sources we may change."""
    copy = tmp_path / "copy" / "simulator"
    shutil.copytree(jit.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(jit, "PACKAGE", copy)
    return copy


@pytest.fixture
def base(tmp_path, monkeypatch):
    """Where the cache folders come."""
    monkeypatch.setenv("GUNFACTOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / "cache" / "gunfactor"


def changed(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\n# one word more\n", encoding="utf-8")
    forget()


def test_a_changed_rule_means_another_cache_folder_for_all_that_use_it(package, base):
    users = [
        package / name
        for name in (
            "engine/rules/tension.py",
            "engine/effects.py",
            "engine/season.py",
            "engine/year.py",
        )
    ]
    others = [package / name for name in ("engine/rules/offer.py", "engine/rng.py")]
    before = [jit.folder_of(file) for file in users + others]
    assert {folder.parent for folder in before} == {base}
    assert [jit.folder_of(file) for file in users + others] == before
    changed(package / "engine" / "rules" / "tension.py")
    after = [jit.folder_of(file) for file in users + others]
    assert not set(before[: len(users)]) & set(after[: len(users)])
    assert after[len(users) :] == before[len(users) :]


def closure(file: Path) -> set[Path]:
    """All files of the package that a file needs, by the parsed imports."""
    found, waiting = {file}, [file]
    while waiting:
        tree = ast.parse(waiting.pop().read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            modules = []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
            elif isinstance(node, ast.Import):
                modules = [name.name for name in node.names]
            for module in modules:
                path = jit.PACKAGE.parent.joinpath(*module.split(".")).with_suffix(".py")
                if module.startswith("simulator.") and path.is_file() and path not in found:
                    found.add(path)
                    waiting.append(path)
    return found


COMPILED = sorted(
    file
    for file in jit.PACKAGE.rglob("*.py")
    if "simulator.engine.jit import rule" in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("file", COMPILED, ids=lambda file: file.stem)
def test_the_hash_of_a_file_covers_everything_it_imports(file):
    missing = closure(file) - set(jit.sources(file))
    assert not missing, f"a change there would go unnoticed: {sorted(missing)}"


@pytest.mark.parametrize("flag", ["BOUNDSCHECK", "OPT", "DEBUGINFO_DEFAULT"])
def test_another_setting_of_the_compiler_means_another_fingerprint(monkeypatch, flag):
    file = jit.PACKAGE / "engine" / "rng.py"
    before = jit.fingerprint(file)
    monkeypatch.setattr(numba.config, flag, 7)
    forget()
    assert jit.fingerprint(file) != before


def test_another_compiler_means_another_fingerprint(monkeypatch):
    file = jit.PACKAGE / "engine" / "rng.py"
    before = jit.fingerprint(file)
    monkeypatch.setattr(numba, "__version__", "0.0.1")
    forget()
    assert jit.fingerprint(file) != before


def test_a_home_that_cannot_be_written_to_is_no_obstacle(tmp_path, monkeypatch, base):
    (tmp_path / "file").write_text("a file, not a folder")
    monkeypatch.setenv("GUNFACTOR_CACHE", str(tmp_path / "file" / "below"))
    folder = jit.cache()
    assert folder.is_dir()
    assert folder.parents[1] == tmp_path
    (jit.folder_of(jit.PACKAGE / "engine" / "rng.py") / "probe").write_text("can be written")
    assert not base.exists()


def test_a_passing_cache_is_shared_with_workers_and_gone_at_the_end(tmp_path):
    ask = "from simulator.engine import jit; print(jit.cache())"
    again = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ask!r}])"
    home = {"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null", "TMPDIR": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if name != "GUNFACTOR_CACHE"}
    done = subprocess.run(
        [sys.executable, "-c", f"{ask}; import sys; sys.stdout.flush(); {again}"],
        cwd=jit.PACKAGE.parent, env=kept | home, capture_output=True, text=True, check=True,
    )  # fmt: skip
    own, of_worker = done.stdout.split()
    assert own == of_worker
    assert Path(own).parents[1] == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_the_cache_follows_the_users_wish_then_the_systems(tmp_path, monkeypatch):
    monkeypatch.setenv("GUNFACTOR_CACHE", str(tmp_path / "wish"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "system"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    places = []
    for name in ("GUNFACTOR_CACHE", "XDG_CACHE_HOME", ""):
        forget()
        places.append(jit.cache())
        monkeypatch.delenv(name, raising=False)
    expected = ["wish/gunfactor", "system/gunfactor", "home/.cache/gunfactor"]
    assert places == [tmp_path / place for place in expected]


def test_machine_code_that_nobody_ran_for_a_month_is_forgotten(base):
    old, young = base / "old", base / "young"
    for folder, days in ((old, 31), (young, 29)):
        folder.mkdir(parents=True)
        then = time.time() - days * 24 * 3600
        os.utime(folder, (then, then))
    used = jit.folder_of(jit.PACKAGE / "engine" / "rng.py")
    assert {folder.name for folder in base.iterdir()} == {"young", used.name}


@pytest.mark.usefixtures("base")
def test_machine_code_that_is_used_is_young_again():
    used = jit.folder_of(jit.PACKAGE / "engine" / "rng.py")
    then = time.time() - 29 * 24 * 3600
    os.utime(used, (then, then))
    assert jit.folder_of(jit.PACKAGE / "engine" / "rng.py") == used
    assert time.time() - used.stat().st_mtime < 3600


@compiled
def test_a_rule_is_compiled_and_leaves_the_settings_of_others_alone(base):
    before = numba.config.CACHE_DIR
    doubled: Any = jit.rule(_doubled)
    assert doubled is not _doubled
    assert doubled(2.0) == 4.0
    assert doubled.signatures
    assert before == numba.config.CACHE_DIR
    assert list(base.iterdir())


def test_with_the_compiler_off_a_rule_is_plain_python(monkeypatch):
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 1)
    assert jit.rule(_doubled) is _doubled


def _doubled(number):
    return number * 2.0


@compiled
def test_a_rule_that_calls_a_changed_rule_in_another_file_gives_the_new_answer(package, tmp_path):
    """Numba by itself keeps the old one: it looks only at a function's own file."""
    cache = tmp_path / "cache"
    assert _asked(package, cache) == pytest.approx(0.59)  # .59 (1.4 - .4)
    bounds = package / "engine" / "rules" / "bounds.py"
    text = bounds.read_text(encoding="utf-8")
    new = text.replace("return min(max(value, 0.0), 1.0)", "return min(max(value, 0.0), 0.5)")
    assert new != text
    bounds.write_text(new, encoding="utf-8")
    assert _asked(package, cache) == pytest.approx(0.5)
    assert len(list((cache / "gunfactor").glob("escalation-*"))) == 2


def _asked(package: Path, cache: Path) -> float:
    """What the rules of `package` say, in a fresh interpreter."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from simulator.engine.rules import escalation; print(escalation.success(0.59, 0.4))",
        ],
        cwd=package.parent,
        env={**os.environ, "GUNFACTOR_CACHE": str(cache), "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(said.stdout)
