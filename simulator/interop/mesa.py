"""The Mesa face: the same rules, one run, a year a step.

Without overridden hooks a model gives the numbers of the batch run with the same seed and run id,
to the bit. It keeps its own year counter and recorder, so it works with Mesa 3.3 and later.
"""

from collections.abc import Mapping, Sequence

import mesa
import networkx as nx
import numpy as np

from simulator import batch
from simulator.config.compose import Config, composed
from simulator.engine import params
from simulator.interop.agents import KINDS, Organisation
from simulator.world.build import World, built


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
        ValueError: a seed that cannot be.
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
        self.run_seed = self.config.seed if rng is None else batch.checked_seed(rng)
        super().__init__(rng=self.run_seed)
        self.year = 0
        self.world: World = built(self.config)
        self.params = params.records(1, self.config.params)
        self._runs = np.array([batch.checked_seed(run, "run")], np.uint64)
        self.state = batch.begun(self.world, self.params, self._runs, self.run_seed)
        self.record = batch.blank_record(
            self.world, self._runs, self.run_seed, self.config.years, self.config.trace
        )
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
        turns = batch.blank_trace(self.world, 1, traced=self.config.trace)
        batch.lived(
            self.world, self.params, self.state, self._runs, self.run_seed, self.year, turns
        )
        batch.keep(self.record, slice(0, 1), self.year, self.state, turns)
        self._ask("evaluate")
        self.datacollector.collect(self)
        batch.turned_over(self.state, self.year)
        self.year += 1

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
        """Who contracts with whom, with the state of now as edge data.

        Where a pair has two relations, under two laws, its edge has their mean by volume.
        """
        graph = self.world.graph()
        together: dict[tuple[str, str], list[int]] = {}
        for d, relation in enumerate(self.world.relations):
            together.setdefault((relation.provider, relation.funder), []).append(d)
        for pair, members in together.items():
            volumes = [self.world.relations[d].volume for d in members]
            state = {"ownership": self.state.relations["ownership"][0]}
            for s, side in enumerate(("provider", "funder")):
                for field in ("trust", "goodwill", "tension"):
                    state[f"{field}_{side}"] = self.state.sides[field][0, :, s]
            for name, values in state.items():
                graph.edges[pair][name] = float(np.average(values[members], weights=volumes))
        return graph


def _mean_of(field: str):  # type: ignore[no-untyped-def]
    return lambda model: float(model.state.sides[field].mean())


def _own(field: str):  # type: ignore[no-untyped-def]
    return lambda agent: agent.mean(field)
