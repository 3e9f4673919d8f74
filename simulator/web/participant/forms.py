"""What a team writes: preparation card, statements, bet, lessons and the resolution."""

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.training.views.forms import (
    BetForm,
    LessonForm,
    PreparationForm,
    ResearchForm,
    ResolveForm,
    StatementsForm,
)
from simulator.training.views.participant import ParticipantView
from simulator.web.ui import elements, regions
from simulator.web.ui.words import say

if TYPE_CHECKING:
    from simulator.web.participant.page import Playing

LONG, SHORT = 600, 300


FRESH: dict[str, dict[Any, Any]] = {  # what is filled in before anybody did
    "preparation": {"guess": {}, "guess_batna": 50},
    "resolve": {"share": False},
    "lesson": {"share": False},
    "choice": {"meeting": 3, "move": "stilte"},
}


def forms_of(view: ParticipantView) -> dict[str, tuple[Any, bool]]:
    """The forms that are of use in this phase, by name; while they play, others are folded."""
    phase, forms = view.phase, view.forms
    wanted: tuple[str, ...] = ()
    if phase == "lobby" or (phase == "play" and view.first):
        wanted = ("statements_before", "preparation")
    elif phase == "bets" or (phase == "play" and view.over):
        wanted = ("bet", "statements_after") if phase == "bets" else ("bet",)
    elif phase == "debrief":
        wanted = ("statements_after", "resolve", "lessons")
    if phase == "closed":
        wanted = ("resolve",)
    if forms.research.asked:
        wanted = (*wanted, "research")
    return {name: (getattr(forms, name), phase == "play" and name != "bet") for name in wanted}


class Forms:
    """The forms, each in a part that opens and folds; one half filled in stays as it is."""

    def __init__(self, playing: "Playing") -> None:
        self.playing = playing
        self.frames: dict[str, elements.Part] = {}
        self.bodies: dict[str, regions.Region | regions.Rows] = {}
        self.folds: dict[str, bool] = {}
        self.rows = regions.Rows(self._framed)

    def show(self, forms: dict[str, tuple[Any, bool]]) -> None:
        """Draw what has changed."""
        self.rows.show({name: name for name in forms})
        for name, (form, fold) in forms.items():
            folded = fold or (name == "research" and form.filled is not None)
            if folded != self.folds.get(name) and not begun(self.playing, name):
                self.folds[name] = folded
                self.frames[name].set("open", not folded)
                self.frames[name].update()
            shown = {str(one.chapter): one for one in form} if name == "lessons" else form
            self.bodies[name].show(shown)
        self.folds = {name: self.folds.get(name, False) for name in forms}

    def _framed(self, name: str) -> None:
        title = say(self.playing.lang, f"play.{name}")
        with elements.part("section", None, "card-box", aria_label=title):
            self.frames[name] = elements.part("details", None, "form", open=True)
        with self.frames[name]:
            with elements.part("summary"):
                elements.part("h2", title)
            if name == "lessons":
                self.bodies[name] = _lessons(self.playing)
            else:
                self.bodies[name] = regions.Region(lambda form: self._drawn(name, form))

    def _drawn(self, name: str, form: Any) -> None:
        playing = self.playing
        if name.startswith("statements"):
            _statements(playing, name, form)
        elif name == "preparation":
            _preparation(playing, form)
        elif name == "bet":
            _bet(playing, form)
        elif name == "resolve":
            _text(playing, name, 0, form, SHORT)
        else:
            _research(playing, form)


def begun(playing: "Playing", kind: str, number: int = 0) -> bool:
    """Whether somebody filled in a part of this, and did not send it."""
    return playing.drafts.get(f"{kind}/{number}", {}) not in ({}, FRESH.get(kind))


def draft_of(playing: "Playing", kind: str, number: int = 0) -> dict[Any, Any]:
    """What was filled in and not yet sent."""
    found: dict[Any, Any] = playing.drafts.setdefault(
        f"{kind}/{number}", copy.deepcopy(FRESH.get(kind, {}))
    )
    return found


def _done(playing: "Playing", lines: list[str]) -> None:
    elements.part("p", say(playing.lang, "play.kept"), "note good")
    for line in lines:
        elements.part("p", line)


def _statements(playing: "Playing", kind: str, form: StatementsForm) -> None:
    lang = playing.lang
    if form.filled:
        pairs = zip(form.questions, form.filled["answers"], strict=True)
        _done(playing, [f"{q} – {say(lang, f'play.scale_{a}')}" for q, a in pairs])
        return
    draft = draft_of(playing, kind)
    for i, question in enumerate(form.questions):
        options = [{"value": n, "label": say(lang, f"play.scale_{n}")} for n in range(1, 6)]
        elements.choice(
            question, options, draft.get(i), lambda v, i=i: draft.update({i: v}), look="agree"
        )

    async def send() -> None:
        answers = [draft.get(i) for i in range(len(form.questions))]
        if None in answers:
            playing.warn(say(lang, "play.all_statements"))
            return
        await playing.send(kind, 0, {"answers": answers})

    elements.button(say(lang, "play.keep"), send, "primary")


