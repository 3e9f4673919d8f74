"""Before the talks, worked by hand: study, voice, visit, and the guess of the other's limit."""

import numpy as np
import pytest

from simulator.engine.institutions import preparation
from tests import worlds

approx = pytest.approx


def prepared(p=None, of_strategies=None, run=0, **of_sides):
    """Sides after preparing, and how far voice softens the funder's image."""
    strategies = worlds.world(*worlds.ONE_PAIR).strategies[:2].copy()
    for name in ("prepare", "voice", "visit"):
        strategies[name] = 0.0
    for name, value in (of_strategies or {}).items():
        strategies[name] = value
    sides = worlds.sides(**{"strategy": (0, 1), "reservation": (0.40, 0.30)} | of_sides)
    p = worlds.numbers() if p is None else p
    softened = preparation.prepare(p, strategies, sides, worlds.luck(run))
    return sides, softened


def test_nobody_prepares_unless_asked_to():
    sides, softened = prepared()
    assert softened == 0.0
    assert sides["cost"] == approx([0.0, 0.0])
    assert sides["knowledge"] == approx([0.2, 0.2])


def test_studying_the_other_teaches_and_costs():
    sides, _ = prepared(worlds.numbers(preparation=1.0))
    assert sides["knowledge"] == approx([0.32, 0.32])  # .2 + .15 x .8
    assert sides["cost"] == approx([0.004, 0.004])
    # a strategy may do so by itself; the larger of both counts
    sides, _ = prepared(worlds.numbers(preparation=0.5), {"prepare": (1.0, 0.2)})
    assert sides["knowledge"] == approx([0.32, 0.26])
    assert sides["cost"] == approx([0.004, 0.002])


def test_answering_the_policy_softens_the_funders_image_at_the_cost_of_a_content_phase():
    sides, softened = prepared(of_strategies={"voice": (0.5, 1.0)})
    assert softened == approx(0.025)  # .05 x .5: the provider's voice
    assert sides["cost"] == approx([0.005, 0.0])
    assert prepared(worlds.numbers(voice=1.0))[1] == approx(0.05)


def test_a_working_visit_raises_knowledge_and_trust_on_both_sides():
    sides, softened = prepared(worlds.numbers(visit=1.0))
    assert sides["knowledge"] == approx([0.24, 0.24])  # .2 + .05 x .8
    assert sides["trust"] == approx([0.525, 0.525])
    assert sides["cost"] == approx([0.01, 0.0])
    assert softened == 0.0
    sides, _ = prepared(of_strategies={"visit": (0.5, 1.0)})
    assert sides["trust"] == approx([0.5125, 0.5125])


def test_without_error_each_knows_the_limit_of_the_other():
    sides, _ = prepared()
    assert sides["estimate"] == approx([0.30, 0.40])


def test_knowledge_sharpens_the_guess():
    p = worlds.numbers(estimate_error=0.1)
    for knowledge in (0.0, 0.8):
        guesses = np.array(
            [prepared(p, run=r, knowledge=knowledge)[0]["estimate"] for r in range(300)]
        )
        assert abs(guesses.mean(axis=0) - [0.30, 0.40]).max() < 0.03  # sd .006
        assert abs(guesses.std(axis=0) / (0.1 * (1 - knowledge)) - 1).max() < 0.2  # sd .04
        assert abs(np.corrcoef(guesses.T)[0, 1]) < 0.3
    assert (prepared(worlds.numbers(estimate_error=0.1), knowledge=1.0)[0]["estimate"]) == approx(
        [0.30, 0.40]
    )


@pytest.mark.parametrize(
    ("knowledge", "estimate", "most"),
    [
        (0.0, 0.36, 0.64),  # a fixed pie: what the other is thought to need is off it
        (0.0, 0.50, 0.50),  # who thinks the other can do without asks for less
        # knowing all, keeping the dearest two issues (.7) leaves .7; below that the other gets
        # .7 - (u - .7) x 3/2 up to u = .9
        (1.0, 0.40, 0.9),
        (0.5, 0.40, 0.78),  # .5 (1 - u) + .5 (.7 - 1.5 (u - .7)) = .4
    ],
)
def test_nobody_asks_for_more_than_it_thinks_can_be_had(knowledge, estimate, most):
    sides = worlds.sides(
        knowledge=knowledge, estimate=estimate, weights=[[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]]
    )
    p = worlds.numbers(estimate_error=0.1)
    assert preparation.asked_at_most(p, sides[0], sides[1]) == approx(most, abs=1e-8)
    assert preparation.asked_at_most(worlds.numbers(), sides[0], sides[1]) == 1.0
