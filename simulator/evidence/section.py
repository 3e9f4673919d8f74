"""A section of the page of evidence beside the claims: channels, tournament, calibration, theory.

Each is made by a file of `experiments/studies/`: `ORDER`, and `section(effort, threads, told)`.
Texts, tables and figures are in both languages, from `configs/locale/studies/<name>.yaml`; a
figure is a function of the language.
"""

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from simulator import i18n
from simulator.evidence import shelf
from simulator.report.table import Table

WORDS = "evidence_words"
Said = dict[str, str]  # nl, en
Cell = str | float | Said


class Grid(NamedTuple):
    """A table in both languages; numbers are written as the language writes them."""

    caption: Said
    head: Sequence[Said]
    rows: Sequence[Sequence[Cell]]
    digits: int = 2

    def table(self, lang: str) -> Table:
        """The table in one language."""
        head = tuple(each[lang] for each in self.head)
        rows = tuple(tuple(self._cell(cell, lang) for cell in row) for row in self.rows)
        return Table(self.caption[lang], head, rows)

    def _cell(self, cell: Cell, lang: str) -> str:
        if isinstance(cell, dict):
            return cell[lang]
        if isinstance(cell, str):
            return cell
        return i18n.number(float(cell), lang, self.digits)


class Drawn(NamedTuple):
    """A figure with its title and a description for who does not see it."""

    name: str
    title: Said
    draw: Callable[[str, bool], Figure]  # (language, framed)
    alt: Said


@dataclass(frozen=True)
class Section:
    """One part of the page."""

    name: str
    title: Said
    paragraphs: Sequence[Said]
    grids: Sequence[Grid] = ()
    figures: Sequence[Drawn] = ()
    numbers: dict[str, Any] = field(default_factory=dict)  # for the stored results
    answers: dict[str, Said] = field(default_factory=dict)  # question -> its short answer
    words: Sequence[str] = ()  # of researchers, explained here: configs/locale/evidence_words.yaml
    runs: int = 0
    relations: int = 0

    def explained(self, lang: str) -> list[tuple[str, str]]:
        """Its words of researchers, each with one plain sentence."""
        return [
            (i18n.text(WORDS, word, lang), i18n.text(WORDS, f"{word}.explained", lang))
            for word in self.words
        ]


def studies() -> list[str]:
    """Names of the files of `experiments/studies/`, in the order of the page."""
    found = sorted(file.stem for file in (shelf.folder() / "studies").glob("*.py"))
    return sorted(found, key=lambda name: (study(name).ORDER, name))


def study(name: str) -> ModuleType:
    """One study's module, imported once."""
    known = f"experiments.studies.{name}"
    if known in sys.modules:
        return sys.modules[known]
    file = shelf.folder() / "studies" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(known, file)
    if spec is None or spec.loader is None or not file.is_file():
        raise ImportError(f"expected {file}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[known] = module
    spec.loader.exec_module(module)
    return module
