"""Output for a screen or file that does not know all our letters, such as a redirect on Windows."""

import codecs
import sys
import unicodedata

NAME = "gunfactor"  # of the way to write what an encoding lacks
PLAIN = {
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{MIDDLE DOT}": "-",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{PLUS-MINUS SIGN}": "+/-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
    "\N{BOX DRAWINGS HEAVY HORIZONTAL}": "-",
}


def plain(problem: UnicodeError) -> tuple[str, int]:
    """The nearest letters that every encoding has, for those that one lacks.

    Raises:
        UnicodeError: the problem is not one of writing.
    """
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    missing = problem.object[problem.start : problem.end]
    return "".join(map(_nearest, missing)), problem.end


def _nearest(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return PLAIN.get(letter) or bare or "?"


def fitted() -> None:
    """Have this process write what the encoding of its output can; no effect on UTF-8."""
    codecs.register_error(NAME, plain)
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", None) or "utf-8"
        if codecs.lookup(encoding).name != "utf-8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=NAME)
