"""Who contracts with whom as a graph of networkx, each pair with its state of now."""

import networkx as nx

from simulator.engine.context import State
from simulator.engine.records import SIDES
from simulator.world.build import World

FIELDS = ("trust", "goodwill", "tension")


def network(world: World, state: State) -> nx.Graph:
    """Organisations as nodes, a pair as an edge; of the first run of a state.

    An edge has volume, laws, how many relations, and trust, goodwill and tension by side with
    ownership: the mean over the relations of the pair by volume. Where a pair has more than one,
    each is there by its law as well, as `trust_provider_Wlz`. Texts and numbers only, so that any
    format can hold it.
    """
    graph = world.graph()
    for *_, edge in graph.edges(data=True):
        edge["laws"] = ", ".join(edge["laws"])
        edge["relations"] = 0
    for d, relation in enumerate(world.relations):
        edge = graph.edges[relation.provider, relation.funder]
        edge["relations"] += 1
        weight = relation.volume / edge["volume"]
        for name, value in _now(state, d).items():
            edge[name] = edge.get(name, 0.0) + weight * value
            if "," in edge["laws"]:
                edge[f"{name}_{relation.law}"] = value
    return graph


def _now(state: State, d: int) -> dict[str, float]:
    """What one relation is like."""
    found = {
        f"{field}_{side}": float(state.sides[field][0, d, s])
        for s, side in enumerate(SIDES)
        for field in FIELDS
    }
    return found | {"ownership": float(state.relations["ownership"][0, d])}
