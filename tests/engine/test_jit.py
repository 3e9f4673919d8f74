"""Compiled rules are never stale, and need no home that can be written to."""

import ast
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numba
import pytest

from simulator.engine import jit, jit_cache

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
    assert jit.cache() is None
    assert jit.folder_of(jit.PACKAGE / "engine" / "rng.py") is None
    doubled: Any = jit.rule(_doubled)
    assert doubled(2.0) == 4.0
    assert {one.name for one in tmp_path.iterdir()} == {"file"}, "nothing is left behind"
    assert not base.exists()


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


DAY = 24 * 3600


def aged(folder: Path, days: float) -> Path:
    then = time.time() - days * DAY
    os.utime(folder, (then, then))
    return folder


def kept(base: Path, name: str, days: float) -> Path:
    """A folder of machine code as we make it, not used for so many days."""
    folder = base / name
    assert jit_cache.made(folder)
    (folder / "rules_1").mkdir(mode=0o700)
    for file in ("a.py311.nbi", "a.py311.1.nbc", "a.py311.2.nbc.tmp.0f"):
        (folder / "rules_1" / file).write_bytes(b"machine code")
        (folder / "rules_1" / file).chmod(0o600)
    return aged(folder, days)


OLD, YOUNG = f"season-{0:016x}", f"season-{1:016x}"


def test_machine_code_that_nobody_ran_for_a_month_is_forgotten(base):
    old, young = kept(base, OLD, 31), kept(base, YOUNG, 29)
    used = jit.folder_of(jit.PACKAGE / "engine" / "rng.py")
    assert not old.exists()
    assert {folder.name for folder in base.iterdir()} == {young.name, used.name}


def test_after_a_jump_of_the_clock_no_machine_code_is_forgotten(base):
    folders = [kept(base, OLD, 31), kept(base, YOUNG, 9000)]
    jit.cache()
    assert all(folder.is_dir() for folder in folders)


def strangers(base: Path) -> list[Path]:
    """What somebody else, or another program, may have beside our folders."""
    (base / "photos").mkdir(parents=True)
    (base / "photos" / "a.jpg").write_text("a photo")
    (base / "thesis.txt").write_text("years of work")
    looks = base / f"thesis-{2:016x}"  # a name as ours
    looks.mkdir()
    (looks / "chapter.nbc").write_text("no machine code")
    marked = base / "thesis"  # our mark in a folder with another name
    marked.mkdir()
    (marked / jit_cache.MARKER).touch()
    elsewhere = base.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / jit_cache.MARKER).touch()
    (base / f"link-{3:016x}").symlink_to(elsewhere)
    mixed = kept(base, f"mixed-{4:016x}", 0)
    (mixed / "rules_1" / "note.txt").write_text("put here by hand")
    return [
        base / "photos" / "a.jpg", base / "thesis.txt", looks / "chapter.nbc",
        marked / jit_cache.MARKER, elsewhere / jit_cache.MARKER, base / f"link-{3:016x}",
        mixed / "rules_1" / "note.txt",
    ]  # fmt: skip


def test_what_is_not_ours_stays_however_old(base):
    base.mkdir(parents=True, mode=0o700)
    left = strangers(base)
    for one in base.iterdir():
        if not one.is_symlink():
            aged(one, 400)
    aged(base.parent / "elsewhere", 400)
    kept(base, YOUNG, 1)
    jit.cache()
    assert all(one.exists() for one in left)


posix = pytest.mark.skipif(os.name != "posix", reason="owners as POSIX has them")
as_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can give files away"
)


@as_root
def test_a_cache_of_somebody_else_is_neither_read_nor_written(base):
    folder = kept(base, OLD, 0)
    os.chown(base, 12345, 12345)
    assert jit.cache() is None
    assert folder.is_dir()
    os.chown(base, 0, 0)
    forget()
    os.chown(folder, 12345, 12345)
    assert not jit_cache.made(folder)


@posix
def test_a_cache_that_others_could_write_to_is_shut_to_them(base):
    base.mkdir(parents=True)
    base.chmod(0o777)
    assert jit.cache() == base
    assert base.stat().st_mode & 0o777 == 0o700


@posix
def test_a_link_is_no_cache_of_ours(tmp_path, base):
    (tmp_path / "theirs").mkdir()
    base.parent.mkdir()
    base.symlink_to(tmp_path / "theirs")
    assert jit.cache() is None


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


def emptied(_: bytes) -> bytes:
    return b""


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def one_bit_off(data: bytes) -> bytes:
    return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]


def garbage(_: bytes) -> bytes:
    return b"\x80\x04garbage" * 9


def a_bomb(_: bytes) -> bytes:
    """A pickle that runs something, as anybody could write."""
    return pickle.dumps(_Trap())


class _Trap:
    def __reduce__(self):
        return Path.touch, (Path("sprung"),)


@compiled
@pytest.mark.parametrize("end", [".nbi", ".nbc", ""])
@pytest.mark.parametrize("spoiled", [emptied, cut_off, one_bit_off, garbage, a_bomb])
def test_a_damaged_cache_is_compiled_again_without_a_word(tmp_path, spoiled, end):
    cache = tmp_path / "cache"
    assert _asked(jit.PACKAGE, cache) == pytest.approx(0.59)
    files = [one for one in cache.rglob("*.nb?") if one.name.endswith(end)]
    assert len(files) >= 2
    for file in files:
        file.write_bytes(spoiled(file.read_bytes()))
    assert _asked(jit.PACKAGE, cache) == pytest.approx(0.59)
    assert not list(tmp_path.rglob("sprung"))
    before = {file: file.read_bytes() for file in files}
    assert _asked(jit.PACKAGE, cache) == pytest.approx(0.59)
    assert before == {file: file.read_bytes() for file in files}, "good again"


@compiled
@as_root
def test_files_of_somebody_else_are_not_read(tmp_path):
    cache = tmp_path / "cache"
    _asked(jit.PACKAGE, cache)
    files = list(cache.rglob("*.nb?"))
    for file in files:
        os.chown(file, 12345, 12345)
    _asked(jit.PACKAGE, cache)
    assert {file.stat().st_uid for file in files} == {0}, "made anew, by us"


@compiled
def test_machine_code_is_taken_from_the_cache(tmp_path):
    cache = tmp_path / "cache"
    _asked(jit.PACKAGE, cache)
    times = {file: file.stat().st_mtime_ns for file in cache.rglob("*.nb?")}
    _asked(jit.PACKAGE, cache)
    assert times == {file: file.stat().st_mtime_ns for file in cache.rglob("*.nb?")}


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
    )
    assert (said.returncode, said.stderr) == (0, "")
    return float(said.stdout)
