"""Looking back on the year of one relation (M10): trust, goodwill, image, what fades, SV.

A promise kept or broken moves trust in ability and in goodwill (E9); what was built fades, most
where a contract expires without a renewal clause (E53, E54).
"""

from simulator.engine.institutions import resentment
from simulator.engine.institutions.executive import grown
from simulator.engine.institutions.people import practise
from simulator.engine.jit import rule
from simulator.engine.records import AGREED_NEXT, IN_FORCE, NO_CONTRACT
from simulator.engine.rules import evaluation, knowledge, tension
from simulator.engine.rules.bounds import clipped, share

QUIET_PACE = 0.6  # assumed: goodwill moves slower in a year without talks
NO_DEAL = 0.4  # assumed: share of the process that trust learns from without a contract
KNOWLEDGE_UPKEEP = 0.6  # assumed: share of fading knowledge that full maintenance keeps
OWNERSHIP_UPKEEP = 0.5  # assumed: share of fading ownership that full maintenance keeps


@rule
def evaluate(p, pair, year):
    """Everything a side learns from the year, and what is left of it for the next."""
    sides, relation, in_force = pair.sides, pair.relation, pair.contracts[IN_FORCE]
    negotiated = relation.negotiated == 1
    for s in range(2):
        _judge(p, pair, s)
    if negotiated:
        practise(sides, relation)
    expires = in_force.has == 1 and in_force.end == year and in_force.renewal == 0
    exit_loss = p.exit_loss if expires else 0.0
    upkeep = 0.5 * (sides[0].maintenance + sides[1].maintenance)
    for s in range(2):
        side = sides[s]
        left = knowledge.faded(
            side.knowledge, p.knowledge_loss, KNOWLEDGE_UPKEEP * side.maintenance
        )
        side.knowledge = left * (1.0 - exit_loss)
        side.tension = tension.carried(
            side.tension,
            p.tension_carry,
            p.breach_tension,
            0.0 if side.early == 1 else side.seen,
            relation.social,
        )
        side.authority = grown(side.authority, p.authority_growth)
    left = knowledge.faded(relation.ownership, p.ownership_loss, OWNERSHIP_UPKEEP * upkeep)
    relation.ownership = left * (1.0 - exit_loss)
    relation.dispute = 1 if sides[0].seen > 0.0 or sides[1].seen > 0.0 else 0
    relation.age = relation.age + 1 if in_force.has else 0


@rule
def _judge(p, pair, s):
    """Process, trust, goodwill, image and subjective value of one side."""
    side, other, relation = pair.sides[s], pair.sides[1 - s], pair.relation
    in_force, negotiated = pair.contracts[IN_FORCE], relation.negotiated == 1
    contract = pair.contracts[AGREED_NEXT] if negotiated else in_force
    if negotiated:
        side.process = evaluation.process(side.hardness_mean, side.tension_mean)
    else:
        side.process = evaluation.process_idle(p.process_idle, p.process_upkeep, side.maintenance)
    if negotiated and relation.ending == NO_CONTRACT:
        experience = NO_DEAL * side.process
    else:
        experience = evaluation.experience(side.process, side.seen, p.process_weight)
    experience = evaluation.believed(experience, side.trust, p.confirmation)
    gain = p.trust_gain
    if p.exposure > 0.0:
        gain *= evaluation.exposed(p.exposure_base, in_force.duration > 1, pair.terms.control)
    trust = evaluation.learned(side.trust, experience, gain, p.trust_loss)
    side.trust = min(share(trust), side.trust_cap)
    rate = p.competence_rate
    side.competence = share(
        evaluation.learned(
            side.competence, 1.0 - side.seen, rate * p.trust_gain, rate * p.trust_loss
        )
    )

    utility = contract.utility[s]
    instrumental = evaluation.instrumental(utility, side.reservation)
    gain = utility - side.reservation
    other_gain = contract.utility[1 - s] - other.reservation
    deserved = evaluation.deserved(
        side.process,
        side.trust,
        p.result_in_goodwill,
        instrumental,
        p.unfairness,
        other_gain - gain,
    )
    side.goodwill = evaluation.goodwill(
        side.goodwill,
        deserved,
        p.goodwill_gain if deserved > side.goodwill else p.goodwill_loss,
        1.0 if negotiated else QUIET_PACE,
        p.favour,
        other.extra / p.extra_max if p.extra_max > 0.0 else 0.0,
        p.goodwill_decay,
        side.maintenance,
    )
    side.goodwill = resentment.borne(p, side.goodwill, other.shading)
    if negotiated:
        side.image = share(evaluation.followed(side.image, side.hardness_mean, p.image_learning))

    side.sv_instrumental = clipped(instrumental, 0.0, 1.0)
    side.sv_process = side.process
    side.sv_self = 0.5 * (side.sv_instrumental + side.process)
    side.sv_relation = side.trust
