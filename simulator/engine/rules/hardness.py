"""How contentious a side is: its tone, what it met, its tension, and what softens it.

    H = clip( (1 - ρ) h0 + ρ hb + ψ (λτ τ + π) - λ_O O - λ_A A, 0, 1 )

H is the chance that the next act is contentious. At the first turn hb is the image E: what one
expects sets the opening (C2, A31). References: [Pruitt1986] for the spiral; sizes assumed.
"""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import share


@rule
def intensity(opening, mirroring, met, reaction, softening):
    """Chance of a contentious act, in [0, 1].

    Args:
        opening: h0 in [0, 1], the strategy's own tone.
        mirroring: ρ in [0, 1].
        met: hb in [0, 1], hardness met so far (the image before the first act).
        reaction: what tension and pressure add, see `reaction`.
        softening: what ownership and accord take away, see `softening`.
    """
    return share((1.0 - mirroring) * opening + mirroring * met + reaction - softening)


@rule
def reaction(reactivity, tension_to_acts, tension, pressure):
    """ψ (λτ τ + π): what own tension and the pressure of the system add (A6, A9)."""
    return reactivity * (tension_to_acts * tension + pressure)


@rule
def softening(ownership_softens, ownership, accord_softens, accord):
    """λ_O O + λ_A A: what shared ownership and an accord take away (A52, B12)."""
    return ownership_softens * ownership + accord_softens * accord


@rule
def smoothed(met, new, weight):
    """hb after one more act: (1 - b) hb + b h."""
    return (1.0 - weight) * met + weight * new
