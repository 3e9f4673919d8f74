"""What one act does to the two who sit at the table (M4).

Direct effects are built in, act by act, from the act table; what becomes of a season is not.
"""

from simulator.acts import ASK, LABEL, PRESS
from simulator.jit import rule
from simulator.rules import hardness, knowledge, surprise, tension


@rule
def told(actor, receiver, relation, effect, candour):
    """Who learns what, and what becomes shared. Gains scale with the receiver's trust."""
    listening = knowledge.listening(receiver.trust)
    actor.knowledge = knowledge.gained(actor.knowledge, effect.learns * candour)
    receiver.knowledge = knowledge.gained(receiver.knowledge, effect.teaches * listening)
    relation.ownership = knowledge.gained(relation.ownership, effect.owns * listening)


@rule
def heard(p, act, effect, actor, receiver, relation, reactivity):
    """The receiver's tension, surprise and image of the talk, and contagion between both.

    Args:
        p: numbers of the run.
        act: index of the act.
        effect: its record in the act table.
        actor, receiver: side records, changed in place.
        relation: relation record, changed in place.
        reactivity: ψ of the receiver.
    """
    candour = knowledge.candour(receiver.trust, receiver.tension) if act == ASK else 1.0
    told(actor, receiver, relation, effect, candour)

    pull = effect.pull * (1.0 + 0.5 * relation.social) if act == LABEL else effect.pull
    before = receiver.surprise
    new = surprise.sprung(effect.calm, receiver.hardness_met, effect.hardness)
    level = tension.pulled(receiver.tension, effect.hardness, pull, reactivity)
    level = tension.relieved(level, p.relief, before)
    level = tension.shocked(
        level, p.hardness_shock, effect.hardness, receiver.hardness_met, p.shock_threshold
    )
    receiver.surprise = surprise.lasting(before, p.surprise_memory, new)
    receiver.surprise_peak = max(receiver.surprise_peak, receiver.surprise)
    receiver.knowledge = knowledge.gained(receiver.knowledge, p.surprise_teaches * new)

    weight = p.hardness_smoothing
    receiver.hardness_met = hardness.smoothed(receiver.hardness_met, effect.hardness, weight)
    pressing = 1.0 if act == PRESS else 0.0
    receiver.pressure_met = hardness.smoothed(receiver.pressure_met, pressing, weight)
    receiver.acts_met += 1
    receiver.hardness_sum += effect.hardness

    receiver.tension = tension.spread(level, actor.tension, p.contagion)
    actor.tension = tension.spread(actor.tension, level, p.contagion)
