"""Agents from outside at the table: PettingZoo's own test, and the batch's numbers to the bit."""

import numpy as np
import pytest

import simulator
from simulator import batch
from simulator.engine import turn as rules
from simulator.engine.acts import ACTS
from simulator.engine.context import Luck
from simulator.engine.institutions import deadline
from simulator.engine.params import records
from simulator.engine.records import ENDINGS, SIDES
from simulator.engine.rng import ACT, draws
from simulator.engine.rules import choice

pytest.importorskip("pettingzoo")
from simulator.interop.pettingzoo import OBSERVED, NegotiationTable
from tests import worlds

SMALL = ("scenario=region", "world=ggz_insurer", "years=3")
# Nobody takes over, and no mediation: that looks at what an agent asked last, for its next demand
# is not known, while of a strategy it is.
UNDISTURBED = (
    "params.override_calm=0", "params.override_dispute=0", "params.mediation_tension=1",
)  # fmt: skip


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("steps", [None, 20])
@pytest.mark.parametrize("agents", [SIDES, ("provider",)])
def test_pettingzoos_own_test_passes(agents, steps):
    from pettingzoo.test import api_test

    api_test(NegotiationTable(*SMALL, agents=agents, steps=steps), num_cycles=200)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_same_seed_gives_the_same_play():
    from pettingzoo.test import seed_test

    seed_test(lambda: NegotiationTable(*SMALL), num_cycles=60)


def strategic(table: NegotiationTable, agent: str) -> dict[str, object]:
    """What the strategy of this side would do now, worked out from the rules."""
    s, d = SIDES.index(agent), table.relation
    state, world, turn = table._simulation.state, table.world, table._turn
    sides, relation = state.sides[0, d].copy(), state.relations[0, d].copy()
    luck = Luck(np.uint64(table.luck), world.ties[d]["id"], np.uint64(table.run), table.year)
    model = batch.model_of(world, table._params[0], table.year)
    pair = worlds.table(sides, relation, seats=world.seats[d])
    turns = deadline.reached(model.p, world.calendar[0], luck)
    nothing = {"accept": 0, "act": 0, "demand": 1.0}
    if sides[s]["offers_met"] > 0 and rules.accepts(
        model, pair, s, turn, turns, sides[s]["offered"]
    ):
        return {**nothing, "accept": 1}
    if turn > table.turns:
        return nothing
    chance = rules.intensity(model, pair, s)
    first, second, _, _ = draws(luck, turn, ACT)
    mix = world.strategies[sides[s]["strategy"]]["mix"]
    act = int(choice.act(chance, sides[s]["press"], mix, first, second))
    rules.perform(model, pair, s, act)
    demand = rules.demanded(model, pair, s, turn, turns)
    return {"accept": 0, "act": act, "demand": float(demand)}


@pytest.mark.parametrize("agents", [SIDES, ("provider",), ("funder",)])
@pytest.mark.parametrize(
    "world", [["world=ggz_insurer"], ["world=region"], ["world=ggz_insurer", "params.grace=0.7"]]
)
def test_agents_that_do_what_strategies_would_do_give_the_batchs_numbers(world, agents):
    overrides = ("scenario=region", *world, "years=4", *UNDISTURBED)
    table = NegotiationTable(*overrides, relation=0, agents=agents)
    for run in range(6):
        table.reset(seed=3, options={"run": run})
        totals = dict.fromkeys(agents, 0.0)
        for agent in table.agent_iter():
            _, reward, over, _, _ = table.last()
            totals[agent] += reward
            table.step(None if over else strategic(table, agent))
        record = batch.played(
            table.world, records(1, table.config.params), np.array([run], np.uint64), 3, 4
        )
        for agent in agents:
            value = record.sides["value"][0, :, 0, SIDES.index(agent)]
            assert totals[agent] == pytest.approx(value.sum(), abs=1e-12)
        last = table._simulation.state.sides[0]
        for name in ("trust", "goodwill", "tension", "value", "knowledge"):
            np.testing.assert_array_equal(last[name], record.sides[name][0, -1], err_msg=name)


