"""What teams take along: the statements before and after, and on the wall what they resolve."""

from simulator import i18n
from simulator.training.debrief.steps.apply import AllApplied, Applied
from simulator.web.ui import elements
from simulator.web.ui.words import say


def draw_for_team(view: Applied, lang: str) -> None:
    """The question, and the own answers before and after."""
    elements.part("p", view.question)
    answers = view.statements
    if not answers.before and not answers.after:
        return
    head = [say(lang, "play.statement"), say(lang, "play.before"), say(lang, "play.after")]
    rows = [
        [question, _answer(answers.before, i, lang), _answer(answers.after, i, lang)]
        for i, question in enumerate(answers.questions)
    ]
    elements.table(head, rows)
    elements.part("p", answers.note, "help")


def _answer(answers: list[int] | None, i: int, lang: str) -> str:
    return "–" if not answers else say(lang, f"play.scale_{answers[i]}")


def draw_for_room(view: AllApplied, lang: str) -> None:
    """The question, the means, and what teams share."""
    elements.part("p", view.question, "big")
    means = view.statements
    if means:
        elements.part("h2", say(lang, "trainer.statements", count=means.teams))
        head = [say(lang, f"play.{name}") for name in ("statement", "before", "after")]
        answers = zip(means.questions, means.before, means.after, strict=True)
        rows = [
            [question, i18n.number(before, lang, 1), i18n.number(after, lang, 1)]
            for question, before, after in answers
        ]
        elements.table(head, rows, say(lang, "trainer.statements_scale"))
        elements.part("p", means.note, "how")
    if view.resolves:
        elements.part("h2", say(lang, "trainer.resolves"))
        with elements.part("ul", None, "big"):
            for resolve in view.resolves:
                elements.part("li", resolve)
