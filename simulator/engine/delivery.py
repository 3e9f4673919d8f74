"""The contract year of one relation: upkeep, contact, breaches, extras, value (M9; E47)."""

import math

from simulator.engine import effects
from simulator.engine.acts import OPEN
from simulator.engine.institutions import alignment, form, standing
from simulator.engine.jit import rule
from simulator.engine.records import HIDDEN, IN_FORCE, PROVIDER
from simulator.engine.rng import AMBIGUITY, BREACH, CONTACT, THERMOMETER, draws
from simulator.engine.rules import delivery, future, tension

EARLY_WEIGHT = 0.5  # assumed, M19: what a breach found early still weighs in trust


@rule
def maintained(model, pair, s, year):
    """m of side `s` this year, in [0, 1]; a story may force it."""
    p, seats, sides, contract = model.p, pair.seats, pair.sides, pair.contracts[IN_FORCE]
    forced = pair.script.maintenance[s]
    if contract.has == 0:
        return 0.0
    if not math.isnan(forced):
        return forced
    seat = seats[s]
    worth = future.worth(seat.scale, p.discount, contract.end - year + 1)
    if s == PROVIDER:
        worth *= standing.weighs(p, seats)
    invest = model.strategies[sides[s].strategy].invest
    upkeep = future.maintenance(invest, sides[s].attention, p.future_weight, worth)
    if s == PROVIDER and not future.pays(
        p.extra_max, sides[1].goodwill, worth, p.maintenance_cost * upkeep
    ):
        return 0.0
    return upkeep


@rule
def keep_in_touch(model, pair, luck, s):
    """Side `s` calls, about once a quarter at full maintenance: an open talk each time (A49)."""
    p, relation = model.p, pair.relation
    actor, receiver = pair.sides[s], pair.sides[1 - s]
    calls = draws(luck, s, CONTACT)
    effect = model.acts[OPEN]
    rich = effects.richness(p, relation, OPEN)
    for quarter in range(4):
        if calls[quarter] < actor.maintenance:
            effects.inform(
                actor, receiver, relation, effect, 1.0, rich * effects.craft(p, actor, OPEN)
            )
            pull = effect.pull * rich
            receiver.tension = tension.pulled(receiver.tension, effect.hardness, pull, 1.0)


@rule
def broke(p, maintenance, chance, warning, forced):
    """Does a side break a term, and is the other's warning not heard in time? 1 or 0."""
    if forced >= 0:
        return min(forced, 1)
    if chance >= delivery.breach_chance(p.breach, p.maintenance_prevents, maintenance):
        return 0
    return 0 if warning < maintenance * p.warning else 1


@rule
def deliver(model, pair, luck, aligned):
    """The year of the contract in force, up to the value each side takes from it.

    Args:
        aligned: share of the region's funders that go along, in [0, 1].
    """
    contract = pair.contracts[IN_FORCE]
    for s in range(2):
        pair.sides[s].maintenance = maintained(model, pair, s, luck.year)
    for s in range(2):
        keep_in_touch(model, pair, luck, s)
    _keep_terms(model.p, pair, contract, luck)
    form.weather(model.p, pair, contract, luck)
    _give(model.p, pair, contract)
    _take_value(model.p, pair, contract, aligned)


@rule
def _give(p, pair, contract):
    """Extras, shading, and what the year costs each side."""
    relation = pair.relation
    for s in range(2):
        side = pair.sides[s]
        side.extra = delivery.extra(p.extra_max, side.goodwill) if contract.has else 0.0
        side.shading = (
            delivery.shading(p.shading_max, side.goodwill, relation.social) if contract.has else 0.0
        )
        side.utility = contract.utility[s]
        saved = 1.0 - relation.online * p.online_saves
        side.cost += p.maintenance_cost * side.maintenance * saved
        side.cost += p.monitoring_cost * pair.terms.monitoring


@rule
def _take_value(p, pair, contract, aligned):
    """What content returns, and the value of the year with everything counted."""
    sides, relation = pair.sides, pair.relation
    upkeep = 0.5 * (sides[0].maintenance + sides[1].maintenance)
    align = alignment.follow(p, relation, aligned, upkeep)
    content = min(1.0, contract.content * form.effort(p, pair.terms, pair.seats))
    whole = p.content_return * relation.content_stock * (1.0 + 0.5 * relation.ownership)
    relation.spill = whole * (1.0 - align)
    for s in range(2):
        side, other = sides[s], sides[1 - s]
        side.content_value = delivery.content_value(
            p.content_return,
            relation.content_stock,
            align,
            relation.ownership,
            p.content_cost * alignment.cheaper(p, aligned),
            content,
        )
        side.value = delivery.value(
            side.utility,
            side.content_value + side.windfall,
            other.extra,
            other.shading,
            side.extra,
            p.extra_cost,
            side.cost,
        )
    relation.content_stock = delivery.stock(relation.content_stock, content, p.content_fading)


@rule
def _keep_terms(p, pair, contract, luck):
    """Breaches by either side, misreadings by both, and what each side sees of them."""
    script, sides, relation = pair.script, pair.sides, pair.relation
    relation.ambiguous = 0
    for s in range(2):
        sides[s].breach = 0
    if contract.has:
        first, second, third, fourth = draws(luck, 0, BREACH)
        provider, funder = sides[0], sides[1]
        provider.breach = broke(p, provider.maintenance, first, third, script.breach[0])
        funder.breach = broke(p, funder.maintenance, second, fourth, script.breach[1])
        misread, _, _, _ = draws(luck, 0, AMBIGUITY)
        if misread < delivery.ambiguity_chance(p.ambiguity, contract.clarity):
            relation.ambiguous = 1
        if script.ambiguity == 0:
            relation.ambiguous = 0
    for s in range(2):
        side = sides[s]
        side.seen = 1.0 if sides[1 - s].breach == 1 or relation.ambiguous == 1 else 0.0
        side.early = 0
        finds = early_chance(p, side.maintenance, pair.terms.monitoring)
        if side.seen > 0.0 and finds > 0.0:
            provider, funder, _, _ = draws(luck, 0, THERMOMETER)
            if (provider if s == 0 else funder) < finds:
                side.early = 1
                side.seen = EARLY_WEIGHT
        if sides[1 - s].breach == 1 and script.breach[1 - s] == HIDDEN:
            side.trust_cap = max(0.0, side.trust_cap - p.deception)


@rule
def early_chance(p, maintenance, monitoring):
    """Chance that what went wrong is found before it hurts: thermometer and monitoring (M19)."""
    missed = (1.0 - maintenance * p.thermometer) * (1.0 - monitoring * p.monitoring_finds)
    return 1.0 - missed
