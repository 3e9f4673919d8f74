"""What happens between two meetings: a call, a record, own executive, a visit, joint facts, news.

Every one of these is a rule of the model (M1, M2, M7, A49), applied once, by hand.
"""

from simulator.engine import effects
from simulator.engine.acts import OPEN
from simulator.engine.decisions import ALIGN, CALL, FACTS, RECORD, VISIT
from simulator.engine.institutions.content_phase import TALK_FREELY
from simulator.engine.institutions.executive import grown
from simulator.engine.institutions.people import replace
from simulator.engine.jit import rule
from simulator.engine.rules import knowledge, tension
from simulator.engine.rules.bounds import share

RECORD_GAIN = 0.5  # assumed: what one written confirmation adds to what is missing in writing
MERGED = 0.5  # assumed, M1: facts found in the middle of a deal give half of a content phase


@rule
def call(p, acts, actor, receiver, relation):
    """A call with an update: an open talk, as contact in the contract year (A49, M24)."""
    effect = acts[OPEN]
    strength = effects.richness(p, relation, OPEN) * effects.craft(p, actor, OPEN)
    effects.inform(actor, receiver, relation, effect, 1.0, strength)
    effects.confide(p, receiver)
    receiver.tension = tension.pulled(receiver.tension, effect.hardness, effect.pull, 1.0)


@rule
def visit(p, host, guest):
    """A working visit: both learn, trust grows on both sides (M1; D15)."""
    host.knowledge = knowledge.gained(host.knowledge, p.contact_gain)
    guest.knowledge = knowledge.gained(guest.knowledge, p.contact_gain)
    host.trust = share(knowledge.gained(host.trust, p.contact_gain))
    guest.trust = share(knowledge.gained(guest.trust, p.contact_gain))
    host.cost += p.content_phase_cost


@rule
def find_facts(p, sides, accord):
    """Joint facts: a content phase in small, knowledge on both sides, and its cost (M1; E23)."""
    crowding = 1.0 + p.accord_cost * accord
    trust = 0.5 * (sides[0].trust + sides[1].trust)
    learned = MERGED * p.content_learning * share(trust + TALK_FREELY) / crowding
    for s in range(2):
        sides[s].knowledge = knowledge.gained(sides[s].knowledge, learned)
        sides[s].cost += p.content_phase_cost * crowding


@rule
def act_between(model, pair, s, move):
    """Side `s` does `move` between two meetings."""
    p, sides, relation = model.p, pair.sides, pair.relation
    actor, other = sides[s], sides[1 - s]
    if move == CALL:
        call(p, model.acts, actor, other, relation)
    elif move == RECORD:
        relation.written = knowledge.gained(relation.written, RECORD_GAIN)
    elif move == ALIGN:
        actor.authority = grown(actor.authority, p.authority_growth)
    elif move == VISIT:
        visit(p, actor, other)
    elif move == FACTS:
        find_facts(p, sides, model.accord)


@rule
def bring_news(p, sides, card, luck):
    """An event card: pressure on a side, or somebody new at the table (M2)."""
    for s in range(2):
        if card.pressure[s] != 0.0:
            sides[s].pressure = share(sides[s].pressure + card.pressure[s])
    if card.turnover[0] == 1 or card.turnover[1] == 1:
        replace(p, sides, card.turnover, luck)
