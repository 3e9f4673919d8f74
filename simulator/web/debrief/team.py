"""What each step of the debrief shows; `revealing.py` puts them on a page, one after the other."""

from collections.abc import Callable, Mapping
from typing import Any

from simulator import i18n
from simulator.web.ui import elements
from simulator.web.ui.chart import Line
from simulator.web.ui.line_chart import curves, group_picture
from simulator.web.ui.range_bar import Bar, band
from simulator.web.ui.words import say

CURVES = ("tension", "trust", "goodwill")
RANGES = {"tension": (0.0, 1.0), "trust": (0.0, 1.0), "goodwill": (-1.0, 1.0)}
Shown = Mapping[str, Any]


def drawn(name: str, shown: Any, lang: str) -> None:
    """One step."""
    _STEPS[name](shown, lang)


def _reading(shown: Shown) -> None:
    for key in ("reading", "sentence"):
        if shown.get(key):
            elements.part("p", shown[key], "reading")


def _note(shown: Shown) -> None:
    if shown.get("note"):
        elements.part("p", shown["note"], "help")


def _happened(shown: Shown, _: str) -> None:
    with elements.part("ul", None, "big"):
        for question in (*shown["questions"], *shown["own"]):
            elements.part("li", question)


def _bets(shown: Shown, lang: str) -> None:
    elements.part("p", shown["question"])
    _reading(shown)
    rows = [
        [label + (" ✓" if key == shown["winner"] else ""), str(shown["placed"][key])]
        for key, label in shown["labels"].items()
    ]
    elements.table([say(lang, "play.bet"), say(lang, "play.count")], rows)
    if shown.get("own"):
        elements.part("p", say(lang, "play.own_bet", bet=shown["labels"][shown["own"]]))


def _trajectory(shown: Shown, lang: str) -> None:
    _reading(shown)
    labels = list(shown["meetings"])
    for name in CURVES:
        title = say(lang, f"play.curve_{name}")
        lines = [
            Line(say(lang, "play.theirs"), "b", shown[name]["other"]),
            Line(say(lang, "play.yours"), "a", shown[name]["you"]),
        ]
        elements.part("h3", title)
        curves(lines, labels, RANGES[name], title, lang, shown["moves"])
    with elements.part("ol", None, "moves"):
        for move in shown["moves"]:
            if move["label"]:
                between = f" – {move['between_label']}" if move["between_label"] else ""
                elements.part("li", f"{move['label']}{between}")
    _note(shown)


def _other(shown: Shown, lang: str) -> None:
    elements.part("p", shown["who"], "lead")
    head = [say(lang, "play.issue"), say(lang, "play.weight"), say(lang, "play.why")]
    rows = [[one["label"], f"{one['importance']}/5", one["why"]] for one in shown["interests"]]
    elements.table(head, rows, say(lang, "play.card_interests"))
    for key in ("goal", "mandate", "batna", "strategy", "character", "hidden_trade"):
        if shown.get(key):
            elements.part("h3", say(lang, f"play.other_{key}"))
            elements.part("p", shown[key])
    if shown.get("batna_points") is not None:
        elements.part("p", say(lang, "play.batna_points", points=shown["batna_points"]))


def _rules(shown: Any, lang: str) -> None:
    with elements.part("ol", None, "moves"):
        for one in shown:
            with elements.part("li"):
                elements.part("b", say(lang, "play.at_meeting", meeting=one["meeting"]) + " ")
                elements.part("span", one["sentence"])


def _turning(shown: Shown, lang: str) -> None:
    for name in ("largest", "relation", "chosen"):
        if shown.get(name):
            elements.part("h3", say(lang, f"play.turning_{name}"))
            _what_if(shown[name], lang)
        elif shown.get(f"{name}_sentence"):
            elements.part("h3", say(lang, f"play.turning_{name}"))
            elements.part("p", shown[f"{name}_sentence"])
    for one in shown["authored"]:
        elements.part(
            "p", say(lang, "play.at_meeting", meeting=one["meeting"]) + " " + one["about"]
        )
    _note(shown)


