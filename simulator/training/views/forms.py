"""The forms of a team, with what was filled in: preparation, statements, bet, lessons."""

from typing import Any

from simulator.training.game import forms
from simulator.training.game.room import Room, Team
from simulator.training.words import in_language, text


def filled_in(room: Room, one: Team, lang: str) -> dict[str, Any]:
    """The forms, with what was filled in; a form is open when it can be sent now."""

    def form(kind: str, **more: Any) -> dict[str, Any]:
        done = one.forms.get(kind)
        return {"done": done is not None, "filled": done, **more}

    questions = [text(f"statement.{key}", lang) for key in forms.STATEMENTS]
    chapters = [
        form(f"lesson-{i}", chapter=i, label=text(f"chapter.{key}", lang),
             question=text(f"chapter.{key}.question", lang))
        for i, key in enumerate(forms.CHAPTERS, 1)
    ]  # fmt: skip
    issues = [
        {"key": key, "label": in_language(issue.label, lang)}
        for table in room.case.scenario.table_of(one.role)
        for key, issue in room.case.scenario.tables[table].issues.items()
    ]
    return {
        "statements_before": form("statements_before", questions=questions),
        "preparation": form(
            "preparation",
            questions=[
                {"key": key, "label": text(f"preparation.{key}", lang)} for key in forms.PREPARATION
            ],
            guess={"label": text("preparation.guess", lang), "issues": issues},
            guess_batna={"label": text("preparation.guess_batna", lang)},
        ),
        "bet": form(
            "bet",
            question=text("bet.question", lang),
            choices=[{"key": key, "label": text(f"bet.{key}", lang)} for key in forms.STYLES],
        ),
        "choice": form("choice"),
        "statements_after": form("statements_after", questions=questions),
        "lessons": chapters,
        "resolve": form("resolve", question=text("resolve.question", lang)),
        "research": form(
            "research",
            asked=room.setup.research,
            question=text("research.question", lang),
            what=text("research.what", lang),
        ),
        "share": text("share.question", lang),
        "scale": [text("statement.scale.1", lang), text("statement.scale.5", lang)],
    }
