"""How an organisation shares out its attention over its relations (M12; C11-C23).

Even: everyone gets the same part of what there is. By size, by trust, by need: the larger, the
more trusted or the most troubled relations first, within the same total.
"""

from simulator.jit import rule

EVEN, BY_SIZE, BY_TRUST, BY_NEED = range(4)


@rule
def claim(seat, side):
    """What this relation asks of the organisation's attention, before sharing out."""
    if seat.allocation == BY_SIZE:
        return seat.scale
    if seat.allocation == BY_TRUST:
        return 0.1 + side.trust
    if seat.allocation == BY_NEED:
        return 0.1 + side.tension + side.seen
    return 1.0


@rule
def shared(ties, seats, sides, organisations):
    """Set every side's attention for the year."""
    for n in range(organisations.shape[0]):
        organisations[n].weight = 0.0
    for d in range(ties.shape[0]):
        for s in range(2):
            if seats[d, s].allocation != EVEN:
                n = ties[d].provider if s == 0 else ties[d].funder
                organisations[n].weight += claim(seats[d, s], sides[d, s])
    for d in range(ties.shape[0]):
        for s in range(2):
            seat = seats[d, s]
            if seat.allocation == EVEN:
                sides[d, s].attention = seat.dilution
            else:
                n = ties[d].provider if s == 0 else ties[d].funder
                part = claim(seat, sides[d, s]) / organisations[n].weight
                sides[d, s].attention = min(1.0, seat.capacity * part)
