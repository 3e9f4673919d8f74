"""From a config to what does not change during a run: who there is, and who faces whom."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.config import expansion, schema_catalogue, schema_world
from simulator.config.expansion import Pair
from simulator.config.schema import Config
from simulator.engine.acts import ACT, ACTS
from simulator.engine.calendar import CALENDAR
from simulator.engine.records import FORM, POLICY, SIDES
from simulator.engine.strategies import FIELDS, MIX, STRATEGY
from simulator.world import seats
from simulator.world.scripts import scripted

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)
class Organisation:
    """An organisation, one of N."""

    name: str
    label: dict[str, str]  # nl, en
    kind: str
    sector: str  # empty for funders
    size: float
    region: str


@dataclass(frozen=True)
class Relation:
    """A provider and a funder under one law, one of D."""

    provider: str
    funder: str
    law: str
    volume: float  # in the unit of the provider's size
    name: str  # "provider|funder"; with the law where the two have more than one relation


@dataclass(frozen=True)
class World:
    """Everything that is the same in all runs. N organisations, D relations, S strategies."""

    organisations: tuple[Organisation, ...]  # by name
    relations: tuple[Relation, ...]  # by provider, funder, law
    ties: np.ndarray  # [D] TIE
    seats: np.ndarray  # [D, 2] SEAT
    strategies: np.ndarray  # [S] STRATEGY
    strategy_names: tuple[str, ...]  # sorted
    mixes: np.ndarray  # [N, S] chance of each strategy at the start, rows add up to 1
    later: tuple[int, np.ndarray] | None  # year from 0 on and its mixes [N, S]; None = never
    organisation_ids: np.ndarray  # [N] uint64 below 2**32
    acts: np.ndarray  # [7] ACT, in the order of ACTS
    calendar: np.ndarray  # [1] CALENDAR
    dates: tuple[str, ...]  # [T] "15 Oct"
    marks: dict[str, int]  # turn at which a date is reached
    scripts: np.ndarray  # [P, Y] SCRIPT
    accord: np.ndarray  # [Y] in [0, 1]
    mandates: np.ndarray  # [Y] how far mandates are financial, NaN = the run's number
    forms: np.ndarray  # [F] FORM, in the order of form_names
    form_names: tuple[str, ...]  # sorted
    policies: np.ndarray  # [P] POLICY, by name
    kinds: np.ndarray  # [N] index of each organisation's kind
    start: int  # calendar year of year 0

    def graph(self) -> "networkx.Graph":
        """Organisations as nodes, relations as edges; two laws between two are one edge."""
        import networkx

        graph = networkx.Graph()
        for one in self.organisations:
            graph.add_node(one.name, kind=one.kind, sector=one.sector, size=one.size)
        for relation in self.relations:
            before = graph.get_edge_data(relation.provider, relation.funder, {})
            volume = before.get("volume", 0.0) + relation.volume
            laws = (*before.get("laws", ()), relation.law)
            graph.add_edge(relation.provider, relation.funder, volume=volume, laws=laws)
        return graph


def built(config: Config) -> World:
    """The world of a config; the order in which its organisations are written does not matter."""
    joined = expansion.joined(config.world, config.kinds)
    organisations, pairs = joined.organisations, joined.pairs
    index = {name: i for i, name in enumerate(organisations)}
    names = tuple(sorted(config.strategies))
    volumes = seats.volumes(organisations, pairs)
    scripts, which = scripted(config.script, pairs, config.years, names)
    return World(
        organisations=tuple(_organisation(*item) for item in organisations.items()),
        relations=_relations(pairs, volumes),
        ties=seats.ties(pairs, index, config, organisations, which),
        seats=seats.seated(pairs, index, volumes, organisations, config, names, joined.strength),
        strategies=_strategies(config, names),
        strategy_names=names,
        mixes=_mixes(organisations, config, config.mix, names),
        later=_later(organisations, config, names),
        organisation_ids=np.array(list(seats.identities(organisations).values()), np.uint64),
        acts=_acts(config.acts.table),
        calendar=_calendar(config.calendar),
        dates=tuple(config.calendar.dates),
        marks=dict(config.calendar.marks),
        scripts=scripts,
        accord=_accord(config),
        mandates=_mandates(config),
        forms=_forms(config),
        form_names=tuple(sorted(config.forms)),
        policies=_policies(config, names),
        kinds=np.array([sorted(config.kinds).index(one.kind) for one in organisations.values()]),
        start=config.start,
    )


def _organisation(name: str, one: schema_world.Organisation) -> Organisation:
    label = one.label.model_dump() if one.label else {"nl": name, "en": name}
    if one.count > 1:
        number = name.rpartition("_")[2]
        label = {lang: f"{text} {number}" if one.label else text for lang, text in label.items()}
    return Organisation(name, label, one.kind, one.sector or "", one.size, one.region)


def _relations(pairs: list[Pair], volumes: np.ndarray) -> tuple[Relation, ...]:
    couples = [(pair.provider, pair.funder) for pair in pairs]
    several = {one for one, other in itertools.pairwise(couples) if one == other}
    relations = []
    for pair, volume in zip(pairs, volumes, strict=True):
        name = f"{pair.provider}|{pair.funder}"
        if (pair.provider, pair.funder) in several:
            name += f"|{pair.law}"
        relations.append(Relation(pair.provider, pair.funder, pair.law, float(volume), name))
    return tuple(relations)


def _strategies(config: Config, names: tuple[str, ...]) -> np.ndarray:
    table = np.zeros(len(names), STRATEGY)
    for s, name in enumerate(names):
        strategy = config.strategies[name]
        for field in FIELDS:
            table[field][s] = getattr(strategy, field)
        table["mix"][s] = _scaled([getattr(strategy.mix, act) for act in MIX])
    return table


def _scaled(shares: list[float]) -> np.ndarray:
    """Shares that add up to exactly 1, from shares written with a few decimals."""
    values = np.array(shares, np.float64)
    scaled: np.ndarray = values / values.sum()
    return scaled


def _mixes(
    organisations: Mapping[str, schema_world.Organisation],
    config: Config,
    mix: schema_catalogue.Mix,
    names: tuple[str, ...],
) -> np.ndarray:
    by_side = {"provider": mix.providers, "funder": mix.funders}
    mixes = np.zeros((len(organisations), len(names)))
    for n, one in enumerate(organisations.values()):
        chances = one.mix or by_side[config.kinds[one.kind].side]
        if one.strategy is not None:
            chances = {one.strategy: 1.0}
        mixes[n] = _scaled([chances.get(name, 0.0) for name in names])
    return mixes


def _later(
    organisations: Mapping[str, schema_world.Organisation], config: Config, names: tuple[str, ...]
) -> tuple[int, np.ndarray] | None:
    if config.switch.year is None or config.switch.mix is None:
        return None
    mixes = _mixes(organisations, config, config.switch.mix, names)
    return config.switch.year - config.start, mixes


def _acts(table: schema_catalogue.ActTable) -> np.ndarray:
    acts = np.zeros(len(ACTS), ACT)
    for a, name in enumerate(ACTS):
        act = getattr(table, name)
        for field in ACT.names or ():
            acts[field][a] = getattr(act, field)
    return acts


def _calendar(calendar: schema_catalogue.Calendar) -> np.ndarray:
    table = np.zeros(1, CALENDAR)
    opener = SIDES.index(calendar.opener)
    table[0] = (calendar.turns, calendar.stragglers, calendar.mediation, opener)
    return table


def _accord(config: Config) -> np.ndarray:
    levels = sorted((step.year, step.level) for step in config.accord.levels)
    accord = np.zeros(config.years)
    for y in range(config.years):
        reached = [level for year, level in levels if year <= config.start + y]
        accord[y] = reached[-1] if reached else 0.0
    return accord


def _mandates(config: Config) -> np.ndarray:
    steps = sorted(
        (step.year, step.mandate) for step in config.accord.levels if step.mandate is not None
    )
    mandates = np.full(config.years, np.nan)
    for y in range(config.years):
        reached = [mandate for year, mandate in steps if year <= config.start + y]
        if reached:
            mandates[y] = reached[-1]
    return mandates


def _forms(config: Config) -> np.ndarray:
    forms = np.zeros(len(config.forms), FORM)
    for f, name in enumerate(sorted(config.forms)):
        for field in FORM.names or ():
            forms[field][f] = getattr(config.forms[name], field)
    return forms


def _policies(config: Config, names: tuple[str, ...]) -> np.ndarray:
    policies = np.zeros(len(config.policies), POLICY)
    for p, name in enumerate(sorted(config.policies)):
        policy = config.policies[name]
        policies["kind"][p] = names.index(policy.kind)
        policies["tough"][p] = names.index(policy.tough)
        policies["after"][p] = tuple(policy.after.model_dump().values())
        policies["patience"][p] = policy.patience
    return policies
