"""Warming up composes and plays scenarios, so that nobody waits at the first click."""

from simulator.training.case import scenarios
from simulator.training.game import replay
from simulator.training.game.warm_up import warm_up


def test_what_was_warmed_up_need_not_be_worked_out_again():
    name = scenarios.names()[0]
    replay._kept.cache_clear()
    warm_up((name,))
    before = replay._kept.cache_info()
    assert before.misses == 1
    case = scenarios.prepared(name)
    replay.played(case, replay.undecided(case, {}), seed=1)
    assert replay._kept.cache_info().hits == before.hits + 1
