"""How a run starts: strategies, trust, image, what each wants and needs (model, section 5)."""

import math

from simulator.engine.jit import rule
from simulator.engine.records import FUNDER, RUNNING
from simulator.engine.rng import (
    COMPETENCE,
    IMAGE,
    RESERVATION,
    STRATEGY,
    TRUST,
    WEIGHTS,
    draws,
    normal,
)
from simulator.engine.rules import offer
from simulator.engine.rules.bounds import clipped, general, share

N_ISSUES = 4
TARIFF = 0
LEAST_RESERVATION = 0.05  # assumed: least reservation utility drawn
MOST_RESERVATION = 0.45  # assumed: largest reservation utility drawn
MOST_TOGETHER = 0.60  # assumed: with tension and the other's needs there is still a deal


@rule
def gamma(shape, seed, who, run, issue, s):
    """A gamma-distributed number with unit scale (Marsaglia and Tsang), keyed by issue and side.

    One more is drawn for shape + 1 and shrunk by u^(1 / shape), which also serves shapes below 1.
    References: [Marsaglia2000]
    """
    raised = shape + 1.0 - 1.0 / 3.0
    scale = 1.0 / math.sqrt(9.0 * raised)
    for attempt in range(64):
        first, second, third, fourth = draws(seed, who, run, s, attempt, WEIGHTS + issue)
        x = normal(first, second)
        v = 1.0 + scale * x
        if v <= 0.0:
            continue
        v = v * v * v
        if math.log(third) < 0.5 * x * x + raised - raised * v + raised * math.log(v):
            return raised * v * math.pow(fourth, 1.0 / shape)
    return raised


@rule
def weighed(p, sides, seed, who, run):
    """Issue weights of both sides: Dirichlet, the funder's drawn towards the provider's."""
    for s in range(2):
        total = 0.0
        for k in range(N_ISSUES):
            weight = gamma(p.weight_concentration, seed, who, run, k, s) + 1e-9
            sides[s].weights[k] = weight
            total += weight
        for k in range(N_ISSUES):
            sides[s].weights[k] /= total
    for k in range(N_ISSUES):
        own = sides[1].weights[k]
        sides[1].weights[k] = own + p.distributive * (sides[0].weights[k] - own)
    offer.ordered(sides[0].weights, sides[1].weights, sides[0].order)
    offer.ordered(sides[1].weights, sides[0].weights, sides[1].order)


@rule
def narrowed(sides):
    """Where policy sets the tariff, nobody bargains about it: three issues are open."""
    for s in range(2):
        left = 1.0 - sides[s].weights[TARIFF]
        sides[s].weights[TARIFF] = 0.0
        for k in range(N_ISSUES):
            sides[s].weights[k] /= left
    offer.ordered(sides[0].weights, sides[1].weights, sides[0].order)
    offer.ordered(sides[1].weights, sides[0].weights, sides[1].order)


@rule
def drawn(mean, spread, first, second, low, high):
    """A normal number kept within bounds."""
    return clipped(mean + spread * normal(first, second), low, high)


@rule
def met(p, seats, sides, relation, contracts, seed, who, run):
    """The first state of one relation: a one-year contract of half and half, K = 0."""
    trust = draws(seed, who, run, 0, 0, TRUST)
    competence = draws(seed, who, run, 0, 0, COMPETENCE)
    image = draws(seed, who, run, 0, 0, IMAGE)
    needs = draws(seed, who, run, 0, 0, RESERVATION)
    for s in range(2):
        side, seat = sides[s], seats[s]
        a, b = 2 * s, 2 * s + 1
        mean = general(seat.trust, p.trust_start)
        side.trust = drawn(mean, p.trust_sd, trust[a], trust[b], 0.0, 1.0)
        side.competence = drawn(mean, p.trust_sd, competence[a], competence[b], 0.0, 1.0)
        mean = general(seat.image, p.image_start)
        side.image = drawn(mean, p.image_sd, image[a], image[b], 0.0, 1.0)
        mean = general(seat.reservation, p.reservation)
        own = drawn(mean, p.reservation_sd, needs[a], needs[b], LEAST_RESERVATION, MOST_RESERVATION)
        side.reservation = min(own + p.coalition * seat.shift, MOST_TOGETHER)
        side.knowledge = p.knowledge_start
        side.tension = p.tension_start
        side.trust_cap = 1.0
        side.authority = share(general(seat.authority, p.authority_start))
        contracts[0].utility[s] = 0.5
    weighed(p, sides, seed, who, run)
    if seats[FUNDER].tariff_fixed == 1:
        narrowed(sides)
    contract = contracts[0]
    for k in range(N_ISSUES):
        contract.settlement[k] = 0.5
    contract.has = 1
    contract.duration = 1
    contract.clarity = p.clarity_base
    relation.ending = RUNNING


@rule
def chosen(mix, who, seed, run):
    """Index of the strategy an organisation starts with, drawn from its mix [S]."""
    first, _, _, _ = draws(seed, who, run, 0, 0, STRATEGY)
    reached = 0.0
    last = 0
    for kind in range(mix.shape[0]):
        if mix[kind] > 0.0:
            reached += mix[kind]
            last = kind
            if first < reached:
                return kind
    return last


@rule
def switched(ties, seats, mixes, organisation_ids, organisations, sides, seed, runs):
    """Strategies drawn anew from other mixes, with each organisation's luck of the start.

    Seats with a strategy of their own keep it, and so do seats whose yearly policy chooses.
    """
    for r in range(runs.shape[0]):
        for n in range(mixes.shape[0]):
            organisations[r, n].strategy = chosen(mixes[n], organisation_ids[n], seed, runs[r])
        for d in range(ties.shape[0]):
            for s in range(2):
                if seats[d, s].strategy < 0 and seats[d, s].policy < 0:
                    n = ties[d].provider if s == 0 else ties[d].funder
                    sides[r, d, s].strategy = organisations[r, n].strategy


@rule
def begun(
    params, ties, seats, mixes, organisation_ids, organisations, sides, relations, contracts,
    seed, runs,
):  # fmt: skip
    """Fill the state of every run of a chunk, all zeros before."""
    for r in range(runs.shape[0]):
        for n in range(mixes.shape[0]):
            organisations[r, n].strategy = chosen(mixes[n], organisation_ids[n], seed, runs[r])
        for d in range(ties.shape[0]):
            tie = ties[d]
            met(
                params[r], seats[d], sides[r, d], relations[r, d], contracts[r, d], seed, tie.id,
                runs[r],
            )  # fmt: skip
            for s in range(2):
                own = seats[d, s].strategy
                organisation = tie.provider if s == 0 else tie.funder
                first = own if own >= 0 else organisations[r, organisation].strategy
                sides[r, d, s].strategy = first
                sides[r, d, s].strategy_next = -1
