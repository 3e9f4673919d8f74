"""One contracting year: the only place where rules, institutions and strategies meet.

season (talks for the coming years) -> delivery of the contract in force -> evaluation
"""

import numpy as np

from simulator.delivery import delivered
from simulator.evaluation import evaluated
from simulator.institutions import ladder
from simulator.jit import rule
from simulator.season import closed, mediated, opened, settled, turned
from simulator.state import AGREED_NEXT, IN_FORCE, RUNNING, SCRIPT_TURNS


@rule
def negotiated(
    p, acts, strategies, calendar, tie, seats, script, sides, relation, contracts, accord,
    seed, run, year, trace,
):  # fmt: skip
    """The season of one relation, from opening to signing."""
    who = tie.id
    contract = contracts[AGREED_NEXT]
    opened(p, strategies, seats, script, sides, relation, accord, seed, who, run, year)
    turns = calendar.turns
    for turn in range(1, turns + calendar.stragglers + 1):
        if turn == turns + 1 and not ladder.talks_on(p, seed, who, run, year):
            break
        s = calendar.opener if turn % 2 == 1 else 1 - calendar.opener
        own = (turn - 1) // 2
        act = script.act[s][own] if own < SCRIPT_TURNS else -1
        if turned(
            p, acts, strategies, seats, sides, relation, contract, accord, turn, turns, s, act,
            np.nan, seed, who, run, year, trace,
        ):  # fmt: skip
            break
        if turn == calendar.mediation and mediated(
            p, strategies, sides, relation, contract, s, turn, turns, seed, who, run, year
        ):
            break
    settled(p, tie, seats, sides, relation, contract, accord, seed, who, run, year)
    closed(sides, relation)


@rule
def started(script, sides, relation):
    """New year: nothing has been spent or tried yet, and a story may change a strategy."""
    relation.negotiated = 0
    relation.content_phase = 0
    relation.mediation = 0
    relation.turns = 0
    relation.ending = RUNNING
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
        if script.strategy[s] >= 0:
            side.strategy = script.strategy[s]


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
def lived(
    p, acts, strategies, calendar, ties, seats, scripts, accord, sides, relations, contracts,
    seed, run, year, trace,
):  # fmt: skip
    """One year of all relations of one run.

    Args:
        p: numbers of the run, a record of `PARAMS`.
        acts, strategies: catalogues, [7] and [S].
        calendar: a record of `CALENDAR`.
        ties, seats: who faces whom, [D] and [D, 2].
        scripts: what stories force this year, [P]; the last forces nothing.
        accord: A of the year, in [0, 1].
        sides, relations, contracts: the run's state, [D, 2], [D], [D, 2]; changed in place.
        seed, run, year: the key of chance; year counts from 0.
        trace: [D, T] of `TRACE`, or [D, 0].
    """
    for d in range(ties.shape[0]):
        script = scripts[ties[d].script]
        started(script, sides[d], relations[d])
        if due(contracts[d, IN_FORCE], year):
            negotiated(
                p, acts, strategies, calendar, ties[d], seats[d], script, sides[d], relations[d],
                contracts[d], accord, seed, run, year, trace[d],
            )  # fmt: skip
    for d in range(ties.shape[0]):
        delivered(
            p, acts, strategies, seats[d], scripts[ties[d].script], sides[d], relations[d],
            contracts[d, IN_FORCE], seed, ties[d].id, run, year,
        )  # fmt: skip
        evaluated(
            p, sides[d], relations[d], contracts[d, IN_FORCE], contracts[d, AGREED_NEXT], year
        )


@rule
def lived_all(
    params, acts, strategies, calendar, ties, seats, scripts, accord, sides, relations, contracts,
    seed, runs, year, trace,
):  # fmt: skip
    """One year of every run of a chunk: `params`, `runs` and state have R in front."""
    for r in range(runs.shape[0]):
        lived(
            params[r], acts, strategies, calendar, ties, seats, scripts, accord, sides[r],
            relations[r], contracts[r], seed, runs[r], year, trace[r],
        )  # fmt: skip


@rule
def turned_over(contracts, year):
    """After the year is recorded: contracts of all relations of a chunk, [R, D, 2]."""
    for r in range(contracts.shape[0]):
        for d in range(contracts.shape[1]):
            renewed(contracts[r, d], year)