def played(table: NegotiationTable, policy, seed: int = 1) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """Total reward of each agent under a policy (table, agent, observation) -> action."""
    table.reset(seed=seed)
    totals = dict.fromkeys(table.possible_agents, 0.0)
    for agent in table.agent_iter():
        observation, reward, over, _, _ = table.last()
        totals[agent] += reward
        table.step(None if over else policy(table, agent, observation))
    return totals


def test_random_play_stays_in_bounds_and_ends():
    table = NegotiationTable(*SMALL)
    table.action_space("provider").seed(1)

    def anything(table, agent, observation):
        assert table.observation_space(agent).contains(observation)
        return table.action_space(agent).sample()

    for seed in range(4):
        totals = played(table, anything, seed)
        assert all(-3.0 < total < 6.0 for total in totals.values())


def test_an_agent_that_asks_for_everything_gets_no_contract():
    table = NegotiationTable(*SMALL, "params.committee=0", "params.mediation_success=0")
    press = {"accept": 0, "act": ACTS.index("press"), "demand": 1.0}

    played(table, lambda *_: press)
    assert ENDINGS[table._simulation.state.relations["ending"][0, 0]] == "no_contract"


def test_an_agent_that_takes_the_first_offer_ends_the_season_at_once():
    table = NegotiationTable(*SMALL, agents=("provider",))
    opened = OBSERVED.index("opened")

    def easy(_, __, observation):
        action = {"accept": int(observation[opened]), "act": ACTS.index("ask")}
        return {**action, "demand": 0.5}

    played(table, easy)
    assert table._simulation.state.relations["turns"][0, 0] <= 2


def test_what_an_agent_sees_is_its_own_side_and_the_others_acts():
    table = NegotiationTable(*SMALL)
    table.reset(seed=1)
    first = table.agent_selection
    table.step({"accept": 0, "act": ACTS.index("label"), "demand": 0.8})
    other = table.agent_selection
    seen = dict(zip(OBSERVED, table.observe(other), strict=True))
    assert other != first
    assert seen["other_label"] == 1
    assert sum(seen[f"other_{act}"] for act in ACTS) == 1
    side = table._sides[SIDES.index(other)]
    assert seen["offered"] == pytest.approx(side["offered"], abs=1e-6)
    assert seen["trust"] == pytest.approx(side["trust"], abs=1e-6)


def test_episodes_have_luck_of_their_own_unless_seeded():
    table = NegotiationTable(*SMALL)
    table.reset(seed=5)
    first = table.observe("provider")
    table.reset()
    assert not np.array_equal(table.observe("provider"), first)
    table.reset(seed=5)
    assert np.array_equal(table.observe("provider"), first)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"agents": ("insurer",)}, "agents: expected"),
        ({"relation": 9}, "relation: expected 0 to 0"),
    ],
)
def test_mistakes_are_answered(more, said):
    with pytest.raises(ValueError, match=said):
        NegotiationTable(*SMALL, **more)


def test_an_action_that_is_none_is_refused():
    table = NegotiationTable(*SMALL)
    table.reset(seed=1)
    with pytest.raises(ValueError, match="expected an action"):
        table.step({"accept": 0, "act": 99, "demand": 0.5})


def test_settings_may_be_mappings_and_mistakes_are_not_of_the_command_line():
    assert NegotiationTable({"scenario": "region", "years": 2}).config.years == 2
    with pytest.raises(simulator.ConfigError, match="setting, years: expected") as caught:
        NegotiationTable("years=0", "lang=en")
    assert "command line" not in str(caught.value)


@pytest.mark.parametrize("seed", [-1, 2**64, 1.5, "7", True])
def test_a_seed_that_cannot_be_says_which_seeds_may_be(seed):
    env = NegotiationTable("world=ggz_insurer", "years=1")
    with pytest.raises(ValueError, match="seed: expected a whole number from 0, below 2\\*\\*64"):
        env.reset(seed=seed)
    with pytest.raises(ValueError, match="run: expected a whole number from 0"):
        env.reset(seed=1, options={"run": -1})
