"""Charts as trees of SVG parts: pure functions from numbers to a drawing.

A line has a colour, a dash, a marker and a name at its end. Colours are in `static/style.css`;
letters are large enough for the back row when the drawing is as wide as the screen allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator import i18n

Tree = list[Any]  # [tag, attributes, children...]


@dataclass(frozen=True)
class Line:
    """A line with its name; `look` is one of a, b, c, frozen."""

    name: str
    look: str
    values: Sequence[float | None]
    band: tuple[Sequence[float], Sequence[float]] | None = None
    inner: tuple[Sequence[float], Sequence[float]] | None = None
    thin: bool = False


@dataclass(frozen=True)
class Frame:
    """The axes: what is along them."""

    labels: Sequence[str]  # along x
    low: float
    high: float
    ticks: Sequence[float]
    unit: str = ""
    digits: int = 1
    wide: bool = True
    notes: Sequence[str] = ()  # a short word under each step, such as the move made there


ROW = 28  # height of a row of letters
DASHES = {"a": None, "b": "16 9", "c": "4 8", "frozen": "3 7"}


def chart(frame: Frame, lines: Sequence[Line], lang: str) -> Tree:
    """Lines over steps, such as years or meetings."""
    width, height = (1300, 620) if frame.wide else (640, 560)
    right = 250 if frame.wide else 30
    below = _room_for_notes(frame)
    plot = _Plot(frame, 96, width - right, 30, height - 84)
    height += below
    parts: list[Tree] = [*_grid(plot, lang), *_steps(plot, width), *_notes(plot)]
    for line in lines:
        parts += _bands(plot, line)
    for line in lines:
        parts += _line(plot, line)
    if frame.wide:
        parts += _names(plot, lines)
    return ["svg", {"viewBox": f"0 0 {width} {height}", "class": "chart"}, *parts]


def legend(lines: Sequence[Line]) -> list[tuple[Tree, str]]:
    """A sample of each line with its name, for where the names do not fit at the ends."""
    samples = []
    for line in lines:
        sample: Tree = ["svg", {"viewBox": "0 0 60 24", "class": "sample", "aria-hidden": "true"}]
        attributes = {"x1": 2, "x2": 58, "y1": 12, "y2": 12, "class": f"line look-{line.look}"}
        if DASHES[line.look]:
            attributes["stroke-dasharray"] = DASHES[line.look]
        sample += [["line", attributes], _marker(30, 12, line.look, 8)]
        samples.append((sample, line.name))
    return samples


class _Plot:
    """Where the axes of a frame lie on the drawing, in units of its `viewBox`."""

    def __init__(self, frame: Frame, left: float, right: float, top: float, bottom: float) -> None:
        self.frame, self.left, self.right, self.top, self.bottom = frame, left, right, top, bottom

    def x(self, step: float) -> float:
        """Of a step, counted from 0."""
        count = max(1, len(self.frame.labels) - 1)
        return round(self.left + 24 + (self.right - self.left - 40) * step / count, 1)

    def y(self, value: float) -> float:
        """Of a value; one outside the axis is drawn at its end."""
        span = self.frame.high - self.frame.low
        share = min(1.0, max(0.0, (value - self.frame.low) / span))
        return round(self.bottom - (self.bottom - self.top) * share, 1)


def _grid(plot: _Plot, lang: str) -> list[Tree]:
    parts: list[Tree] = []
    for tick in plot.frame.ticks:
        y = plot.y(tick)
        cls = "grid zero" if tick == 0 and plot.frame.low < 0 else "grid"
        parts.append(["line", {"x1": plot.left, "x2": plot.right, "y1": y, "y2": y, "class": cls}])
        said = i18n.number(tick, lang, plot.frame.digits)
        at = {"x": plot.left - 12, "y": y + 9, "text-anchor": "end", "class": "tick"}
        parts.append(["text", at, said])
    return parts


def _steps(plot: _Plot, width: float) -> list[Tree]:
    labels = plot.frame.labels
    room = (plot.right - plot.left) / max(1, len(labels))
    # the last label has room beside it
    longest = max((len(label) for label in labels[:-1] or labels), default=1) * 15 + 16
    every = max(1, -(-longest // max(1, int(room))))
    parts: list[Tree] = []
    for i, label in enumerate(labels):
        if i % every == 0:
            at = {"x": plot.x(i), "y": plot.bottom + 40, "text-anchor": "middle", "class": "tick"}
            parts.append(["text", at, label])
    if plot.frame.unit:
        at = {"x": min(plot.left, width), "y": plot.bottom + 76, "class": "unit"}
        parts.append(["text", at, plot.frame.unit])
    return parts


def _room_for_notes(frame: Frame) -> int:
    if not any(frame.notes):
        return 0
    return 36 if frame.wide else 16 * max(map(len, frame.notes))


def _notes(plot: _Plot) -> list[Tree]:
    """Words under the steps; on a narrow screen they stand upright."""
    parts: list[Tree] = []
    for i, note in enumerate(plot.frame.notes):
        if not note:
            continue
        x, y = plot.x(i), plot.bottom + 76
        at: dict[str, Any] = {"x": x, "y": y, "text-anchor": "middle", "class": "under"}
        if not plot.frame.wide:
            y = plot.bottom + 58
            at |= {
                "x": x + 9,
                "y": y,
                "text-anchor": "end",
                "transform": f"rotate(-90 {x + 9} {y})",
            }
        parts.append(["text", at, note])
    return parts


def _bands(plot: _Plot, line: Line) -> list[Tree]:
    parts: list[Tree] = []
    for name, band in (("outer", line.band), ("inner", line.inner)):
        if band is not None and len(band[0]) > 1:
            up = [f"{plot.x(i)},{plot.y(v)}" for i, v in enumerate(band[1])]
            down = [f"{plot.x(i)},{plot.y(v)}" for i, v in enumerate(band[0])]
            points = " ".join([*up, *reversed(down)])
            parts.append(["polygon", {"points": points, "class": f"band {name} look-{line.look}"}])
    return parts


def _line(plot: _Plot, line: Line) -> list[Tree]:
    points = [(plot.x(i), plot.y(v)) for i, v in enumerate(line.values) if v is not None]
    if not points:
        return []
    attributes: dict[str, Any] = {
        "points": " ".join(f"{x},{y}" for x, y in points),
        "class": f"line look-{line.look}" + (" thin" if line.thin else ""),
    }
    if DASHES[line.look]:
        attributes["stroke-dasharray"] = DASHES[line.look]
    parts: list[Tree] = [["polyline", attributes]]
    if not line.thin:
        parts += [_marker(x, y, line.look, 9) for x, y in points]
    return parts


def _marker(x: float, y: float, look: str, size: float) -> Tree:
    cls = f"marker look-{look}"
    if look == "b":
        at = {"x": x - size, "y": y - size, "width": 2 * size, "height": 2 * size, "class": cls}
        return ["rect", at]
    if look == "c":
        points = f"{x},{y - size - 2} {x + size + 1},{y + size} {x - size - 1},{y + size}"
        return ["polygon", {"points": points, "class": cls}]
    return [
        "circle",
        {"cx": x, "cy": y, "r": size * (0.7 if look == "frozen" else 1), "class": cls},
    ]


def _names(plot: _Plot, lines: Sequence[Line]) -> list[Tree]:
    """Names at the ends of the lines, pushed apart where they would overlap."""
    ends: list[tuple[float, Line, list[str]]] = []
    for line in lines:
        known = [v for v in line.values if v is not None]
        if known and line.name:
            ends.append((plot.y(known[-1]) + 8.0, line, _wrapped(line.name)))
    ends.sort(key=lambda end: end[0])
    lasts: list[float] = []  # where the last row of each name stands
    for y, _, words in ends:
        first = y - ROW / 2 * (len(words) - 1)
        if lasts:
            first = max(first, lasts[-1] + ROW + 2)
        lasts.append(first + ROW * (len(words) - 1))
    over = max(0.0, lasts[-1] - (plot.bottom + 20)) if lasts else 0.0
    parts: list[Tree] = []
    x = plot.right + 6
    for (_, line, words), last in zip(ends, lasts, strict=True):
        y = round(last - ROW * (len(words) - 1) - over, 1)
        cls = f"name look-{line.look}" + (" thin" if line.thin else "")
        rows = [["tspan", {"x": x, "dy": ROW if i else 0}, word] for i, word in enumerate(words)]
        parts.append(["text", {"x": x, "y": y, "class": cls}, *rows])
    return parts


def _wrapped(name: str, most: int = 14) -> list[str]:
    words, rows = name.split(), [""]
    for word in words:
        if rows[-1] and len(rows[-1]) + len(word) + 1 > most:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def bars(frame: Frame, counts: Sequence[int], lang: str) -> Tree:
    """A count for each step, written above its bar."""
    width, height = 1300, 520
    plot = _Plot(frame, 96, width - 40, 40, height - 84)
    parts = [*_grid(plot, lang), *_steps(plot, width)]
    for i, count in enumerate(counts):
        x, y = plot.x(i), plot.y(count)
        at = {"x": x - 24, "y": y, "width": 48, "height": plot.bottom - y, "class": "bar look-a"}
        parts.append(["rect", at])
        if count:
            above = {"x": x, "y": y - 10, "text-anchor": "middle", "class": "name look-a"}
            parts.append(["text", above, str(count)])
    return ["svg", {"viewBox": f"0 0 {width} {height}", "class": "chart"}, *parts]


def scatter(
    frame: Frame, points: Sequence[tuple[float, float, str, bool]],
    edge: Sequence[tuple[float, float]],
    x_range: tuple[float, float], x_label: str, y_label: str, lang: str,
) -> Tree:  # fmt: skip
    """Dots (x, y, name, own) and an edge of what was possible."""
    width, height = (1300, 680) if frame.wide else (640, 640)
    plot = _Plot(frame, 96, width - 40, 50, height - 110)
    low, high = x_range

    def x(value: float) -> float:
        share = min(1.0, max(0.0, (value - low) / (high - low)))
        return round(plot.left + (plot.right - plot.left) * share, 1)

    parts = _grid(plot, lang)
    for i in range(6):
        value = low + (high - low) * i / 5
        said = i18n.number(value, lang, 1 if high - low < 10 else 0)
        at = {"x": x(value), "y": plot.bottom + 38, "text-anchor": "middle", "class": "tick"}
        parts.append(["text", at, said])
    middle = (plot.left + plot.right) / 2
    foot = {"x": middle, "y": plot.bottom + 82, "text-anchor": "middle", "class": "unit"}
    parts += [["text", foot, x_label], ["text", {"x": 8, "y": 28, "class": "unit"}, y_label]]
    if edge:
        drawn = " ".join(f"{x(a)},{plot.y(b)}" for a, b in edge)
        dashed = {"points": drawn, "class": "line look-frozen", "stroke-dasharray": "10 8"}
        parts.append(["polyline", dashed])
    for a, b, name, own in points:
        parts.append(_marker(x(a), plot.y(b), "b" if own else "a", 15 if own else 11))
        if name:
            cls = f"name look-{'b' if own else 'a'}"
            parts.append(["text", {"x": x(a) + 20, "y": plot.y(b) + 9, "class": cls}, name])
    return ["svg", {"viewBox": f"0 0 {width} {height}", "class": "chart"}, *parts]
