"""A room is a fold over its events: joining, deciding, pausing, moving on."""

import random
from dataclasses import replace

import pytest

from simulator.training.case import scenarios
from simulator.training.case.checks import ScenarioError
from simulator.training.game import reducer
from simulator.training.game.events import Event
from simulator.training.game.refused import OtherVersion, Refused
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup
from simulator.training.views.participant import DeliveredCard, participant_view
from tests.training import cases
from tests.training.hands import opened, played_on, sent, started

MOVE = {"move": "open_vraag", "offer": "little"}


def moved(now: Room, team: str, **data: object) -> Room:
    """The first thing that a team has to decide, decided."""
    one = now.pending(team)[0]
    return sent(now, team, one.meeting, one.kind, **(data or MOVE))


def until(now: Room, team: str, meeting: int) -> Room:
    """A team plays on until a meeting starts."""
    while now.pending(team) and now.pending(team)[0].meeting < meeting:
        one = now.pending(team)[0]
        now = moved(now, team, **({"move": "niets"} if one.kind == "between" else MOVE))
    return now


def refused(now: Room, team: str, meeting: int, kind: str, /, **data: object) -> str:
    """Why an event cannot happen."""
    found = reducer.refusal(now, Event("room", team, meeting, kind, data))
    assert found is not None, "it could happen"
    assert found.sentence("nl") != found.sentence("en")
    return found.key


def test_the_same_events_give_the_same_room():
    now = opened(seed=4)
    now = started(now, a="seller", b="seller")
    rng = random.Random(1)
    for _ in range(30):
        waiting = [team for team in "ab" if now.pending(team)]
        if not waiting:
            break
        team = rng.choice(waiting)
        kind = now.pending(team)[0].kind
        now = moved(now, team, **({"move": "bellen"} if kind == "between" else MOVE))
    again = reducer.folded(now.setup, [Event.from_json(event.to_json()) for event in now.log])
    for team in "ab":
        assert participant_view(again, team, "nl") == participant_view(now, team, "nl")


def test_a_room_changes_nothing_in_the_room_it_came_from():
    before = started(opened(), a="seller")
    seen = participant_view(before, "a", "nl")
    moved(before, "a")
    assert participant_view(before, "a", "nl") == seen


def test_a_second_click_changes_nothing():
    now = started(opened(), a="seller")
    once = moved(now, "a")
    assert refused(once, "a", 1, "table", **MOVE) == "already"
    twice = reducer.folded(once.setup, [*once.log, once.log[-1]])
    assert participant_view(twice, "a", "nl") == participant_view(once, "a", "nl")


def test_what_cannot_happen_is_passed_over_when_a_room_is_folded():
    setup = opened().setup
    noise = [
        Event("room", "a", 1, "table", MOVE),
        Event("elsewhere", "a", 0, "joined", {"alias": "a"}),
        Event("room", "a", 0, "joined", {"alias": "a"}),
        Event("room", "x", 0, "reveal", {"step": 3}),
        Event("room", "", 1, "start", {}),
    ]
    now = reducer.folded(setup, noise)
    assert [event.kind for event in now.log] == ["joined", "start"]
    assert now.pending("a")


def test_another_version_of_the_scenario_is_not_replayed():
    setup = opened().setup
    other = replace(setup, case=cases.scenario(season=1))
    with pytest.raises(OtherVersion):
        reducer.opened(other)
    assert reducer.opened(replace(other, version="")).case.season == 1


@pytest.mark.parametrize(
    ("setting", "value"),
    [("mode", "solo"), ("pace", "fast"), ("difficulty", "mean"), ("luck", "bad"), ("seed", -1),
     ("mode", "three")],
)  # fmt: skip
def test_a_setting_that_does_not_exist_is_named(setting, value):
    setup = replace(opened().setup, version="", **{setting: value})
    with pytest.raises(ValueError, match=setting):
        reducer.opened(setup)


def test_an_unknown_scenario_is_answered_with_the_nearest():
    with pytest.raises(ScenarioError) as found:
        Setup("room", "rust-opent-het-gespek", 1).sealed()
    assert "rust-opent-het-gesprek" in found.value.problems[0]


def test_a_setup_survives_being_written():
    setup = opened().setup
    assert Setup.from_json(setup.to_json()) == setup
    with pytest.raises(ValueError, match="expected a setup"):
        Setup.from_json('{"colour": "red"}')


def test_nothing_is_decided_in_the_lobby_or_in_a_pause():
    now = sent(opened(), "a", 0, "joined", alias="a")
    assert refused(now, "a", 1, "table", **MOVE) == "not_now"
    now = sent(now, "", 1, "start")
    paused = sent(now, "", 1, "pause")
    assert refused(paused, "a", 1, "table", **MOVE) == "paused"
    assert moved(sent(paused, "", 1, "resume"), "a").pending("a")[0].kind == "between"


