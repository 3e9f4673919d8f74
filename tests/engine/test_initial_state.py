"""How a run starts: worked by hand where nothing is drawn, counted where it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma, kstest

from simulator.engine import initial_state, params, records
from simulator.engine.context import Layout, State
from tests import worlds

approx = pytest.approx

SEED = np.uint64(1)
STILL = {"trust_sd": 0.0, "image_sd": 0.0, "reservation_sd": 0.0}


def met(p=None, seats=None, who=7, run=0, seed=1):
    """Sides, relation and contracts of one new relation."""
    sides, relation = np.zeros(2, records.SIDE), worlds.relation()
    contracts = np.zeros(2, records.CONTRACT)
    p = worlds.numbers() if p is None else p
    seats = worlds.seats() if seats is None else seats
    luck = worlds.luck(run, seed=seed, who=who)
    initial_state.meet(p, seats, sides, relation, contracts, luck)
    return sides, relation, contracts


def test_without_spread_everybody_starts_at_the_mean():
    p = worlds.numbers(**STILL, trust_start=0.45, image_start=0.7, reservation=0.33)
    sides, relation, _ = met(p)
    assert sides["trust"] == approx([0.45, 0.45])
    assert sides["competence"] == approx([0.45, 0.45])
    assert sides["image"] == approx([0.7, 0.7])
    assert sides["reservation"] == approx([0.33, 0.33])
    assert sides["knowledge"] == approx([0.2, 0.2])
    assert sides["tension"] == approx([0.15, 0.15])
    assert sides["authority"] == approx([0.7, 0.7])
    assert sides["goodwill"] == approx([0.0, 0.0])
    assert (relation.ownership, relation.social, relation.content_stock) == (0.0, 0.0, 0.0)


def test_every_relation_starts_with_a_one_year_contract_of_half_and_half():
    _, _, contracts = met()
    first = contracts[records.IN_FORCE]
    assert first.has == 1
    assert (first.duration, first.end) == (1, 0)
    assert first.utility == approx([0.5, 0.5])
    assert first.settlement == approx([0.5] * 4)
    assert first.clarity == approx(0.3)
    assert first.content == 0.0


def test_what_a_seat_says_goes_before_the_general_number():
    seats = worlds.seats(
        trust=(0.3, np.nan),
        image=(np.nan, 0.9),
        authority=(0.2, np.nan),
        reservation=(np.nan, 0.42),
    )
    sides, _, _ = met(worlds.numbers(**STILL), seats)
    assert sides["trust"] == approx([0.3, 0.5])
    assert sides["competence"] == approx([0.3, 0.5])
    assert sides["image"] == approx([0.4, 0.9])
    assert sides["authority"] == approx([0.2, 0.7])
    assert sides["reservation"] == approx([0.36, 0.42])


def test_a_reservation_stays_between_a_twentieth_and_nine_twentieths():
    for seat, kept in ((0.9, 0.45), (0.0, 0.05)):
        sides, _, _ = met(worlds.numbers(**STILL), worlds.seats(reservation=seat))
        assert sides["reservation"] == approx([kept, kept])


def test_starting_values_have_the_mean_and_spread_that_were_asked_for():
    sides = np.stack([met(run=run)[0] for run in range(500)])  # 1,000 of each
    for field, mean, spread in (
        ("trust", 0.50, 0.12), ("competence", 0.50, 0.12), ("image", 0.40, 0.10),
        ("reservation", 0.36, 0.06),
    ):  # fmt: skip
        values = sides[field]
        assert abs(values.mean() - mean) < 5 * spread / np.sqrt(1000)
        assert spread * 0.8 < values.std() < spread * 1.1  # bounds cut off a little


def test_both_sides_and_all_values_are_drawn_apart():
    sides = np.stack([met(run=run)[0] for run in range(300)])
    columns = [
        sides[name][:, s]
        for name in ("trust", "competence", "image", "reservation")
        for s in (0, 1)
    ]
    links = np.corrcoef(columns) - np.eye(len(columns))
    assert abs(links).max() < 0.3  # sd .058


@pytest.mark.parametrize("shape", [0.7, 1.5, 5.0])
def test_gamma_numbers_are_gamma_distributed(shape):
    """Against SciPy's distribution; its mean and variance are its shape."""
    numbers = np.array([initial_state.gamma(shape, worlds.luck(run), 0, 0) for run in range(6000)])
    assert abs(numbers.mean() - shape) < 4 * np.sqrt(shape / 6000)
    assert kstest(numbers, gamma(shape).cdf).pvalue > 0.01


