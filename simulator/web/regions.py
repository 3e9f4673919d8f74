"""Parts of a page that are drawn again by themselves, and only when what they show has changed."""

from collections.abc import Callable, Mapping
from typing import Any

from simulator.web import kit


class Region:
    """A part of a page that is drawn again only when what it shows has changed.

    So focus, half-filled fields and the place on the page stay as they are when something else
    changes.
    """

    def __init__(self, draw: Callable[[Any], None], tag: str = "div", cls: str = "") -> None:
        self.draw = draw
        self.box = kit.part(tag, None, cls)
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


class Rows:
    """Regions by a key: each is drawn again only when its own content has changed.

    So a click on one of them is not lost when another comes or goes.
    """

    def __init__(self, draw: Callable[[Any], None]) -> None:
        self.draw = draw
        self.box = kit.part("div")
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
