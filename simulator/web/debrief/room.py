"""The steps of the debrief as the whole room sees them: means and bands, nobody named."""

from collections.abc import Callable, Mapping
from typing import Any

from simulator import i18n
from simulator.web.debrief import team
from simulator.web.ui import chart, elements
from simulator.web.ui.chart import Frame, Line
from simulator.web.ui.line_chart import curves, group_picture
from simulator.web.ui.words import say

Shown = Mapping[str, Any]


def drawn(step: str, shown: Shown, lang: str) -> None:
    """One step on the wall."""
    if shown.get("too_few"):
        elements.part("p", shown["reading"], "big")
        return
    _STEPS.get(step, lambda s, lang: team.drawn(step, s, lang))(shown, lang)


def _trajectory(shown: Shown, lang: str) -> None:
    title = say(lang, "trainer.tension_of_others")
    elements.part("p", title, "big")
    line = Line(say(lang, "trainer.mean"), "b", shown["mean"], (shown["low"], shown["high"]))
    curves([line], list(shown["meetings"]), (0.0, 1.0), title, lang)
    elements.part("p", shown["note"], "how")


def _rules(shown: Shown, lang: str) -> None:
    with elements.part("ul", None, "big"):
        for one in shown["rules"]:
            words = {"sentence": one["sentence"], "times": one["times"]}
            elements.part("li", say(lang, "trainer.rule_times", **words))


def _turning(shown: Shown, lang: str) -> None:
    title = say(lang, "trainer.turning_where")
    elements.part("p", title, "big")
    counts = {int(meeting): count for meeting, count in shown["meetings"].items()}
    most = max(4, *counts.values())
    ticks = [float(t) for t in range(0, most + 1, max(1, most // 4))]
    frame = Frame([str(m) for m in counts], 0.0, float(most), ticks, "", 0)
    elements.drawing(chart.bars(frame, list(counts.values()), lang), title)
    with elements.details(say(lang, "as_table")):
        rows = [[say(lang, "play.at_meeting", meeting=m), str(n)] for m, n in counts.items()]
        elements.table([say(lang, "play.when"), say(lang, "trainer.count_teams")], rows, title)


def _years(shown: Shown, lang: str) -> None:
    title = say(lang, "trainer.goodwill_later")
    elements.part("p", title, "big")
    line = Line(say(lang, "trainer.mean"), "a", shown["goodwill"])
    curves([line], list(shown["labels"]), (-1.0, 1.0), title, lang)


def _preparation(shown: Shown, _: str) -> None:
    elements.part("p", shown["reading"], "big")


def _apply(shown: Shown, lang: str) -> None:
    elements.part("p", shown["question"], "big")
    found = shown["statements"]
    if found:
        elements.part("h2", say(lang, "trainer.statements", count=found["teams"]))
        head = [say(lang, f"play.{name}") for name in ("statement", "before", "after")]
        rows = [
            [question, *(i18n.number(found[when][i], lang, 1) for when in ("before", "after"))]
            for i, question in enumerate(found["questions"])
        ]
        elements.table(head, rows, say(lang, "trainer.statements_scale"))
        elements.part("p", found["note"], "how")
    if shown["resolves"]:
        elements.part("h2", say(lang, "trainer.resolves"))
        with elements.part("ul", None, "big"):
            for one in shown["resolves"]:
                elements.part("li", one)


_STEPS: dict[str, Callable[[Any, str], None]] = {
    "trajectory": _trajectory,
    "rules": _rules,
    "turning_point": _turning,
    "five_years": _years,
    "group": group_picture,
    "preparation": _preparation,
    "apply": _apply,
}