def test_issue_weights_are_dirichlet():
    # alpha 1.5 on four issues: mean 1/4, variance 1.5 x 4.5 / (36 x 7) = .026786
    weights = np.stack([met(run=run)[0]["weights"] for run in range(1000)])
    assert weights.sum(axis=-1) == approx(np.ones((1000, 2)))
    assert abs(weights.mean(axis=(0, 1)) - 0.25).max() < 0.02
    assert abs(weights.var(axis=(0, 1)) - 0.026786).max() < 0.005
    assert abs(np.corrcoef(weights[:, 0, 0], weights[:, 1, 0])[0, 1]) < 0.15


def test_more_concentration_means_less_to_trade():
    spread = {
        alpha: np.mean([met(worlds.numbers(weight_concentration=alpha), run=r)[0]["weights"].std()
                        for r in range(200)])
        for alpha in (0.7, 1.5, 5.0)
    }  # fmt: skip
    assert spread[0.7] > spread[1.5] > spread[5.0]


def test_a_distributive_world_has_sides_that_weigh_alike():
    own, _, _ = met(worlds.numbers(distributive=0.0))
    half, _, _ = met(worlds.numbers(distributive=0.5))
    alike, _, _ = met(worlds.numbers(distributive=1.0))
    assert alike["weights"][1] == approx(alike["weights"][0])
    assert half["weights"][1] == approx((own["weights"][0] + own["weights"][1]) / 2)
    assert half["weights"][0] == approx(own["weights"][0])


def test_where_policy_sets_the_tariff_three_issues_are_open():
    whole, _, _ = met()
    open_, _, _ = met(seats=worlds.seats(tariff_fixed=(0, 1)))
    assert open_["weights"][:, 0].tolist() == [0.0, 0.0]
    for s in range(2):
        rest = whole["weights"][s, 1:]
        assert open_["weights"][s, 1:] == approx(rest / rest.sum())
        own, other = open_["weights"][s, 1:], open_["weights"][1 - s, 1:]
        order = [issue for issue in open_["order"][s] if issue != 0]
        assert order == sorted(order, key=lambda k: -own[k - 1] / other[k - 1])
    alone, _, _ = met(seats=worlds.seats(tariff_fixed=(1, 0)))  # the funder's policy, not his own
    assert (alone["weights"] > 0).all()


@given(st.integers(0, 2**32 - 1))
def test_each_side_knows_the_order_of_its_own_issues(run):
    sides, _, _ = met(run=run)
    for own, other in (sides, sides[::-1]):
        ratios = (own["weights"] / other["weights"])[own["order"]]
        assert (np.diff(ratios) <= 1e-9 * ratios[:-1]).all()
        assert sorted(own["order"]) == [0, 1, 2, 3]


def test_a_drawn_number_keeps_its_bounds():
    # normal(e^-1/2, 0) = 1
    assert initial_state.drawn(0.5, 0.1, np.exp(-0.5), 0.0, 0.0, 1.0) == approx(0.6)
    assert initial_state.drawn(0.5, 0.1, np.exp(-0.5), 0.0, 0.0, 0.55) == 0.55
    assert initial_state.drawn(0.5, 0.1, np.exp(-0.5), 0.5, 0.45, 1.0) == 0.45


def chosen(mix, runs=400):
    table = np.array(mix)
    return [initial_state.drawn_strategy(table, worlds.luck(run, who=5)) for run in range(runs)]


def test_organisations_choose_by_the_shares_of_their_mix():
    counts = np.bincount(chosen([0.5, 0.0, 0.2, 0.3]), minlength=4) / 400
    assert counts[1] == 0.0
    assert abs(counts - [0.5, 0.0, 0.2, 0.3]).max() < 0.1  # sd .025


def test_who_has_one_strategy_plays_it():
    assert set(chosen([0.0, 0.0, 1.0, 0.0], runs=50)) == {2}
    # shares that round to less than one never give a strategy without a share
    assert set(chosen([0.0, 1e-12, 0.0], runs=50)) == {1}


def begun(runs=(0, 1, 2), strategies=(-1, -1)):
    """Two relations of provider 0 with funders 1 and 2; the second with strategies of its own."""
    ties = np.zeros(2, records.TIE)
    ties["id"], ties["provider"], ties["funder"] = (11, 12), (0, 0), (1, 2)
    seats = np.stack([worlds.seats(), worlds.seats(strategy=strategies)])
    mixes = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5], [0.0, 0.0, 1.0]])
    state = blank(len(runs))
    initial_state.begin(
        params.records(len(runs)), layout(ties, seats), mixes, state, SEED,
        np.array(runs, np.uint64),
    )  # fmt: skip
    return state.organisations["strategy"], state.sides


def layout(ties, seats):
    """Two relations of three organisations."""
    return Layout(ties, seats, None, None, np.array([21, 22, 23], np.uint64))


