"""Demands, offers and acceptance at the table (M5, M6)."""

from simulator.engine.jit import rule
from simulator.engine.rules import demand, offer


@rule
def floor(p, side):
    """RV': the least this side takes now."""
    least = side.reservation - side.sunk
    return demand.floor(least, p.tension_raises_reservation, side.tension)


@rule
def next_demand(p, side, ownership, concession, reciprocity, turn, turns):
    """The demand this side would make in turn `turn`; nothing is stored.

    After the last turn of the year demands stay at the floor.
    """
    least = floor(p, side)
    if turn > turns:
        return least
    flexibility = demand.flexibility(
        concession,
        p.tension_slows_concession * side.tension,
        p.surprise_opens * side.surprise,
        p.ownership_opens * ownership,
        p.pressure_pays * side.pressure_met,
    ) * (1.0 - side.leverage * side.knowledge)
    given = side.offered - side.last_offered if side.offers_met >= 2 else 0.0
    return demand.blended(
        least,
        side.demand,
        demand.aspiration(least, flexibility, turn, turns),
        demand.answered(side.demand, given),
        reciprocity,
    )


@rule
def receive(side, utility):
    """The side takes note of an offer worth `utility` to it."""
    side.last_offered = side.offered
    side.offered = utility
    side.offers_met += 1


@rule
def offered(actor, receiver, known):
    """Utility to the receiver of the actor's offer at its present demand, knowing `known`."""
    return offer.left(actor.demand, known, actor.weights, receiver.weights, actor.order)


@rule
def write_contract(sides, contract, actor, known, utility):
    """Write the actor's accepted offer into the contract; `utility` is the receiver's."""
    one = sides[actor]
    offer.write_settlement(
        one.demand, known, one.weights, one.order, actor == 1, contract.settlement
    )
    contract.utility[actor] = one.demand
    contract.utility[1 - actor] = utility
