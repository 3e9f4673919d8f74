"""What one act does to the two who sit at the table (M4; B21, E19).

Direct effects are built in, act by act, from the act table; what becomes of a season is not.
"""

from simulator.engine.acts import ASK, LABEL, OPEN, PAUSE, PRESS
from simulator.engine.jit import rule
from simulator.engine.rules import hardness, knowledge, surprise, tension

SET_ON_CONFLICT = 0.5  # assumed, M24: opening above which a receiver is set on conflict
DISTRUST = 0.35  # assumed, M24: trust below which it uses what it hears
NAMED_BY_RIGHT = 0.5  # assumed, C8: how much more LABEL pulls under a full social contract


@rule
def richness(p, relation, act):
    """What is left of an act online: non-verbal cues count for ASK, OPEN and PAUSE (C17)."""
    if act in (ASK, OPEN, PAUSE):
        return 1.0 - relation.online * (1.0 - p.online_richness)
    return 1.0


@rule
def craft(p, actor, act):
    """What skill adds to a question or to openness (B14)."""
    return 1.0 + p.skill * actor.skill if act in (ASK, OPEN) else 1.0


@rule
def inform(actor, receiver, relation, effect, candour, strength):
    """Who learns what, and what becomes shared.

    What the receiver learns and what is shared scale with its trust, what the actor learns with
    candour, which is 1 but for a question.

    Args:
        candour: how frankly the receiver answers, for the actor's own learning.
        strength: what channel and skill make of the act.
    """
    listening = knowledge.listening(receiver.trust) * strength
    actor.knowledge = knowledge.gained(actor.knowledge, effect.learns * candour * strength)
    receiver.knowledge = knowledge.gained(receiver.knowledge, effect.teaches * listening)
    relation.ownership = knowledge.gained(relation.ownership, effect.owns * listening)


@rule
def confide(p, receiver):
    """A hard receiver without trust learns where the actor's limit lies, and holds out (M24)."""
    if receiver.opening > SET_ON_CONFLICT and receiver.trust < DISTRUST:
        receiver.leverage = p.leverage


@rule
def apply_act(p, act, effect, actor, receiver, relation, reactivity, low_status):
    """The receiver's tension, surprise and image of the talk, and contagion between both.

    Args:
        p: numbers of the run.
        act: index of the act.
        effect: its record in the act table.
        actor, receiver: side records, changed in place.
        relation: relation record, changed in place.
        reactivity: ψ of the receiver.
        low_status: True = the actor is the side of lower status.
    """
    candour = knowledge.candour(receiver.trust, receiver.tension) if act == ASK else 1.0
    if act == PAUSE and low_status:
        candour = 1.0 - p.silence_status
    rich = richness(p, relation, act)
    inform(actor, receiver, relation, effect, candour, rich * craft(p, actor, act))
    if act == OPEN:
        confide(p, receiver)

    pull = (
        effect.pull * (1.0 + NAMED_BY_RIGHT * relation.social)
        if act == LABEL
        else effect.pull * rich
    )
    before = receiver.surprise
    new = surprise.sprung(effect.calm * rich, receiver.hardness_met, effect.hardness)
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