def test_only_what_is_due_can_be_decided():
    now = started(opened(), a="seller")
    assert refused(now, "a", 2, "table", **MOVE) == "not_now"
    assert refused(now, "a", 1, "between", move="bellen") == "not_now"
    assert refused(now, "a", 1, "answer", accept=True) == "not_now"
    assert refused(now, "b", 1, "table", **MOVE) == "no_team"


@pytest.mark.parametrize(
    "data",
    [
        {}, {"move": "slaan"}, {"move": None}, {"move": "hard", "offer": "all"},
        {"move": "hard", "offer": "demand", "demand": 1.2},
        {"move": "hard", "offer": "demand", "demand": float("nan")},
        {"move": "hard", "offer": "demand", "demand": True},
        {"move": "hard", "offer": "package", "package": {"tariff": 2}},
        {"move": "hard", "offer": "package",
         "package": {"tariff": 9, "volume": 100, "wait": 8, "risk": 10}},
        {"move": "hard", "offer": "package",
         "package": {"tariff": "2", "volume": 100, "wait": 8, "risk": 10}},
        {"move": "hard", "mediate": 3}, {"move": ["hard"]}, {"accept": "yes"},
    ],
)  # fmt: skip
def test_what_is_no_move_is_refused(data):
    now = started(opened(), a="seller")
    assert refused(now, "a", 1, "table", **data) in ("bad_data", "package")


def test_an_offer_can_be_accepted_only_when_there_is_one():
    now = started(opened("teams"), b="buyer", a="seller")
    assert refused(now, "b", 1, "table", accept=True) == "no_offer"
    now = moved(now, "b")
    assert participant_view(now, "a", "nl").decisions[0].can_accept
    done = moved(now, "a", accept=True)
    sitting = done.sitting("a")
    assert sitting is not None
    assert sitting.over


def test_two_teams_wait_for_each_other():
    now = started(opened("teams"), a="seller", b="buyer")
    assert now.tables.keys() == {"a"}
    assert [one.kind for one in now.pending("b")] == ["table"], "the funder opens"
    assert not now.pending("a")
    assert "zorginkoper" in str(participant_view(now, "a", "nl").waiting)
    now = moved(now, "b")
    assert now.pending("a")
    assert now.waiting_for() == ["a"]
    now = moved(now, "a")
    assert {one.kind for team in "ab" for one in now.pending(team)} == {"between"}
    now = moved(now, "a", move="bellen")
    assert not now.pending("a"), "both do something in between"
    now = moved(now, "b", move="niets")
    assert now.pending("b")[0].meeting == 2


def test_the_last_offer_gets_an_answer():
    now = started(opened("teams"), a="seller", b="buyer")
    while not any(one.kind == "answer" for one in now.pending("b")):
        team = next(team for team in "ab" if now.pending(team))
        kind = now.pending(team)[0].kind
        now = moved(now, team, move="niets" if kind == "between" else "voorstel")
    assert participant_view(now, "b", "nl").decisions[0].can_accept
    signed = moved(now, "b", accept=True)
    walked = moved(now, "b", accept=False)
    assert participant_view(signed, "a", "nl").talks[0].ending.key == "agreed"
    assert participant_view(walked, "a", "nl").talks[0].ending.key != "agreed"


def test_a_role_is_taken_once_at_a_table():
    now = sent(opened("teams"), "a", 0, "joined", alias="a", role="seller")
    assert refused(now, "b", 0, "joined", alias="b", role="seller", table="a") == "role_taken"
    now = sent(now, "b", 0, "joined", alias="b", role="seller")
    now = sent(now, "c", 0, "joined", alias="c", role="buyer")
    assert now.teams["c"].table == "a", "a free chair first"
    assert now.teams["b"].table == "b"


def test_who_comes_late_starts_at_the_start_or_takes_a_free_chair():
    now = until(started(opened(), a="seller"), "a", 4)
    now = sent(now, "b", 0, "joined", alias="b")
    assert now.pending("b")[0].meeting == 1
    teams = until(started(opened("teams"), a="seller"), "a", 4)
    late = sent(teams, "b", 0, "joined", alias="b", role="buyer")
    assert late.teams["b"].table == "a"
    before = participant_view(teams, "a", "nl").talks[0].lines
    assert participant_view(late, "a", "nl").talks[0].lines[: len(before)] == before
    done = late
    while not done.pending("b") and done.pending("a"):
        kind = done.pending("a")[0].kind
        done = moved(done, "a", **({"move": "niets"} if kind == "between" else MOVE))
    assert done.pending("b"), "the funder's next turn is the team's"


