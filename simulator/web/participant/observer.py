"""The observer's page: what is said aloud and a sheet with questions; no numbers, no interests."""

from collections.abc import Callable

from simulator.training.game.events import Event
from simulator.training.server.live_room import Live
from simulator.training.views.common import Briefing
from simulator.training.views.debrief import debrief_view
from simulator.training.views.observer import HeardTalk, Sheet, observer_view
from simulator.web.debrief import steps
from simulator.web.participant import cards, transcript
from simulator.web.ui import background, elements, regions
from simulator.web.ui.subscription import Watch
from simulator.web.ui.words import say


class ObserverPage:
    """The page of one observer: call `refresh` to draw it for the first time."""

    def __init__(self, live: Live, team: str, lang: str, holds: Callable[[], bool]) -> None:
        self.live, self.team, self.lang, self.holds = live, team, lang, holds
        self.status = elements.part("p", say(lang, "play.observing"), "status", role="status")
        self.top = regions.Region(self._top)
        self.dates = regions.Shown(lambda shown: cards.dates(shown, lang), lang)
        self.debrief = steps.ObserverDebrief(lang)
        with elements.part("div", None, "columns"):
            self.talk = regions.Shown(self._talks, lang)
            self.sheet = regions.Region(self._sheet)
        Watch(live, self._concerns, self.refresh, 0.3, team)

    def _concerns(self, event: Event | None) -> bool:
        if event is None or event.team in ("", self.team):
            return True
        teams = self.live.now.teams
        other = teams.get(event.team)
        return other is not None and other.table == teams[self.team].table

    async def refresh(self) -> None:
        """Draw what has changed."""
        now = self.live.now
        me = now.teams.get(self.team)
        if self.live.gone or me is None or me.removed or not self.holds():
            for region in (self.top, self.dates, self.talk, self.sheet, self.debrief):
                region.show(None)
            self.status.say(say(self.lang, "play.gone_text"))
            return
        if now.phase in ("debrief", "closed"):
            debrief = await background.worked_out(debrief_view, now, self.team, self.lang)
            over = "watched_closed" if now.phase == "closed" else "phase_debrief"
            self.status.say(say(self.lang, f"play.{over}"))
            self.debrief.show(debrief)
        view = observer_view(now, self.team, self.lang)
        self.top.show(view.scenario)
        self.dates.show(view.calendar or None)
        self.talk.show(view.talks)
        self.sheet.show(view.sheet)

    def _talks(self, heard: list[HeardTalk]) -> None:
        tables = self.live.now.case.scenario.tables
        for talk in heard:
            issues = tables[talk.relation].issues
            labels = {key: getattr(issue.label, self.lang) for key, issue in issues.items()}
            first, second = talk.between
            title = say(self.lang, "play.talk_between", one=first, other=second)
            with elements.part("section", None, "card-box", aria_label=title):
                elements.part("h2", title)
                transcript.heard(talk.lines, labels, self.lang)

    def _top(self, scenario: Briefing) -> None:
        elements.part("h1", scenario.title)
        elements.part("p", say(self.lang, "play.observer_do"), "lead")

    def _sheet(self, sheet: Sheet) -> None:
        with elements.part("section", None, "card-box", aria_label=say(self.lang, "play.sheet")):
            elements.part("h2", say(self.lang, "play.sheet"))
            with elements.part("ol"):
                for question in sheet.questions:
                    elements.part("li", question)
            elements.part("p", say(self.lang, "play.sheet_paper"), "help")
