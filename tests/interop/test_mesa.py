"""The Mesa face: equal to the batch, and open to plain Python."""

import math

import numpy as np
import pytest

from simulator import batch
from simulator.config.compose import composed
from simulator.engine import params
from simulator.interop.agents import CareOffice, Insurer, Municipality, Provider
from simulator.interop.mesa import ContractingModel

SMALL = ("years=4",)


@pytest.fixture(scope="module")
def model() -> ContractingModel:
    model = ContractingModel(overrides=SMALL, run=3)
    model.lived()
    return model


def test_a_run_without_hooks_equals_the_batch_run_to_the_bit(model: ContractingModel) -> None:
    config = model.config
    numbers = params.records(5, config.params)
    runs = np.arange(5)
    record = batch.played(model.world, numbers, runs, config.seed, config.years)
    for name, values in record.sides.items():
        assert np.array_equal(values[3:4], model.record.sides[name], equal_nan=True), name
    for name, values in record.relations.items():
        assert np.array_equal(values[3:4], model.record.relations[name], equal_nan=True), name


def test_another_seed_is_another_run(model: ContractingModel) -> None:
    other = ContractingModel(overrides=SMALL, run=3, rng=99)
    other.step()
    assert not np.array_equal(other.record.sides["trust"][0, 0], model.record.sides["trust"][0, 0])


def test_a_trace_is_kept_where_the_scenario_asks_for_it() -> None:
    model = ContractingModel(scenario="calm-opens-the-talk", overrides=("years=1",))
    record = model.lived()
    assert record.trace is not None
    assert (record.trace["actor"][0, 0, 0, 0]) == 1  # the funder opens


def test_every_kind_of_organisation_has_its_agents(model: ContractingModel) -> None:
    for kind, least in ((Provider, 12), (Insurer, 3), (CareOffice, 1), (Municipality, 4)):
        assert len(model.agents_by_type[kind]) >= least


def test_agents_are_an_agentset_that_can_be_asked(model: ContractingModel) -> None:
    assert set(model.agents) == set(model.organisations)
    small = model.agents.select(lambda agent: agent.organisation.size <= 1)
    assert 0 < len(small) < len(model.agents)
    providers = model.agents_by_type[Provider]
    assert all(0 <= trust <= 1 for trust in providers.map(lambda agent: agent.mean("trust")))


def test_the_datacollector_has_a_row_a_year(model: ContractingModel) -> None:
    table = model.datacollector.get_model_vars_dataframe()
    assert list(table["year"]) == [0, 1, 2, 3]
    assert table["trust"].between(0, 1).all()
    agents = model.datacollector.get_agent_vars_dataframe()
    assert len(agents) == 4 * len(model.organisations)


def test_an_agent_sees_its_own_rows(model: ContractingModel) -> None:
    agent = next(iter(model.agents_by_type[Insurer]))
    rows = np.flatnonzero(model.world.ties["funder"] == agent.index)
    assert len(agent["trust"]) == len(rows) == len(agent.partners)
    assert np.array_equal(agent["trust"], model.state.sides["trust"][0, rows, 1])
    assert np.array_equal(agent["ownership"], model.state.relations["ownership"][0, rows])
    with pytest.raises(KeyError, match=r"state\.py"):
        agent["charm"]


def test_the_network_carries_the_state_of_every_relation(model: ContractingModel) -> None:
    graph = model.network()
    assert graph.number_of_nodes() == len(model.world.organisations)
    for relation in model.world.relations:
        edge = graph.edges[relation.provider, relation.funder]
        assert 0 <= edge["ownership"] <= 1
        assert -1 <= edge["goodwill_funder"] <= 1


class Learner(Provider):
    """Turns cooperative after its first year, whatever it was."""

    def evaluate(self) -> None:
        if math.isfinite(self.mean("value")):
            self.strategy = "collab"


def test_a_provider_that_learns_changes_its_strategy_and_its_results() -> None:
    plain = ContractingModel(overrides=SMALL).lived()
    learned = ContractingModel(overrides=SMALL, agents={"provider": Learner})
    record = learned.lived()
    collab = learned.world.strategy_names.index("collab")
    assert np.array_equal(record.sides["strategy"][:, 0], plain.sides["strategy"][:, 0])
    assert (record.sides["strategy"][:, 1:, :, 0] == collab).all()
    assert record.sides["goodwill"][:, -1].mean() > plain.sides["goodwill"][:, -1].mean()


class Cautious(Insurer):
    """Writes down before every season that it expects the worst."""

    def prepare(self) -> None:
        self["image"] = 0.9


def test_what_an_agent_writes_before_the_season_is_what_it_plays_with() -> None:
    model = ContractingModel(overrides=("years=1",), agents={"insurer": Cautious})
    plain = ContractingModel(overrides=("years=1",))
    model.step()
    plain.step()
    insurers = np.isin(
        model.world.ties["funder"],
        [agent.index for agent in model.organisations if isinstance(agent, Insurer)],
    )
    harder = model.record.sides["hardness_mean"][0, 0, insurers, 0].mean()
    assert harder > plain.record.sides["hardness_mean"][0, 0, insurers, 0].mean()


def test_only_a_side_of_its_own_can_be_changed(model: ContractingModel) -> None:
    agent = model.organisations[0]
    with pytest.raises(KeyError, match="no field of a side"):
        agent["ownership"] = 1.0
    with pytest.raises(ValueError, match="there are: argue"):
        agent.strategy = "charming"


def test_a_model_ends_after_its_years(model: ContractingModel) -> None:
    with pytest.raises(StopIteration, match="years="):
        model.step()


@pytest.mark.parametrize("seed", [-1, 2**64, 1.5, "7"])
def test_a_seed_that_cannot_be_says_which_seeds_may_be(seed):
    with pytest.raises(ValueError, match="seed: expected a whole number from 0, below 2\\*\\*64"):
        ContractingModel(overrides=["world=ggz_insurer", "years=1"], rng=seed)
    with pytest.raises(ValueError, match="run: expected a whole number"):
        ContractingModel(overrides=["world=ggz_insurer", "years=1"], run=-1)


def test_the_edge_of_a_pair_with_two_laws_holds_both_relations(tmp_path):
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "two.yaml").write_text(
        "label: { nl: Twee, en: Two }\n"
        "organisations:\n"
        "  home: { kind: provider, sector: vvt }\n"
        "  town: { kind: municipality }\n"
        "relations:\n"
        "  - { provider: home, funder: town, law: Wmo, volume: 5 }\n"
        "  - { provider: home, funder: town, law: Jeugdwet, volume: 7 }\n"
    )
    model = ContractingModel(config=composed(["world=two", "years=2", "mix=even"], tmp_path))
    model.lived()
    ((_, _, edge),) = model.network().edges(data=True)
    volumes = [relation.volume for relation in model.world.relations]
    for s, side in enumerate(("provider", "funder")):
        for field in ("trust", "goodwill", "tension"):
            values = model.state.sides[field][0, :, s]
            assert edge[f"{field}_{side}"] == pytest.approx(np.average(values, weights=volumes))
    owned = model.state.relations["ownership"][0]
    assert edge["ownership"] == pytest.approx(np.average(owned, weights=volumes))
    assert edge["volume"] == 12
