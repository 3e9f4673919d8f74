"""T06b and T08: what a content phase before the deal brings (B23-B34)."""

import numpy as np

from simulator.evidence.checks import DOWN, Check
from simulator.evidence.view import View, Views, difference, mean

PAIRS = ("mirror_press", "open_press", "collab_mirror", "collab_collab")  # by rising trust
LOW, HIGH = PAIRS[0], PAIRS[-1]
THIN = 0.1  # evidence.md: q below which an agreement is about money only


def agreed(view: View, name: str) -> np.ndarray:
    """A term of the contracts made, NaN in years without talks or contract."""
    made = (view.relation("negotiated") == 1) & (view.relation("agreed_has") == 1)
    return np.where(made, view.relation(name), np.nan)


def financial(view: View) -> np.ndarray:
    """1 where a contract made carries hardly any content."""
    content = agreed(view, "agreed_content")
    return np.where(np.isnan(content), np.nan, content < THIN)


def content(view: View) -> np.ndarray:
    """Content in force, from the first contract made on; 0 without a contract."""
    return view.relation("content")[:, :, 1:]


def joint(view: View) -> np.ndarray:
    """Result of both together in the contracts in force."""
    return view.both("utility")[:, :, 1:]


def gains(arms: Views, pair: str) -> tuple[np.ndarray, np.ndarray]:
    """Mean content with and without the phase."""
    return mean(content(arms[f"{pair}_on"])), mean(content(arms[f"{pair}_off"]))


def relative(arms: Views) -> np.ndarray:
    """Gain as a share of what there was: low trust less high trust."""
    (low, low_off), (high, high_off) = gains(arms, LOW), gains(arms, HIGH)
    return low / low_off - high / high_off


def absolute(arms: Views) -> np.ndarray:
    """Gain in content: high trust less low trust."""
    (low, low_off), (high, high_off) = gains(arms, LOW), gains(arms, HIGH)
    return (high - high_off) - (low - low_off)


def financial_less(arms: Views) -> np.ndarray:
    """Share purely financial, with the phase less without: contracts made differ in number."""
    on, off = arms[f"{LOW}_on"], arms[f"{LOW}_off"]
    return mean(financial(on)) - mean(financial(off))


CHECKS = {
    "T06b": (Check("financial", financial_less, DOWN),),
    "T08": (
        *(
            Check(f"content_{p}", difference(f"{p}_on", f"{p}_off", content), digits=3)
            for p in PAIRS
        ),
        *(Check(f"joint_{p}", difference(f"{p}_on", f"{p}_off", joint), digits=3) for p in PAIRS),
        Check("relative", relative),
        Check("absolute", absolute, digits=3),
    ),
}
