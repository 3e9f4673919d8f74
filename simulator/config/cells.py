"""What a cell of a table means: a number, on or off, or an error of the spreadsheet.

Numbers have a decimal point or a decimal comma and nothing between thousands. One mark before
exactly three digits (1.250) may be either. It is a decimal mark where its column writes others
with it and the file never uses the other mark, or where thousands are out of the question; it is
refused everywhere else.
"""

import math
import re
from collections.abc import Iterable, Mapping

from simulator.config import spelling

ON = ("true", "waar", "yes", "ja", "on", "aan", "1")
OFF = ("false", "onwaar", "no", "nee", "off", "uit", "0")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:([.,])[0-9]+)?|([.,])[0-9]+)(?:[eE][+-]?[0-9]+)?")
_EITHER = re.compile(r"([+-]?[1-9][0-9]{0,2})([.,])([0-9]{3})")  # 1.250
_THOUSANDS = re.compile(r"([+-]?[0-9]{1,3}(?:[., '][0-9]{3})+)(?:[.,][0-9]+)?")
# Of Excel and LibreOffice, in Dutch and English; ##### is a column too narrow for its numbers.
_ERROR = re.compile(r"#(?:[A-Z]+(?:/0)?[!?]|N/[AB]|NV|[A-Z]+_[A-Z_]+|#+)|(?:Err|Fout):[0-9]+")


class NumberError(ValueError):
    """A cell that is no number; `whole` = the number without marks, where it has thousands."""

    def __init__(self, whole: str = "") -> None:
        super().__init__(whole)
        self.whole = whole


class Decimals:
    """How a file writes its decimals.

    Args:
        columns: the cells of each column of numbers.
    """

    def __init__(self, columns: Mapping[str, Iterable[str]]) -> None:
        self._marks = {
            name: set(filter(None, map(_mark, cells))) for name, cells in columns.items()
        }
        self._all = set().union(*self._marks.values()) if self._marks else set()

    def number(
        self, column: str, text: str, low: float = -math.inf, high: float = math.inf
    ) -> float:
        """The number that a cell of a column stands for.

        Args:
            low: and `high`: between which it must lie, as far as a caller knows.

        Raises:
            NumberError: it is none, or may be thousands.
        """
        written = spelling.name(text)
        either = _EITHER.fullmatch(written)
        if either is not None:
            mark, whole = either[2], either[1] + either[3]
            other = self._all - {mark}
            decimal = mark in self._marks.get(column, ()) or not low <= float(whole) <= high
            if other or not decimal:
                raise NumberError(whole)
        elif not _NUMBER.fullmatch(written):
            grouped = _THOUSANDS.fullmatch(written)
            raise NumberError(re.sub("[., ']", "", grouped[1]) if grouped else "")
        number = float(written.replace(",", "."))
        if not math.isfinite(number):
            raise NumberError
        return number


def _mark(text: str) -> str | None:
    """The decimal mark of a number that has one for certain."""
    written = spelling.name(text)
    found = _NUMBER.fullmatch(written)
    if found is None or _EITHER.fullmatch(written):
        return None
    return found[1] or found[2]


def switch(text: str) -> bool:
    """On or off, in Dutch or English, as a spreadsheet or a person writes it.

    Raises:
        ValueError: another word, or none.
    """
    word = spelling.name(text).lower()
    if word in ON:
        return True
    if word in OFF:
        return False
    raise ValueError(text)


def is_error(text: str) -> bool:
    """Is it what a spreadsheet shows where a formula failed (#N/B, #VERW!, #REF!)?"""
    return _ERROR.fullmatch(text.strip()) is not None
