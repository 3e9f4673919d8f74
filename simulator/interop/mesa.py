"""The Mesa face: the same rules, one run, a year a step.

Without overridden hooks a model gives the numbers of the batch run with the same seed and run id,
to the bit. It keeps its own year counter and recorder, so it works with Mesa 3.3 and later.
"""

from collections.abc import Mapping, Sequence

import mesa
import networkx as nx

from simulator import batch
from simulator.config.compose import Config, composed
from simulator.engine.context import State
from simulator.interop.agents import KINDS, Organisation


class ContractingModel(mesa.Model):
    """A region of care contracting; `step()` is one contracting year.

    Args:
        scenario: name of a scenario config; ignored where `config` is given.
        config: a composed config.
        overrides: Hydra overrides, such as `params.pressure=.2`; not together with `config`.
        rng: seed of chance, an integer; `None` takes the config's.
        run: run id; run r of a batch with the same seed is the same world.
        agents: agent class by kind, `{"provider": MyProvider}`; the others stay as they are.

    Raises:
        ConfigError: the config is not sound; every problem is named.
        StopIteration: `step` past the years of the config.
    """

    def __init__(
        self,
        *,
        scenario: str = "region",
        config: Config | None = None,
        overrides: Sequence[str] = (),
        rng: int | None = None,
        run: int = 0,
        agents: Mapping[str, type[Organisation]] | None = None,
    ) -> None:
        self.config = config or composed([f"scenario={scenario}", *overrides])
        self.run_seed = self.config.seed if rng is None else int(rng)
        super().__init__(rng=self.run_seed)
        self.year = 0
        self.simulation = batch.Simulation(self.config, 1, self.run_seed, run)
        self.world = self.simulation.world
        self.params = self.simulation.params
        classes = {**KINDS, **(agents or {})}
        self.organisations = [
            classes[organisation.kind](self, index=n)
            for n, organisation in enumerate(self.world.organisations)
        ]
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "year": "year",
                **{name: _mean_of(name) for name in ("trust", "goodwill", "tension", "value")},
            },
            agent_reporters={
                "organisation": "name",
                "strategy": "strategy",
                **{name: _own(name) for name in ("trust", "goodwill", "tension", "value")},
            },
        )

    def step(self) -> None:
        """One contracting year: prepare, talks, delivery, evaluation, evaluate."""
        if self.year >= self.config.years:
            raise StopIteration(
                f"all {self.config.years} years are lived; ask for more with years=… in the config"
            )
        self._ask("prepare")
        self.simulation.keep(self.simulation.live())
        self._ask("evaluate")
        self.datacollector.collect(self)
        self.simulation.turn_over()
        self.year += 1

    @property
    def state(self) -> State:
        """What changes, see `engine.context.State`."""
        return self.simulation.state

    @property
    def record(self) -> batch.Record:
        """What was kept of the years lived."""
        assert self.simulation.record is not None
        return self.simulation.record

    def _ask(self, hook: str) -> None:
        """Call a hook where it was overridden; the others have nothing to say."""
        plain = getattr(Organisation, hook)
        self.agents.select(lambda agent: getattr(type(agent), hook) is not plain).do(hook)

    def lived(self) -> batch.Record:
        """Live all years left and give the record."""
        while self.year < self.config.years:
            self.step()
        return self.record

    def network(self) -> nx.Graph:
        """Who contracts with whom, each relation with its state of now as edge data."""
        graph = self.world.graph()
        for d, relation in enumerate(self.world.relations):
            edge = graph.edges[relation.provider, relation.funder]
            for s, side in enumerate(("provider", "funder")):
                for field in ("trust", "goodwill", "tension"):
                    edge[f"{field}_{side}"] = float(self.state.sides[field][0, d, s])
            edge["ownership"] = float(self.state.relations["ownership"][0, d])
        return graph


def _mean_of(field: str):  # type: ignore[no-untyped-def]
    return lambda model: float(model.state.sides[field].mean())


def _own(field: str):  # type: ignore[no-untyped-def]
    return lambda agent: agent.mean(field)
