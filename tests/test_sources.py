"""Every one of the 196 things the sources say has a home that exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "sources.md").read_text("utf-8")
ROW = re.compile(r"^\| ([A-E])(\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
COUNTS = {"A": 55, "B": 36, "C": 23, "D": 27, "E": 55}


def test_all_items_of_all_five_texts_are_there_once_and_in_order() -> None:
    items = [(text, int(number)) for text, number, _, _ in ROW.findall(TEXT)]
    expected = [(text, n) for text, count in COUNTS.items() for n in range(1, count + 1)]
    assert items == expected
    assert len(items) == 196


def test_every_home_exists() -> None:
    for text, number, _, homes in ROW.findall(TEXT):
        paths = re.findall(r"`([^`]+)`", homes)
        assert paths, f"{text}{number} has no home"
        for path in paths:
            assert (ROOT / path).exists(), f"{text}{number}: {path}"


# What is told in the background only, because nothing in it can run; docs/background.md says why.
TOLD = {"A55", "B35", "B36", "D2", "D27", "E1"}


def items(text: str) -> set[str]:
    """Items a file names, D4 or E7-E11; a range of more than five says too little about each."""
    found = set()
    pattern = r"\b([A-E])(\d{1,2})(?:\s*-\s*([A-E]?)(\d{1,2}))?\b"
    for letter, first, other, last in re.findall(pattern, text):
        low = int(first)
        high = int(last) if last and other in ("", letter) else low
        if high - low < 5:
            found |= {f"{letter}{n}" for n in range(low, high + 1)}
    return found


def test_a_range_names_all_that_is_in_it() -> None:
    assert items("D4 and E7-E9, not A1-A23") == {"D4", "E7", "E8", "E9"}


def test_a_home_of_every_item_names_it_where_it_runs_is_played_or_is_asked() -> None:
    """The way back: who reads the module, config, scenario or exercise finds the item there."""
    missing = set()
    for text, number, _, homes in ROW.findall(TEXT):
        paths = [path for path in re.findall(r"`([^`]+)`", homes) if not path.startswith("docs")]
        carried = [
            path for path in paths if f"{text}{number}" in items((ROOT / path).read_text("utf-8"))
        ]
        if not carried:
            missing.add(f"{text}{number}")
    assert missing == TOLD


def test_what_is_only_told_is_told() -> None:
    page = (ROOT / "docs" / "background.md").read_text("utf-8")
    assert items(page) >= TOLD


def test_every_command_of_the_playbook_page_names_things_that_exist() -> None:
    page = (ROOT / "docs" / "draaiboek.md").read_text("utf-8")
    for names in re.findall(r"instrument=\[([a-z_,]+)\]", page):
        for name in names.split(","):
            assert (ROOT / "configs" / "instrument" / f"{name}.yaml").exists(), name
    for form in re.findall(r"contract_form=([a-z_]+)", page):
        assert (ROOT / "configs" / "form" / f"{form}.yaml").exists(), form
    from simulator.engine.params import PARAMETERS

    for number in re.findall(r"params\.([a-z_]+)", page):
        assert number in PARAMETERS, number


def test_every_scenario_has_its_findings() -> None:
    page = (ROOT / "docs" / "scenarios.md").read_text("utf-8")
    scenarios = {file.stem for file in (ROOT / "configs" / "scenario").glob("*.yaml")}
    of_evidence = {"region", "null"}  # judged claim by claim by `gunfactor evidence`
    twins = {
        name for name in scenarios if re.search(r"-(argue|no-|one|many|together|without)", name)
    }
    for name in scenarios - of_evidence - twins:
        assert f"`{name}`" in page, name
