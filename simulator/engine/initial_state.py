"""How a run starts: strategies, trust, image, what each wants and needs (model, section 5)."""

import math

from simulator.engine.context import Luck
from simulator.engine.jit import rule
from simulator.engine.portable_math import log, power
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
def gamma(shape, luck, issue, s):
    """A gamma-distributed number with unit scale (Marsaglia and Tsang), keyed by issue and side.

    One more is drawn for shape + 1 and shrunk by u^(1 / shape), which also serves shapes below 1.
    References: [Marsaglia2000]
    """
    raised = shape + 1.0 - 1.0 / 3.0
    scale = 1.0 / math.sqrt(9.0 * raised)
    of_side = Luck(luck.seed, luck.who, luck.run, s)
    for attempt in range(64):
        first, second, third, fourth = draws(of_side, attempt, WEIGHTS + issue)
        x = normal(first, second)
        v = 1.0 + scale * x
        if v <= 0.0:
            continue
        v = v * v * v
        if log(third) < 0.5 * x * x + raised - raised * v + raised * log(v):
            return raised * v * power(fourth, 1.0 / shape)
    return raised


@rule
def weigh(p, sides, luck):
    """Issue weights of both sides: Dirichlet, the funder's drawn towards the provider's."""
    for s in range(2):
        total = 0.0
        for k in range(N_ISSUES):
            weight = gamma(p.weight_concentration, luck, k, s) + 1e-9
            sides[s].weights[k] = weight
            total += weight
        for k in range(N_ISSUES):
            sides[s].weights[k] /= total
    for k in range(N_ISSUES):
        own = sides[1].weights[k]
        sides[1].weights[k] = own + p.distributive * (sides[0].weights[k] - own)
    offer.order_issues(sides[0].weights, sides[1].weights, sides[0].order)
    offer.order_issues(sides[1].weights, sides[0].weights, sides[1].order)


@rule
def narrow(sides):
    """Where policy sets the tariff, nobody bargains about it: three issues are open."""
    for s in range(2):
        left = 1.0 - sides[s].weights[TARIFF]
        sides[s].weights[TARIFF] = 0.0
        for k in range(N_ISSUES):
            sides[s].weights[k] /= left
    offer.order_issues(sides[0].weights, sides[1].weights, sides[0].order)
    offer.order_issues(sides[1].weights, sides[0].weights, sides[1].order)


@rule
def drawn(mean, spread, first, second, low, high):
    """A normal number kept within bounds."""
    return clipped(mean + spread * normal(first, second), low, high)


@rule
def meet(p, seats, sides, relation, contracts, luck):
    """The first state of one relation: a one-year contract of half and half, K = 0."""
    trust = draws(luck, 0, TRUST)
    competence = draws(luck, 0, COMPETENCE)
    image = draws(luck, 0, IMAGE)
    needs = draws(luck, 0, RESERVATION)
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
    weigh(p, sides, luck)
    if seats[FUNDER].tariff_fixed == 1:
        narrow(sides)
    contract = contracts[0]
    for k in range(N_ISSUES):
        contract.settlement[k] = 0.5
    contract.has = 1
    contract.duration = 1
    contract.clarity = p.clarity_base
    relation.ending = RUNNING


@rule
def drawn_strategy(mix, luck):
    """Index of the strategy an organisation starts with, drawn from its mix [S]."""
    first, _, _, _ = draws(luck, 0, STRATEGY)
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
def switch_strategies(layout, mixes, state, seed, runs):
    """Strategies drawn anew from other mixes, with each organisation's luck of the start.

    Seats with a strategy of their own keep it, and so do seats whose yearly policy chooses.
    """
    ties, seats, sides = layout.ties, layout.seats, state.sides
    for r in range(runs.shape[0]):
        _draw_strategies(layout, mixes, state.organisations[r], seed, runs[r])
        for d in range(ties.shape[0]):
            for s in range(2):
                if seats[d, s].strategy < 0 and seats[d, s].policy < 0:
                    n = ties[d].provider if s == 0 else ties[d].funder
                    sides[r, d, s].strategy = state.organisations[r, n].strategy


@rule
def _draw_strategies(layout, mixes, organisations, seed, run):
    """The strategy each organisation of a run starts with."""
    for n in range(mixes.shape[0]):
        luck = Luck(seed, layout.ids[n], run, 0)
        organisations[n].strategy = drawn_strategy(mixes[n], luck)


@rule
def begin(params, layout, mixes, state, seed, runs):
    """Fill the state of every run of a chunk, all zeros before.

    Args:
        params: [R] of `PARAMS`.
        mixes: shares of strategies by organisation, [N, S].
        state: see `context.State`.
        runs: ids, [R].
    """
    sides, relations, contracts = state.sides, state.relations, state.contracts
    for r in range(runs.shape[0]):
        _draw_strategies(layout, mixes, state.organisations[r], seed, runs[r])
        for d in range(layout.ties.shape[0]):
            tie, luck = layout.ties[d], Luck(seed, layout.ties[d].id, runs[r], 0)
            meet(params[r], layout.seats[d], sides[r, d], relations[r, d], contracts[r, d], luck)
            for s in range(2):
                own = layout.seats[d, s].strategy
                organisation = tie.provider if s == 0 else tie.funder
                first = own if own >= 0 else state.organisations[r, organisation].strategy
                sides[r, d, s].strategy = first
                sides[r, d, s].strategy_next = -1
