"""The Mesa face: the same rules, one run, a year a step; organisations are Mesa agents.

Without overridden hooks a model gives the numbers of the batch run with the same seed and run id,
to the bit. Subclass one of the four kinds and override `prepare` or `evaluate` in plain Python:

    class Learner(Provider):
        def evaluate(self):
            if self.mean("value") < 0.5:
                self.strategy = "collab"

    ContractingModel(agents={"provider": Learner}).run_model()
"""

import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import mesa
import networkx as nx
import numpy as np

from simulator import i18n
from simulator.batch import Record, Simulation
from simulator.config.again import changed
from simulator.config.compose import Config, composed
from simulator.config.problems import nearest
from simulator.config.values import Setting, words
from simulator.engine.context import State
from simulator.engine.records import RELATION, SIDE
from simulator.interop.column import Column
from simulator.interop.network import network

REPORTED = ("trust", "goodwill", "tension", "value")
RUN_IDS = 2**32
# What a side carries from year to year, and so what can be changed; anything else is worked out
# anew every year. Goodwill is in [-1, 1], the others in [0, 1].
OWN = ("trust", "competence", "goodwill", "tension", "image", "knowledge", "authority", "skill",
       "trust_cap", "reservation")  # fmt: skip
SEEN = frozenset((*(SIDE.names or ()), *(RELATION.names or ())))


class Organisation(mesa.Agent):
    """One organisation with its rows: one per relation, in the order of `relations`.

    `agent["trust"]` is a column of its rows, [own D]; `agent.trust` and `agent.mean("trust")` are
    its mean over relations, which AgentSet and DataCollector can ask for by name.

    Args:
        model: the model it lives in.
        index: its place in `model.world.organisations`.
    """

    model: "ContractingModel"

    def __init__(self, model: "ContractingModel", *, index: int) -> None:
        super().__init__(model)
        self.index = index
        self.organisation = model.world.organisations[index]
        ties = model.world.ties
        self.side = 0 if self.organisation.kind == "provider" else 1
        own = ties["provider"] if self.side == 0 else ties["funder"]
        self.relations = np.flatnonzero(own == index)  # [own D] rows in the model's relations

    @property
    def name(self) -> str:
        """Name, as in the world config."""
        return str(self.organisation.name)

    @property
    def partners(self) -> tuple[str, ...]:
        """Names of those it contracts with, in the order of its rows."""
        ties = self.model.world.ties
        other = ties["funder"] if self.side == 0 else ties["provider"]
        return tuple(self.model.world.organisations[n].name for n in other[self.relations])

    def __getitem__(self, field: str) -> np.ndarray:
        """A column of its rows, [own D]: a field of `SIDE` or of `RELATION`; a copy to read.

        Raises:
            KeyError: no such field.
        """
        state = self.model.state
        if field in (SIDE.names or ()):
            return Column.of(state.sides[field][0, self.relations, self.side], field)
        if field in (RELATION.names or ()):
            return Column.of(state.relations[field][0, self.relations], field)
        raise KeyError(
            f"no field {field!r} in a side or a relation{_hint(field, SEEN)}; "
            "see simulator/engine/records.py"
        )

    def __setitem__(self, field: str, values: float | Sequence[float] | np.ndarray) -> None:
        """Change a column of its own side; what is shared or the other's is not its to change.

        Args:
            field: one of `OWN`, or "strategy" (by place; `strategy` takes a name).
            values: one number for all its relations, or one for each.

        Raises:
            KeyError: not a field of its own side, or one that is worked out anew every year.
            ValueError: a number out of its range, or another count of them.
        """
        if field not in (SIDE.names or ()):
            raise KeyError(
                f"{field!r} is no field of a side{_hint(field, OWN)}; "
                "see SIDE in simulator/engine/records.py"
            )
        if field not in (*OWN, "strategy"):
            raise KeyError(
                f"{field!r} is worked out anew every year, so a change would be lost; "
                f"these can be changed: {', '.join(OWN)}, strategy"
            )
        sides = self.model.state.sides
        sides[field][0, self.relations, self.side] = self._sound(field, values)
        if field == "strategy":  # it holds, whatever its policy would have chosen for next season
            sides["strategy_next"][0, self.relations, self.side] = -1

    def _sound(self, field: str, values: object) -> np.ndarray:
        """Values for a field, [own D].

        Raises:
            ValueError: a number out of its range, or another count of them.
        """
        count = len(self.relations)
        given = np.asarray(values)
        if given.dtype.kind not in "iuf" or given.shape not in ((), (1,), (count,)):
            raise ValueError(
                f"{field}: expected one number, or {count}: one for each relation of {self.name}; "
                f"got {values!r}"
            )
        low, high = (-1.0 if field == "goodwill" else 0.0), 1.0
        if field == "strategy":
            high = len(self.model.world.strategy_names) - 1
            if not (given == np.floor(given)).all():
                raise ValueError(f"strategy: expected places, whole numbers; got {values!r}")
        if not ((given >= low) & (given <= high)).all():  # NaN is neither
            raise ValueError(f"{field}: expected numbers from {low:g} to {high:g}, got {values!r}")
        return given

    def __getattr__(self, name: str) -> Any:
        """The mean of a field over its relations."""
        if name in SEEN:
            return self.mean(name)
        raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        """An attribute of one's own; a field is written by its column, or nobody would read it."""
        if name in SEEN and name != "strategy":
            raise AttributeError(
                f"{name} has a value for each relation: write agent[{name!r}] = … instead"
            )
        super().__setattr__(name, value)

    def mean(self, field: str) -> float:
        """Mean of a column over its relations; NaN without relations or numbers.

        Raises:
            KeyError: no such field.
        """
        column = self[field]
        known = column[~np.isnan(column)] if column.dtype.kind == "f" else column
        return float(known.mean()) if len(known) else float("nan")

    @property
    def strategy(self) -> str:
        """Name of its strategy: that of its first relation, where rows were changed one by one."""
        rows = self["strategy"]
        if not len(rows):
            return ""
        return str(self.model.world.strategy_names[int(rows[0])])

    @strategy.setter
    def strategy(self, name: str) -> None:
        names = self.model.world.strategy_names
        if name not in names:
            raise ValueError(f"no strategy {name!r}; there are: {', '.join(names)}")
        self["strategy"] = names.index(name)

    def prepare(self) -> None:
        """Before the season, every year. Override to act on what is known by then."""

    def evaluate(self) -> None:
        """After the year. Override to look back and change what is one's own."""


