"""One contracting year: the only place where rules, institutions and strategies meet.

new year -> season (talks for the coming years) -> delivery of the contract in force
         -> evaluation -> strategies for next year
"""

import numpy as np

from simulator.engine.context import Hand, Luck, Model, Pair, State
from simulator.engine.decisions import OVER
from simulator.engine.delivery import deliver
from simulator.engine.evaluation import evaluate
from simulator.engine.institutions import (
    alignment,
    attention,
    imitation,
    people,
    policy,
    reopener,
)
from simulator.engine.jit import rule
from simulator.engine.records import AGREED_NEXT, IN_FORCE, RUNNING
from simulator.engine.rules.bounds import general
from simulator.engine.season import play_season


@rule
def play_years(model, layout, state, seed, runs, year, trace, hand):
    """One year of every run of a chunk.

    Args:
        model: see `context.Model`; its `p` has the numbers of all runs, [R] of `PARAMS`.
        layout: see `context.Layout`.
        state: see `context.State`; changed in place.
        seed, runs: the key of chance; runs [R] ids.
        year: from 0.
        trace: [R, D, T] of `TRACE`, or [R, D, 0].
        hand: see `context.Hand`, with R in front; None = strategies play.
    """
    for r in range(runs.shape[0]):
        of_run = Model(
            model.p[r], model.acts, model.strategies, model.policies, model.calendar, model.forms,
            model.accord, model.mandate,
        )  # fmt: skip
        here = State(
            state.organisations[r], state.sides[r], state.relations[r], state.contracts[r],
            state.regions[r],
        )  # fmt: skip
        luck = Luck(seed, np.uint64(0), runs[r], year)
        if hand is None:
            play_year(of_run, layout, here, luck, trace[r], None)
        else:
            own = Hand(
                hand.by_hand, hand.executives, hand.moves, hand.betweens, hand.cards,
                hand.takeover, hand.manner, hand.offers, hand.notes[r], hand.moments[r],
                hand.shared[r], hand.reached[r],
            )  # fmt: skip
            play_year(of_run, layout, here, luck, trace[r], own)


@rule
def play_year(model, layout, state, luck, trace, hand):
    """One year of all relations of one run.

    Where a hand still has to decide, the year stops after the talks of the other relations.

    Args:
        luck: of the run and year.
        trace: [D, T] of `TRACE`, or [D, 0].
        hand: of this run, or None.
    """
    attention.share_out(layout.ties, layout.seats, state.sides, state.organisations)
    if hold_talks(model, layout, state, luck, trace, hand):
        _carry_out(model, layout, state, luck)
        _choose_strategies(model, layout, state, luck)
        imitation.imitate(model.p, layout, state.sides, state.organisations, luck)


@rule
def hold_talks(model, layout, state, luck, trace, hand):
    """A season where one is due, a short one if reopened. True if all came to their end."""
    over = True
    for d in range(layout.ties.shape[0]):
        tie, own = layout.ties[d], Luck(luck.seed, layout.ties[d].id, luck.run, luck.year)
        pair = Pair(
            tie, model.forms[tie.form], layout.seats[d], layout.scripts[tie.script],
            state.sides[d], state.relations[d], state.contracts[d],
        )  # fmt: skip
        reopens = pair.relation.reopen == 1
        open_year(model, pair)
        people.replace(model.p, pair.sides, pair.script.newcomer, own)
        if due(pair.contracts[IN_FORCE], luck.year):
            over = _talk(model, pair, own, trace[d], hand, d) and over
        elif reopens:
            unforced = Pair(
                tie, pair.terms, pair.seats, layout.scripts[-1], pair.sides, pair.relation,
                pair.contracts,
            )  # fmt: skip
            reopener.reopen(model, unforced, own, trace[d])
    return over


