"""What is sent to others works away from the checkout, with the whole catalogue inside."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from simulator.version import MODEL_VERSION, __version__

ROOT = Path(__file__).parents[1]
CONFIGS = sorted(file.relative_to(ROOT) for file in (ROOT / "configs").rglob("*.yaml"))


def built(kind: str, source: Path, into: Path) -> Path:
    """Build a wheel or sdist of `source` with the build backend itself, without a network."""
    build = f"from hatchling import build; print(build.build_{kind}({str(into)!r}))"
    said = subprocess.run(
        [sys.executable, "-c", build], cwd=source, capture_output=True, text=True, check=True
    )
    return into / said.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist, so that a file missing there is missed here too."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from Python 3.11.4
        archive.extractall(folder, **safe)
    return built("wheel", folder / f"gunfactor-{__version__}", folder)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as pip would, where no checkout is near."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_there(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "simulator", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_wheel_holds_every_config_file(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert CONFIGS
    assert {f"simulator/{file.as_posix()}" for file in CONFIGS} <= names


def test_wheel_holds_every_file_of_the_package(wheel):
    """Templates, styles and drawings too: a page without its template is found by a user only."""
    package = ROOT / "simulator"
    files = [file for file in package.rglob("*.*") if file.suffix not in (".pyc", ".pyo")]
    wanted = {file.relative_to(ROOT).as_posix() for file in files if file.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        assert wanted <= set(archive.namelist())
    assert {".html", ".css", ".js"} <= {Path(name).suffix for name in wanted}


def test_wheel_holds_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"simulator", f"gunfactor-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


def test_sdist_holds_what_a_contributor_needs(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    wanted = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff"}
    wanted |= {".ci/run", ".ci/check", ".ci/release", ".pre-commit-config.yaml"}
    wanted |= {"docs/SECURITY.md", "docs/decisions/README.md", "benchmarks/spine.py"}
    assert wanted <= names
    assert {file.as_posix() for file in CONFIGS} <= names
    assert "tests/test_packaging.py" in names


def test_wheel_runs_from_another_folder_and_finds_its_configs(installed, tmp_path):
    said = run_there(installed, tmp_path, "list", "scenario")
    assert said.returncode == 0, said.stderr
    for file in CONFIGS:
        if file.parent.name == "scenario":
            assert file.stem in said.stdout


def test_wheel_says_its_version(installed, tmp_path):
    said = run_there(installed, tmp_path, "--version")
    assert said.stdout == f"gunfactor {__version__}, model version {MODEL_VERSION}\n"


def test_changelog_opens_with_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first = next(line for line in changelog.splitlines() if line.startswith("## "))
    assert __version__ in first


def test_the_command_and_its_module_are_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"gunfactor": "simulator.cli.main:main"}


@pytest.mark.parametrize("name", ["run", "lowest"])
def test_every_test_that_a_step_of_ci_names_is_there(name):
    """A step that names no file plays nothing and passes, or fails long after the change."""
    said = (ROOT / ".ci" / name).read_text(encoding="utf-8")
    named = re.findall(r"tests/[\w/{},.]+", said)
    every = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' {' '.join(named)}"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert len(every) > 5
    assert not [place for place in every if not (ROOT / place).exists()]


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def test_the_container_installs_fixed_versions_within_our_bounds():
    """All that the server asks for by name is there, and everything with one version."""
    lines = (ROOT / "docs/server/requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    more = project["optional-dependencies"]
    for asked in (*project["dependencies"], *more["web"], *more["postgres"]):
        name, least, most = re.fullmatch(r"([\w-]+)(?:\[\w+\])?>=(.*),<(.*)", asked).groups()
        assert numbers(least) <= numbers(pins[name]) < numbers(most), asked
    said = (ROOT / "docs/server/Containerfile").read_text(encoding="utf-8")
    assert "requirements.txt" in said
    assert re.search(r"^FROM \S+/python:3\.\d+\.\d+-slim", said, re.MULTILINE)


def test_no_file_names_a_package_registry():
    """Where packages come from is the machine's business, not the project's."""
    registries = ("pypi." + "org", "pythonhosted." + "org", "index" + "-url")
    files = [ROOT / "pyproject.toml", *(ROOT / ".ci").iterdir(), *ROOT.glob("*.md")]
    files += (ROOT / "docs").rglob("*.md")
    wrong = [f"{file}: {r}" for file in files for r in registries if r in file.read_text()]
    assert not wrong