class Provider(Organisation):
    """A care provider (zorgaanbieder)."""


class Insurer(Organisation):
    """A health insurer (zorgverzekeraar)."""


class CareOffice(Organisation):
    """A regional long-term-care purchasing office (zorgkantoor)."""


class Municipality(Organisation):
    """A municipality (gemeente), purchaser of youth care and social support."""


KINDS: dict[str, type[Organisation]] = {
    "provider": Provider,
    "insurer": Insurer,
    "care_office": CareOffice,
    "municipality": Municipality,
}


class YearCollector(mesa.DataCollector):
    """A row a year: the row of a year has what agents and model were in that year.

    Mesa counts a step before it is taken, so Mesa 3.3 would file agents a row after the model.
    """

    def collect(self, model: mesa.Model) -> None:
        """Collect the year just lived."""
        model.steps -= 1
        try:
            super().collect(model)
        finally:
            model.steps += 1


class ContractingModel(mesa.Model):
    """A region of care contracting; `step()` is one contracting year.

    As Mesa users expect: `run_model()`, `mesa.batch_run`, `running`, AgentSet, DataCollector. Its
    rows have the year (from 0), the means of `REPORTED` over all sides, seed and run; those of an
    agent its name, the strategy it played and its own means (`own_trust`, …).

    Args:
        scenario: name of a scenario config, or a Scenario object of Mesa with `rng` and settings.
        config: a composed config instead; settings then change single values of it.
        overrides: settings as the command takes them, such as `params.pressure=.2`, or mappings.
        config_dir: a folder of your own configs.
        rng: seed of chance, below 2**64, or what Mesa takes for it; None with no `run` and no
            `seed=…` is a new run each time, as in Mesa: `seed` and `run` then say which.
        run: run id, below 2**32; run r of a batch with the same seed is the same run.
        agents: agent class by kind, `{"provider": MyProvider}`; the others stay as they are.
        settings: further settings, such as `years=5`.

    Raises:
        ConfigError: the config is not sound; every problem is named.
        ValueError: no such kind of agent, or a seed or run that cannot be.
        StopIteration: `step` past the years of the config.
    """

    def __init__(
        self,
        *,
        scenario: Any = None,
        config: Config | None = None,
        overrides: Sequence[Setting] = (),
        config_dir: Path | str | None = None,
        rng: Any = None,
        run: int | None = None,
        agents: Mapping[str, type[Organisation]] | None = None,
        **settings: Any,
    ) -> None:
        classes = _classes(agents)
        more: dict[str, Any] = {}
        if scenario is not None and not isinstance(scenario, str):
            if hasattr(mesa.Model, "scenario"):  # from Mesa 3.4 on
                more["scenario"] = scenario
            given = {k: v for k, v in vars(scenario).items() if not k.startswith("_")}
            rng, scenario = given.pop("rng", rng), given.pop("scenario", None)
            settings = {**given, **settings}
            settings.pop("model", None)
        asked = words(*overrides, scenario=scenario, **settings)
        with i18n.in_python():
            if config is not None:
                self.config = changed(config, asked)
            else:
                named = any(word.startswith("scenario=") for word in asked)
                own = None if config_dir is None else Path(config_dir).expanduser()
                self.config = composed(asked if named else ["scenario=region", *asked], own)
        fixed = any(word.startswith("seed=") for word in asked)
        self.seed, self.run = _luck(self.config.seed, rng, run, fixed)
        if "scenario" not in more:
            more["rng"] = [self.seed, self.run]
        super().__init__(**more)
        self.simulation = Simulation(self.config, 1, self.seed, self.run)
        self.world, self.params = self.simulation.world, self.simulation.params
        self.organisations = [
            classes[organisation.kind](self, index=n)
            for n, organisation in enumerate(self.world.organisations)
        ]
        self.datacollector = YearCollector(
            model_reporters={
                "year": "year",
                **{name: partial(_mean_of, field=name) for name in REPORTED},
                "seed": "seed",
                "run": "run",
            },
            agent_reporters={
                "organisation": "name",
                "strategy": _played,
                **{f"own_{name}": partial(_own, field=name) for name in REPORTED},
            },
        )

    @property
    def year(self) -> int:
        """How many years are lived; while a year is lived, that year, from 0."""
        return self.simulation.year

    @property
    def state(self) -> State:
        """What changes: `sides` [1, D, 2], `relations` [1, D], `contracts` [1, D, 2], …"""
        return self.simulation.state

    @property
    def record(self) -> Record:
        """What was kept of the years lived; as `record` of the batch."""
        if self.simulation.record is None:
            raise ValueError("this model keeps no record")
        return self.simulation.record

    def step(self) -> None:
        """One contracting year: prepare, talks, delivery, evaluation, evaluate."""
        simulation = self.simulation
        if simulation.done:
            raise StopIteration(
                f"all {self.config.years} years are lived; ask for more with years=… in the config"
            )
        self._ask("prepare")
        simulation.keep(simulation.live())
        self._ask("evaluate")
        self.datacollector.collect(self)
        simulation.turn_over()
        self.running = not simulation.done

    def _ask(self, hook: str) -> None:
        """Call a hook where it was overridden; the others have nothing to say."""
        plain = getattr(Organisation, hook)
        self.agents.select(lambda agent: getattr(type(agent), hook) is not plain).do(hook)

    def lived(self) -> Record:
        """Live all years left and give the record."""
        while not self.simulation.done:
            self.step()
        return self.record

    def network(self) -> nx.Graph:
        """Who contracts with whom, as it is now; see `simulator.interop.network`."""
        return network(self.world, self.state)


