"""What a team writes: preparation card, statements, bet, lessons and the resolution."""

from collections.abc import Mapping
from typing import Any

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
from simulator.web.visitor import Visitor

LONG, SHORT = 600, 300


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

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.frames: dict[str, elements.Part] = {}
        self.bodies: dict[str, regions.Region | regions.Rows] = {}
        self.folds: dict[str, bool] = {}
        self.rows = regions.Rows(self._frame)

    def show(self, forms: dict[str, tuple[Any, bool]]) -> None:
        """Draw what has changed."""
        self.rows.show({name: name for name in forms})
        for name, (form, fold) in forms.items():
            folded = fold or (name == "research" and form.filled is not None)
            if folded != self.folds.get(name) and not self.visitor.begun(name):
                self.folds[name] = folded
                self.frames[name].set("open", not folded)
                self.frames[name].update()
            shown = {str(lesson.chapter): lesson for lesson in form} if name == "lessons" else form
            self.bodies[name].show(shown)
        self.folds = {name: self.folds.get(name, False) for name in forms}

    def _frame(self, name: str) -> None:
        title = say(self.visitor.lang, f"play.{name}")
        with elements.part("section", None, "card-box", aria_label=title):
            self.frames[name] = elements.part("details", None, "form", open=True)
        with self.frames[name]:
            with elements.part("summary"):
                elements.part("h2", title)
            if name == "lessons":
                self.bodies[name] = _lessons(self.visitor)
            else:
                self.bodies[name] = regions.Region(lambda form: self._draw(name, form))

    def _draw(self, name: str, form: Any) -> None:
        visitor = self.visitor
        if name.startswith("statements"):
            _statements(visitor, name, form)
        elif name == "preparation":
            _preparation(visitor, form)
        elif name == "bet":
            _bet(visitor, form)
        elif name == "resolve":
            _text(visitor, name, 0, form, SHORT)
        else:
            _research(visitor, form)


def _kept_note(visitor: Visitor, lines: list[str]) -> None:
    elements.part("p", say(visitor.lang, "play.kept"), "note good")
    for line in lines:
        elements.part("p", line)


def _statements(visitor: Visitor, kind: str, form: StatementsForm) -> None:
    lang = visitor.lang
    if form.filled:
        pairs = zip(form.questions, form.filled["answers"], strict=True)
        _kept_note(visitor, [f"{q} – {say(lang, f'play.scale_{a}')}" for q, a in pairs])
        return
    draft = visitor.draft(kind)
    for i, question in enumerate(form.questions):
        options = [{"value": n, "label": say(lang, f"play.scale_{n}")} for n in range(1, 6)]
        elements.choice(
            question, options, draft.get(i), lambda v, i=i: draft.update({i: v}), look="agree"
        )

    async def send() -> None:
        answers = [draft.get(i) for i in range(len(form.questions))]
        if None in answers:
            visitor.warn(say(lang, "play.all_statements"))
            return
        await visitor.send(kind, 0, {"answers": answers})

    elements.button(say(lang, "play.keep"), send, "primary")


def _preparation(visitor: Visitor, form: PreparationForm) -> None:
    lang = visitor.lang
    if form.filled:
        filled: Mapping[str, object] = form.filled
        lines = [(question.label, filled.get(question.key)) for question in form.questions]
        _kept_note(visitor, [f"{label} {text}" for label, text in lines if text])
        return
    draft = visitor.draft("preparation")
    elements.part("p", say(lang, "play.prep_private"), "help")
    labels = [question.label for question in (*form.questions, *form.issues)]
    elements.terms(say(lang, "words"), labels, lang)
    for question in form.questions:
        elements.field(
            "area", question.label, draft.get(question.key, ""),
            lambda v, k=question.key: draft.update({k: str(v)[:LONG]}), limit=LONG, rows=2,
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
        data: dict[str, Any] = {
            question.key: draft.get(question.key, "") for question in form.questions
        }
        data |= {"guess": dict(draft["guess"]), "guess_batna": draft["guess_batna"]}
        await visitor.send("preparation", 0, data)

    elements.button(say(lang, "play.keep"), send, "primary")


def _bet(visitor: Visitor, form: BetForm) -> None:
    lang = visitor.lang
    labels = {style.key: style.label for style in form.choices}
    if form.filled:
        _kept_note(visitor, [labels[form.filled["style"]]])
        return
    draft = visitor.draft("bet")
    elements.terms(say(lang, "words"), [form.question], lang)
    options = [{"value": key, "label": label} for key, label in labels.items()]
    elements.choice(
        form.question, options, draft.get("style"), lambda v: draft.update(style=v), look="row"
    )

    async def send() -> None:
        if draft.get("style") not in labels:
            visitor.warn(say(lang, "play.choose_first"))
            return
        await visitor.send("bet", 0, {"style": draft["style"]})

    elements.button(say(lang, "play.keep"), send, "primary")


def _text(
    visitor: Visitor, kind: str, number: int, form: ResolveForm | LessonForm, limit: int
) -> None:
    lang = visitor.lang
    if form.filled:
        _kept_note(visitor, [form.filled["text"]])
        return
    draft = visitor.draft(kind, number)
    elements.field(
        "area", form.question, draft.get("text", ""),
        lambda v: draft.update(text=str(v)[:limit]), limit=limit, rows=3,
    )  # fmt: skip
    elements.field(
        "check", say(lang, "play.share"), draft["share"], lambda v: draft.update(share=v is True)
    )

    async def send() -> None:
        data = {"text": draft.get("text", ""), "share": draft["share"]}
        await visitor.send(kind, number, data)

    elements.button(say(lang, "play.keep"), send, "primary")


def _research(visitor: Visitor, form: ResearchForm) -> None:
    """Yes or no, and another answer later if they change their mind."""
    lang = visitor.lang
    yes, times = (form.filled["yes"], form.filled["times"]) if form.filled else (None, 0)
    elements.part("p", form.what)
    answer = {True: "yes", False: "no", None: "none"}[yes]
    elements.part("p", say(lang, f"play.research_{answer}"), "note" + (" good" if yes else ""))

    async def send(agrees: bool) -> None:
        await visitor.send("research", times, {"yes": agrees})

    elements.part("p", form.question)
    with elements.part("div", None, "bar"):
        if yes is not True:
            elements.button(say(lang, "play.research_do_yes"), lambda: send(True))
        if yes is not False:
            elements.button(say(lang, "play.research_do_no"), lambda: send(False))


def _lessons(visitor: Visitor) -> regions.Rows:
    """A part for each chapter, that opens on demand."""
    elements.part("p", say(visitor.lang, "play.lessons_text"), "help")

    def chapter(lesson: LessonForm) -> None:
        with elements.details(lesson.label, opened=lesson.filled is not None):
            elements.terms(say(visitor.lang, "words"), [lesson.question], visitor.lang)
            _text(visitor, "lesson", lesson.chapter, lesson, LONG)

    return regions.Rows(chapter)


def _whole(value: Any, low: int, high: int) -> int:
    try:
        return min(high, max(low, round(float(str(value)))))
    except (ValueError, OverflowError):
        return low
