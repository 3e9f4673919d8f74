"""The Mesa face: equal to the batch, and open to plain Python."""

import math
from typing import ClassVar

import mesa
import networkx as nx
import numpy as np
import pytest

from simulator import batch
from simulator.engine import params
from simulator.interop.mesa import (
    OWN,
    CareOffice,
    ContractingModel,
    Insurer,
    Municipality,
    Organisation,
    Provider,
)

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
    with pytest.raises(KeyError, match=r"records\.py"):
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
    plain = ContractingModel(overrides=SMALL, run=0).lived()
    learned = ContractingModel(overrides=SMALL, run=0, agents={"provider": Learner})
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
    model = ContractingModel(overrides=("years=1",), run=0, agents={"insurer": Cautious})
    plain = ContractingModel(overrides=("years=1",), run=0)
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


# as Mesa itself runs it


def batch_run(**parameters: object) -> list[dict]:
    """Every row of every year, as Mesa gives them."""
    parameters = {"years": 3, "world": "ggz_insurer", **parameters}
    return mesa.batch_run(
        ContractingModel, parameters, data_collection_period=1, display_progress=False
    )


def test_batch_run_stops_after_the_last_year_and_has_a_row_a_year_and_agent():
    rows = batch_run(run=[0, 1])
    assert {row["RunId"] for row in rows} == {0, 1}
    agents = {row["AgentID"] for row in rows}
    assert len(rows) == 2 * 3 * len(agents)
    assert [row["year"] for row in rows if row["RunId"] == 1 and row["AgentID"] == 1] == [0, 1, 2]


def test_a_row_has_agents_and_model_of_the_same_year():
    """Worked from the record: what a side trusts in the year of its row, and the mean of all."""
    model = ContractingModel(years=3, world="ggz_insurer", run=5)
    record = model.lived()
    for row in batch_run(run=5):
        organisation = model.organisations[row["AgentID"] - 1]
        values = record.sides["trust"][0, row["year"]]
        own = values[organisation.relations, organisation.side].mean()
        assert row["own_trust"] == pytest.approx(own)
        assert row["trust"] == pytest.approx(values.mean())
        place = record.sides["strategy"][0, row["year"], organisation.relations[0]]
        assert row["strategy"] == model.world.strategy_names[place[organisation.side]]


def test_every_iteration_is_another_run_and_says_which():
    rows = [
        row for _ in range(3) for row in batch_run() if row["year"] == 2 and row["AgentID"] == 1
    ]
    assert len({row["run"] for row in rows}) == len({row["value"] for row in rows}) == 3
    again = ContractingModel(years=3, world="ggz_insurer", rng=rows[0]["seed"], run=rows[0]["run"])
    again.run_model()
    assert again.datacollector.get_model_vars_dataframe()["value"].iloc[-1] == rows[0]["value"]


def test_a_sweep_of_settings_by_mesa_changes_those_settings():
    rows = batch_run(run=0, **{"params.pressure": [0.1, 0.4]})
    assert {row["params.pressure"] for row in rows} == {0.1, 0.4}
    assert len({row["value"] for row in rows if row["year"] == 2}) == 2


def test_run_model_lives_all_years_and_stops():
    model = ContractingModel(overrides=SMALL, run=0)
    assert model.running
    model.run_model()
    assert (model.running, model.year, model.steps) == (False, 4, 4)


def test_reporters_of_model_and_agents_have_names_of_their_own(model: ContractingModel):
    collector = model.datacollector
    assert not set(collector.model_reporters) & set(collector.agent_reporters)


@pytest.mark.parametrize(
    "same", [{"rng": 7}, {"seed": 7}, {"rng": np.random.default_rng(7)}, {"rng": [1, 2]}]
)
def test_what_is_seeded_in_any_of_mesas_ways_is_one_run(same):
    one = ContractingModel(overrides=SMALL, **same)
    other = ContractingModel(overrides=SMALL, rng=one.seed, run=one.run)
    assert np.array_equal(one.lived().sides["value"], other.lived().sides["value"])


def test_without_a_seed_every_model_is_another_run():
    assert len({ContractingModel(overrides=SMALL).run for _ in range(5)}) == 5


@pytest.mark.parametrize("wrong", [{"rng": -1}, {"rng": 2**64}, {"run": -1}, {"run": 2**32}])
def test_a_seed_or_run_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="expected rng from 0"):
        ContractingModel(overrides=SMALL, **wrong)


def test_a_scenario_object_has_seed_and_settings():
    class Scenario:
        """As that of Mesa 3.5."""

        def __init__(self, **parameters):
            self.model = None
            self.__dict__.update(parameters)

    scenario = Scenario(rng=7, years=2, scenario="null")
    model = ContractingModel(scenario=scenario)
    assert (model.config.name, model.config.years, model.seed) == ("null", 2, 7)


def test_settings_change_a_config_that_was_given(model: ContractingModel):
    other = ContractingModel(config=model.config, years=2, run=0)
    assert (other.config.years, other.config.name) == (2, model.config.name)


# what agents may write


