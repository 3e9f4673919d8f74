"""Going through years on the projector: reset, back, step, play at a chosen speed, arrow keys."""

from collections.abc import Callable
from typing import Any

from nicegui import context, ui

from simulator.web.ui import elements
from simulator.web.ui.words import say

SPEEDS = {"slow": 1.5, "normal": 0.6, "fast": 0.25}  # seconds a year while it plays
KEYS = ("ArrowRight", "ArrowLeft", " ", "Home", "End")


class Years:
    """A row of buttons for the years from `first` to `last`; `changed` is told the year."""

    def __init__(
        self, lang: str, year: int, first: int, last: int, changed: Callable[[int], Any]
    ) -> None:
        self.lang, self.first, self.last, self.changed = lang, first, last, changed
        self.year = min(last, max(first, year))
        self.playing = False
        self.timer = ui.timer(SPEEDS["normal"], self._tick, active=False)
        context.client.on_delete(self.timer.cancel)
        elements.button(say(lang, "demo.reset"), lambda: self.go(first), "small")
        elements.button(say(lang, "demo.back"), lambda: self.go(self.year - 1), "small")
        elements.button(say(lang, "demo.step"), lambda: self.go(self.year + 1), "small primary")
        self.button = elements.button(say(lang, "demo.run"), self._toggled, "small")
        elements.button(say(lang, "demo.all"), lambda: self.go(last), "small")
        self.words = elements.part("span", "", "now", role="status")
        elements.keys(KEYS, self._key)
        self.say()

    def speed(self) -> None:
        """Draw the choice of how fast it plays."""
        lang = self.lang
        options = [{"value": name, "label": say(lang, f"demo.speed_{name}")} for name in SPEEDS]
        chosen = elements.field(
            "select", say(lang, "demo.speed"), "normal", self._speed, options=options
        )
        chosen.classes("beside")

    def say(self) -> None:
        """Show which year it is."""
        self.words.say(say(self.lang, "demo.year_of", year=self.year, years=self.last))

    def go(self, year: int) -> Any:
        """To a year, as far as there is one."""
        self.year = min(self.last, max(self.first, year))
        self.say()
        if self.year >= self.last:
            self._play(False)
        return self.changed(self.year)

    def _toggled(self) -> Any:
        starts = not self.playing
        done = self.go(self.first) if starts and self.year >= self.last else None
        self._play(starts)
        return done

    def _play(self, playing: bool) -> None:
        self.playing = playing
        self.button.say(say(self.lang, "demo.pause" if playing else "demo.run"))
        self.timer.active = playing

    def _tick(self) -> Any:
        return self.go(self.year + 1) if self.playing else None

    def _speed(self, name: Any) -> None:
        if name in SPEEDS:
            self.timer.interval = SPEEDS[name]

    def _key(self, key: str) -> Any:
        if key == " ":
            return self._toggled()
        places = {"ArrowRight": self.year + 1, "ArrowLeft": self.year - 1, "Home": self.first}
        return self.go(places.get(key, self.last))
