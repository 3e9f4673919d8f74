"""What a side asks for: a time-dependent concession mixed with tit for tat.

    β'     = β exp(-λβ τ)(1 + γ_D D)(1 + γ_O O)(1 + γ_P p)
    RV'    = RV + λ_RV τ
    u_time = RV' + (1 - RV')(1 - (t / R)^(1 / β'))
    u_tft  = u - max(0, what the other just gave)
    u      = max(RV', min(u before, (1 - w) u_time + w u_tft))

β < 1 holds out (boulware), β > 1 gives in early (conceder). References: [Faratin1998]; the
factors on β and RV are ours, assumed.
"""

from simulator.engine.jit import rule
from simulator.engine.portable_math import exp, power


@rule
def flexibility(concession, slowed, surprised, owned, pressed):
    """β': concession after what tension, surprise, ownership and the pressure met do to it.

    Args:
        concession: β.
        slowed: λβ τ.
        surprised, owned, pressed: γ_D D, γ_O O, γ_P p.
    """
    return concession * exp(-slowed) * (1.0 + surprised) * (1.0 + owned) * (1.0 + pressed)


@rule
def floor(reservation, raises, tension):
    """RV': the least a side takes; in tension everyone thinks they are right (A34)."""
    return reservation + raises * tension


@rule
def aspiration(floor, flexibility, turn, turns):
    """u_time, the polynomial tactic in utility form; the floor from the last turn on."""
    if turn >= turns:
        return floor
    return floor + (1.0 - floor) * (1.0 - power(turn / turns, 1.0 / flexibility))


@rule
def answered(demand, given):
    """u_tft: own demand less what the other gave in its last two offers, never more."""
    return demand - max(0.0, given)


@rule
def blended(floor, before, aspiration, answer, reciprocity):
    """u: never below the floor, never above the demand before."""
    return max(floor, min(before, (1.0 - reciprocity) * aspiration + reciprocity * answer))
