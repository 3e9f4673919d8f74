"""Each side's place in its relations: identity, volume, weight and attention."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from simulator import schema
from simulator.network import Pair
from simulator.schema import Config
from simulator.state import FUNDER, PROVIDER, SEAT, SIDES, TIE

SMALLEST, LARGEST = 0.2, 5.0  # bounds of a relation's size against the mean one
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


def volumes(organisations: Mapping[str, schema.Organisation], pairs: list[Pair]) -> np.ndarray:
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
        part = turnover[pair.law] / sum(turnover.values())
        share = organisations[pair.funder].size / sizes[pair.provider, pair.law]
        volumes[d] = provider.size * part * share
    return volumes


def ties(
    pairs: list[Pair],
    index: Mapping[str, int],
    config: Config,
    organisations: Mapping[str, schema.Organisation],
    which: list[int],
) -> np.ndarray:
    """Who faces whom [D], TIE: stable ids, indices, committee, and which script."""
    ties = np.zeros(len(pairs), TIE)
    numbers = identities(f"{pair.provider}|{pair.funder}|{pair.law}" for pair in pairs)
    for d, pair in enumerate(pairs):
        kind = config.kinds[organisations[pair.funder].kind]
        open_ = kind.committee if pair.committee is None else pair.committee
        number = numbers[f"{pair.provider}|{pair.funder}|{pair.law}"]
        ties[d] = (number, index[pair.provider], index[pair.funder], int(open_), which[d])
    return ties


def seated(
    pairs: list[Pair],
    index: Mapping[str, int],
    volumes: np.ndarray,
    organisations: Mapping[str, schema.Organisation],
    config: Config,
    names: tuple[str, ...],
) -> np.ndarray:
    """What each side has at each table [D, 2], SEAT: relation before organisation before kind."""
    seats = np.zeros((len(pairs), 2), SEAT)
    places = np.array([(index[pair.provider], index[pair.funder]) for pair in pairs])
    kinds = [one.kind for one in organisations.values()]
    capacities = [one.capacity for one in organisations.values()]
    for side in (PROVIDER, FUNDER):
        size = _sizes(places[:, side], volumes, len(kinds))
        seats["size"][:, side] = size
        load = np.bincount(places[:, side], size, len(kinds))
        seats["dilution"][:, side] = _dilutions(load, kinds, capacities)[places[:, side]]
    for d, pair in enumerate(pairs):
        for side, name in enumerate((pair.provider, pair.funder)):
            own = getattr(pair.sides, SIDES[side])
            one, seat = organisations[name], seats[d, side]
            kind = config.kinds[one.kind]
            for field in OWN:
                value = _first(field, own, one, kind)
                seat[field] = np.nan if value is None else value
            seat["strategy"] = -1 if own.strategy is None else names.index(own.strategy)
            executive = _first("executive", own, one, kind)
            seat["executive"] = names.index(executive) if executive in names else -1
    return seats


def _first(field: str, *places: schema.Seat) -> Any:
    """What the first place that says anything says; None = the general rule holds."""
    return next((said for place in places if (said := getattr(place, field)) is not None), None)


def _sizes(owner: np.ndarray, volumes: np.ndarray, organisations: int) -> np.ndarray:
    """Each relation's volume against the mean of its owner's relations, in [.2, 5]. [D]"""
    total = np.bincount(owner, volumes, organisations)
    count = np.bincount(owner, minlength=organisations)
    sizes: np.ndarray = np.clip(volumes * count[owner] / total[owner], SMALLEST, LARGEST)
    return sizes


def _dilutions(load: np.ndarray, kinds: list[str], capacities: list[float | None]) -> np.ndarray:
    """Attention left per relation: capacity over load, at most 1. [N]

    Without a capacity of its own an organisation can carry the mean load of its kind.
    """
    dilutions = np.ones(len(kinds))
    for n, (kind, capacity) in enumerate(zip(kinds, capacities, strict=True)):
        if load[n] > 0:
            alike = [load[i] for i, other in enumerate(kinds) if other == kind]
            mean = float(np.mean(alike)) if capacity is None else capacity
            dilutions[n] = min(1.0, mean / load[n])
    return dilutions