def test_agents_under_a_wrong_key_are_refused():
    with pytest.raises(ValueError, match=r"no kind 'provder' \(do you mean 'provider'\?\)"):
        ContractingModel(overrides=SMALL, agents={"provder": Provider})
    with pytest.raises(ValueError, match="subclass of Organisation for insurer"):
        ContractingModel(overrides=SMALL, agents={"insurer": mesa.Agent})


@pytest.fixture
def agent() -> Organisation:
    return next(iter(ContractingModel(overrides=SMALL, run=0).agents_by_type[Insurer]))


def test_writing_into_a_copy_is_refused_and_reckoning_with_it_is_not(agent):
    with pytest.raises(ValueError, match=r"write agent\['trust'\] = "):
        agent["trust"][0] = 0.9
    with pytest.raises(AttributeError, match=r"write agent\['trust'\] = "):
        agent.trust = 0.9
    before = np.array(agent["trust"])
    agent["trust"] *= 0.5
    agent["trust"] += 0.1
    assert agent["trust"] == pytest.approx(0.5 * before + 0.1)


@pytest.mark.parametrize(
    ("field", "values"),
    [("trust", 1.2), ("trust", -0.1), ("goodwill", -1.1), ("tension", math.nan), ("image", "high"),
     ("strategy", 99), ("strategy", 0.5), ("skill", [0.1, 0.2]), ("authority", True)],
)  # fmt: skip
def test_values_that_cannot_be_are_refused(agent, field, values):
    before = np.array(agent[field])
    with pytest.raises(ValueError, match=f"{field}: expected "):
        agent[field] = values
    assert np.array_equal(before, agent[field])


@pytest.mark.parametrize("field", ["cost", "value", "attention", "demand", "weights"])
def test_what_is_worked_out_anew_is_not_written(agent, field):
    with pytest.raises(KeyError, match="a change would be lost"):
        agent[field] = 0.5


class Writer(Provider):
    """Writes one field before the first season."""

    field: ClassVar[str] = ""

    def prepare(self) -> None:
        if self.model.year == 0:
            self[self.field] = 0.13 if self.field != "trust_cap" else 0.3


@pytest.mark.parametrize("field", OWN)
def test_what_can_be_written_makes_a_difference(field):
    kind = type("One", (Writer,), {"field": field})
    plain = ContractingModel(overrides=SMALL, run=0).lived()
    other = ContractingModel(overrides=SMALL, run=0, agents={"provider": kind}).lived()
    assert any(
        not np.array_equal(values, other.sides[name], equal_nan=True)
        for name, values in plain.sides.items()
    )


def test_a_strategy_chosen_in_evaluate_holds_whatever_the_policy_says():
    kept = "world.organisations.ggz_de_kade.policy=always_tough"
    record = ContractingModel(overrides=(*SMALL, kept), run=0, agents={"provider": Learner}).lived()
    names = ContractingModel(overrides=SMALL, run=0).world.strategy_names
    assert (record.sides["strategy"][0, 1:, :, 0] == names.index("collab")).all()


def test_agentset_asks_for_fields_by_name(model: ContractingModel):
    agents = model.agents_by_type[Provider]
    assert agents.get("trust") == [agent["trust"].mean() for agent in agents]
    assert 0 <= agents.agg("tension", np.mean) <= 1
    groups = agents.groupby("strategy").groups
    assert sum(len(group) for group in groups.values()) == len(agents)
    agents.set("strategy", "collab")
    assert set(agents.get("strategy")) == {"collab"}


# the network


TWO_LAWS = {
    "world/district.yaml": """
label: { nl: "Streek", en: "District" }
organisations: {}
organisations_csv: who.csv
relations_csv: with-whom.csv
""",
    "who.csv": "name;kind;sector;size\nhome;provider;vvt;12\ntown;municipality;;20\n",
    "with-whom.csv": "provider;funder;law;volume\nhome;town;Wmo;5\nhome;town;Jeugdwet;7\n",
}


def test_a_pair_with_two_laws_has_both_relations_on_its_edge(tmp_path):
    for name, text in TWO_LAWS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    model = ContractingModel(world="district", years=2, config_dir=tmp_path, run=0)
    model.run_model()
    graph = model.network()
    pairs = [(each.provider, each.funder) for each in model.world.relations]
    double = {pair for pair in pairs if pairs.count(pair) > 1}
    assert double == {("home", "town")}
    for pair in double:
        edge = graph.edges[pair]
        rows = [d for d, each in enumerate(pairs) if each == pair]
        trust = [float(model.state.sides["trust"][0, d, 0]) for d in rows]
        assert min(trust) < edge["trust_provider"] < max(trust)
        laws = [model.world.relations[d].law for d in rows]
        assert [edge[f"trust_provider_{law}"] for law in laws] == trust
        assert edge["relations"] == len(rows)


def test_the_network_goes_into_graphml_and_back(model: ContractingModel, tmp_path):
    graph = model.network()
    nx.write_graphml(graph, tmp_path / "network.graphml")
    again = nx.read_graphml(tmp_path / "network.graphml")
    assert set(again.nodes) == set(graph.nodes)
    for one, other, edge in graph.edges(data=True):
        assert again.edges[one, other] == pytest.approx(edge)
