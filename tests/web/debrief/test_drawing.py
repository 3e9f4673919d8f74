"""Every step of the debrief can be drawn, for a team and on the wall, in both languages."""

import json
import re

import pytest

from simulator import i18n
from simulator.training.debrief import agenda
from simulator.training.debrief.step import group, viewer
from simulator.training.game.room import Room
from simulator.web.debrief import drawing
from simulator.web.ui import elements
from tests.training.finished import finished
from tests.training.hands import opened, sent, started

NAMES = agenda.names()
NEW = """
PHASE, ORDER, WATCHED = "apply", 1, True

from simulator.training.debrief.step import Printed


def team(viewer, lang):
    return ["een zin"]


def room(group, lang):
    return "een zin"


def printed(view, lang):
    return Printed([view], True, "klein")
"""


@pytest.fixture(scope="module")
def done() -> Room:
    return sent(finished(), "a", 0, "choice", meeting=3, kind="table", move="stilte")


def tree(step: str, view: object, lang: str, wall: bool) -> str:
    draw = drawing.draw_for_room if wall else drawing.draw_for_team
    return elements.tree_of(lambda: draw(step, view, lang))


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_step_is_drawn_for_a_team_and_on_the_wall(name, lang, done):
    step = agenda.agenda()[name]
    drawn = [tree(name, view, lang, False) for view in step.team(viewer(done, "a"), lang)]
    drawn.append(tree(name, step.room(group(done), lang), lang, True))
    for said in drawn:
        assert json.loads(said)
        assert re.search(r"\w{3}", said)
        assert "object at 0x" not in said


@pytest.mark.parametrize("name", NAMES)
def test_with_one_team_the_wall_is_drawn_as_well(name):
    now = sent(started(opened(seed=3), a="seller"), "", 1, "bets")
    assert json.loads(tree(name, agenda.agenda()[name].room(group(now), "nl"), "nl", True))


def test_every_step_has_a_drawing_and_every_drawing_a_step():
    files = {file.stem for file in drawing.FOLDER.glob("*.py")} - {"__init__"}
    assert files == set(NAMES)


def test_a_step_without_a_drawing_shows_what_is_printed(tmp_path, monkeypatch):
    (tmp_path / "new_one.py").write_text(NEW, encoding="utf-8")
    label = 'label: { nl: "Nieuw", en: "New" }'
    (tmp_path / "new_one.yaml").write_text(label, encoding="utf-8")
    steps = agenda.agenda(tmp_path)
    monkeypatch.setattr(drawing, "agenda", lambda: steps)
    for wall in (False, True):
        said = tree("new_one", "een zin", "nl", wall)
        assert "een zin" in said
        assert "klein" in said


def test_that_the_other_was_a_team_is_said_beside_the_rules(done):
    now = started(opened("teams", seed=4), a="seller", b="buyer")
    now = sent(now, "", 1, "bets")
    (view,) = agenda.agenda()["rules"].team(viewer(now, "a"), "nl")
    assert "De ander was een team." in tree("rules", view, "nl", False)
    (view,) = agenda.agenda()["rules"].team(viewer(done, "a"), "nl")
    assert "De ander was een team." not in tree("rules", view, "nl", False)
