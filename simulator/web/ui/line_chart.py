"""Charts of the debrief: lines over meetings or years, and the picture of the group."""

from collections.abc import Mapping, Sequence
from typing import Any

from simulator import i18n
from simulator.web.ui import chart, elements
from simulator.web.ui.chart import Frame, Line
from simulator.web.ui.words import say


def curves(
    lines: Sequence[Line], labels: Sequence[str], limits: tuple[float, float], title: str,
    lang: str, moves: Sequence[Mapping[str, Any]] = (),
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
                row.append(moves[i]["label"] if i < len(moves) else "")
            rows.append(row)
        elements.table(head, rows, title)


def _frame(
    labels: Sequence[str],
    moves: Sequence[Mapping[str, Any]],
    scale: tuple[float, float, Sequence[float], int],
    wide: bool,
) -> Frame:
    """The axes; where it is narrow the last label, which is long, stands upright with the moves."""
    low, high, ticks, digits = scale
    notes = [str(move["short"]) for move in moves][: len(labels)]
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


def group_picture(shown: Mapping[str, Any], lang: str) -> None:
    """All teams as dots without names; one's own marked; what fixed strategies reach as an edge."""
    if shown["too_few"]:
        elements.part("p", shown["reading"])
        return
    mine = say(lang, "play.your_team")
    dots = [
        (p["result"], p["goodwill"], mine if p["own"] else "", p["own"]) for p in shown["points"]
    ]
    best = [strategy for strategy in shown["frontier"] if strategy["best"]]
    edge = [(strategy["result"], strategy["goodwill"]) for strategy in best]
    elements.part("p", shown["reading"], "reading")
    x, y = shown["axes"]["x"], shown["axes"]["y"]
    for cls, wide in (("for-wide", True), ("for-narrow", False)):
        frame = Frame([], -1.0, 1.0, [-1.0, -0.5, 0.0, 0.5, 1.0], wide=wide)
        with elements.part("div", None, cls):
            tree = chart.scatter(frame, dots, edge, (0.0, 100.0), x, y, lang)
            elements.drawing(tree, shown["reading"])
    with elements.details(say(lang, "as_table")):
        rows = [
            [name or say(lang, "play.a_team"), str(result), i18n.number(goodwill, lang)]
            for result, goodwill, name, _ in dots
        ]
        rows += [
            [strategy["label"], str(strategy["result"]), i18n.number(strategy["goodwill"], lang)]
            for strategy in shown["frontier"]
        ]
        elements.table([say(lang, "play.team"), x, y], rows)
