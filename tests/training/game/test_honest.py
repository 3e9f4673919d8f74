"""The exercise does not preach: a hard season may well win the year."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.training.case import scenarios
from simulator.training.game import replay

RUNS = np.arange(1000, dtype=np.uint64)
BINS = np.linspace(0.0, 1.0, 41)


def season(name: str, strategy: str) -> replay.Played:
    """A thousand seasons of the participant's role in one style."""
    case = scenarios.prepared(name)
    style = case.world.strategy_names.index(strategy)
    other = replace(case, styles={**case.styles, case.scenario.you: style})
    return replay.played(other, replay.undecided(other, {}), 1, RUNS, moments=False)


def results(done: replay.Played) -> np.ndarray:
    found: np.ndarray = done.state.sides["agreed_utility"][:, 0, 0]
    return found


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Overlap coefficient: the area that two histograms share."""
    shares = [np.histogram(values, BINS)[0] / len(values) for values in (one, other)]
    return float(np.minimum(*shares).sum())


def test_the_overlap_coefficient_is_the_shared_area():
    # Half of the second lies in the bin of the first, the other half elsewhere: .5 in common.
    assert overlap(np.full(10, 0.51), np.array([0.51] * 5 + [0.81] * 5)) == pytest.approx(0.5)
    assert overlap(np.full(10, 0.51), np.full(10, 0.51)) == 1.0


@pytest.mark.parametrize("kind", ["collab", "calm", "open"])
def test_after_the_breach_hard_and_cooperative_play_overlap_in_the_first_year(kind):
    hard, cooperative = season("alles-gaat-mis", "hard"), season("alles-gaat-mis", kind)
    assert overlap(results(hard), results(cooperative)) >= 0.5
    better = (results(hard) > results(cooperative)).mean()
    assert 0.05 < better < 0.95, "on the same luck neither always wins"


def test_a_hard_line_after_the_breach_does_get_a_lot():
    done = season("alles-gaat-mis", "hard")
    reservation = done.state.sides["reservation"][:, 0, 0]
    assert (results(done) - reservation).mean() > 0.10, "A36: we achieved a lot"


def test_and_costs_the_goodwill_of_the_years_after():
    hard, cooperative = season("alles-gaat-mis", "hard"), season("alles-gaat-mis", "collab")
    goodwill = [done.state.sides["goodwill"][:, 0, 1].mean() for done in (hard, cooperative)]
    assert goodwill[0] < 0.0 < goodwill[1]
    case = scenarios.prepared("alles-gaat-mis")
    names = case.world.strategy_names
    extras = [
        replay.years_on(case, done, {(0, 0): names.index(kind)}, 1, RUNS)["extra"][
            :, -1, 0, 1
        ].mean()
        for done, kind in ((hard, "hard"), (cooperative, "collab"))
    ]
    assert extras[0] == pytest.approx(0.0, abs=1e-3)
    assert extras[1] > 0.01
