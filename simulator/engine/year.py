"""One contracting year: the only place where rules, institutions and strategies meet.

new year -> season (talks for the coming years) -> delivery of the contract in force
         -> evaluation -> strategies for next year
"""

import numpy as np

from simulator.engine.delivery import delivered
from simulator.engine.evaluation import evaluated
from simulator.engine.institutions import (
    alignment,
    attention,
    deadline,
    form,
    imitation,
    ladder,
    people,
    policy,
    queue,
    reopener,
    vision,
)
from simulator.engine.jit import rule
from simulator.engine.records import AGREED_NEXT, IN_FORCE, RUNNING, SCRIPT_TURNS
from simulator.engine.rules.bounds import general
from simulator.engine.season import closed, mediated, opened, settled, turned


@rule
def started(p, tie, terms, seats, script, sides, relation, mandate):
    """New year: what holds in it, nothing spent yet, and what a story forces.

    Args:
        terms: the contract form, a record of `FORM`.
        mandate: how far mandates are financial this year, NaN = the run's number.
    """
    relation.negotiated = 0
    relation.content_phase = 0
    relation.mediation = 0
    relation.reopened = 0
    relation.turns = 0
    relation.ending = RUNNING
    relation.social = general(tie.social, p.social)
    relation.online = general(tie.online, p.online)
    relation.written = general(tie.written, p.written)
    relation.standard = terms.standard
    relation.members = tie.members
    relation.settling = 1 if script.settling == 1 else 0
    for s in range(2):
        side = sides[s]
        side.cost = 0.0
        side.overridden = 0
        side.contentious = 0
        side.acts_made = 0
        side.surprise_peak = 0.0
        side.agreed_utility = np.nan
        side.hardness_mean = np.nan
        side.tension_mean = np.nan
        side.mandate = general(seats[s].mandate, general(mandate, p.mandate))
        if script.strategy[s] >= 0:
            side.strategy = script.strategy[s]


@rule
def negotiated(
    p, acts, strategies, calendar, tie, terms, seats, script, sides, relation, contracts, accord,
    seed, run, year, trace,
):  # fmt: skip
    """The season of one relation, from opening to signing."""
    who = tie.id
    contract = contracts[AGREED_NEXT]
    opened(p, strategies, seats, script, sides, relation, accord, seed, who, run, year)
    _agreed_conduct(p, strategies, sides, relation)
    turns, floor_at = calendar.turns, deadline.reached(p, calendar, seed, who, run, year)
    for turn in range(1, turns + calendar.stragglers + 1):
        if turn == turns + 1 and not ladder.talks_on(p, seed, who, run, year):
            break
        s = calendar.opener if turn % 2 == 1 else 1 - calendar.opener
        if not queue.waits(p, sides[s], seed, who, run, year, turn):
            own = (turn - 1) // 2
            act = script.act[s][own] if own < SCRIPT_TURNS else -1
            if turned(
                p, acts, strategies, seats, sides, relation, contract, accord, turn, floor_at, s,
                act, np.nan, seed, who, run, year, trace,
            ):  # fmt: skip
                break
        if turn == calendar.mediation and mediated(
            p, strategies, sides, relation, contract, s, turn, floor_at, seed, who, run, year
        ):
            break
    settled(p, tie, sides, relation, contract, accord, seed, who, run, year)
    if contract.has == 1:
        form.signed(p, terms, sides, relation, contract)
    vision.kept_to(p, sides, contract)
    closed(sides, relation)


@rule
def _agreed_conduct(p, strategies, sides, relation):
    """Social contract and written record of the season, and what they cost (C8, D19)."""
    for s in range(2):
        relation.written = max(relation.written, strategies[sides[s].strategy].record)
    for s in range(2):
        sides[s].cost += p.social_cost * relation.social + p.written_cost * relation.written


@rule
def renewed(contracts, year):
    """At the turn of the year the contract agreed takes the place of the one that ends."""
    if contracts[IN_FORCE].has == 0 or contracts[IN_FORCE].end <= year:
        contracts[IN_FORCE] = contracts[AGREED_NEXT]


@rule
def due(contract, year):
    """Are there talks this year? Yes where no contract runs on."""
    return contract.has == 0 or contract.end <= year