def _classes(agents: Mapping[str, type[Organisation]] | None) -> dict[str, type[Organisation]]:
    """Agent class of every kind.

    Raises:
        ValueError: no such kind, or no class of agents.
    """
    for kind, own in (agents or {}).items():
        if kind not in KINDS:
            known = ", ".join(KINDS)
            raise ValueError(f"agents: no kind {kind!r}{_hint(kind, KINDS)}; there are: {known}")
        if not (isinstance(own, type) and issubclass(own, Organisation)):
            raise ValueError(f"agents: expected a subclass of Organisation for {kind}, got {own!r}")
    return {**KINDS, **(agents or {})}


def _luck(seed: int, rng: Any, run: int | None, fixed: bool) -> tuple[int, int]:
    """Seed and run id.

    Args:
        seed: the config's.
        fixed: was that seed asked for?

    Raises:
        ValueError: a seed or run that cannot be.
    """
    if isinstance(rng, int | np.integer):
        seed = int(rng)
    elif rng is not None:
        seed = int(np.random.default_rng(rng).integers(2**63))
    if run is None:
        run = 0 if fixed or rng is not None else secrets.randbelow(RUN_IDS)
    if not 0 <= seed < 2**64 or not 0 <= run < RUN_IDS:
        raise ValueError(
            f"expected rng from 0 to 2**64 - 1 and run from 0 to 2**32 - 1, got {seed} and {run}"
        )
    return seed, run


def _hint(came: object, names: Any) -> str:
    close = nearest(came, names)
    return f" (do you mean {close!r}?)" if close else ""


def _mean_of(model: ContractingModel, field: str) -> float:
    return float(np.nanmean(model.state.sides[field]))


def _own(agent: Organisation, field: str) -> float:
    return agent.mean(field)


def _played(agent: Organisation) -> str:
    """The strategy of the year just lived, that of its first relation."""
    if not len(agent.relations):
        return ""
    rows = agent.model.record.sides["strategy"][0, agent.model.year]
    return str(agent.model.world.strategy_names[int(rows[agent.relations[0], agent.side])])
