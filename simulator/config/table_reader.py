"""Every table that people write: CSV of a region, of its relations, of the points of a sweep.

Cells are separated by ; , or a tab. A line that begins with # is a comment, also above the heads.
Lines and columns without any content are passed over. What cannot be read is refused by line; a
line is that of the file, with blank lines and line ends within quotes counted.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from simulator import bounded
from simulator.bounded import TooMuchError
from simulator.config import cells, spelling
from simulator.config.decoding import EncodingError, decoded
from simulator.config.problems import Problem

MOST = 200_000  # rows; more is no region but a mistake
MOST_BYTES = 200_000_000
DELIMITERS = (";", "\t", ",")
_SEP = re.compile(r"sep=(.)\s*", re.I)  # with which Excel may be told the delimiter
_OTHERS = (  # what people rename to .csv
    (b"PK\x03\x04", "Excel (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "Excel (.xls)"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "Word (.rtf)"),
    (b"<", "HTML, XML"),
    (b"\x1f\x8b", "gzip"),
)


class Row(NamedTuple):
    """A line of the table: text by column, and the columns that are a problem already."""

    line: int
    cells: dict[str, str]
    bad: frozenset[str] = frozenset()


class Table(NamedTuple):
    """What a file says."""

    heads: tuple[str, ...]
    rows: list[Row]
    line: int  # of the heads

    def column(self, name: str) -> list[str]:
        """The filled cells of a column."""
        return [row.cells[name] for row in self.rows if row.cells.get(name)]


class _BrokenError(Exception):
    """Why a file cannot be read, as the kind of a problem."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(kind)
        self.kind, self.values = kind, values


def read(path: Path, columns: Sequence[str] = (), most: int = MOST) -> tuple[Table, list[Problem]]:
    """A table, and all that is wrong with it as a table.

    Args:
        columns: the names there may be, to say where there are none; empty = any.
        most: rows.

    Returns:
        What could be read: nothing, where there is a problem with the file as a whole.
    """
    try:
        return _table(_text(path), path.name, columns, most)
    except _BrokenError as error:
        return Table((), [], 0), [Problem((), error.kind, error.values, path.name)]


def _text(path: Path) -> str:
    """The text of a file, lines ending as here.

    Raises:
        _BrokenError: no file, or no text in UTF-8 or marked UTF-16.
    """
    try:
        data = bounded.read_bytes(path, MOST_BYTES)
    except TooMuchError as much:
        raise _BrokenError(much.kind, **much.values) from None
    except (OSError, ValueError):
        raise _BrokenError("csv_missing", came=str(path)) from None
    for beginning, what in _OTHERS:
        if data.startswith(beginning):
            raise _BrokenError("csv_other", what=what)
    try:
        text = decoded(data)
    except EncodingError as error:
        values = {"encoding": error.encoding, "line": error.line}
        raise _BrokenError("csv_encoding", **values) from None
    for number, line in enumerate(text.split("\n"), 1):
        sign = spelling.control(line)
        if sign is not None:
            raise _BrokenError("csv_control", came=sign, line=number)
    return text


def _table(text: str, name: str, columns: Sequence[str], most: int) -> tuple[Table, list[Problem]]:
    lines = text.split("\n")
    delimiter, skip = _delimited(lines)
    feed = _Lines(lines, skip)
    rows: list[tuple[int, list[str]]] = []
    for line, row in _rows(feed, delimiter):
        if any(row):
            rows.append((line, row))
        if len(rows) > most + 1:
            raise _BrokenError("csv_long", limit=str(most))
    if not rows:
        raise _BrokenError("csv_empty", choices=list(columns))
    (first, head), *body = rows
    heads = [spelling.name(cell) for cell in head]
    problems = [
        Problem((), "csv_comment", {"line": line}, name)
        for line, comment in feed.comments
        if _unclear(comment) and 1 < len(heads) <= comment.count(delimiter) + 1
    ]
    found = []
    for line, row in body:
        one, wrong = _row(line, row, heads, name, delimiter)
        found.append(one)
        problems += wrong
    return Table(tuple(filter(None, heads)), found, first), problems


def _row(
    line: int, row: Sequence[str], heads: Sequence[str], name: str, delimiter: str
) -> tuple[Row, list[Problem]]:
    """One line by column; what stands under no head is a problem."""
    problems = []
    own = {head: cell for head, cell in zip(heads, row, strict=False) if head}
    over = [cell for i, cell in enumerate(row) if cell and not (i < len(heads) and heads[i])]
    if over:
        filled = sum(1 for i, cell in enumerate(row) if cell or i < len(heads))
        expected = sum(1 for head in heads if head)
        values = {"expected": str(expected), "came": max(filled, expected + 1), "line": line}
        problems.append(Problem((), "csv_cells", values, name))
    bad = set()
    for head, cell in own.items():
        values = {"came": cell, "line": line, "column": head}
        if cells.is_error(cell):
            problems.append(Problem((), "csv_error", values, name))
            bad.add(head)
        elif "\n" in cell and cell.count(delimiter) >= len(heads) - 1:
            problems.append(Problem((), "csv_quote", {"line": line}, name))
            bad |= set(heads)
    return Row(line, own, frozenset(bad)), problems


def _delimited(lines: Sequence[str]) -> tuple[str, int]:
    """What separates the cells, and how many lines stand before the heads are looked for."""
    for number, line in enumerate(lines):
        if not line.strip() or _is_comment(line):
            continue
        told = _SEP.fullmatch(line.strip('"'))
        if told is not None:
            return told[1], number + 1
        bare = re.sub(r'"[^"]*"', "", line)
        counts = {sign: bare.count(sign) for sign in DELIMITERS}
        best = max(DELIMITERS, key=counts.__getitem__)
        return (best if counts[best] else ";"), number
    return ";", 0


def _is_comment(line: str) -> bool:
    """Does a line begin with #, and not with an error of the spreadsheet?"""
    begun = line.lstrip()
    if not begun.strip("#").strip():
        return bool(begun)
    first = re.split("[;,\t]", begun, maxsplit=1)[0]
    return begun.startswith("#") and not cells.is_error(first)


class _Lines(Iterator[str]):
    """The lines of a table for the reader of Python, comments left out, with their numbers."""

    def __init__(self, lines: Sequence[str], skip: int) -> None:
        self.lines, self.number = lines, skip
        self.start = skip  # line at which the row under way began
        self.fresh = True  # a row begins
        self.comments: list[tuple[int, str]] = []

    def __next__(self) -> str:
        while self.number < len(self.lines):
            line = self.lines[self.number]
            self.number += 1
            if self.fresh and _is_comment(line):
                self.comments.append((self.number, line))
                continue
            if self.fresh:
                self.start, self.fresh = self.number, False
            return line + "\n"
        raise StopIteration


def _rows(feed: _Lines, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row and the line at which it begins.

    Raises:
        _BrokenError: a quote that is not closed, or not at the end of its cell.
    """
    reader = csv.reader(feed, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        feed.fresh = True
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "limit" in str(error):
                raise _BrokenError("csv_broken", detail=str(error), line=feed.start) from None
            raise _BrokenError("csv_quote", line=feed.start) from None
        yield feed.start, [cell.strip() for cell in row]


def _unclear(comment: str) -> bool:
    """A line such as `#1 Zorg;provider;vvt`: no space after the #, so it may be a row."""
    return re.match(r"\s*#[^\s#]", comment) is not None
