"""What a class takes along, chapter by chapter, for the next class (E3: the living document)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.training.game import booklet, forms
from simulator.training.game.booklet import Chapter
from simulator.training.game.refused import Refused
from simulator.training.game.room import Room
from simulator.training.words import LONG, plain, text


@dataclass(frozen=True)
class Inherited:
    """The lessons of classes before on one chapter."""

    title: str
    lessons: list[str]


def chapters(rooms: Room | Iterable[Room], lang: str) -> list[Chapter]:
    """The lessons by chapter of the Draaiboek: of classes before, then what teams want to share."""
    all_ = [rooms] if isinstance(rooms, Room) else list(rooms)
    found = []
    for i, key in enumerate(forms.CHAPTERS, 1):
        before = [lesson for room in all_ for lesson in room.inherited.get(i, ())]
        written = [
            lesson["text"]
            for room in all_
            for team in room.teams.values()
            if (lesson := forms.lesson(team.forms, i)) and lesson["share"] and lesson["text"]
        ]
        found.append(
            Chapter(
                number=i,
                title=text(f"chapter.{key}", lang),
                question=text(f"chapter.{key}.question", lang),
                lessons=list(dict.fromkeys([*before, *sorted(written)])),
            )
        )
    return found


def inherited(room: Room, lang: str) -> list[Inherited]:
    """The lessons of classes before this one, by chapter; only chapters that have any."""
    return [
        Inherited(text(f"chapter.{key}", lang), list(room.inherited[i]))
        for i, key in enumerate(forms.CHAPTERS, 1)
        if room.inherited.get(i)
    ]


def book(rooms: Room | Iterable[Room], lang: str) -> str:
    """The lessons as a booklet to keep."""
    return booklet.written(chapters(rooms, lang), lang)


def taken(data: Mapping[str, Any]) -> Mapping[int, tuple[str, ...]]:
    """The lessons of an event, checked again.

    Raises:
        Refused: they are no lessons.
    """
    given = data.get("chapters")
    if not isinstance(given, Mapping):
        raise Refused("bad_data", came=str(given)[:40])
    found = {}
    for key, lessons in given.items():
        if key not in {str(i) for i in range(1, len(forms.CHAPTERS) + 1)}:
            raise Refused("bad_data", came=str(key)[:40])
        if not isinstance(lessons, list) or len(lessons) > booklet.MOST:
            raise Refused("bad_data", came=str(lessons)[:40])
        kept = [plain(one, LONG) for one in lessons]
        found[int(key)] = tuple(one for one in kept if one)
    return found
