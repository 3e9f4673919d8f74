"""The contract year of a relation and its lessons in the plain model (M9, M10)."""

import math
from types import SimpleNamespace

from benchmarks.plain.relation import Contract, Relation
from benchmarks.plain.side import Side
from simulator.engine import rng
from simulator.engine.acts import OPEN
from simulator.engine.records import NO_CONTRACT


def delivered(relation: Relation, year: int) -> None:
    """Upkeep, contact, breaches, extras and the value of it all (M9)."""
    p, contract = relation.rules.p, relation.in_force
    provider, funder = relation.provider, relation.funder
    provider.maintenance = maintained(p, provider, contract, year, funder.goodwill)
    funder.maintenance = maintained(p, funder, contract, year, None)
    in_touch(relation, 0, year)
    in_touch(relation, 1, year)
    keep(relation, year)
    for s, side in enumerate(relation.sides):
        side.extra = p.extra_max * max(side.goodwill, 0.0) if contract.has else 0.0
        side.shading = p.shading_max * max(-side.goodwill, 0.0) if contract.has else 0.0
        side.utility = contract.utility[s]
        side.cost += p.maintenance_cost * side.maintenance
    stock, content = relation.content_stock, contract.content
    returned = p.content_return * stock * p.align * (1.0 + 0.5 * relation.ownership)
    shared = 0.5 * (returned - p.content_cost * max(content - stock, 0.0))
    for side, other in ((provider, funder), (funder, provider)):
        side.content_value = shared
        side.value = (
            side.utility
            + shared
            + other.extra
            - other.shading
            - p.extra_cost * side.extra
            - side.cost
        )
    relation.content_stock = max(stock * (1.0 - p.content_fading), content)


def maintained(
    p: SimpleNamespace, side: Side, contract: Contract, year: int, expects: float | None
) -> float:
    """Upkeep of the relation this year; a provider `expects` extras by the other's goodwill."""
    if not contract.has:
        return 0.0
    left = 1.0 - math.pow(p.discount, float(contract.end - year + 1))
    worth = side.seat.scale * left / (1.0 - p.discount)
    upkeep = side.plan.invest * side.seat.dilution * (1.0 - math.exp(-p.future_weight * worth))
    if expects is not None and p.extra_max * expects * worth < p.maintenance_cost * upkeep:
        return 0.0
    return upkeep


def in_touch(relation: Relation, s: int, year: int) -> None:
    """Side `s` calls, about once a quarter at full maintenance: an open talk each time."""
    actor, receiver = relation.sides[s], relation.sides[1 - s]
    effect = relation.rules.acts[OPEN]
    for call in relation.draws(relation.tie.id, year, s, rng.CONTACT):
        if call < actor.maintenance:
            receiver.learn(effect, 1.0, actor, relation)
            receiver.tension = receiver.pulled(effect.hardness, effect.pull, 1.0)


def keep(relation: Relation, year: int) -> None:
    """Breaches by either side, misreadings by both, and what each side sees of them."""
    p, contract, who = relation.rules.p, relation.in_force, relation.tie.id
    provider, funder = relation.provider, relation.funder
    provider.breach = funder.breach = relation.ambiguous = 0
    if contract.has:
        first, second, third, fourth = relation.draws(who, year, 0, rng.BREACH)
        for side, breaks, warning in ((provider, first, third), (funder, second, fourth)):
            if breaks < p.breach * (1.0 - p.maintenance_prevents * side.maintenance):
                side.breach = int(warning >= side.maintenance * p.warning)
        misread = relation.draws(who, year, 0, rng.AMBIGUITY)[0]
        relation.ambiguous = int(misread < p.ambiguity * (1.0 - contract.clarity))
    provider.seen = 1.0 if funder.breach or relation.ambiguous else 0.0
    funder.seen = 1.0 if provider.breach or relation.ambiguous else 0.0


def evaluated(relation: Relation, year: int) -> None:
    """What both learn from the year, and what is left of it for the next (M10)."""
    p, contract = relation.rules.p, relation.in_force
    provider, funder = relation.provider, relation.funder
    talked = relation.agreed if relation.negotiated else contract
    judged(p, relation, talked.utility[0], talked.utility[1], provider, funder)
    judged(p, relation, talked.utility[1], talked.utility[0], funder, provider)
    lost = p.exit_loss if contract.has and contract.end == year and not contract.renewal else 0.0
    for side in relation.sides:
        upkeep = 0.6 * side.maintenance
        side.knowledge = side.knowledge * (1.0 - p.knowledge_loss * (1.0 - upkeep)) * (1.0 - lost)
        carried = p.tension_carry * side.tension + p.breach_tension * side.seen
        side.tension = min(1.0, max(0.0, carried))
        side.authority += p.authority_growth * (1.0 - side.authority)
    upkeep = 0.5 * (0.5 * (provider.maintenance + funder.maintenance))
    left = relation.ownership * (1.0 - p.ownership_loss * (1.0 - upkeep))
    relation.ownership = left * (1.0 - lost)
    relation.dispute = int(provider.seen > 0.0 or funder.seen > 0.0)
    relation.age = relation.age + 1 if contract.has else 0


def judged(
    p: SimpleNamespace, relation: Relation, utility: float, others: float, side: Side, other: Side
) -> None:
    """Process, trust, goodwill, image and subjective value of one side."""
    if relation.negotiated:
        side.process = 1.0 - (0.6 * side.hardness_mean + 0.4 * side.tension_mean)
    else:
        idle = p.process_idle + p.process_upkeep * side.maintenance
        side.process = min(1.0, max(0.0, idle))
    if relation.ending == NO_CONTRACT:
        seen = 0.4 * side.process
    else:
        w = p.process_weight
        seen = w * side.process + (1.0 - w) * (1.0 - side.seen)
    side.trust = learned(side.trust, seen, p.trust_gain, p.trust_loss)
    rate, able = p.competence_rate, 1.0 - side.seen
    side.competence = learned(side.competence, able, rate * p.trust_gain, rate * p.trust_loss)

    instrumental = (utility - side.reservation) / (1.0 - side.reservation)
    behind = (others - other.reservation) - (utility - side.reservation)
    deserved = (
        2.0 * (0.6 * side.process + 0.4 * side.trust)
        - 1.0
        + p.result_in_goodwill * (instrumental - 0.5)
        - p.unfairness * max(0.0, behind)
    )
    rate = p.goodwill_gain if deserved > side.goodwill else p.goodwill_loss
    pace = 1.0 if relation.negotiated else 0.6
    received = other.extra / p.extra_max if p.extra_max > 0.0 else 0.0
    moved = (
        side.goodwill
        + rate * pace * (deserved - side.goodwill)
        + p.favour * received * (1.0 - side.goodwill)
    )
    moved *= 1.0 - p.goodwill_decay * (1.0 - 0.7 * side.maintenance)
    side.goodwill = min(1.0, max(-1.0, moved))
    if relation.negotiated:
        image = side.image + p.image_learning * (side.hardness_mean - side.image)
        side.image = min(1.0, max(0.0, image))

    side.sv_instrumental = min(1.0, max(0.0, instrumental))
    side.sv_process = side.process
    side.sv_self = 0.5 * (side.sv_instrumental + side.process)
    side.sv_relation = side.trust


def learned(level: float, evidence: float, gain: float, loss: float) -> float:
    """Trust moves towards what is seen, slowly upward and fast downward."""
    moved = level + (gain if evidence > level else loss) * (evidence - level)
    return min(1.0, max(0.0, moved))
