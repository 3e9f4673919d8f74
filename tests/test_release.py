"""A release is refused until tag, version, changelog, citation and README say the same."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from simulator.version import MODEL_VERSION, __version__

ROOT = Path(__file__).parents[1]
CITATION = ROOT / "CITATION.cff"
HOOKS = ROOT / ".pre-commit-config.yaml"
FILES = {
    "simulator/version.py": '"""Versions."""\n\n__version__ = "1.2.0"\nMODEL_VERSION = "3.1"\n',
    "CHANGELOG.md": (
        "# Changelog\n\n"
        "## 1.2.0 (2026-12-24), model version 3.1\n\n- This.\n\n"
        "## 1.1.0 (2026-11-30), model version 3\n\n- That.\n"
    ),
    "CITATION.cff": (
        "cff-version: 1.2.0\nversion: 1.2.0\ndate-released: 2026-12-24\ntitle: gunfactor\n"
    ),
    "README.md": "# gunfactor\n\n> *gunfactor*, version 1.2.0, model version 3.1.\n",
}
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *words: str) -> str:
    me = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    said = subprocess.run(
        ["git", *me, *words], cwd=folder, env=quiet, capture_output=True, text=True, check=True
    )
    return said.stdout


def release(folder: Path, *words: str) -> tuple[int, str]:
    """Exit code and text of the check of the project in `folder`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    said = subprocess.run(
        [sys.executable, folder / ".ci" / "release", *words],
        cwd="/",
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.returncode, said.stdout + said.stderr


def files(folder: Path) -> Path:
    """A small project whose versions agree, not yet in git."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "release", folder / ".ci")
    return folder


def committed(folder: Path, tag: str | None = None) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Something")
    if tag is not None:
        git(folder, "tag", "--annotate", tag, "--message", tag)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The same in git, committed, with its tag."""
    files(tmp_path)
    git(tmp_path, "init", "--quiet")
    committed(tmp_path, "v1.2.0")
    return tmp_path


def changed(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_release_of_which_all_agrees_passes(project):
    code, said = release(project)
    assert said == "gunfactor 1.2.0, model version 3.1: everything agrees.\n"
    assert code == 0


def test_before_the_tag_is_set_the_tag_to_come_is_judged(project):
    git(project, "tag", "--delete", "v1.2.0")
    assert release(project, "v1.2.0")[0] == 0
    code, said = release(project)
    assert code == 1
    assert "Expected the tag v1.2.0 on this commit and no other version, got none." in said
    code, said = release(project, "v1.3.0")
    assert code == 1
    assert said == "- Expected the tag v1.2.0 as in simulator/version.py, got v1.3.0.\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("CITATION.cff", "\nversion: 1.2.0", "\nversion: 1.1.0", "CITATION.cff, version"),
        ("CITATION.cff", "\nversion: 1.2.0", "", "CITATION.cff, version"),
        ("CITATION.cff", "12-24", "12-25", "CITATION.cff, date-released"),
        ("CITATION.cff", "date-released: 2026-12-24\n", "", "CITATION.cff, date-released"),
        ("CHANGELOG.md", "2026-12-24", "unreleased", "expected the day of the release"),
        ("CHANGELOG.md", "2026-12-24", "2026-12-32", "expected the day of the release"),
        ("CHANGELOG.md", "2026-12-24", "20261224", "expected the day of the release"),
        ("CHANGELOG.md", "1.2.0", "1.2.1", "CHANGELOG.md, first heading"),
        ("CHANGELOG.md", "version 3.1", "version 3", "CHANGELOG.md, model version"),
        ("CHANGELOG.md", "## 1.2.0 (2026-12-24), model version 3.1", "## Next", "'## Next'"),
        ("README.md", "version 1.2.0", "version 1.1.0", "README.md, under Cite"),
        ("README.md", "model version 3.1", "model version 3", "README.md, under Cite"),
    ],
)
def test_one_file_that_says_something_else_is_named_and_nothing_else_is(
    project, file, old, new, expected
):
    git(project, "tag", "--delete", "v1.2.0")
    changed(project, file, old, new)
    committed(project, "v1.2.0")
    code, said = release(project)
    assert code == 1
    assert expected in said
    assert said.startswith("- ")
    assert said.count("\n") == 1


def test_a_version_that_was_raised_alone_is_missed_everywhere(project):
    changed(project, "simulator/version.py", "1.2.0", "1.3.0")
    committed(project)
    code, said = release(project)
    assert code == 1
    assert [line.split(":")[0].split(" on this")[0] for line in said.splitlines()] == [
        "- CHANGELOG.md, first heading",
        "- CITATION.cff, version",
        "- README.md, under Cite",
        "- Expected the tag v1.3.0",
    ]


def test_a_tag_on_an_earlier_commit_is_no_tag_of_this_one(project):
    committed(project)
    code, said = release(project)
    assert code == 1
    assert "got none" in said


def test_two_versions_on_one_commit_are_refused(project):
    git(project, "tag", "v1.1.9")
    git(project, "tag", "reviewed")
    code, said = release(project)
    assert code == 1
    assert "got v1.1.9, v1.2.0." in said


def test_a_tag_is_never_set_twice(project):
    committed(project)
    code, said = release(project, "v1.2.0")
    assert code == 1
    assert said.startswith("- The tag v1.2.0 is there")


@pytest.mark.parametrize("file", ["README.md", "new.txt"])
def test_what_is_not_committed_is_named(project, file):
    with (project / file).open("a", encoding="utf-8") as stream:
        stream.write("\nmore\n")
    code, said = release(project)
    assert code == 1
    assert said.startswith("- Not committed (1)")
    assert file in said


def test_a_folder_without_git_is_told_so(tmp_path):
    code, said = release(files(tmp_path))
    assert code == 1
    assert "Run this in a clone with git." in said


def test_words_that_are_not_understood_are_answered_with_the_help(project):
    assert release(project, "--help")[0] == 0
    code, said = release(project, "v1.2.0", "v1.3.0")
    assert code == 2
    assert ".ci/release v0.1.0" in said


def test_the_files_of_this_checkout_agree_but_for_the_day_of_a_release_to_come(tmp_path):
    """Every day, not only on that of a release."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "release", tmp_path / ".ci")
    git(tmp_path, "init", "--quiet")
    committed(tmp_path)
    said = release(tmp_path, f"v{__version__}")[1]
    coming = "- CHANGELOG.md: expected the day of the release (2026-01-31), got '(unreleased)'.\n"
    assert said in (
        coming,
        f"gunfactor {__version__}, model version {MODEL_VERSION}: everything agrees.\n",
    )


def test_the_citation_says_what_the_format_asks_for_and_invents_nobody():
    said = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(said)
    assert said["cff-version"] == "1.2.0"
    assert said["authors"] == [{"name": "gunfactor contributors"}]
    assert said["version"] == __version__
    assert said["license"] == "MIT"
    assert said["type"] == "software"
    assert not {"doi", "identifiers", "contact"} & set(said)


def test_the_hook_before_a_commit_runs_our_own_check_and_fetches_nothing():
    repos = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    (hook,) = repos[0]["hooks"]
    assert hook["language"] == "system"
    shell, script = hook["entry"].split()
    assert shell == "bash"
    assert os.access(ROOT / script, os.X_OK)
    checked = re.compile(hook["files"])
    for file in ("simulator/version.py", "tests/test_release.py", "pyproject.toml", ".ci/check"):
        assert checked.search(file), file
    assert not checked.search("docs/model.md")