def _preparation(playing: "Playing", form: PreparationForm) -> None:
    lang = playing.lang
    if form.filled:
        filled: Mapping[str, object] = form.filled
        lines = [(one.label, filled.get(one.key)) for one in form.questions]
        _done(playing, [f"{label} {text}" for label, text in lines if text])
        return
    draft = draft_of(playing, "preparation")
    elements.part("p", say(lang, "play.prep_private"), "help")
    labels = [one.label for one in (*form.questions, *form.issues)]
    elements.terms(say(lang, "words"), labels, lang)
    for one in form.questions:
        elements.field(
            "area", one.label, draft.get(one.key, ""),
            lambda v, k=one.key: draft.update({k: str(v)[:LONG]}), limit=LONG, rows=2,
        )  # fmt: skip
    elements.part("h3", form.guess)
    for issue in form.issues:
        options = [{"value": n, "label": str(n)} for n in range(1, 6)]
        elements.choice(
            issue.label, options, draft["guess"].get(issue.key),
            lambda v, k=issue.key: draft["guess"].update({k: v}), look="scale",
        )  # fmt: skip
    slider = elements.field(
        "range", form.guess_batna, draft["guess_batna"],
        min=0, max=100, step=5, shown=str(draft["guess_batna"]),
        help=say(lang, "play.prep_guess_batna_help"),
    )  # fmt: skip

    def slid(event: Any) -> None:
        value = _whole(event.args, 0, 100)
        draft["guess_batna"] = value
        slider.give(value=value, shown=str(value))

    slider.on("value", slid, throttle=0.1)

    async def send() -> None:
        data: dict[str, Any] = {one.key: draft.get(one.key, "") for one in form.questions}
        data |= {"guess": dict(draft["guess"]), "guess_batna": draft["guess_batna"]}
        await playing.send("preparation", 0, data)

    elements.button(say(lang, "play.keep"), send, "primary")


def _bet(playing: "Playing", form: BetForm) -> None:
    lang = playing.lang
    labels = {one.key: one.label for one in form.choices}
    if form.filled:
        _done(playing, [labels[form.filled["style"]]])
        return
    draft = draft_of(playing, "bet")
    elements.terms(say(lang, "words"), [form.question], lang)
    options = [{"value": key, "label": label} for key, label in labels.items()]
    elements.choice(
        form.question, options, draft.get("style"), lambda v: draft.update(style=v), look="row"
    )

    async def send() -> None:
        if draft.get("style") not in labels:
            playing.warn(say(lang, "play.choose_first"))
            return
        await playing.send("bet", 0, {"style": draft["style"]})

    elements.button(say(lang, "play.keep"), send, "primary")


def _text(
    playing: "Playing", kind: str, number: int, form: ResolveForm | LessonForm, limit: int
) -> None:
    lang = playing.lang
    if form.filled:
        _done(playing, [form.filled["text"]])
        return
    draft = draft_of(playing, kind, number)
    elements.field(
        "area", form.question, draft.get("text", ""),
        lambda v: draft.update(text=str(v)[:limit]), limit=limit, rows=3,
    )  # fmt: skip
    elements.field(
        "check", say(lang, "play.share"), draft["share"], lambda v: draft.update(share=v is True)
    )

    async def send() -> None:
        data = {"text": draft.get("text", ""), "share": draft["share"]}
        await playing.send(kind, number, data)

    elements.button(say(lang, "play.keep"), send, "primary")


def _research(playing: "Playing", form: ResearchForm) -> None:
    """Yes or no, and another answer later if they change their mind."""
    lang = playing.lang
    yes, times = (form.filled["yes"], form.filled["times"]) if form.filled else (None, 0)
    elements.part("p", form.what)
    answer = {True: "yes", False: "no", None: "none"}[yes]
    elements.part("p", say(lang, f"play.research_{answer}"), "note" + (" good" if yes else ""))

    async def send(agrees: bool) -> None:
        await playing.send("research", times, {"yes": agrees})

    elements.part("p", form.question)
    with elements.part("div", None, "bar"):
        if yes is not True:
            elements.button(say(lang, "play.research_do_yes"), lambda: send(True))
        if yes is not False:
            elements.button(say(lang, "play.research_do_no"), lambda: send(False))


def _lessons(playing: "Playing") -> regions.Rows:
    """A part for each chapter, that opens on demand."""
    elements.part("p", say(playing.lang, "play.lessons_text"), "help")

    def chapter(one: LessonForm) -> None:
        with elements.details(one.label, opened=one.filled is not None):
            elements.terms(say(playing.lang, "words"), [one.question], playing.lang)
            _text(playing, "lesson", one.chapter, one, LONG)

    return regions.Rows(chapter)


def _whole(value: Any, low: int, high: int) -> int:
    try:
        return min(high, max(low, round(float(str(value)))))
    except (ValueError, OverflowError):
        return low