def test_who_comes_late_with_a_common_pace_joins_the_others():
    setup = replace(opened().setup, pace="together", version="")
    now = reducer.opened(setup.sealed())
    now = until(started(now, a="seller"), "a", 3)
    now = sent(now, "b", 0, "joined", alias="b")
    assert now.pending("b")[0].meeting == 3
    assert now.pending("a")[0].meeting == 3


def test_with_a_common_pace_nobody_runs_ahead():
    setup = replace(opened().setup, pace="together", version="")
    now = started(reducer.opened(setup.sealed()), a="seller", b="seller")
    now = moved(moved(now, "a"), "a", move="niets")
    assert not now.pending("a")
    assert now.waiting_for() == ["b"]
    assert refused(now, "a", 2, "table", **MOVE) == "not_now"
    now = moved(moved(now, "b"), "b", move="niets")
    assert now.pending("a")[0].meeting == 2


def test_the_trainer_moves_on_and_who_did_not_move_was_silent():
    now = started(opened(), a="seller", b="seller")
    now = sent(moved(now, "a"), "", 1, "advance", meeting=1)
    assert {now.pending(team)[0].meeting for team in "ab"} == {2}
    own = [line for line in participant_view(now, "b", "nl").talks[0].lines
           if line.who == "you"]  # fmt: skip
    assert [line.move for line in own] == ["stilte"]
    ended = sent(now, "", 2, "advance", meeting=9)
    assert all(table.over for table in ended.tables.values())


def test_a_bot_plays_on_and_a_team_that_comes_back_goes_on():
    now = started(opened("teams"), a="seller", b="buyer")
    now = moved(moved(now, "b"), "a")
    now = sent(now, "", 1, "bot", team="b")
    assert refused(now, "b", 1, "between", move="niets") == "bot"
    now = moved(now, "a", move="niets")
    assert now.pending("a")[0].meeting == 2, "the model has spoken for the buyer"
    now = sent(now, "", 1, "human", team="b")
    now = moved(moved(now, "a"), "a", move="niets")
    assert now.pending("b"), "and now the team is asked again"


def test_a_team_that_is_removed_holds_nobody_up():
    now = started(opened("teams"), a="seller", b="buyer")
    now = sent(now, "", 1, "remove", team="b")
    assert refused(now, "b", 1, "table", **MOVE) == "removed"
    assert now.pending("a")
    assert [one.name for one in now.players] == ["a"]


def test_when_the_bets_open_every_table_is_played_to_its_end():
    now = until(started(opened(), a="seller", b="seller"), "a", 3)
    now = sent(now, "", 1, "bets")
    assert all(table.over for table in now.tables.values())
    assert refused(now, "a", 3, "table", **MOVE) == "not_now"


def test_the_reveal_goes_step_by_step():
    now = sent(started(opened(), a="seller"), "", 1, "bets")
    assert refused(now, "", 1, "reveal", step=2) == "step"
    now = sent(now, "", 1, "reveal", step=1)
    assert (now.phase, now.revealed) == ("debrief", 1)
    assert refused(now, "", 1, "reveal", step=2) == "already", "a double click"
    assert now.next_number("reveal") == 2
    for step in range(2, 11):
        now = sent(now, "", step, "reveal", step=step)
    assert refused(now, "", 11, "reveal", step=11) == "step"
    closed = sent(now, "", 1, "close")
    assert refused(closed, "a", 1, "lesson", text="x") == "closed"


def test_forms_are_filled_in_once_and_in_time():
    now = sent(opened(), "a", 0, "joined", alias="a")
    now = sent(now, "a", 0, "statements_before", answers=[1, 2, 3, 4])
    assert refused(now, "a", 0, "statements_before", answers=[1, 2, 3, 4]) == "already"
    assert refused(now, "a", 0, "preparation", guess={"tariff": 9}) == "bad_data"
    assert refused(now, "a", 0, "preparation", guess={"weather": 3}) == "bad_data"
    assert refused(now, "a", 0, "statements_after", answers=[1, 2, 3, 4]) == "not_now"
    now = sent(now, "", 1, "start")
    late = until(now, "a", 3)
    assert refused(late, "a", 0, "preparation", goal="x") == "too_late"
    assert refused(late, "a", 0, "bet", style="calm") == "not_now"
    done = sent(late, "", 1, "bets")
    assert sent(done, "a", 0, "bet", style="calm").teams["a"].forms["bet"] == {"style": "calm"}
    assert refused(done, "a", 0, "bet", style="loud") == "bad_data"
    now = sent(done, "a", 2, "lesson", text="  een\x00 les ", share=True)
    assert now.teams["a"].forms["lesson-2"] == {"text": "een les", "share": True}
    assert refused(now, "a", 6, "lesson", text="x") == "bad_data"


