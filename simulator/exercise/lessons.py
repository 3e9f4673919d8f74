"""What a class takes along, chapter by chapter, for the next class (E3: the living document)."""

from collections.abc import Iterable
from typing import Any

from simulator.exercise import forms
from simulator.exercise.rooms import Room
from simulator.exercise.story import text


def chapters(rooms: Room | Iterable[Room], lang: str) -> list[dict[str, Any]]:
    """The lessons that teams want to share, by chapter of the Draaiboek; nobody is named."""
    all_ = [rooms] if isinstance(rooms, Room) else list(rooms)
    found = []
    for i, key in enumerate(forms.CHAPTERS, 1):
        written = [
            str(team.forms[f"lesson-{i}"]["text"])
            for room in all_
            for team in room.teams.values()
            if _shared(team.forms.get(f"lesson-{i}"))
        ]
        found.append(
            {
                "chapter": i,
                "title": text(f"chapter.{key}", lang),
                "question": text(f"chapter.{key}.question", lang),
                "lessons": sorted(written),
            }
        )
    return found


def _shared(form: Any) -> bool:
    return bool(form and form["share"] and form["text"])


def book(rooms: Room | Iterable[Room], lang: str) -> str:
    """The lessons as Markdown: one chapter a heading, one lesson a bullet."""
    lines = [f"# {text('lessons.title', lang)}", ""]
    for chapter in chapters(rooms, lang):
        lines += [f"## {chapter['title']}", "", f"*{chapter['question']}*", ""]
        lessons = chapter["lessons"] or [text("lessons.none", lang)]
        lines += [f"- {_plain(lesson)}" for lesson in lessons]
        lines.append("")
    return "\n".join(lines)


def _plain(lesson: str) -> str:
    """One line, in which nothing is taken for Markdown or HTML."""
    line = " ".join(lesson.split())
    for sign in "\\`*_{}[]<>#|!":
        line = line.replace(sign, "\\" + sign)
    return line
