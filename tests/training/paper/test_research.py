"""Research: off by default, asked of each team, only yes counts, and nothing says who they are."""

import json
from dataclasses import replace

import pytest

from simulator.training.debrief.agenda import names
from simulator.training.game import reducer
from simulator.training.game.refused import Refused
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup
from simulator.training.paper import export, research
from simulator.training.paper.research import NotAllowed
from tests.training import cases
from tests.training.hands import sent


def opened(mode: str = "model", asked: bool = True) -> Room:
    setup = Setup(
        "room", "proef", 1, mode=mode, case=cases.scenario(), research=asked, steps=names()
    )
    return reducer.opened(setup.sealed())


def played(now: Room) -> Room:
    now = sent(now, "", 1, "start")
    for team in now.teams:
        if pending := now.pending(team):
            now = sent(now, team, 1, pending[0].kind, move="hard", offer="hold")
    return sent(now, "", 1, "bets")


def teams(now: Room, names: str, yes: str) -> Room:
    for name in names:
        now = sent(now, name, 0, "joined", alias=f"Team {name.upper()}")
    for name in yes:
        now = sent(now, name, 0, "research", yes=True)
    return now


def rows(now: Room) -> list[dict]:
    return [json.loads(line) for line in research.lines(now).splitlines()]


def test_a_room_does_not_ask_unless_the_trainer_wants_it():
    assert not Setup("room", "proef", 1).research
    now = teams(opened(asked=False), "abc", "")
    with pytest.raises(Refused):
        sent(now, "a", 0, "research", yes=True)
    with pytest.raises(NotAllowed, match="off"):
        research.lines(now)


def test_an_older_room_without_the_setting_is_one_that_did_not_ask():
    raw = json.loads(opened().setup.to_json())
    del raw["research"]
    assert Setup.from_json(json.dumps(raw)).research is False


def test_only_teams_that_said_yes_are_in_the_file():
    now = played(teams(opened(), "abcd", "abc"))
    found = rows(now)
    assert found[0] | {"teams_asked": 4, "teams_in_this_file": 3} == found[0]
    assert {row.get("team") for row in found[1:]} == {"", "1", "2", "3"}
    assert sum(row["kind"] == "table" for row in found) == 3
    assert sum(row["kind"] == "result-0" for row in found) == 3


def test_silence_is_no_and_three_must_say_yes():
    now = played(teams(opened(), "abcd", "ab"))
    with pytest.raises(NotAllowed, match="too_few"):
        research.lines(now)


@pytest.mark.parametrize("when", ["play", "paused", "closed"])
def test_a_team_may_change_its_mind_at_any_time(when):
    now = teams(opened(), "abc", "abc")
    now = sent(now, "", 1, "start")
    if when == "paused":
        now = sent(now, "", 1, "pause")
    if when == "closed":
        now = sent(now, "", 1, "close")
    assert len(research.willing(now)) == 3
    now = sent(now, "b", 1, "research", yes=False)
    assert len(research.willing(now)) == 2
    with pytest.raises(NotAllowed):
        research.lines(now)
    now = sent(now, "b", 2, "research", yes=True)
    assert len(research.willing(now)) == 3


def test_a_double_click_is_one_answer():
    now = teams(opened(), "a", "a")
    for number in (0, 2, -1, 99):
        with pytest.raises(Refused):
            sent(now, "a", number, "research", yes=False)
    assert research.said_yes(now.teams["a"])


@pytest.mark.parametrize("data", [{}, {"yes": "ja"}, {"yes": 1}, {"yes": None}])
def test_anything_but_yes_is_no(data):
    now = sent(teams(opened(), "a", ""), "a", 0, "research", **data)
    assert not research.said_yes(now.teams["a"])


def test_both_sides_of_a_talk_must_agree():
    now = opened("teams")
    for i in range(4):
        for role in ("seller", "buyer"):
            name = f"{role[0]}{i}"
            now = sent(now, name, 0, "joined", alias=name, role=role, table=f"t{i}")
            if name != "b3":
                now = sent(now, name, 0, "research", yes=True)
    assert {one.name for one in research.willing(now)} == {
        "s0", "b0", "s1", "b1", "s2", "b2",
    }  # fmt: skip


def test_nothing_says_who_they_are():
    now = teams(opened(), "abcdefgh", "abcdefgh")
    now = sent(now, "a", 0, "preparation", goal="Geheim doel")
    now = sent(
        sent(now, "", 1, "rename", team="b", alias="Bea"), "", 1, "nudge", team="a", text="Hoi"
    )
    now = sent(played(now), "a", 0, "resolve", text="Ik ga luisteren", share=True)
    said = research.lines(now)
    for secret in ("Team A", "Bea", "Geheim", "luisteren", "Hoi", "nudge", "rename", '"room"'):
        assert secret not in said
    order = [one.name for one in research.willing(now)]
    assert order != sorted(order), "the order of joining is not in it"
    assert order == [one.name for one in research.willing(replace(now))], "and is always the same"


def test_the_ordinary_log_has_only_texts_that_were_shared():
    now = teams(opened(), "abc", "")
    now = sent(now, "a", 0, "preparation", goal="Geheim doel")
    now = sent(played(now), "a", 0, "resolve", text="Ik ga luisteren", share=True)
    now = sent(now, "b", 0, "resolve", text="Alleen voor mij", share=False)
    said = export.csv_text(now, free_text=True)
    assert "luisteren" in said
    assert "Geheim" not in said
    assert "Alleen voor mij" not in said
    assert "luisteren" not in export.csv_text(now)
