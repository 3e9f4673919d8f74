"""One year of one world with some seasons played by hand: talks, contract year, looking back."""

from simulator.engine import year as engine
from simulator.engine.decisions import OVER
from simulator.engine.institutions import attention, people, reopener
from simulator.engine.jit import rule
from simulator.engine.records import AGREED_NEXT, IN_FORCE
from simulator.training.game.hand import negotiated


@rule
def talked(
    p, acts, strategies, calendar, forms, ties, seats, scripts, accord, mandate, sides, relations,
    contracts, seed, run, year, trace, by_hand, executives, moves, betweens, cards, takeover,
    manner, offers, notes, moments, shared, reached,
):  # fmt: skip
    """The talks of all relations of one run, as `year.talked`; True if all came to their end.

    Args:
        by_hand: [D, 2]; a relation with none is played by its strategies.
        moves, betweens, cards: [D, T + 1], [D, M, 2], [D, M].
        offers: room for the last offers of one relation, as `plan.no_offers` makes it.
        notes, moments, shared: by relation, as in `hand.negotiated`.
        reached: [D, 2], filled: how far each season came, and the turn it waits for.
    """
    over = True
    for d in range(ties.shape[0]):
        tie = ties[d]
        script, terms, relation = scripts[tie.script], forms[tie.form], relations[d]
        reopens = relation.reopen == 1
        engine.started(p, tie, terms, seats[d], script, sides[d], relation, mandate)
        people.replaced(p, sides[d], script.newcomer, seed, tie.id, run, year)
        due = engine.due(contracts[d, IN_FORCE], year)
        if due and by_hand[d, 0] + by_hand[d, 1] > 0:
            far, turn = negotiated(
                p, acts, strategies, calendar, tie, terms, seats[d], script, sides[d], relation,
                contracts[d, AGREED_NEXT], accord, seed, run, year, by_hand[d], executives[d],
                moves[d], betweens[d], cards[d], takeover, manner, offers, notes[d], moments[d],
                shared[d],
            )  # fmt: skip
            reached[d, 0] = far
            reached[d, 1] = turn
            over = over and far == OVER
        elif due:
            engine.negotiated(
                p, acts, strategies, calendar, tie, terms, seats[d], script, sides[d], relation,
                contracts[d], accord, seed, run, year, trace[d],
            )  # fmt: skip
        elif reopens:
            reopener.reopened(
                p, acts, strategies, calendar, seats[d], sides[d], relation,
                contracts[d, IN_FORCE], contracts[d, AGREED_NEXT], accord, seed, tie.id, run, year,
                trace[d],
            )  # fmt: skip
    return over


@rule
def lived(
    p, acts, strategies, policies, calendar, forms, kinds, ids, ties, seats, scripts, accord,
    mandate, organisations, sides, relations, contracts, seed, run, year, trace, regions, by_hand,
    executives, moves, betweens, cards, takeover, manner, offers, notes, moments, shared, reached,
):  # fmt: skip
    """The year of all relations of one run, as `year.lived`; True if it came to its end.

    Where a hand still has to decide, the year stops after the talks of the other relations.
    """
    attention.shared(ties, seats, sides, organisations)
    if not talked(
        p, acts, strategies, calendar, forms, ties, seats, scripts, accord, mandate, sides,
        relations, contracts, seed, run, year, trace, by_hand, executives, moves, betweens, cards,
        takeover, manner, offers, notes, moments, shared, reached,
    ):  # fmt: skip
        return False
    engine.carried_out(
        p, acts, strategies, policies, forms, kinds, ids, ties, seats, scripts, organisations,
        sides, relations, contracts, seed, run, year, regions,
    )  # fmt: skip
    return True


@rule
def lived_all(
    params, acts, strategies, policies, calendar, forms, kinds, ids, ties, seats, scripts, accord,
    mandate, organisations, sides, relations, contracts, seed, runs, year, trace, regions, by_hand,
    executives, moves, betweens, cards, takeover, manner, offers, notes, moments, shared, reached,
    over,
):  # fmt: skip
    """The same decisions on every run's luck: state, `seats`, notes, `over` have R in front."""
    for r in range(runs.shape[0]):
        over[r] = lived(
            params[r], acts, strategies, policies, calendar, forms, kinds, ids, ties, seats[r],
            scripts, accord, mandate, organisations[r], sides[r], relations[r], contracts[r], seed,
            runs[r], year, trace, regions, by_hand, executives, moves, betweens, cards, takeover,
            manner, offers, notes[r], moments[r], shared[r], reached[r],
        )  # fmt: skip
