"""The talk as it was: what was said, by whom, with which offer, and what stands now."""

from simulator.training.views.common import Utterance
from simulator.training.views.observer import HeardLine
from simulator.training.views.participant import Outcome, ParticipantView, Talk
from simulator.web.ui import elements
from simulator.web.ui.words import say

RECENT = 4  # lines shown of a talk; those before are folded


def talks_of(view: ParticipantView | None) -> list[Talk] | None:
    """The talks; nothing before the start."""
    if view is None or view.phase == "lobby":
        return None
    return view.talks


def talks(view: list[Talk], lang: str) -> None:
    """Draw each talk."""
    for talk in view:
        _talk(talk, lang)


def _talk(talk: Talk, lang: str) -> None:
    with elements.part("section", None, "card-box", aria_label=_with(talk, lang)):
        elements.part("h2", _with(talk, lang))
        labels = {issue.key: issue.label for issue in talk.issues}
        shown = talk.lines
        if len(shown) > RECENT + 1:
            with elements.details(
                say(lang, "play.earlier", count=len(shown) - RECENT), cls="earlier"
            ):
                _lines(shown[:-RECENT], talk.counterpart, labels, lang)
            shown = shown[-RECENT:]
        _lines(shown, talk.counterpart, labels, lang)
        if talk.word:
            elements.part("p", say(lang, "play.mood", word=talk.word))
        if talk.learned:
            elements.part("h3", say(lang, "play.learned"))
            with elements.part("ul"):
                for text in talk.learned:
                    elements.part("li", text)
        _ending(talk.ending, labels, lang)


def _with(talk: Talk, lang: str) -> str:
    return say(lang, "play.talk_with", who=talk.counterpart)


def _lines(lines: list[Utterance], other: str, labels: dict[str, str], lang: str) -> None:
    last = {line.who: i for i, line in enumerate(lines) if line.offer}
    with elements.part("ol", None, "talk"):
        for i, line in enumerate(lines):
            with elements.part("li", None, f"line-said {line.who}"):
                whole = last.get(line.who) == i
                _line(line, other, labels if whole else None, lang)


def _line(line: Utterance, other: str, labels: dict[str, str] | None, lang: str) -> None:
    """One line; its offer in full with `labels`, else only what it is worth."""
    who = {"you": say(lang, "play.you"), "other": other, "story": say(lang, "play.story")}
    head = who[line.who]
    if line.meeting:
        head = say(lang, "play.who_when", who=head, meeting=line.meeting)
    if line.move_label:
        head += f" – {line.move_label}"
    elements.part("span", head, "who")
    if line.manner:
        elements.part("p", line.manner, "manner")
    if line.said:
        elements.part("p", line.said)
    if line.offer and labels is not None:
        elements.part("p", offer(line.offer, labels, line.points, lang), "offer")
    elif line.points is not None:
        elements.part("p", say(lang, "play.offer_points", points=line.points), "offer")


def heard(lines: list[HeardLine], labels: dict[str, str], lang: str) -> None:
    """What somebody who watches hears: both sides by the name of their role."""
    with elements.part("ol", None, "talk"):
        for line in lines:
            look = {0: "you", 1: "other"}.get(line.side, "story")
            with elements.part("li", None, f"line-said {look}"):
                who = line.who or say(lang, "play.story")
                head = say(lang, "play.who_when", who=who, meeting=line.meeting)
                elements.part("span", head, "who")
                for name, words in (("manner", line.manner), ("said", line.said)):
                    if words:
                        elements.part("p", words, name)
                if line.offer:
                    elements.part("p", offer(line.offer, labels, None, lang), "offer")


def offer(terms: dict[str, str], labels: dict[str, str], points: int | None, lang: str) -> str:
    """An offer in one line."""
    said = ", ".join(f"{labels[issue]}: {value}" for issue, value in terms.items())
    if points is not None:
        said += say(lang, "play.worth", points=points)
    return said


def _ending(ending: Outcome | None, labels: dict[str, str], lang: str) -> None:
    if not ending:
        return
    with elements.part("div", None, "note good", role="status"):
        elements.part("h3", ending.sentence)
        if ending.contract:
            elements.part("p", offer(ending.contract, labels, ending.points, lang))
        if ending.years:
            elements.part("p", ending.years)
