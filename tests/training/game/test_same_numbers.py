"""The exercise is the model: a strategy's own moves played by hand give the run's numbers."""

from dataclasses import replace

import numpy as np
import pytest

from simulator import batch
from simulator.engine.records import AGREED, MEDIATED
from simulator.training.game import replay
from tests.training import hands

CALM = {"params": {"override_calm": 0.0, "override_dispute": 0.0}}  # nobody takes over


def same(record: batch.Record, year: int, state: batch.State) -> None:
    """The state of one run after `year` has the record's numbers, to the bit."""
    for name in batch.SIDE_FIELDS:
        expected = record.sides[name][:, year]
        np.testing.assert_array_equal(state.sides[name], expected, err_msg=name)
    for name in batch.RELATION_FIELDS:
        expected = record.relations[name][:, year]
        np.testing.assert_array_equal(state.relations[name], expected, err_msg=name)
    for name in batch.CONTRACT_FIELDS:
        expected = record.relations[f"agreed_{name}"][:, year]
        np.testing.assert_array_equal(state.contracts[name][:, :, 1], expected, err_msg=name)


@pytest.mark.parametrize("seed", range(1, 13))
@pytest.mark.parametrize("mode", ["model", "teams"])
def test_own_moves_of_a_strategy_by_hand_give_the_numbers_of_the_run(mode, seed):
    room = hands.opened(mode, seed, **CALM)
    room = replace(room, case=hands.drawn(room.case))
    teams = {"a": "seller"} if mode == "model" else {"a": "seller", "b": "buyer"}
    room = hands.played_on(hands.started(room, **teams))
    sitting = room.sitting("a")
    assert sitting is not None
    assert sitting.over
    case = room.case
    record = batch.played(case.world, case.params, replay.LIVE, seed, case.season + 1)
    same(record, case.season, sitting.played.state)


def test_history_counts_and_strategies_change_where_the_story_says_so():
    past = {"script": [{"from_year": 0, "side": "provider", "strategy": "argue"},
                       {"from_year": 2, "side": "provider", "strategy": "calm"}]}  # fmt: skip
    for seed in range(1, 7):
        room = hands.opened("model", seed, season=2, **CALM, **past)
        room = replace(room, case=hands.drawn(room.case))
        room = hands.played_on(hands.started(room, a="seller"))
        sitting = room.sitting("a")
        assert sitting is not None
        record = batch.played(room.case.world, room.case.params, replay.LIVE, seed, 3)
        if record.relations["negotiated"][0, 2, 0] == 1:
            same(record, 2, sitting.played.state)


def test_the_years_after_are_the_years_of_the_run():
    room = hands.opened("model", 5, **CALM)
    room = replace(room, case=hands.drawn(room.case))
    room = hands.played_on(hands.started(room, a="seller"))
    sitting = room.sitting("a")
    assert sitting is not None
    case = room.case
    styles = {(0, 0): case.world.strategy_names.index("calm")}
    found = replay.years_on(case, sitting.played, styles, seed=5)
    record = batch.played(case.world, case.params, replay.LIVE, 5, 6)
    for name in ("value", "goodwill", "trust", "tension", "extra"):
        np.testing.assert_array_equal(found[name], record.sides[name], err_msg=name)


def test_nobody_by_hand_is_the_run_itself_on_every_luck():
    case = hands.drawn(hands.opened("model", 1).case)
    runs = np.arange(40, dtype=np.uint64)
    done = replay.played(case, replay.undecided(case, {}), 1, runs, moments=False)
    record = batch.played(case.world, np.repeat(case.params, 40), runs, 1, 1)
    assert done.over.all()
    same(record, 0, done.state)
    endings = record.relations["ending"]
    assert (endings == AGREED).any()
    assert ((endings == AGREED) | (endings == MEDIATED)).mean() > 0.5


def test_the_same_decisions_alone_and_among_many_runs_give_the_same_numbers():
    room = hands.played_on(hands.started(hands.opened("model", 3), a="seller"))
    sitting = room.sitting("a")
    assert sitting is not None
    runs = np.arange(5, dtype=np.uint64)
    many = replay.played(room.case, sitting.decisions, 3, runs, moments=False)
    for name in ("value", "goodwill", "tension"):
        one, all_ = sitting.played.state.sides[name], many.state.sides[name]
        np.testing.assert_array_equal(one[0], all_[0])
