"""Looking back: why the other reacted, what style it was, and what one move could have changed."""

import time

import numpy as np
import pytest

from simulator.measures.access import LATE, access
from simulator.training.debrief import turning_point
from simulator.training.debrief.reasons import reasons
from simulator.training.debrief.styles import bet, style
from simulator.training.debrief.turning_point import Search
from simulator.training.game import replay
from simulator.training.game.match import Sitting
from simulator.training.game.room import Room
from simulator.training.views.looking_back import rules, trajectory
from simulator.training.views.what_if import five_years
from tests.training import hands
from tests.training.hands import opened, sent, started


def season(moves: list[str], seed: int = 5, between: str = "niets", **changes: object) -> Sitting:
    """A season of one team with these moves, a little given each time."""
    now: Room = started(opened(seed=seed, **changes), a="seller")
    rest = iter(moves)
    while now.pending("a"):
        one = now.pending("a")[0]
        if one.kind == "between":
            now = sent(now, "a", one.meeting, "between", move=between)
        else:
            now = sent(now, "a", one.meeting, one.kind, move=next(rest, "stilte"), offer="little")
    found = now.sitting("a")
    assert found is not None
    return found


def place(sitting: Sitting):
    return sitting.case.places("seller")[0]


def test_pressing_twice_hardens_and_says_so():
    sitting = season(["stilte", "hard", "hard"])
    told = [one["sentence"] for one in rules(sitting, place(sitting), "nl")]
    assert told[1].startswith("Je zette druk; ")
    assert told[2].startswith("Je zette voor de tweede keer druk; ")
    assert reasons(sitting, 0, 0)[1].rule in ("mirror.up", "shock.up", "pull.up")
    assert reasons(sitting, 0, 0)[1].change > 0.05


def test_calm_acts_calm_and_the_parts_add_up_to_what_happened():
    sitting = season(["open_vraag", "stilte", "delen", "proces"])
    case, d = sitting.case, 0
    found = reasons(sitting, 0, 0)
    for one in found[:4]:
        moments = sitting.played.moments[0, d, one.turn - 1]
        strategy = case.world.strategies[moments[0, 1]["strategy"]]
        before, after = moments[0, 1], moments[1, 1]
        shared = sitting.played.shared[0, d, one.turn - 1]
        p = case.params[0]
        leak = strategy["reactivity"] * p["tension_to_acts"]
        moved = (
            strategy["mirroring"] * (after["hardness_met"] - before["hardness_met"])
            + leak * (after["tension"] - before["tension"])
            - p["ownership_softens"] * (shared[1] - shared[0])
        )
        names = ("mirror", "pull", "relief", "shock", "contagion", "ownership")
        assert sum(one.parts[name] for name in names) == pytest.approx(moved, abs=1e-9)
    assert found[0].rule == "mirror.down"


@pytest.mark.parametrize("name", ["hard", "argue", "calm", "open"])
def test_a_strategy_played_by_hand_is_recognised(name):
    right = 0
    for seed in range(1, 9):
        room = hands.opened("model", seed, params={"override_calm": 0.0})
        world = room.case.world
        styles = {**room.case.styles, "seller": world.strategy_names.index(name)}
        room = hands.replace(room, case=hands.replace(room.case, styles=styles))
        sitting = hands.played_on(started(room, a="seller")).sitting("a")
        assert sitting is not None
        sitting.played.state.sides["strategy"][...] = world.strategy_names.index("soft")
        right += world.strategy_names[style(sitting, 0, 0)] == name
    assert right >= 6, f"{name} was seen {right} times in 8"


def test_every_strategy_belongs_to_an_approach():
    approaches = {name: bet(name) for name in hands.opened().case.world.strategy_names}
    assert approaches["hard"] == approaches["press"] == "hard"
    assert approaches["collab"] == "open"
    assert approaches["calm"] == "calm"
    assert set(approaches.values()) == {"hard", "argue", "calm", "open"}


def test_the_own_line_is_what_was_played():
    sitting = season(["argument"] * 8)
    search = Search(sitting, 0, 0, runs=3)
    assert search.yours.agreed == sitting.played.state.sides["agreed_utility"][0, 0, 0]
    assert search.yours.goodwill == sitting.played.state.sides["goodwill"][0, 0, 1]


def test_the_other_line_is_what_would_have_been_played():
    moves = ["argument"] * 8
    sitting = season(moves)
    changed = season([*moves[:2], "open_vraag", *moves[3:]])
    point = Search(sitting, 0, 0, runs=3).chosen(3, "table", "open_vraag")
    assert point is not None
    held = int(min(sitting.played.state.relations["turns"][0, 0],
                   changed.played.state.relations["turns"][0, 0]))  # fmt: skip
    tension = changed.played.moments[0, 0, :held, 1, 1]["tension"]
    np.testing.assert_array_equal(point.other.tension[:held], tension)
    assert not np.array_equal(point.yours.tension[:held], tension)


def test_what_the_team_did_is_no_other_choice():
    assert Search(season(["argument"] * 8), 0, 0, runs=3).chosen(3, "table", "argument") is None


