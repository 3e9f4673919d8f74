"""Tables on a narrow screen: rather wider than the screen than without the names of their rows."""

from rich.console import Console, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table

INDENT = 2  # of names below a heading
ENDLESS = 10_000  # columns


def console(stderr: bool = False) -> Console:
    """A screen on which a text of a user is what was typed: [x] is no markup, :x: no picture."""
    return Console(stderr=stderr, markup=False, emoji=False)


def printed(found: RenderableType, screen: Console) -> None:
    """Print tables and texts; the lines of a table that is too wide run on beyond the edge."""
    for each in found.renderables if isinstance(found, Group) else (found,):
        width = room(each, screen) if isinstance(each, Table) else 0
        fits = width <= screen.width
        wide = Console(file=screen.file, width=width, markup=False, emoji=False)
        (screen if fits else wide).print(each)


def room(table: Table, screen: Console) -> int:
    """The width at which no word or number of a table is broken off."""
    wide = screen.options.update(width=ENDLESS)
    width = Measurement.get(screen, wide, table).maximum
    for column in table.columns:
        if not column.no_wrap:
            cells = [Measurement.get(screen, wide, c) for c in (column.header, *column.cells)]
            longest, word = (max(each[i] for each in cells) for i in (1, 0))
            width -= max(0, longest - word - INDENT)
    return width
