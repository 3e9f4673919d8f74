"""From the organisations a user wrote to every single organisation and relation."""

import hashlib
import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_args

import numpy as np

from simulator.config.problems import Problem
from simulator.config.schema import Event
from simulator.config.schema_types import Law, Sector
from simulator.config.schema_world import (
    Coalition,
    Draw,
    Kind,
    Organisation,
    Relation,
    RelationSides,
    World,
)
from simulator.config.totals import total
from simulator.engine.records import SIDES


class Pair(NamedTuple):
    """A relation: its names, law, and what holds in it only."""

    provider: str
    funder: str
    law: Law
    volume: float | None = None
    committee: bool | None = None
    sides: RelationSides = RelationSides()
    written: Relation | None = None  # the line of the config that says more of it
    members: int = 1  # organisations that bargain here as one


class Network(NamedTuple):
    """Every organisation and relation, sorted by name, and what is wrong with them."""

    organisations: dict[str, Organisation]
    pairs: list[Pair]
    problems: list[Problem]
    strength: dict[str, float]  # log of a coalition's size against its mean member


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
        singles = {name: self._of(name) for name in self.group}
        strength = {}
        for name, coalition in sorted(self.world.coalitions.items()):
            singles[name], strength[name] = self._together(name, coalition, singles)
        organisations = {name: singles[name] for name in sorted(singles)}
        pairs = [self.pairs[key] for key in sorted(self.pairs)]
        return Network(organisations, pairs, self.problems, strength)

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
            if isinstance(partner, Draw):
                self._drawn(name, partner, (*key, i))
                continue
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
            pair = Pair(
                provider, funder, law, written.volume, written.committee, written.sides, written
            )
            if (provider, funder, law) in self.written:
                self._problem(*key, kind="twice", came=f"{provider}, {funder}, {law}")
            self.written.add((provider, funder, law))
        self.pairs[provider, funder, law] = pair
        return True

    def _drawn(self, name: str, draw: Draw, key: tuple[str | int, ...]) -> None:
        """Relations of each of a group with some others, drawn by name: the same in every run."""
        candidates = self._named(draw.of, *key, "of")
        for single in self.members[name]:
            own = self._of(single).region
            near = [
                other
                for other in candidates
                if draw.region == "all" or self._of(other).region == own
            ]
            if candidates and len(near) < draw.number:
                values = {"expected": draw.number, "came": len(near)}
                self._problem(*key, "number", kind="too_few", **values)
                return
            sizes = [self._of(other).size if draw.by == "size" else 1.0 for other in near]
            for other in lottery(single, near, sizes, draw.number):
                if not self._join(single, other, None, key, draw.of):
                    return

    def _together(
        self, name: str, coalition: Coalition, singles: Mapping[str, Organisation]
    ) -> tuple[Organisation, float]:
        """One organisation in place of the members wherever they face these funders."""
        key = ("coalitions", name)
        members = {m for one in coalition.members for m in self._named(one, *key, "members")}
        funders = {f for one in coalition.funders for f in self._named(one, *key, "funders")}
        mine = [pair for pair in self.pairs.values() if pair[0] in members and pair[1] in funders]
        if not mine:
            self._problem(*key, kind="no_members")
            return next(iter(singles.values())), 0.0
        for pair in mine:
            del self.pairs[pair[:3]]
        for funder, law in sorted({pair[1:3] for pair in mine}):
            count = len({pair.provider for pair in mine if pair[1:3] == (funder, law)})
            self.pairs[name, funder, law] = Pair(name, funder, law, members=count)
        joined_ = sorted({pair.provider for pair in mine})
        sizes = [singles[one].size for one in joined_]
        first = singles[joined_[0]]
        update: dict[str, Any] = {
            "label": coalition.label,
            "size": total(sizes),
            "count": 1,
            "contracts": [],
        }
        return first.model_copy(update=update), math.log(len(sizes))

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


def lottery(name: str, others: list[str], sizes: list[float], number: int) -> list[str]:
    """`number` of `others` drawn for `name`; larger sizes sooner. The same whoever else there is.

    Each candidate gets a number from both names, u^(1 / size); the highest win.
    References: [Efraimidis2006]
    """
    head, hashed = f"{name}|".encode(), hashlib.blake2b
    digests = b"".join([hashed(head + other.encode(), digest_size=8).digest() for other in others])
    u = (np.frombuffer(digests, "<u8").astype(float) + 1.0) / 2.0**64
    tickets = np.log(u) / np.array(sizes)
    return [others[i] for i in np.argsort(-tickets)[:number]]


def concerns(event: Event, pair: Pair) -> bool:
    """Whether an event happens in the relation of this provider and funder."""
    return event.provider in (None, pair.provider) and event.funder in (None, pair.funder)