def _what_if(one: Shown, lang: str) -> None:
    _reading(one)
    for name in ("tension", "goodwill"):
        yours, other = one["yours"][name], one["other"][name]
        lines = [
            Line(say(lang, "play.your_choice", move=one["was_label"]), "a", yours),
            Line(say(lang, "play.other_choice", move=one["instead_label"]), "b", other, thin=True),
        ]
        unit = "turn" if name == "tension" else "year"
        labels = [
            str(i + 1 if name == "tension" else i) for i in range(max(len(yours), len(other)))
        ]
        title = say(lang, f"play.curve_{name}_{unit}")
        elements.part("h4", title)
        curves(lines, labels, RANGES[name], title, lang)
    elements.part("h4", say(lang, "play.band_title", runs=one["band"]["runs"]))
    found = one["band"]
    bar = Bar(found["low"], found["mean"], found["high"], one["effect"]["worth"])
    names = (say(lang, "play.band_mean"), say(lang, "play.band_here"))
    for cls, wide in (("for-wide", True), ("for-narrow", False)):
        with elements.part("div", None, cls):
            elements.drawing(band(bar, names, lang, wide), one["band_sentence"])
    elements.part("p", one["band_sentence"], "note")


def _years(shown: Shown, lang: str) -> None:
    _reading(shown)
    for name, limits in (("goodwill", (-1.0, 1.0)), ("value", (0.0, 100.0))):
        lines = [Line(say(lang, "play.your_line"), "a", shown["yours"][name])]
        if shown.get("other"):
            label = say(lang, "play.other_choice", move=shown["other_label"])
            lines.append(Line(label, "b", shown["other"][name], thin=True))
        title = say(lang, f"play.curve_{name}")
        elements.part("h3", title)
        curves(lines, list(shown["labels"]), limits, title, lang)
    _more_years(shown, lang)
    if shown.get("pocket"):
        elements.part("p", shown["pocket"], "note")
    _note(shown)


def _more_years(shown: Shown, lang: str) -> None:
    """Result, talks needed and access, for the own line and the other, as a table."""
    lines = [("yours", say(lang, "play.your_line"))]
    if shown.get("other"):
        lines.append(("other", say(lang, "play.other_choice", move=shown["other_label"])))
    names = (("result", 0), ("turns", 0), ("access", 2))
    head = [say(lang, "play.when")]
    head += [f"{say(lang, f'play.years_{name}')} – {label}" for name, _ in names
             for _, label in lines]  # fmt: skip
    rows = [
        [when]
        + [
            i18n.number(float(shown[line][name][y]), lang, digits)
            for name, digits in names
            for line, _ in lines
        ]
        for y, when in enumerate(shown["labels"])
    ]
    elements.part("h3", say(lang, "play.years_more"))
    elements.table(head, rows, say(lang, "play.years_more"))


def _preparation(shown: Shown, lang: str) -> None:
    _reading(shown)
    rows = [[row["issue"], _cell(row["guess"]), _cell(row["truth"])] for row in shown["rows"]]
    batna = shown["batna"]
    rows.append([say(lang, "play.batna_row"), _cell(batna["guess"]), _cell(batna["truth"])])
    elements.table(
        [say(lang, "play.issue"), say(lang, "play.guess"), say(lang, "play.truth")], rows
    )
    for key, said in shown["said"].items():
        if said:
            elements.part("h3", shown["labels"][key])
            elements.part("p", said)


def _cell(value: Any) -> str:
    return "–" if value is None else str(value)


def _apply(shown: Shown, lang: str) -> None:
    elements.part("p", shown["question"])
    found = shown["statements"]
    if not found["before"] and not found["after"]:
        return
    head = [say(lang, "play.statement"), say(lang, "play.before"), say(lang, "play.after")]
    rows = [
        [question, _answer(found["before"], i, lang), _answer(found["after"], i, lang)]
        for i, question in enumerate(found["questions"])
    ]
    elements.table(head, rows)
    _note(found)


def _answer(answers: list[int] | None, i: int, lang: str) -> str:
    return "–" if not answers else say(lang, f"play.scale_{answers[i]}")


_STEPS: dict[str, Callable[[Any, str], None]] = {
    "happened": _happened,
    "bets": _bets,
    "trajectory": _trajectory,
    "other": _other,
    "rules": _rules,
    "turning_point": _turning,
    "five_years": _years,
    "group": group_picture,
    "preparation": _preparation,
    "apply": _apply,
}
