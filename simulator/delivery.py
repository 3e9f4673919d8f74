"""The contract year of one relation: upkeep, contact, breaches, extras, value (M9)."""

import math

from simulator import talk
from simulator.acts import OPEN
from simulator.chance import AMBIGUITY, BREACH, CONTACT, draws
from simulator.jit import rule
from simulator.rules import delivery, future, tension


@rule
def maintained(p, strategies, seats, sides, contract, s, forced, year):
    """m of side `s` this year, in [0, 1]; `forced` overrides it unless NaN."""
    if contract.has == 0:
        return 0.0
    if not math.isnan(forced):
        return forced
    seat = seats[s]
    worth = future.worth(seat.size, p.discount, contract.end - year + 1)
    invest = strategies[sides[s].strategy].invest
    upkeep = future.maintenance(invest, seat.dilution, p.future_weight, worth)
    if s == 0 and not future.pays(
        p.extra_max, sides[1].goodwill, worth, p.maintenance_cost * upkeep
    ):
        return 0.0
    return upkeep


@rule
def in_touch(acts, sides, s, relation, seed, who, run, year):
    """Side `s` calls, about once a quarter at full maintenance: an open talk each time (A49)."""
    actor, receiver = sides[s], sides[1 - s]
    calls = draws(seed, who, run, year, s, CONTACT)
    effect = acts[OPEN]
    for quarter in range(4):
        if calls[quarter] < actor.maintenance:
            talk.told(actor, receiver, relation, effect, 1.0)
            receiver.tension = tension.pulled(receiver.tension, effect.hardness, effect.pull, 1.0)


@rule
def broke(p, maintenance, chance, warning, forced):
    """Does a side break a term, and is the other's warning not heard in time? 1 or 0."""
    if forced >= 0:
        return forced
    if chance >= delivery.breach_chance(p.breach, p.maintenance_prevents, maintenance):
        return 0
    return 0 if warning < maintenance * p.warning else 1


@rule
def delivered(
    p, acts, strategies, seats, script, sides, relation, contract, seed, who, run, year
):  # fmt: skip
    """The year of the contract in force, up to the value each side takes from it."""
    for s in range(2):
        sides[s].maintenance = maintained(
            p, strategies, seats, sides, contract, s, script.maintenance[s], year
        )
    for s in range(2):
        in_touch(acts, sides, s, relation, seed, who, run, year)
    _kept(p, script, sides, relation, contract, seed, who, run, year)
    for s in range(2):
        side = sides[s]
        side.extra = delivery.extra(p.extra_max, side.goodwill) if contract.has else 0.0
        side.shading = (
            delivery.shading(p.shading_max, side.goodwill, relation.social) if contract.has else 0.0
        )
        side.utility = contract.utility[s]
        side.cost += p.maintenance_cost * side.maintenance
    for s in range(2):
        side, other = sides[s], sides[1 - s]
        side.content_value = delivery.content_value(
            p.content_return,
            relation.content_stock,
            p.align,
            relation.ownership,
            p.content_cost,
            contract.content,
        )
        side.value = delivery.value(
            side.utility,
            side.content_value,
            other.extra,
            other.shading,
            side.extra,
            p.extra_cost,
            side.cost,
        )
    relation.content_stock = delivery.stock(
        relation.content_stock, contract.content, p.content_fading
    )


@rule
def _kept(p, script, sides, relation, contract, seed, who, run, year):
    """Breaches by either side, misreadings by both, and what each side sees of them."""
    relation.ambiguous = 0
    for s in range(2):
        sides[s].breach = 0
    if contract.has:
        first, second, third, fourth = draws(seed, who, run, year, 0, BREACH)
        provider, funder = sides[0], sides[1]
        provider.breach = broke(p, provider.maintenance, first, third, script.breach[0])
        funder.breach = broke(p, funder.maintenance, second, fourth, script.breach[1])
        misread, _, _, _ = draws(seed, who, run, year, 0, AMBIGUITY)
        if misread < delivery.ambiguity_chance(p.ambiguity, contract.clarity):
            relation.ambiguous = 1
        if script.ambiguity == 0:
            relation.ambiguous = 0
    for s in range(2):
        sides[s].seen = 1.0 if sides[1 - s].breach == 1 or relation.ambiguous == 1 else 0.0
