"""The booklet of lessons as people keep it: Markdown, written out and taken back in.

said = written(chapters)      # one chapter a heading, one lesson a bullet
lessons = read(said, "nl")    # or LessonsError with all that is wrong, by line
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator import i18n
from simulator.training.game import forms
from simulator.training.words import LONG, plain, text

MOST = 60  # lessons in a chapter
MOST_LINES = 2_000
MOST_SHOWN = 40  # problems told at once
SIGNS = "\\`*_{}[]<>#|!"  # mean something in Markdown
Chapters = dict[int, list[str]]  # by number of the chapter


@dataclass(frozen=True)
class Chapter:
    """What was learned about one chapter of the Draaiboek."""

    number: int
    title: str
    question: str
    lessons: list[str]


class LessonsError(Exception):
    """A booklet that cannot be taken; `problems` has one sentence for each thing to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def written(chapters: Iterable[Chapter], lang: str) -> str:
    """Chapters as Markdown."""
    lines = [f"# {text('lessons.title', lang)}", ""]
    for chapter in chapters:
        lines += [f"## {chapter.title}", "", f"*{chapter.question}*", ""]
        lessons = chapter.lessons or [text("lessons.none", lang)]
        lines += [f"- {_plain(lesson)}" for lesson in lessons]
        lines.append("")
    return "\n".join(lines)


def read(said: str, lang: str) -> Chapters:
    """The lessons of a booklet, by chapter.

    Raises:
        LessonsError: all that is wrong with it, with the number of the line.
    """
    reader = _Reader(lang)
    lines = said.removeprefix("\ufeff").splitlines()
    for number, raw in enumerate(lines[:MOST_LINES], 1):
        reader.line(number, raw)
    if len(lines) > MOST_LINES:
        reader.problems.append(text("lessons.wrong.book", lang, most=MOST_LINES))
    return reader.ended()


class _Reader:
    """Goes through a booklet line by line."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.titles = {
            text(f"chapter.{key}", one).lower(): i
            for i, key in enumerate(forms.CHAPTERS, 1)
            for one in i18n.LANGUAGES
        }
        self.none = {text("lessons.none", one) for one in i18n.LANGUAGES}
        self.problems: list[str] = []
        self.found: Chapters = {}
        self.chapter = 0  # 0 = before the first; -1 = one that does not exist

    def line(self, number: int, raw: str) -> None:
        line = raw.strip()
        if line.startswith("## "):
            self._heading(number, line[3:])
        elif line.startswith(("- ", "* ")):
            self._lesson(number, _unplain(plain(line[2:], 2 * LONG)))
        elif raw.startswith("  ") and self.found.get(self.chapter):
            last = self.found[self.chapter].pop()
            self._lesson(number, f"{last} {_unplain(line)}".strip())
        elif line and not line.startswith(("# ", "*")):
            self._wrong("line", number, line)

    def _heading(self, number: int, title: str) -> None:
        self.chapter = self.titles.get(" ".join(title.split()).lower(), -1)
        if self.chapter < 0:
            known = ", ".join(text(f"chapter.{key}", self.lang) for key in forms.CHAPTERS)
            self._wrong("chapter", number, title, known=known)

    def _lesson(self, number: int, lesson: str) -> None:
        if self.chapter == 0:
            self._wrong("before", number, lesson)
        elif len(lesson) > LONG:
            self._wrong("long", number, lesson, most=LONG)
        elif lesson and lesson not in self.none:
            self.found.setdefault(self.chapter, []).append(lesson)

    def _wrong(self, key: str, line: int, came: str, **values: object) -> None:
        words = {"line": line, "came": came.strip()[:60], **values}
        self.problems.append(text(f"lessons.wrong.{key}", self.lang, **words))

    def ended(self) -> Chapters:
        for i, lessons in self.found.items():
            if len(lessons) > MOST:
                said = text("lessons.wrong.many", self.lang, chapter=i, most=MOST)
                self.problems.append(said)
        if not self.problems and not self.found:
            self.problems.append(text("lessons.wrong.empty", self.lang))
        if self.problems:
            more = len(self.problems) - MOST_SHOWN
            shown = self.problems[:MOST_SHOWN]
            if more > 0:
                shown.append(i18n.text("problems", "and_more", self.lang, count=more))
            raise LessonsError(shown)
        return self.found


def _plain(lesson: str) -> str:
    """One line, in which nothing is taken for Markdown or HTML."""
    line = " ".join(lesson.split())
    return "".join("\\" + sign if sign in SIGNS else sign for sign in line)


def _unplain(line: str) -> str:
    kept, signs = [], iter(line)
    for sign in signs:
        following = next(signs, "") if sign == "\\" else ""
        kept.append(following if following and following in SIGNS else sign + following)
    return "".join(kept)
