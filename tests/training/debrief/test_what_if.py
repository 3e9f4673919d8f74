"""What one changed move would have led to, on the same luck and on other luck."""

import time

import numpy as np

from simulator.training.debrief import what_if
from simulator.training.debrief.what_if import Search
from simulator.training.game import replay
from tests.training import hands
from tests.training.seasons import season


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
    changes = list(what_if.changes(sitting, 0, 0))
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
        sitting.case, what_if._padded(hands.replace(sitting, decisions=signed)),
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