def test_an_event_card_changes_the_talks_from_the_next_meeting_on():
    now = until(started(opened(), a="seller"), "a", 3)
    hit = sent(now, "", 1, "card", card="cut")
    seen = participant_view(hit, "a", "nl")
    assert seen.cards == [DeliveredCard("cut", 4, "Korting", "Minder geld")]
    before = participant_view(now, "a", "nl").talks[0].lines
    assert seen.talks[0].lines == before, "what was said stays as it was"
    chances = [
        [note["chance"] for note in one.tables["a"].played.notes[0, 0] if note["actor"] == 1]
        for one in (until(now, "a", 6), until(hit, "a", 6))
    ]
    assert chances[0][:3] == chances[1][:3]
    assert chances[1][3] > chances[0][3], "pressure makes contention likelier"


def test_somebody_new_at_the_table_knows_less():
    now = until(started(opened(), a="seller"), "a", 5)
    new = sent(now, "", 1, "card", card="new", team="a")
    known = [
        until(one, "a", 7).tables["a"].played.moments[0, 0, 10, 0, 1]["knowledge"]
        for one in (now, new)
    ]
    assert known[1] < 0.75 * known[0]


def test_a_nudge_reaches_one_team():
    now = started(opened(), a="seller", b="seller")
    now = sent(now, "", 1, "nudge", team="a", text="Vraag eens door.")
    assert participant_view(now, "a", "nl").nudges == ["Vraag eens door."]
    assert participant_view(now, "b", "nl").nudges == []


def test_one_screen_asks_the_table_furthest_behind_first():
    now = started(opened(), a="seller", b="seller")
    assert now.hot_seat() == now.teams["a"]
    now = moved(moved(now, "a"), "a", move="niets")
    turn = now.hot_seat()
    assert turn is not None
    assert turn.name == "b"
    assert sent(now, "", 1, "bets").hot_seat() is None


def test_own_luck_differs_by_table_and_shared_luck_does_not():
    def said(luck: str) -> list[list[float]]:
        setup = replace(opened().setup, luck=luck, version="")
        now = started(reducer.opened(setup.sealed()), a="seller", b="seller")
        for team in "ab":
            now = until(now, team, 6)
        return [
            [float(note["demand"]) for note in now.tables[team].played.notes[0, 0]] for team in "ab"
        ]

    shared, own = said("shared"), said("own")
    assert shared[0] == shared[1]
    assert own[0] != own[1]


def test_a_room_holds_sixty_teams_and_no_more():
    now = opened()
    for i in range(60):
        now = sent(now, f"t{i}", 0, "joined", alias="x")
    assert refused(now, "t60", 0, "joined", alias="x") == "full"


@pytest.mark.parametrize("name", ["A", "a b", "", "../x", "a" * 13, "é"])
def test_a_team_has_a_short_plain_name(name):
    now = opened()
    with pytest.raises(Refused):
        reducer.after(now, Event("room", name, 0, "joined", {"alias": "x"}))


def test_a_long_event_is_refused_before_anything_reads_it():
    now = sent(opened(), "a", 0, "joined", alias="a")
    assert refused(now, "a", 0, "preparation", goal="x" * 9000) == "too_long"


def test_an_alias_is_cut_and_loses_what_cannot_be_seen():
    now = sent(opened(), "a", 0, "joined", alias="  <b>Team\x07</b>" + "x" * 80)
    assert now.teams["a"].alias == ("<b>Team</b>" + "x" * 80)[:40]
    now = sent(now, "", 1, "rename", team="a", alias="Rood")
    assert now.teams["a"].alias == "Rood"


def test_an_observer_watches_a_team():
    now = sent(opened(), "a", 0, "joined", alias="a")
    now = sent(now, "o", 0, "joined", alias="o", role="observer", observes="a")
    assert refused(now, "p", 0, "joined", alias="p", role="observer", observes="zz") == "no_team"
    now = sent(now, "", 1, "start")
    assert refused(now, "o", 1, "table", **MOVE) == "not_now"
    assert [one.name for one in now.players] == ["a"]


def test_a_whole_game_by_strategies_ends_at_every_table():
    now = played_on(started(opened("teams", seed=9), a="seller", b="buyer"))
    assert all(table.over for table in now.tables.values())


def test_every_scenario_there_is_can_be_opened_in_each_of_its_modes():
    for name in scenarios.names():
        for mode in scenarios.scenario(name).modes:
            assert reducer.opened(Setup("room", name, 1, mode=mode).sealed()).phase == "lobby"
