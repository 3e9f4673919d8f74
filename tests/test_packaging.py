"""What is sent to others works away from the checkout, with the whole catalogue inside."""

import os
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


def test_no_file_names_a_package_registry():
    """Where packages come from is the machine's business, not the project's."""
    registries = ("pypi." + "org", "pythonhosted." + "org", "index" + "-url")
    files = [ROOT / "pyproject.toml", *(ROOT / ".ci").iterdir(), *ROOT.glob("*.md")]
    files += (ROOT / "docs").rglob("*.md")
    wrong = [f"{file}: {r}" for file in files for r in registries if r in file.read_text()]
    assert not wrong