def test_the_largest_effect_is_the_largest_of_all_changes():
    sitting = season(["argument", "hard", "argument", "hard", "argument", "hard"])
    search = Search(sitting, 0, 0, runs=20)
    best = search.largest()
    changes = list(turning_point.changes(sitting, 0, 0))
    assert len(changes) > 40
    assert {one.kind for one in changes} == {"table", "offer", "between"}
    sizes = [abs(search.line(one.decisions).goodwill - search.yours.goodwill) for one in changes]
    assert best["goodwill"] is not None
    assert abs(best["goodwill"].effect["goodwill"]) == max(sizes)


def test_the_band_is_over_other_luck_and_in_order():
    sitting = season(["hard"] * 8)
    point = Search(sitting, 0, 0).chosen(2, "table", "open_vraag")
    assert point is not None
    band = point.band
    assert band.runs == 200
    assert band.low <= band.mean <= band.high
    assert 0.0 <= band.better <= 1.0
    again = Search(sitting, 0, 0).chosen(2, "table", "open_vraag")
    assert again is not None
    assert again.band == band


def test_on_other_luck_nobody_signs_below_no_contract():
    sitting = season(["hard"] * 4)
    search = Search(sitting, 0, 0, runs=100)
    signed = sitting.decisions.moved(0, 6, accept=1)
    done = replay.played(
        sitting.case, turning_point._padded(hands.replace(sitting, decisions=signed)),
        sitting.seed, search.others, lenient=True, moments=False,
    )  # fmt: skip
    sides = done.state.sides[:, 0, 0]
    assert done.over.all()
    assert (sides["agreed_utility"] >= sides["reservation"] - 1e-12).all()


def test_the_search_takes_seconds_at_most():
    sitting = season(["argument"] * 8)
    Search(sitting, 0, 0).largest()
    start = time.perf_counter()
    Search(sitting, 0, 0).largest()
    assert time.perf_counter() - start < 3.0


def test_five_years_on_start_with_the_year_that_was_played():
    sitting = season(["open_vraag"] * 8, between="bellen")
    found = five_years(sitting, place(sitting), "nl")
    goodwill = float(sitting.played.state.sides["goodwill"][0, 0, 1])
    assert found["yours"]["goodwill"][0] == pytest.approx(goodwill, abs=1e-3)
    assert len(found["yours"]["value"]) == len(found["labels"]) == 6
    assert "geen voorspelling" in found["note"]


def test_hard_play_leaves_no_extras_in_the_years_after():
    hard, open_ = season(["hard"] * 8), season(["open_vraag"] * 4 + ["delen"] * 4)
    extras = [sum(five_years(one, place(one), "nl")["yours"]["extra"][1:]) for one in (hard, open_)]
    assert extras[0] == pytest.approx(0.0, abs=0.05)
    assert extras[1] > 1.0


def test_the_trajectory_has_a_point_for_each_meeting_and_one_after_the_year():
    sitting = season(["open_vraag", "argument"] * 4)
    found = trajectory(sitting, place(sitting), "nl")
    points = len(found["meetings"])
    assert found["meetings"][-1] == "na het jaar"
    for name in ("tension", "trust", "goodwill"):
        for values in found[name].values():
            assert len(values) == points
            assert all(value is not None for value in values)
    assert len(set(found["trust"]["other"][:-1])) == 1, "trust moves after signing"
    assert found["goodwill"]["other"][-1] != found["goodwill"]["other"][-2]
    assert len(found["moves"]) == 8
    assert found["moves"][0]["label"] == "Open vraag stellen"


def test_of_people_only_the_tension_is_explained():
    now = started(opened("teams", seed=4), a="seller", b="buyer")
    while waiting := [(team, one) for team in "ab" for one in now.pending(team)]:
        team, one = waiting[0]
        data: dict[str, object] = {"move": "niets"}
        if one.kind == "answer":
            data = {"accept": False}
        elif one.kind != "between":
            data = {"move": "hard" if team == "a" else "argument"}
        now = sent(now, team, one.meeting, one.kind, **data)
    sitting = now.sitting("a")
    assert sitting is not None
    names = {one.rule.split(".")[0] for one in reasons(sitting, 0, 0)}
    assert names <= {"pull", "relief", "shock", "contagion", "little"}


def test_talks_and_access_later_are_told_for_both_lines():
    sitting = season(["hard"] * 8)
    found = five_years(sitting, place(sitting), "nl")
    for line in ("yours", "other"):
        assert len(found[line]["turns"]) == len(found[line]["access"]) == 6
        assert all(0.0 <= value <= 1.0 for value in found[line]["access"])
    state = sitting.played.state.relations[0, place(sitting).d]
    assert found["yours"]["turns"][0] == state["turns"]
    assert found["yours"]["access"][0] == pytest.approx(access(state, sitting.case.turns), abs=1e-3)


def test_access_is_volume_less_lateness():
    relations = {
        "negotiated": np.array([1, 1, 0]),
        "turns": np.array([8, 17, 17]),
        "ending": np.array([1, 1, 1]),
        "volume": np.array([0.9, 0.9, 0.1]),
    }
    assert access(relations, 16).tolist() == [0.9, 0.9 - LATE, 0.1]
