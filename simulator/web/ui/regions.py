"""Parts of a page that are drawn again by themselves, and only when what they show has changed.

What is drawn again is new to the browser: a click on its button at that moment is lost, as is the
focus, a half-filled field, the place in a table, and which details were open. So a region with
controls shows nothing that others change while it is of use, and what only shows is a `Shown`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simulator.web.ui import elements


class Region:
    """A part of a page that is drawn again only when what it shows has changed.

    So focus, half-filled fields and the place on the page stay as they are when something else
    changes.
    """

    def __init__(self, draw: Callable[[Any], object], tag: str = "div", cls: str = "") -> None:
        self.draw = draw
        self.box = elements.part(tag, None, cls)
        self.shown: Any = self

    def show(self, what: Any) -> bool:
        """Draw it if `what` is not what it shows, None is nothing; True if it was drawn."""
        if what == self.shown:
            return False
        self.shown = what
        self.box.clear()
        if what is not None:
            with self.box:
                self.draw(what)
        return True


class Shown:
    """A part that only shows: it changes where it stands, so what is open stays open.

    Args:
        draw: as of a region; nothing in it can act.
        explain: see `elements.still`.
    """

    def __init__(self, draw: Callable[[Any], object], explain: str = "") -> None:
        self.draw, self.explain = draw, explain
        self.box = elements.part("div")
        self.shown: Any = self
        self.made: elements.Still | None = None

    def show(self, what: Any) -> bool:
        """Draw it if `what` is not what it shows, None is nothing; True if it was drawn."""
        if what == self.shown:
            return False
        self.shown = what
        if what is None:
            self.box.clear()
            self.made = None
            return True
        tree = elements.tree_of(lambda: self.draw(what), self.explain)
        if self.made is None:
            with self.box:
                self.made = elements.Still(tree=tree)
        else:
            self.made.give(tree=tree)
        return True


class Rows:
    """Regions by a key: each is drawn again only when its own content has changed.

    So a click on one of them is not lost when another comes or goes.
    """

    def __init__(self, draw: Callable[[Any], object]) -> None:
        self.draw = draw
        self.box = elements.part("div")
        self.rows: dict[str, Region] = {}

    def show(self, whats: Mapping[str, Any]) -> None:
        """Draw these; new ones come last, those that are not named any more go."""
        for key in [key for key in self.rows if key not in whats]:
            self.rows.pop(key).box.delete()
        for key, what in whats.items():
            if key not in self.rows:
                with self.box:
                    self.rows[key] = Region(self.draw)
            self.rows[key].show(what)
