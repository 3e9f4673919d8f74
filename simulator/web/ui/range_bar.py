"""One change on other luck, as a bar from the lowest to the highest; the mean, and this time."""

from typing import NamedTuple

from simulator import i18n
from simulator.web.ui.chart import Tree

WIDE, NARROW = 1300, 640
HEIGHT, MIDDLE = 190, 92
MARGIN = 90


class Bar(NamedTuple):
    """Differences in points a year."""

    low: float
    mean: float
    high: float
    here: float  # on the luck of this room


def band(bar: Bar, names: tuple[str, str], lang: str, wide: bool) -> Tree:
    """The bar on a scale with zero on it.

    Args:
        names: of the mean, and of this time.
    """
    width = WIDE if wide else NARROW
    left, right = min(0.0, bar.low, bar.here), max(0.0, bar.high, bar.here)
    span = max(right - left, 1e-9)

    def x(value: float) -> float:
        return round(MARGIN + (width - 2 * MARGIN) * (value - left) / span, 1)

    def said(value: float, y: float) -> Tree:
        at = {"x": x(value), "y": y, "text-anchor": "middle", "class": "tick"}
        return ["text", at, i18n.number(value, lang, 1, signed=value != 0.0)]

    box = {"x": x(bar.low), "y": MIDDLE - 18, "width": max(2.0, x(bar.high) - x(bar.low)),
           "height": 36, "class": "band inner look-a"}  # fmt: skip
    zero = {"x1": x(0.0), "x2": x(0.0), "y1": MIDDLE - 44, "y2": MIDDLE + 44, "class": "grid zero"}
    here = x(bar.here)
    parts: list[Tree] = [
        ["line", zero],
        ["rect", box],
        ["circle", {"cx": x(bar.mean), "cy": MIDDLE, "r": 11, "class": "marker look-a"}],
        ["rect", {"x": here - 11, "y": MIDDLE - 11, "width": 22, "height": 22,
                  "class": "marker look-b"}],
        ["text", _above(x(bar.mean), width, "a"), names[0]],
        ["text", _below(here, width, "b"), names[1]],
    ]  # fmt: skip
    ends = [0.0, *(v for v in (bar.low, bar.high) if abs(x(v) - x(0.0)) > 90)]
    if len(ends) == 3 and abs(x(bar.high) - x(bar.low)) < 90:
        ends.pop()
    parts += [said(value, MIDDLE + 78) for value in ends]
    return ["svg", {"viewBox": f"0 0 {width} {HEIGHT}", "class": "chart"}, *parts]


def _above(x: float, width: float, look: str) -> dict[str, object]:
    return {"x": _inside(x, width), "y": MIDDLE - 58, "text-anchor": "middle",
            "class": f"name look-{look}"}  # fmt: skip


def _below(x: float, width: float, look: str) -> dict[str, object]:
    return _above(x, width, look) | {"y": MIDDLE - 28}


def _inside(x: float, width: float) -> float:
    """Where a word of some ten letters still fits on the drawing."""
    return min(max(x, 110.0), width - 110.0)
