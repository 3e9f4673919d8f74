"""Each story is told as it was before; a change is made on purpose and reviewed as a difference."""

import re

import pytest

from simulator.config.compose import catalogue
from tests.golden.transcripts import COMMAND, FOLDER, config, stories, transcript, turning_year

STORIES = stories()
CLOSE = 0.011  # two decimals are written; other machines may round the last one otherwise
NUMBER = re.compile(r"-?\d+\.\d+")


def alike(line: str, other: str) -> bool:
    """The same words, and numbers that differ by rounding at most."""
    if NUMBER.sub("#", line).split() != NUMBER.sub("#", other).split():
        return False
    numbers = [[float(number) for number in NUMBER.findall(text)] for text in (line, other)]
    return all(abs(one - two) < CLOSE for one, two in zip(*numbers, strict=True))


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_told_as_before(name):
    file = FOLDER / f"{name}.txt"
    assert file.exists(), f"no transcript of {name}: run `{COMMAND}`"
    told = transcript(name).splitlines()
    before = file.read_text(encoding="utf-8").splitlines()
    changed = [
        f"- {old}\n+ {new}" for old, new in zip(before, told, strict=False) if not alike(old, new)
    ]
    again = f"if that is meant, run `{COMMAND}` and review the difference"
    assert not changed, f"{name} is told otherwise; {again}:\n" + "\n".join(changed)
    assert len(told) == len(before), f"{name} has more or fewer turns; {again}"


def test_no_transcript_is_left_of_a_story_that_is_gone():
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(STORIES)


def test_there_are_stories_with_their_counterfactuals():
    assert len(STORIES) >= 6
    for name in STORIES:
        other = config(name).counterfactual
        assert other in STORIES
        assert turning_year(name) == turning_year(other)


def test_what_is_no_story_is_not_told():
    assert set(STORIES) < set(catalogue("scenario"))


@pytest.mark.parametrize(
    ("line", "other", "same"),
    [
        ("press 0.50 1.00", "press 0.51 1.00", True),
        ("press 0.50 1.00", "press 0.52 1.00", False),
        ("press 0.50", "argue 0.50", False),
        ("press 0.50", "press 0.50 0.50", False),
        ("press -0.01", "press 0.00", True),
        ("year 3 0.50", "year 4 0.50", False),
    ],
)
def test_a_line_differs_by_its_words_or_by_more_than_rounding(line, other, same):
    assert alike(line, other) == same


def test_the_story_of_calm_shows_how_hardness_meets_calm():
    """What the first story is for: in the year of calm the funder is surprised, then softer."""
    lines = transcript("calm-opens-the-talk").splitlines()
    turns = [line.split() for line in lines[lines.index("") :] if re.match(r" +\d+ +\d+ ", line)]
    provider = [turn for turn in turns if turn[3] == "provider"]
    assert {turn[4] for turn in provider} & {"ask", "pause", "label"}
    surprise = [float(turn[11]) for turn in turns]
    tension = [float(turn[9]) for turn in turns]
    assert max(surprise) > 0.3
    assert tension[-1] < max(tension) - 0.1
