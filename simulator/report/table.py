"""A table as people read it: what the pages of the program, and the screen, are filled with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table as people read it; the first cell of a row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
