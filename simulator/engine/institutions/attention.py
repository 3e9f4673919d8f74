"""How an organisation shares out its attention over its relations (M12; C11, C15, C20, C23).

Even: everyone gets the same part of what there is. By size, by trust, by need: the larger, the
more trusted or the most troubled relations first, within the same total.
"""

from simulator.engine.jit import rule

EVEN, BY_SIZE, BY_TRUST, BY_NEED = range(4)
PASSES = 6  # each gives what is left over once more; later ones move next to nothing
LEAST_CLAIM = 0.1  # assumed: claim, by trust or need, of who has none


@rule
def claim(seat, side):
    """What this relation asks of the organisation's attention, before sharing out."""
    if seat.allocation == BY_SIZE:
        return seat.scale
    if seat.allocation == BY_TRUST:
        return LEAST_CLAIM + side.trust
    if seat.allocation == BY_NEED:
        return LEAST_CLAIM + side.tension + side.seen
    return 1.0


@rule
def share_out(ties, seats, sides, organisations):
    """Set every side's attention for the year.

    Unevenly, each relation gets level × claim, at most 1, with the level at which an
    organisation's capacity is used up. What one relation cannot use goes to the others.
    """
    uneven = False
    for d in range(ties.shape[0]):
        for s in range(2):
            if seats[d, s].allocation == EVEN:
                sides[d, s].attention = seats[d, s].dilution
            else:
                uneven = True
    if not uneven:
        return
    for n in range(organisations.shape[0]):
        organisations[n].level = 0.0
    for _ in range(PASSES):
        _raise_levels(ties, seats, sides, organisations)
    for d in range(ties.shape[0]):
        for s in range(2):
            seat = seats[d, s]
            if seat.allocation != EVEN:
                n = ties[d].provider if s == 0 else ties[d].funder
                part = organisations[n].level * claim(seat, sides[d, s])
                sides[d, s].attention = min(1.0, part)


@rule
def _raise_levels(ties, seats, sides, organisations):
    """Raise each level: capacity less the relations that have all they can use, over the rest."""
    for n in range(organisations.shape[0]):
        organisations[n].weight = 0.0
        organisations[n].full = 0
    for d in range(ties.shape[0]):
        for s in range(2):
            seat = seats[d, s]
            if seat.allocation != EVEN:
                organisation = organisations[ties[d].provider if s == 0 else ties[d].funder]
                organisation.room = seat.capacity
                asked = claim(seat, sides[d, s])
                if organisation.level * asked >= 1.0:
                    organisation.full += 1
                else:
                    organisation.weight += asked
    for n in range(organisations.shape[0]):
        one = organisations[n]
        if one.weight > 0.0:
            one.level = max(one.level, (one.room - one.full) / one.weight)
