"""Other funders: the wrong pocket, alignment, good examples (M15; B9, D5, E22, E28-E30)."""

from simulator.engine.jit import rule

REAL_CONTENT = 0.1  # assumed, M15: content from which a funder counts as going along


@rule
def look_around(ties, seats, contracts, region_weight, region_aligned):
    """Fill, per region, the weight of the funders and of those whose contracts carry content.

    Args:
        contracts: [D, 2]; index 0 is in force.
        region_weight, region_aligned: [G], filled in place.
    """
    for g in range(region_weight.shape[0]):
        region_weight[g] = 0.0
        region_aligned[g] = 0.0
    for d in range(ties.shape[0]):
        weight = seats[d, 1].scale
        region_weight[ties[d].region] += weight
        if contracts[d, 0].has == 1 and contracts[d, 0].content > REAL_CONTENT:
            region_aligned[ties[d].region] += weight


@rule
def follow(p, relation, share, upkeep):
    """Alignment of the others this year: up at once, down only as upkeep fails (E50)."""
    if share >= relation.aligned:
        relation.aligned = share
    else:
        slow = (1.0 - upkeep) * (1.0 - relation.involved)  # who sat at the table stays on board
        relation.aligned += p.align_decay * slow * (share - relation.aligned)
    return p.align * (1.0 - p.align_regional) + p.align_regional * relation.aligned


@rule
def cheaper(p, share):
    """What is left of the cost of building content where the region has examples (D5)."""
    return 1.0 - p.examples * share
