"""The content phase: what do we want together, before any offer (M1; B23-B34).

Others than the two may have a place in it (D6, E14, E28): more interests at the table make it
dearer and slower, as an accord does, and who had a place stays on board longer (E50).

First the direction, the roles and each other's interests, spoken freely (B21, B24, B26), with the
data both need (D7, E23); more interests at the table make it harder (B12, B15). Two phases, and
only with clear answers the second (B23, B27).

It runs January to May. Afterwards a gate: only where enough is shared or known does the deal
start from the joint ambition; otherwise the phases have merged, half the knowledge is gained and
nothing is shared.
"""

from simulator.engine.jit import rule
from simulator.engine.rng import CONTENT, draws
from simulator.engine.rules import escalation, knowledge
from simulator.engine.rules.bounds import share

ENOUGH_KNOWLEDGE = 0.5  # assumed: on both sides, opens the gate without shared ownership
TALK_FREELY = 0.3  # assumed: how far a content phase teaches without any trust
SHARE_FREELY = 1.4  # assumed: ownership grows fully from a mean trust of 0.71


@rule
def held(p, content_provider, content_funder, sides, luck):
    """Is there a content phase this year?"""
    if p.two_phase <= 0.0:
        return False
    trust = min(sides[0].trust, sides[1].trust)
    chance = escalation.content_phase_chance(content_provider, content_funder, trust)
    first, _, _, _ = draws(luck, 0, CONTENT)
    return first < chance


@rule
def work_through(p, sides, relation, accord):
    """Joint fact finding and joint ambition: knowledge, ownership, less tension, and a cost."""
    crowding = 1.0 + p.accord_cost * (accord + p.stakeholders)
    trust = 0.5 * (sides[0].trust + sides[1].trust)
    learned = p.content_learning * share(trust + TALK_FREELY) / crowding
    shared = p.content_learning * share(SHARE_FREELY * trust) / crowding
    ownership = knowledge.gained(relation.ownership, shared)
    gate = ownership >= p.multi_year_ownership or (
        knowledge.gained(sides[0].knowledge, learned) >= ENOUGH_KNOWLEDGE
        and knowledge.gained(sides[1].knowledge, learned) >= ENOUGH_KNOWLEDGE
    )
    if gate:
        relation.ownership = ownership
    for s in range(2):
        side = sides[s]
        side.knowledge = knowledge.gained(side.knowledge, learned if gate else 0.5 * learned)
        side.tension *= 1.0 - p.content_calms
        side.cost += p.content_phase_cost * crowding
    relation.content_phase = 1
    relation.involved = p.stakeholders