def blank(runs):
    """Room for the state of these runs."""
    return State(
        np.zeros((runs, 3), records.ORGANISATION), np.zeros((runs, 2, 2), records.SIDE),
        np.zeros((runs, 2), records.RELATION), np.zeros((runs, 2, 2), records.CONTRACT),
        np.zeros((runs, 2, 1)),
    )  # fmt: skip


def test_an_organisation_plays_one_strategy_in_all_its_relations():
    organisations, sides = begun(range(40))
    assert set(organisations[:, 0]) == {0, 1}
    assert set(organisations[:, 1]) == {1, 2}
    for d, funder in ((0, 1), (1, 2)):
        np.testing.assert_array_equal(sides["strategy"][:, d, 0], organisations[:, 0])
        np.testing.assert_array_equal(sides["strategy"][:, d, 1], organisations[:, funder])


def test_a_relation_may_have_a_strategy_of_its_own():
    organisations, sides = begun(range(40), strategies=(2, 0))
    assert set(sides["strategy"][:, 1, 0]) == {2}
    assert set(sides["strategy"][:, 1, 1]) == {0}
    np.testing.assert_array_equal(sides["strategy"][:, 0, 0], organisations[:, 0])


def test_a_run_starts_the_same_whatever_runs_beside_it():
    _, all_ = begun((0, 1, 2))
    _, one = begun((1,))
    assert one[0].tobytes() == all_[1].tobytes()
    assert (all_["reservation"] >= 0.05).all()  # everybody has met
    assert len(np.unique(all_["trust"])) == all_["trust"].size


def test_a_coalition_raises_the_reservation_of_its_side():
    seats = worlds.seats(shift=(2.0, 0.0))
    sides, _, _ = met(worlds.numbers(**STILL, coalition=0.05), seats)
    assert sides["reservation"] == approx([0.46, 0.36])  # .36 + .05 x 2
    sides, _, _ = met(worlds.numbers(**STILL, coalition=0.1), worlds.seats(shift=4.0))
    assert sides["reservation"] == approx([0.6, 0.6])  # .76; a deal must be possible


def test_nobody_starts_with_a_ceiling_on_trust_or_with_skill():
    sides, _, _ = met()
    assert sides["trust_cap"].tolist() == [1.0, 1.0]
    assert sides["skill"].tolist() == [0.0, 0.0]


def test_nobody_has_chosen_for_next_year_yet():
    _, sides = begun(range(20), strategies=(2, 0))
    assert (sides["strategy_next"] == -1).all()


def test_a_switch_draws_anew_with_the_luck_of_the_start_and_leaves_own_strategies():
    _, sides = begun(range(30), strategies=(-1, 0))
    before = sides["strategy"].copy()
    ties = np.zeros(2, records.TIE)
    ties["provider"], ties["funder"] = (0, 0), (1, 2)
    seats = np.stack([worlds.seats(), worlds.seats(strategy=(-1, 0))])
    state, runs = blank(30)._replace(sides=sides), np.arange(30, dtype=np.uint64)
    # provider 0 had .5, .5, 0: a fifth of it moves to the last; funder 1 gets the last only
    mixes = np.array([[0.5, 0.3, 0.2], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    initial_state.switch_strategies(layout(ties, seats), mixes, state, SEED, runs)
    provider = sides["strategy"][:, 0, 0]
    np.testing.assert_array_equal(provider, sides["strategy"][:, 1, 0])
    np.testing.assert_array_equal(provider[before[:, 0, 0] == 0], 0)
    assert set(provider[before[:, 0, 0] == 1]) == {1, 2}
    assert set(sides["strategy"][:, 0, 1]) == {2}
    assert set(sides["strategy"][:, 1, 1]) == {0}  # its own
    np.testing.assert_array_equal(state.organisations["strategy"][:, 2], 0)


def test_a_switch_leaves_alone_whoever_chooses_each_year():
    _, sides = begun(range(5), strategies=(-1, 0))
    before = sides["strategy"].copy()
    ties = np.zeros(2, records.TIE)
    ties["provider"], ties["funder"] = (0, 0), (1, 2)
    seats = np.stack([worlds.seats(policy=(1, -1)), worlds.seats()])
    state, runs = blank(5)._replace(sides=sides), np.arange(5, dtype=np.uint64)
    mixes = np.eye(3)[[2, 2, 2]]
    initial_state.switch_strategies(layout(ties, seats), mixes, state, SEED, runs)
    np.testing.assert_array_equal(sides["strategy"][:, 0, 0], before[:, 0, 0])
    assert (before[:, 0, 0] != 2).all()
    assert (sides["strategy"][:, 0, 1] == 2).all()
    assert (sides["strategy"][:, 1] == 2).all()
