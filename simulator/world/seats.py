"""Each side's place in its relations: identity, volume, weight and attention."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from simulator.config import schema_world
from simulator.config.expansion import Pair
from simulator.config.schema import Config
from simulator.config.totals import total
from simulator.engine.records import ALLOCATIONS, FUNDER, PROVIDER, SIDES, blank_seats, blank_ties

SMALLEST = 0.2  # assumed: least size of a relation against the mean one
LARGEST = 5.0  # assumed: largest size of a relation against the mean one
MOTIVES = ("money", "quality")
OWN = ("pressure", "reactivity", "mandate", "authority", "trust", "image", "reservation")


def identities(names: Iterable[str]) -> dict[str, int]:
    """A number below 2**32 for each name, the same whoever else there is.

    Two names with the same hash (one chance in four thousand million a pair) are told apart in
    name order, by hashing the later one again.
    """
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(names):
        again, number = 0, _hash(name)
        while number in taken:
            again += 1
            number = _hash(f"{name}#{again}")
        taken.add(number)
        numbers[name] = number
    return numbers


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "little")


def volumes(
    organisations: Mapping[str, schema_world.Organisation], pairs: list[Pair]
) -> np.ndarray:
    """Volume of each relation [D]: the provider's size, split by law and by size of the funder.

    A volume that is written comes on top and takes no part in the split.
    """
    split = [pair for pair in pairs if pair.volume is None]
    laws: dict[str, set[str]] = {}
    sizes: dict[tuple[str, str], float] = {}
    for pair in split:
        laws.setdefault(pair.provider, set()).add(pair.law)
        key = pair.provider, pair.law
        sizes[key] = sizes.get(key, 0.0) + organisations[pair.funder].size
    volumes = np.zeros(len(pairs))
    for d, pair in enumerate(pairs):
        if pair.volume is not None:
            volumes[d] = pair.volume
            continue
        provider = organisations[pair.provider]
        turnover: Mapping[Any, float] = provider.turnover or dict.fromkeys(laws[pair.provider], 1.0)
        part = turnover[pair.law] / total(turnover.values())
        share = organisations[pair.funder].size / sizes[pair.provider, pair.law]
        volumes[d] = provider.size * part * share
    return volumes


def ties(
    pairs: list[Pair],
    index: Mapping[str, int],
    config: Config,
    organisations: Mapping[str, schema_world.Organisation],
    which: list[int],
) -> np.ndarray:
    """Who faces whom [D], TIE: stable ids, indices, committee, and which script."""
    ties = blank_ties(len(pairs))
    forms = sorted(config.forms)
    regions = sorted({one.region for one in organisations.values()})
    numbers = identities(f"{pair.provider}|{pair.funder}|{pair.law}" for pair in pairs)
    for d, pair in enumerate(pairs):
        kind = config.kinds[organisations[pair.funder].kind]
        open_ = kind.committee if pair.committee is None else pair.committee
        number = numbers[f"{pair.provider}|{pair.funder}|{pair.law}"]
        tie = ties[d]
        tie["id"] = number
        tie["provider"], tie["funder"] = index[pair.provider], index[pair.funder]
        tie["committee"], tie["script"] = int(open_), which[d]
        tie["region"] = regions.index(organisations[pair.provider].region)
        tie["members"] = pair.members
        funder = organisations[pair.funder]
        form = funder.form or _drawn(pair.funder, kind.forms) or config.contract_form
        if pair.written is not None:
            form = pair.written.form or form
            for field in ("social", "written", "online"):
                said = getattr(pair.written, field)
                tie[field] = np.nan if said is None else said
        tie["form"] = forms.index(form)
    return ties


def _drawn(funder: str, forms: Mapping[str, float]) -> str | None:
    """The contract form of one funder, drawn by name from the shares of its kind."""
    reached, ticket = 0.0, _hash(f"{funder}|form") / 2**32 * total(forms.values())
    for name, part in sorted(forms.items()):
        reached += part
        if ticket < reached:
            return name
    return None


def seated(
    pairs: list[Pair],
    index: Mapping[str, int],
    volumes: np.ndarray,
    organisations: Mapping[str, schema_world.Organisation],
    config: Config,
    names: tuple[str, ...],
    strength: Mapping[str, float],
) -> np.ndarray:
    """What each side has at each table [D, 2], SEAT: relation before organisation before kind."""
    seats = blank_seats(len(pairs))
    policies = sorted(config.policies)
    places = np.array([(index[pair.provider], index[pair.funder]) for pair in pairs])
    kinds = [one.kind for one in organisations.values()]
    capacities = [one.capacity for one in organisations.values()]
    for side in (PROVIDER, FUNDER):
        size = _sizes(places[:, side], volumes, len(kinds))
        seats["scale"][:, side] = size
        load = np.bincount(places[:, side], size, len(kinds))
        carried = _capacities(load, kinds, capacities)
        seats["capacity"][:, side] = carried[places[:, side]]
        dilution = np.minimum(1.0, carried / np.where(load > 0, load, np.inf))
        seats["dilution"][:, side] = np.where(load > 0, dilution, 1.0)[places[:, side]]
    alone = blank_seats(len(organisations))[:, 0].copy()  # what holds at every table of each
    for n, (name, one) in enumerate(organisations.items()):
        _fill(alone[n], (one, config.kinds[one.kind]), policies, names)
        alone[n]["shift"] = strength.get(name, 0.0)
    for field in (*OWN, *MOTIVES, "policy", "allocation", "executive", "shift"):
        seats[field] = alone[field][places]
    fixed = [config.kinds[one.kind].tariff_fixed for one in organisations.values()]
    seats["tariff_fixed"][:, FUNDER] = np.array(fixed)[places[:, FUNDER]]
    for d, pair in enumerate(pairs):
        if pair.written is None:
            continue
        for side, name in enumerate((pair.provider, pair.funder)):
            own: schema_world.RelationSeat = getattr(pair.sides, SIDES[side])
            one = organisations[name]
            _fill(seats[d, side], (own, one, config.kinds[one.kind]), policies, names)
            seats[d, side]["strategy"] = -1 if own.strategy is None else names.index(own.strategy)
    return seats


def _fill(
    seat: np.record,
    places: tuple[schema_world.Seat, ...],
    policies: list[str],
    names: tuple[str, ...],
) -> None:
    """Writes what the places say, nearest first, into one seat."""
    for field in OWN:
        value = _first(field, *places)
        seat[field] = np.nan if value is None else value
    for field in MOTIVES:
        value = _first(field, *places)
        seat[field] = seat[field] if value is None else value
    policy, executive = _first("policy", *places), _first("executive", *places)
    seat["policy"] = -1 if policy is None else policies.index(policy)
    seat["executive"] = names.index(executive) if executive in names else -1
    seat["allocation"] = ALLOCATIONS.index(_first("allocation", *places) or "even")


def _first(field: str, *places: schema_world.Seat) -> Any:
    """What the first place that says anything says; None = the general rule holds."""
    return next((said for place in places if (said := getattr(place, field)) is not None), None)


def _sizes(owner: np.ndarray, volumes: np.ndarray, organisations: int) -> np.ndarray:
    """Each relation's volume against the mean of its owner's relations, in [.2, 5]. [D]"""
    total = np.bincount(owner, volumes, organisations)
    count = np.bincount(owner, minlength=organisations)
    sizes: np.ndarray = np.clip(volumes * count[owner] / total[owner], SMALLEST, LARGEST)
    return sizes


def _capacities(load: np.ndarray, kinds: list[str], own: list[float | None]) -> np.ndarray:
    """What each organisation can carry in full: its own, or the mean load of its kind. [N]"""
    means = {}
    for kind in set(kinds):
        alike = np.array([other == kind for other in kinds]) & (load > 0)
        means[kind] = float(load[alike].mean()) if alike.any() else 1.0
    pairs = zip(kinds, own, strict=True)
    return np.array([means[kind] if capacity is None else capacity for kind, capacity in pairs])