@rule
def _talk(model, pair, luck, trace, hand, d):
    """The season of relation `d`, by hand where one of its sides is. True if it is over."""
    if hand is None:
        play_season(model, pair, luck, trace, None)
        return True
    if hand.by_hand[d, 0] + hand.by_hand[d, 1] == 0:
        play_season(model, pair, luck, trace, None)
        return True
    own = Hand(
        hand.by_hand[d], hand.executives[d], hand.moves[d], hand.betweens[d], hand.cards[d],
        hand.takeover, hand.manner, hand.offers, hand.notes[d], hand.moments[d], hand.shared[d],
        hand.reached[d],
    )  # fmt: skip
    reached, turn = play_season(model, pair, luck, trace, own)
    hand.reached[d, 0] = reached
    hand.reached[d, 1] = turn
    return reached == OVER


@rule
def open_year(model, pair):
    """New year: what holds in it, nothing spent yet, and what a story forces."""
    p, tie, script, relation = model.p, pair.tie, pair.script, pair.relation
    relation.negotiated = 0
    relation.content_phase = 0
    relation.mediation = 0
    relation.reopened = 0
    relation.turns = 0
    relation.ending = RUNNING
    relation.social = general(tie.social, p.social)
    relation.online = general(tie.online, p.online)
    relation.written = general(tie.written, p.written)
    relation.standard = pair.terms.standard
    relation.members = tie.members
    relation.settling = 1 if script.settling == 1 else 0
    for s in range(2):
        side, seat = pair.sides[s], pair.seats[s]
        side.cost = 0.0
        side.overridden = 0
        side.contentious = 0
        side.acts_made = 0
        side.surprise_peak = 0.0
        side.agreed_utility = np.nan
        side.hardness_mean = np.nan
        side.tension_mean = np.nan
        side.mandate = general(seat.mandate, general(model.mandate, p.mandate))
        side.pressure = general(seat.pressure, p.pressure)
        if script.strategy[s] >= 0:
            side.strategy = script.strategy[s]


@rule
def due(contract, year):
    """Are there talks this year? Yes where no contract runs on."""
    return contract.has == 0 or contract.end <= year


@rule
def _carry_out(model, layout, state, luck):
    """What follows the talks: the contract year and looking back."""
    weights, going_along = state.regions[0], state.regions[1]
    alignment.look_around(layout.ties, layout.seats, state.contracts, weights, going_along)
    for d in range(layout.ties.shape[0]):
        tie, own = layout.ties[d], Luck(luck.seed, layout.ties[d].id, luck.run, luck.year)
        pair = Pair(
            tie, model.forms[tie.form], layout.seats[d], layout.scripts[tie.script],
            state.sides[d], state.relations[d], state.contracts[d],
        )  # fmt: skip
        weight = weights[tie.region]
        aligned = going_along[tie.region] / weight if weight > 0.0 else 0.0
        deliver(model, pair, own, aligned)
        evaluate(model.p, pair, luck.year)


@rule
def _choose_strategies(model, layout, state, luck):
    """Sides with a policy choose their strategy for next season."""
    for d in range(layout.ties.shape[0]):
        relation, own = state.relations[d], Luck(luck.seed, layout.ties[d].id, luck.run, luck.year)
        if relation.negotiated == 1:
            relation.seasons += 1
            for s in range(2):
                kind = layout.seats[d, s].policy
                if kind >= 0:
                    state.sides[d, s].strategy_next = policy.next_strategy(
                        model.policies[kind], state.sides[d, s], relation.seasons, own, s
                    )


@rule
def renew(contracts, year):
    """At the turn of the year the contract agreed takes the place of the one that ends."""
    if contracts[IN_FORCE].has == 0 or contracts[IN_FORCE].end <= year:
        contracts[IN_FORCE] = contracts[AGREED_NEXT]


@rule
def turn_over(state, year):
    """After the year is recorded: contracts and strategies of next year, of a whole chunk."""
    for r in range(state.contracts.shape[0]):
        for d in range(state.contracts.shape[1]):
            renew(state.contracts[r, d], year)
            for s in range(2):
                side = state.sides[r, d, s]
                if side.strategy_next >= 0:
                    side.strategy = side.strategy_next
                    side.strategy_next = -1
