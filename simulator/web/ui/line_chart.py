"""Charts of the debrief: lines over meetings or years."""

from collections.abc import Sequence

from simulator import i18n
from simulator.training.debrief.steps.trajectory import AxisMove
from simulator.web.ui import chart, elements
from simulator.web.ui.chart import Frame, Line
from simulator.web.ui.words import say


def curves(
    lines: Sequence[Line], labels: Sequence[str], limits: tuple[float, float], title: str,
    lang: str, moves: Sequence[AxisMove] = (),
) -> None:  # fmt: skip
    """A chart for wide and for narrow screens, with its table; moves stand on the axis too."""
    low, high = limits
    ticks = [low + (high - low) * i / 4 for i in range(5)]
    digits = 0 if high > 10 else 2 if high - low < 2 else 1
    said = f"{title}. {say(lang, 'play.see_table')}"
    short = [
        label.rpartition(" ")[2] if label.rpartition(" ")[2].isdigit() else label
        for label in labels
    ]
    for cls, wide in (("for-wide", True), ("for-narrow", False)):
        frame = _frame(short, moves, (low, high, ticks, digits), wide)
        with elements.part("div", None, cls):
            elements.drawing(chart.chart(frame, lines, lang), said)
            if not wide:
                _legend(lines)
    with elements.details(say(lang, "as_table")):
        head = [say(lang, "play.when"), *(line.name for line in lines)]
        if moves:
            head.append(say(lang, "play.your_move"))
        rows = []
        for i, label in enumerate(labels):
            row = [label, *(_number(line.values, i, lang, digits) for line in lines)]
            if moves:
                row.append(moves[i].label if i < len(moves) else "")
            rows.append(row)
        elements.table(head, rows, title)


def _frame(
    labels: Sequence[str],
    moves: Sequence[AxisMove],
    scale: tuple[float, float, Sequence[float], int],
    wide: bool,
) -> Frame:
    """The axes; where it is narrow the last label, which is long, stands upright with the moves."""
    low, high, ticks, digits = scale
    notes = [move.short for move in moves][: len(labels)]
    if notes and not wide:
        notes += [""] * (len(labels) - len(notes))
        notes[-1] = notes[-1] or labels[-1]
        labels = [*labels[:-1], labels[-1] if labels[-1].isdigit() else ""]
    return Frame(labels, low, high, ticks, "", digits, wide, notes)


def _legend(lines: Sequence[Line]) -> None:
    with elements.part("ul", None, "legend"):
        for sample, name in chart.legend(lines):
            with elements.part("li"):
                elements.drawing(sample, name)
                elements.part("span", " " + name, aria_hidden="true")


def _number(values: Sequence[float | None], i: int, lang: str, digits: int) -> str:
    value = values[i] if i < len(values) else None
    return (
        "–" if value is None else i18n.number(float(value), lang, max(digits, 2) if digits else 0)
    )
