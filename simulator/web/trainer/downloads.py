"""What the trainer keeps of a room: the log, the lessons, data for research; or deletes it all."""

from collections.abc import Callable
from typing import Any

from simulator.training.debrief.anonymity import FEWEST
from simulator.training.paper import research
from simulator.training.server.live_room import Live
from simulator.web.ui import elements
from simulator.web.ui.words import say

WITH_TEXTS = "verloop-met-teksten.csv"
FOR_RESEARCH = "onderzoek.jsonl"


class Files:
    """The files of a room and the button that deletes it; only a count changes."""

    def __init__(self, live: Live, lang: str, delete: Callable[[], Any]) -> None:
        self.live, self.lang = live, lang
        self.count: elements.Part | None = None
        self._draw(delete)

    def show(self) -> None:
        """Say how many teams may be in the file for research."""
        if self.count is not None:
            words = {"count": len(research.willing(self.live.now)), "least": FEWEST}
            self.count.say(say(self.lang, "trainer.research_count", **words))

    def _draw(self, delete: Callable[[], Any]) -> None:
        live, lang = self.live, self.lang
        with elements.part("section", None, "card-box", aria_label=say(lang, "trainer.files")):
            self._files(live, lang)
            with elements.details(say(lang, "trainer.delete")):
                elements.part("p", say(lang, "trainer.delete_text"))
                elements.button(say(lang, "trainer.delete_yes"), delete, "danger")

    def _files(self, live: Live, lang: str) -> None:
        elements.part("h2", say(lang, "trainer.files"))
        with elements.part("ul"):
            for name in ("verloop.csv", "verloop.jsonl", "lessen.md"):
                with elements.part("li"):
                    _file(live, name, say(lang, f"trainer.file_{name.replace('.', '_')}"))
        with elements.details(say(lang, "trainer.print")), elements.part("ul"):
            for what in ("rollen", "observator", "kaarten", "tekst"):
                with elements.part("li"):
                    place = f"/trainer/{live.code}/afdruk/{what}?taal={lang}"
                    elements.link(say(lang, f"trainer.print_{what}"), place, target="_blank")
        with elements.part("p"):
            elements.link(say(lang, "trainer.lessons_in"), f"/trainer/kamer/{live.code}/lessen")
        with elements.details(say(lang, "trainer.with_texts")):
            elements.part("p", say(lang, "trainer.with_texts_text"))
            _file(live, WITH_TEXTS, say(lang, "trainer.file_verloop_met_teksten"))
        if live.setup.research:
            self.count = elements.part("p", "")
            with elements.part("p"):
                _file(live, FOR_RESEARCH, say(lang, "trainer.file_onderzoek_jsonl"))


def _file(live: Live, name: str, words: str) -> None:
    elements.link(words, f"/trainer/{live.code}/{name}", download=name)
