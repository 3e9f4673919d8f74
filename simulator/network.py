"""From the organisations a user wrote to every single organisation and relation."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

from simulator.problems import Problem
from simulator.schema import Event, Kind, Law, Organisation, Relation, RelationSides, Sector, World
from simulator.state import SIDES


class Pair(NamedTuple):
    """A relation: its names, law, and what holds in it only."""

    provider: str
    funder: str
    law: Law
    volume: float | None = None
    committee: bool | None = None
    sides: RelationSides = RelationSides()


class Network(NamedTuple):
    """Every organisation and relation, sorted by name, and what is wrong with them."""

    organisations: dict[str, Organisation]
    pairs: list[Pair]
    problems: list[Problem]


def joined(
    world: World, kinds: Mapping[str, Kind], broken: Iterable[str] = (), complete: bool = True
) -> Network:
    """The network of a world.

    Args:
        world: as written; `count` alike organisations become name_1, name_2, ...
        kinds: the kinds of organisation there are.
        broken: organisations and kinds that exist but could not be read; they are passed over.
        complete: False = parts of the world could not be read, so nobody is called alone.
    """
    return _Joiner(world, kinds, frozenset(broken), complete).network()


class _Joiner:
    """Collects problems while it joins, so that the user hears of all at once."""

    def __init__(
        self, world: World, kinds: Mapping[str, Kind], broken: frozenset[str], complete: bool
    ) -> None:
        self.world, self.kinds, self.broken, self.complete = world, kinds, broken, complete
        self.problems: list[Problem] = []
        self.members = {
            name: [name] if one.count == 1 else [f"{name}_{i + 1}" for i in range(one.count)]
            for name, one in sorted(world.organisations.items())
        }
        self.group = {single: name for name, all_ in self.members.items() for single in all_}
        self.pairs: dict[tuple[str, str, Law], Pair] = {}
        self.written: set[tuple[str, str, Law]] = set()  # relations with a line of their own

    def network(self) -> Network:
        self._check_organisations()
        self._check_names()
        for name, organisation in sorted(self.world.organisations.items()):
            self._contracts(name, organisation)
        for i, relation in enumerate(self.world.relations):
            self._relation(i, relation)
        self._check_alone()
        singles = {name: self._of(name) for name in sorted(self.group)}
        return Network(singles, [self.pairs[key] for key in sorted(self.pairs)], self.problems)

    def _of(self, single: str) -> Organisation:
        return self.world.organisations[self.group[single]]

    def _side(self, name: str) -> str | None:
        """Of an organisation, or of a group of organisations."""
        written = self.world.organisations.get(name) or self._of(name)
        kind = self.kinds.get(written.kind)
        return kind.side if kind else None

    def _problem(self, *key: str | int, kind: str, **values: object) -> None:
        self.problems.append(Problem(("world", *key), kind, values))

    def _check_organisations(self) -> None:
        for name, one in self.world.organisations.items():
            here = ("organisations", name)
            if "|" in name or name in self.kinds:
                self._problem(*here, kind="bad_name", came=name)
            if self._side(name) == "provider" and one.sector is None:
                self._problem(*here, "sector", kind="no_sector", choices=get_args(Sector))
            if one.kind not in self.kinds and one.kind not in self.broken:
                values = {"thing": "kind", "came": one.kind, "choices": sorted(self.kinds)}
                self.problems.append(Problem(("world", *here, "kind"), "unknown_name", values))
        sides = {self._side(single) for single in self.group}
        for side in SIDES if self.complete else ():
            if side not in sides and None not in sides:
                self._problem("organisations", kind="no_side", side=side)

    def _check_names(self) -> None:
        seen: set[str] = set()
        for name, singles in self.members.items():
            for single in singles:
                if single in seen:
                    self._problem("organisations", name, kind="twice", came=single)
                seen.add(single)

    def _named(self, name: str, *key: str | int) -> list[str]:
        """The organisations that a name stands for: one, a group, or all of a kind."""
        if name in self.members:
            return self.members[name]
        if name in self.kinds:
            return [single for single in self.group if self._of(single).kind == name]
        if name not in self.broken:
            choices = sorted({*self.members, *self.kinds})
            self._problem(
                *key, kind="unknown_name", thing="organisation", came=name, choices=choices
            )
        return []

    def _contracts(self, name: str, organisation: Organisation) -> None:
        key = ("organisations", name, "contracts")
        if organisation.kind not in self.kinds:
            return
        for i, partner in enumerate(organisation.contracts):
            if partner in organisation.contracts[:i]:
                self._problem(*key, kind="twice", came=partner)
                continue
            for other in self._named(partner, *key):
                for single in self.members[name]:
                    if not self._join(single, other, None, key, partner):
                        break
                else:
                    continue
                break

    def _join(
        self, one: str, other: str, written: Relation | None, key: tuple[str | int, ...], name: str
    ) -> bool:
        """Adds the relation between two organisations; False if it cannot be."""
        sides = self._side(one), self._side(other)
        if None in sides:
            return True
        if sides[0] == sides[1]:
            self._problem(*key, kind="same_side", one=self.group[one], came=name, side=sides[0])
            return False
        provider, funder = (one, other) if sides[0] == "provider" else (other, one)
        law = (written.law if written else None) or self._law(provider, funder)
        if law is None:
            return True
        pair = Pair(provider, funder, law)
        if written:
            pair = Pair(provider, funder, law, written.volume, written.committee, written.sides)
            if (provider, funder, law) in self.written:
                self._problem(*key, kind="twice", came=f"{provider}, {funder}, {law}")
            self.written.add((provider, funder, law))
        self.pairs[provider, funder, law] = pair
        return True

    def _law(self, provider: str, funder: str) -> Law | None:
        kind, sector = self.kinds[self._of(funder).kind], self._of(provider).sector
        law = kind.laws.get(sector, kind.law) if sector else kind.law
        if law is None:
            problem = Problem(("kinds", self._of(funder).kind), "no_law")
            if problem not in self.problems:
                self.problems.append(problem)
        return law

    def _relation(self, i: int, relation: Relation) -> None:
        key = ("relations", i)
        funders = self._named(relation.funder, *key, "funder")
        for provider in self._named(relation.provider, *key, "provider"):
            for funder in funders:
                if self._side(provider) == "funder" and self._side(funder) == "provider":
                    self._problem(*key, kind="swapped")
                    return
                if not self._join(provider, funder, relation, key, relation.funder):
                    return

    def _check_alone(self) -> None:
        if self.problems or not self.complete:
            return
        partnered = {name for pair in self.pairs.values() for name in (pair.provider, pair.funder)}
        for name, singles in self.members.items():
            if not partnered.issuperset(singles):
                self._problem("organisations", name, kind="no_partner")
            self._check_turnover(name, singles[0])

    def _check_turnover(self, name: str, single: str) -> None:
        turnover = self.world.organisations[name].turnover
        if turnover is None:
            return
        laws = {
            pair.law
            for pair in self.pairs.values()
            if pair.provider == single and pair.volume is None
        }
        key = ("organisations", name, "turnover")
        for law in sorted(laws - {law for law, share in turnover.items() if share > 0}):
            self._problem(*key, kind="turnover_missing", came=law)
        for law in sorted(set(turnover) - laws):
            self._problem(*key, kind="turnover_spare", came=law)


def concerns(event: Event, pair: Pair) -> bool:
    """Whether an event happens in the relation of this provider and funder."""
    return event.provider in (None, pair.provider) and event.funder in (None, pair.funder)
