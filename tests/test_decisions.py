"""Decision pages have one form, are in the index, and name only what is there.

So do the other pages for contributors; what a recipe tells them to make is not there yet.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "decisions"
INDEX = (FOLDER / "README.md").read_text(encoding="utf-8")
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
OTHERS = [ROOT / "docs" / name for name in ("CONTRIBUTING.md", "SECURITY.md", "releasing.md")]
RECIPE = re.compile(r"^## Recipe: .*?(?=^## )", re.M | re.S)
SECTIONS = ["Context", "Decision", "Tried and measured", "Consequences", "What would change it"]
STATUS = re.compile(r"^Status: (accepted|replaced by \[page \d+\]\(.+\)), \d+ [A-Z][a-z]+ \d{4}")
TOPS = (".ci", "benchmarks", "configs", "docs", "experiments", "simulator", "tests")
BUILT = {"simulator/configs", "simulator/experiments"}  # made in the wheel, see pyproject.toml
CODE = re.compile(r"^```\w*\n(.*?)^```$|`([^`]+)`", re.M | re.S)
PATH = re.compile(rf"(?:{'|'.join(map(re.escape, TOPS))})/[\w./*-]*(?:::\w+)?")
FILE = re.compile(r"[\w.-]+\.(?:py|md|toml|cff)")  # at the top of the project
MODULE = re.compile(r"-m ((?:simulator|benchmarks|tests)[\w.]*)")


def named(page: str) -> list[tuple[str, bool]]:
    """What stands in backticks and blocks of code, and whether it is all of its backticks."""
    return [
        (word, bool(inline) and len(inline.split()) == 1)
        for block, inline in CODE.findall(page)
        for word in (block or inline).split()
    ]


def missing(page: str) -> list[str]:
    """The paths, tests and modules of the project that a page names and that are not there."""
    paths = {
        word
        for word, alone in named(page)
        if PATH.fullmatch(word) or (alone and FILE.fullmatch(word))
    }
    code = " ".join(word for word, _ in named(page))
    paths |= {f"{module.replace('.', '/')}*" for module in MODULE.findall(code)}
    return sorted(path for path in paths - BUILT if not is_there(path))


def is_there(path: str) -> bool:
    """Whether a file, a folder, a pattern that finds something, or a test of a file is there."""
    file, _, test = path.partition("::")
    found = list(ROOT.glob(file.rstrip("/")))
    if not test:
        return bool(found)
    return bool(found) and test in {
        node.name
        for node in ast.walk(ast.parse(found[0].read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def title(page: str) -> str:
    return page.splitlines()[0]


def test_there_are_pages_and_their_numbers_leave_no_gap():
    assert PAGES
    assert [int(file.stem[:4]) for file in PAGES] == list(range(1, len(PAGES) + 1))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_has_its_title_its_status_and_its_sections(file):
    page = file.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}(-[a-z]+)+", file.stem)
    assert re.fullmatch(rf"# {int(file.stem[:4])} [A-Z].+", title(page))
    assert STATUS.match(page.splitlines()[2])
    parts = re.split(r"^## (.+)$", page, flags=re.M)
    assert parts[1::2] == SECTIONS
    assert all(text.strip() for text in parts[2::2]), "a section without a word"


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_is_short(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 80


def test_the_index_has_every_page_under_its_own_title_and_no_other():
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", INDEX, re.M)
    assert listed == [
        (*title(file.read_text(encoding="utf-8")).removeprefix("# ").split(" ", 1), file.name)
        for file in PAGES
    ]


@pytest.mark.parametrize("file", [*PAGES, *OTHERS], ids=lambda file: file.stem)
def test_what_a_page_names_of_the_project_is_there(file):
    assert not missing(RECIPE.sub("", file.read_text(encoding="utf-8")))


def headings(page: str) -> set[str]:
    """The anchors of a page, as GitHub and mkdocs make them."""
    found = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("file", [*PAGES, *OTHERS], ids=lambda file: file.stem)
def test_a_link_to_a_part_of_a_page_finds_that_part(file):
    for target, part in re.findall(r"\]\(([^)#:]+)#([^)]+)\)", file.read_text(encoding="utf-8")):
        assert part in headings((file.parent / target).read_text(encoding="utf-8")), (
            f"{target}#{part}"
        )


@pytest.mark.parametrize(
    "text",
    [
        "see `simulator/nowhere.py`",
        "run `pytest -m slow tests/test_nothing.py`",
        "run `pytest\ntests/test_nothing.py`",
        "held by `tests/test_decisions.py::test_that_is_not`",
        "run `python -m benchmarks.nothing --rounds 1`",
        "```bash\npython benchmarks/nothing.py\n```",
        "in `nothing.toml`",
        "files `configs/nothing/*.yaml`",
    ],
)
def test_what_is_not_there_is_seen(text):
    assert missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "see `simulator/version.py`, `configs/` and `configs/strategy/*.yaml`",
        "run `python -m benchmarks.spine` or `pytest tests/test_decisions.py`",
        "held by `tests/test_decisions.py::test_what_is_not_there_is_seen`",
        "a sum `a/b`, a call `math.exp`, a script `python order.py`",
    ],
)
def test_what_is_there_is_passed(text):
    assert not missing(text)
