"""The Python of the tutorials and of README.md runs as it stands."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
PAGES = sorted((ROOT / "docs" / "tutorials").glob("*.md"))


def blocks(page: Path) -> str:
    """All Python of a page, one after the other."""
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert found, f"{page.name} has no Python"
    return "\n".join(found)


def run(script: str, place: Path) -> str:
    """Run a script in a process of its own; a warning is an error."""
    here = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{here}\n{script}"],
        cwd=place, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_tutorial_runs_as_it_stands(page, tmp_path):
    said = run(blocks(page), tmp_path)
    if page.stem == "python":
        assert "Do you mean 'pressure'?" in said
        assert "<Run region: 20 runs, 4 years, 43 relations, seed 7>" in said
        for name in (
            "years.png",
            "report/report.html",
            "my-run/run.json",
            "my-sweep/manifest.json",
        ):
            assert (tmp_path / name).is_file()


def test_the_python_of_the_readme_runs_as_it_stands(tmp_path):
    run(blocks(ROOT / "README.md"), tmp_path)
    assert (tmp_path / "out" / "report.html").is_file()
