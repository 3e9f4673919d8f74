"""A table of three: one provider, two funders, tied by attention and the wrong pocket."""

from dataclasses import replace

import numpy as np

from simulator.training.case import scenarios
from simulator.training.debrief import agenda
from simulator.training.game import reducer, replay
from simulator.training.game.events import Event
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup
from simulator.training.views.debrief import debrief_view
from simulator.training.views.participant import participant_view
from tests.training.hands import sent, started, strategic

NAME = "drie-aan-tafel"
RUNS = np.arange(150, dtype=np.uint64)
MOVE = {"move": "open_vraag", "offer": "little"}


def opened(mode: str) -> Room:
    return reducer.opened(Setup("room", NAME, 6, mode=mode, steps=agenda.names()).sealed())


def years(insurer: str, municipality: str) -> dict[str, np.ndarray]:
    """Six years in which the funders play these strategies."""
    case = scenarios.prepared(NAME)
    index = case.world.strategy_names.index
    styles = {"inkoper": index(insurer), "contractmanager": index(municipality)}
    other = replace(case, styles={**case.styles, **styles})
    done = replay.played(other, replay.undecided(other, {}), 1, RUNS, moments=False)
    return replay.years_on(other, done, {}, 1, RUNS)


def test_against_the_model_the_provider_sits_at_both_tables():
    now = started(opened("model"), a="zorgverkoper")
    assert {one.kind for one in now.pending("a")} == {"table", "table-1"}
    view = participant_view(now, "a", "nl")
    assert [talk.counterpart for talk in view.talks] == ["zorginkoper", "contractmanager"]
    assert len(view.role_card.batna_by_table) == 2
    now = sent(now, "a", 1, "table-1", **MOVE)
    assert {one.kind for one in now.pending("a")} == {"table", "between"}


def test_in_between_there_is_time_for_one_of_the_two():
    now = started(opened("model"), a="zorgverkoper")
    now = sent(sent(now, "a", 1, "table", **MOVE), "a", 1, "table-1", **MOVE)
    (one,) = now.pending("a")
    assert (one.kind, one.meeting) == ("between", 1)
    choices = participant_view(now, "a", "nl").decisions[0].relations
    assert [choice.label for choice in choices] == ["zorginkoper", "contractmanager"]
    called = sent(now, "a", 1, "between", move="bellen", relation=1)
    rested = sent(now, "a", 1, "between", move="niets", relation=1)
    tension = [
        [float(one.tables["a"].played.moments[0, d, 2, 0, 1]["tension"]) for d in range(2)]
        for one in (rested, called)
    ]
    assert tension[0][0] == tension[1][0], "the insurer was not called"
    assert tension[0][1] > tension[1][1], "the municipality was"
    assert {one.meeting for one in called.pending("a")} == {2}


def test_a_third_table_is_no_choice():
    now = started(opened("model"), a="zorgverkoper")
    now = sent(sent(now, "a", 1, "table", **MOVE), "a", 1, "table-1", **MOVE)
    for relation in (2, -1, "1", True):
        event = Event("room", "a", 1, "between", {"move": "bellen", "relation": relation})
        refused = reducer.refusal(now, event)
        assert refused is not None
        assert refused.key == "bad_data"


def test_three_teams_play_one_table_to_the_debrief():
    now = started(opened("three"), a="zorgverkoper", b="inkoper", c="contractmanager")
    assert list(now.tables) == ["a"]
    assert not now.pending("a")
    assert [one.kind for one in now.pending("b")] == ["table"]
    assert [one.kind for one in now.pending("c")] == ["table-1"]
    while waiting := [(team, one) for team in "abc" for one in now.pending(team)]:
        team, one = waiting[0]
        now = sent(now, team, one.meeting, one.kind, **strategic(now.tables["a"], one))
    now = sent(now, "", 1, "bets")
    for step in range(1, 11):
        now = sent(now, "", step, "reveal", step=step)
    seen = debrief_view(now, "a", "nl")
    assert len(seen.tables) == 2
    assert len(seen.shown["trajectory"]) == 2
    assert {one.counterpart for one in seen.shown["rules"][0].reactions} == {
        "zorginkoper",
        "contractmanager",
    }
    for team in "bc":
        assert len(debrief_view(now, team, "nl").tables) == 1


def test_the_year_waits_for_both_tables():
    now = started(opened("model"), a="zorgverkoper")
    while now.pending("a") and not now.tables["a"].over_at(0):
        one = now.pending("a")[0]
        data = {"move": "niets"} if one.kind == "between" else MOVE
        if one.kind == "table" and one.meeting > 3:
            data = {"accept": True}
        now = sent(now, "a", one.meeting, one.kind, **data)
    table = now.tables["a"]
    assert table.over_at(0)
    assert not table.over_at(1)
    assert not table.over
    view = participant_view(now, "a", "nl")
    assert view.talks[0].ending.points > 0
    assert view.talks[1].ending is None


def test_what_only_one_funder_pays_for_goes_to_the_wrong_pocket():
    spilt = {
        funders: years(*funders)["spill"][:, 1:].sum(axis=2).mean()
        for funders in (("collab", "press"), ("collab", "collab"))
    }
    assert spilt["collab", "press"] > 5 * spilt["collab", "collab"]


def test_each_gains_when_the_other_funder_goes_along():
    alone, together = years("collab", "press"), years("collab", "collab")
    content = [found["content_value"][:, 1:, 0, 1].mean() for found in (alone, together)]
    assert content[1] > content[0]
