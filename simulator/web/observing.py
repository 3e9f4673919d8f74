"""The observer's page: what is said aloud and a sheet with questions; no numbers, no interests."""

from typing import Any

from simulator.exercise.events import Event
from simulator.exercise.views.debrief import debrief_view
from simulator.exercise.views.observer import observer_view
from simulator.rooms.live import Live
from simulator.web import aside, carding, kit, regions, revealing, talking
from simulator.web.watching import Watch
from simulator.web.words import say


class Observing:
    """The page of one observer."""

    def __init__(self, live: Live, team: str, lang: str) -> None:
        self.live, self.team, self.lang = live, team, lang
        self.status = kit.part("p", say(lang, "play.observing"), "status", role="status")
        self.top = regions.Region(self._top)
        self.dates = regions.Shown(lambda shown: carding.dates(shown, lang), lang)
        self.debrief = revealing.Watched(lang)
        with kit.part("div", None, "columns"):
            self.talk = regions.Shown(self._talks, lang)
            self.sheet = regions.Region(self._sheet)
        Watch(live, self._concerns, self.refresh, 0.3, team)

    async def begun(self) -> None:
        """Draw it for the first time."""
        await self.refresh()

    def _concerns(self, event: Event | None) -> bool:
        if event is None or event.team == "":
            return True
        teams = self.live.now.teams
        other = teams.get(event.team)
        return other is not None and other.table == teams[self.team].table

    async def refresh(self) -> None:
        """Draw what has changed."""
        now = self.live.now
        me = now.teams.get(self.team)
        if self.live.gone or me is None or me.removed:
            for region in (self.top, self.dates, self.talk, self.sheet, self.debrief):
                region.show(None)
            self.status.say(say(self.lang, "play.gone_text"))
            return
        if now.phase in ("debrief", "closed"):
            view = await aside.worked_out(debrief_view, now, self.team, self.lang)
            over = "watched_closed" if now.phase == "closed" else "phase_debrief"
            self.status.say(say(self.lang, f"play.{over}"))
            self.debrief.show(view)
        view = observer_view(now, self.team, self.lang)
        self.top.show(view["scenario"])
        self.dates.show(view.get("calendar") or None)
        self.talk.show(view.get("talks"))
        self.sheet.show(view.get("sheet"))

    def _talks(self, heard: list[dict[str, Any]]) -> None:
        tables = self.live.now.case.scenario.tables
        for talk in heard:
            issues = tables[talk["relation"]].issues
            labels = {key: getattr(one.label, self.lang) for key, one in issues.items()}
            title = say(
                self.lang, "play.talk_between", one=talk["between"][0], other=talk["between"][1]
            )
            with kit.part("section", None, "card-box", aria_label=title):
                kit.part("h2", title)
                talking.heard(talk["lines"], labels, self.lang)

    def _top(self, scenario: dict[str, Any]) -> None:
        kit.part("h1", scenario["title"])
        kit.part("p", say(self.lang, "play.observer_do"), "lead")

    def _sheet(self, sheet: dict[str, Any] | None) -> None:
        with kit.part("section", None, "card-box", aria_label=say(self.lang, "play.sheet")):
            kit.part("h2", say(self.lang, "play.sheet"))
            with kit.part("ol"):
                for question in (sheet or {}).get("questions", []):
                    kit.part("li", question)
            kit.part("p", say(self.lang, "play.sheet_paper"), "help")