@rule
def talked(
    p, acts, strategies, calendar, forms, ties, seats, scripts, accord, mandate, sides,
    relations, contracts, seed, run, year, trace,
):  # fmt: skip
    """The talks of all relations of one run: a season where one is due, a short one if reopened."""
    for d in range(ties.shape[0]):
        tie = ties[d]
        script, terms, relation = scripts[tie.script], forms[tie.form], relations[d]
        reopens = relation.reopen == 1
        started(p, tie, terms, seats[d], script, sides[d], relation, mandate)
        people.replaced(p, sides[d], script.newcomer, seed, tie.id, run, year)
        if due(contracts[d, IN_FORCE], year):
            negotiated(
                p, acts, strategies, calendar, tie, terms, seats[d], script, sides[d], relation,
                contracts[d], accord, seed, run, year, trace[d],
            )  # fmt: skip
        elif reopens:
            reopener.reopened(
                p, acts, strategies, calendar, seats[d], sides[d], relation,
                contracts[d, IN_FORCE], contracts[d, AGREED_NEXT], accord, seed, tie.id, run, year,
                trace[d],
            )  # fmt: skip


@rule
def lived(
    p, acts, strategies, policies, calendar, forms, kinds, ids, ties, seats, scripts, accord,
    mandate, organisations, sides, relations, contracts, seed, run, year, trace, regions,
):  # fmt: skip
    """One year of all relations of one run.

    Args:
        p: numbers of the run, a record of `PARAMS`.
        acts, strategies, policies, forms: catalogues, [7], [S], [P], [F].
        calendar: a record of `CALENDAR`.
        kinds, ids: of the organisations, [N].
        ties, seats: who faces whom, [D] and [D, 2].
        scripts: what stories force this year, [P + 1]; the last forces nothing.
        accord, mandate: A of the year, and how far mandates are financial (NaN = `p.mandate`).
        organisations, sides, relations, contracts: the run's state, [N], [D, 2], [D], [D, 2];
            changed in place.
        seed, run, year: the key of chance; year counts from 0.
        trace: [D, T] of `TRACE`, or [D, 0].
        regions: room for a number of each region, [2, G].
    """
    attention.shared(ties, seats, sides, organisations)
    talked(
        p, acts, strategies, calendar, forms, ties, seats, scripts, accord, mandate,
        sides, relations, contracts, seed, run, year, trace,
    )  # fmt: skip
    carried_out(
        p, acts, strategies, policies, forms, kinds, ids, ties, seats, scripts, organisations,
        sides, relations, contracts, seed, run, year, regions,
    )  # fmt: skip


@rule
def carried_out(
    p, acts, strategies, policies, forms, kinds, ids, ties, seats, scripts, organisations, sides,
    relations, contracts, seed, run, year, regions,
):  # fmt: skip
    """What follows the talks: the contract year, looking back, and the choice for next season."""
    alignment.regional(ties, seats, contracts, regions[0], regions[1])
    for d in range(ties.shape[0]):
        tie, in_force = ties[d], contracts[d, IN_FORCE]
        terms = forms[tie.form]
        weight = regions[0, tie.region]
        aligned = regions[1, tie.region] / weight if weight > 0.0 else 0.0
        delivered(
            p, acts, strategies, terms, seats[d], scripts[tie.script], sides[d], relations[d],
            in_force, aligned, seed, tie.id, run, year,
        )  # fmt: skip
        evaluated(
            p, sides[d], relations[d], in_force, contracts[d, AGREED_NEXT], terms.control, year
        )
    _chosen(policies, ties, seats, sides, relations, seed, run, year)
    imitation.imitated(p, ids, kinds, ties, sides, organisations, seed, run, year)


@rule
def _chosen(policies, ties, seats, sides, relations, seed, run, year):
    """Sides with a policy choose their strategy for next season."""
    for d in range(ties.shape[0]):
        if relations[d].negotiated == 1:
            relations[d].seasons += 1
            for s in range(2):
                if seats[d, s].policy >= 0:
                    sides[d, s].strategy_next = policy.next_strategy(
                        policies[seats[d, s].policy], sides[d, s], relations[d].seasons, seed,
                        ties[d].id, run, year, s,
                    )  # fmt: skip


@rule
def lived_all(
    params, acts, strategies, policies, calendar, forms, kinds, ids, ties, seats, scripts, accord,
    mandate, organisations, sides, relations, contracts, seed, runs, year, trace, regions,
):  # fmt: skip
    """One year of every run of a chunk: `params`, `runs` and state have R in front."""
    for r in range(runs.shape[0]):
        lived(
            params[r], acts, strategies, policies, calendar, forms, kinds, ids, ties, seats,
            scripts, accord, mandate, organisations[r], sides[r], relations[r], contracts[r], seed,
            runs[r], year, trace[r], regions,
        )  # fmt: skip


@rule
def turned_over(sides, contracts, year):
    """After the year is recorded: contracts and strategies of next year, of a whole chunk."""
    for r in range(contracts.shape[0]):
        for d in range(contracts.shape[1]):
            renewed(contracts[r, d], year)
            for s in range(2):
                side = sides[r, d, s]
                if side.strategy_next >= 0:
                    side.strategy = side.strategy_next
                    side.strategy_next = -1
