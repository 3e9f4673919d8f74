"""Lessons: every file can be shown, and a broken one is told in sentences."""

import pytest

from simulator.config.catalogue import configs, files
from simulator.training.demo import lesson as lessons
from simulator.training.demo.lesson import LessonError, Show

STRATEGIES = tuple(files("strategy", [configs()]))
GOOD = """
title: { nl: a, en: b }
summary: { nl: a, en: b }
minutes: 5
steps:
  - { kind: say, title: { nl: a, en: b }, text: { nl: a, en: b } }
  - { kind: show, title: { nl: a, en: b }, text: { nl: a, en: b }, play: { provider: hard } }
"""


def read(tmp_path, text):
    file = tmp_path / "les.yaml"
    file.write_text(text, encoding="utf-8")
    return lessons.read(file, STRATEGIES)


@pytest.mark.parametrize("name", lessons.names())
def test_every_lesson_can_be_shown(name):
    found = lessons.lesson(name, STRATEGIES)
    kinds = [step.kind for step in found.steps]
    assert "bet" in kinds, "a lesson lets the room predict"
    assert kinds.index("bet") < kinds.index("show"), "and it does so before anything is shown"
    assert kinds[-1] == "explain", "and ends with what not to conclude"


def test_a_sound_lesson_is_read(tmp_path):
    found = read(tmp_path, GOOD)
    assert isinstance(found.steps[1], Show)
    assert found.steps[1].play.play().provider == "hard"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("provider: hard", "provider: hrd", "no strategy 'hrd'"),
        ("provider: hard", "provider: hard, pressure: 9", "pressure: expected a number from 0"),
        ("kind: say", "kind: tell", "tell"),
        ("minutes: 5", "minutes: soon", "minutes"),
        ("minutes: 5", "minutes: 5\ntypo: 1", "typo"),
        ("steps:", "steps: [", "cannot be read as YAML"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_key(tmp_path, before, after, said):
    with pytest.raises(LessonError) as caught:
        read(tmp_path, GOOD.replace(before, after))
    assert said in str(caught.value)
    assert "les.yaml" in str(caught.value)


def test_an_unknown_lesson_names_those_that_exist():
    with pytest.raises(LessonError, match="gunfactor"):
        lessons.lesson("../secret", STRATEGIES)
