"""The steps of the debrief: each file keeps its promises, and a new file is a new step."""

import dataclasses
import typing
from typing import Any

import pytest

from simulator import i18n
from simulator.training.debrief import agenda
from simulator.training.debrief.agenda import StepError
from simulator.training.debrief.anonymity import TooFew
from simulator.training.debrief.step import Player, Printed, Viewer, group, viewer
from simulator.training.game.room import Room
from simulator.training.words import text
from tests.training.finished import finished
from tests.training.hands import opened, sent, started, told

NAMES = agenda.names()
TEXTS = 'label: { nl: "Stilte", en: "Silence" }'
SOUND = """
PHASE = "apply"
ORDER = 85
WATCHED = True


def team(viewer, lang):
    return [viewer.team.alias]


def room(group, lang):
    return len(group.finished)


def printed(view, lang):
    return Printed([view])


from simulator.training.debrief.step import Printed
"""
BROKEN = {
    'PHASE = "apply"': "needs ORDER, WATCHED, team, room, printed",
    SOUND.replace('"apply"', '"later"'): "choose one of describe, analyse, apply",
    SOUND.replace("85", "'last'"): "ORDER is 'last'; expected a number",
    "raise RuntimeError('away')": "RuntimeError: away",
}


@pytest.fixture(scope="module")
def done() -> Room:
    return finished()


def views(name: str, now: Room, lang: str) -> list[Any]:
    """All that a step shows, of a team, of who watches and on the wall."""
    step = agenda.agenda()[name]
    shown = [*step.team(viewer(now, "a"), lang), step.room(group(now), lang)]
    return shown + (step.team(Viewer(now, now.teams["a"]), lang) if step.watched else [])


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_step_has_what_it_needs_in_both_languages(name, lang, done):
    step = agenda.agenda()[name]
    assert step.label[lang].strip()
    assert text(f"phase.{step.phase}", lang).strip()
    for view in views(name, done, lang):
        assert dataclasses.is_dataclass(view)
        assert view.__dataclass_params__.frozen
        assert "{" not in "".join(words(dataclasses.asdict(view))), "a place that was not filled"
    (first, *_) = step.team(viewer(done, "a"), lang)
    printed = step.printed(first, lang)
    assert isinstance(printed, Printed)
    assert any(line.strip() for line in printed.lines)


def words(shown: Any) -> list[str]:
    """All texts in a view."""
    if isinstance(shown, dict):
        return [word for inner in shown.values() for word in words(inner)]
    if isinstance(shown, list):
        return [word for inner in shown for word in words(inner)]
    return [shown] if isinstance(shown, str) else []


@pytest.mark.parametrize("name", NAMES)
def test_a_step_says_different_words_in_the_two_languages(name, done):
    step = agenda.agenda()[name]
    assert step.label["nl"] != step.label["en"]
    dutch, english = (views(name, done, lang) for lang in i18n.LANGUAGES)
    assert dutch != english
    assert told(group_of(dutch)) != told(group_of(english))


def group_of(shown: list[Any]) -> Any:
    """The views as one record."""
    return dataclasses.make_dataclass("All", ["shown"])(shown)


@pytest.mark.parametrize("name", NAMES)
def test_fewer_than_three_teams_are_never_told_about_together(name):
    """What is on the wall of one team is the same for all, or says that there are too few."""
    now = sent(started(opened(seed=3), a="seller"), "", 1, "bets")
    shown = agenda.agenda()[name].room(group(now), "nl")
    if name in ("happened", "bets", "apply", "other"):
        assert "seller mandate" not in told(shown)
        assert not getattr(shown, "statements", None)
    else:
        assert isinstance(shown, TooFew)


@pytest.mark.parametrize("name", NAMES)
def test_the_wall_marks_nobody(name, done):
    said = told(agenda.agenda()[name].room(group(done), "nl"))
    assert not [team.alias for team in done.teams.values() if team.alias in said]


def test_all_files_of_the_folder_are_steps_in_the_order_in_which_they_teach():
    files = {file.stem for file in agenda.FOLDER.glob("*.py")} - {"__init__"}
    assert files == set(NAMES)
    phases = [agenda.agenda()[name].phase for name in NAMES]
    assert phases == sorted(phases, key=agenda.PHASES.index), "describe, then analyse, then apply"
    assert len({agenda.agenda()[name].order for name in NAMES}) == len(NAMES)


def test_a_new_file_is_a_new_step_in_its_place(tmp_path, done):
    (tmp_path / "silence.py").write_text(SOUND, encoding="utf-8")
    (tmp_path / "silence.yaml").write_text(TEXTS, encoding="utf-8")
    (tmp_path / "opening.py").write_text(SOUND.replace("85", "5"), encoding="utf-8")
    (tmp_path / "opening.yaml").write_text(TEXTS.replace("Stilte", "Begin"), encoding="utf-8")
    steps = agenda.agenda(tmp_path)
    assert list(steps) == ["opening", "silence"]
    step = steps["silence"]
    assert (step.label["nl"], step.phase, step.watched) == ("Stilte", "apply", True)
    who = viewer(done, "a")
    assert isinstance(who, Player)
    (view,) = step.team(who, "nl")
    assert step.printed(view, "nl").lines == ["Team Rood"]
    assert step.room(group(done), "nl") == 3


@pytest.mark.parametrize("source", BROKEN)
def test_a_file_that_is_no_step_is_told_what_it_lacks(tmp_path, source):
    (tmp_path / "silence.py").write_text(source, encoding="utf-8")
    (tmp_path / "silence.yaml").write_text(TEXTS, encoding="utf-8")
    with pytest.raises(StepError, match=r"silence\.py") as wrong:
        agenda.agenda(tmp_path)
    assert BROKEN[source] in str(wrong.value)


@pytest.mark.parametrize("name", NAMES)
def test_views_of_a_step_say_what_is_in_them(name):
    """No field is just anything: the type checker sees what is read from a view."""
    step = agenda.agenda()[name]
    for function in (step.team, step.room):
        shown = typing.get_type_hints(function)["return"]
        assert not loose(shown, set()), name


def loose(kind: Any, seen: set[Any]) -> list[str]:
    """Where `Any` stands in a type, through all its fields."""
    if kind is Any:
        return ["Any"]
    if kind in seen or not (dataclasses.is_dataclass(kind) or typing.get_args(kind)):
        return []
    seen.add(kind)
    inner = typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        inner = tuple(typing.get_type_hints(kind).values())
    return [found for one in inner for found in loose(one, seen)]


def test_the_check_of_views_sees_what_is_loose():
    leaky = dataclasses.make_dataclass("Leaky", [("rows", list[dict[str, Any]])])
    assert loose(list[leaky], set()) == ["Any"]


def test_a_step_without_texts_asks_for_them(tmp_path):
    (tmp_path / "silence.py").write_text(SOUND, encoding="utf-8")
    with pytest.raises(StepError, match=r"expected its texts \(label\) beside it in silence.yaml"):
        agenda.agenda(tmp_path)


def test_texts_without_a_step_are_seen():
    there = {file.stem for file in (i18n.PLACES[-1] / "debrief").glob("*.yaml")}
    assert there == set(NAMES)
