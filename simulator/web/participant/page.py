"""One team's page as it lives: what it shows, and what it sends.

Everything shown comes from `participant_view` and `debrief_view`; nothing else of the room is
read here, so nothing hidden can reach the browser.
"""

from collections.abc import Callable
from functools import partial

from simulator.training.game.events import Event
from simulator.training.views.debrief import DebriefView, debrief_view, prepare
from simulator.training.views.participant import ParticipantView, participant_view
from simulator.web.debrief import steps
from simulator.web.participant import cards, forms, move_form, transcript
from simulator.web.ui import background, elements, regions
from simulator.web.ui.subscription import Watch
from simulator.web.ui.words import say
from simulator.web.visitor import Visitor


class TeamPage:
    """The page of one team in one browser: call `refresh` to draw it for the first time."""

    def __init__(self, visitor: Visitor) -> None:
        visitor.leave = self._leave
        self.visitor, self.holds = visitor, visitor.holds
        self.live, self.team, self.lang = visitor.live, visitor.team, visitor.lang
        self.prepared = False  # the debrief is being worked out
        self.parts: dict[str, regions.Region | regions.Shown] = {}
        self.status = elements.part("p", "", "status", role="status")
        self._layout()
        self.watch = Watch(self.live, self._concerns, self.refresh, team=self.team)

    def _layout(self) -> None:
        self.parts["top"] = regions.Region(lambda v: cards.top(v, self.lang))
        self._shows("dates", cards.dates)
        self.debrief = steps.Debrief(self.visitor)
        with elements.part("div", None, "columns"):
            with elements.part("div"):
                self._shows("cards", cards.news)
                self._shows("talk", transcript.talks)
                self.decisions = move_form.Decisions(self.visitor)
                self.forms = forms.Forms(self.visitor)
            with elements.part("div"):
                self._shows("board", cards.puzzle)
                early = self.live.now.phase == "lobby"
                self._shows("role", partial(cards.role, opened=early))
                self._shows("before", cards.before)

    def _shows(self, name: str, draw: Callable[..., None]) -> None:
        self.parts[name] = regions.Shown(lambda shown: draw(shown, self.lang), self.lang)

    def _concerns(self, event: Event | None) -> bool:
        """Own table, own room: what others do elsewhere changes nothing here."""
        if event is None or event.team in ("", self.team):
            return True
        if self.live.setup.pace == "together":
            return True
        teams = self.live.now.teams
        mine, theirs = teams.get(self.team), teams.get(event.team)
        return mine is None or theirs is None or mine.table == theirs.table

    async def refresh(self) -> None:
        """Draw what has changed."""
        now = self.live.now
        me = now.teams.get(self.team)
        if self.live.gone or me is None or me.removed or not self.holds():
            self._leave()
            return
        view = participant_view(now, self.team, self.lang)
        self._say(view)
        debrief = view.phase in ("debrief", "closed")
        if view.phase == "bets" and not self.prepared:
            self.prepared = True  # while they bet
            background.soon(prepare, now, self.team)
        self.parts["top"].show(cards.top_of(view, self.left()))
        playing = None if debrief else view
        self.parts["dates"].show(cards.dates_of(playing))
        self.parts["cards"].show(cards.news_of(playing))
        self.parts["talk"].show(transcript.talks_of(playing))
        self.decisions.show(move_form.decisions_of(playing))
        self.parts["board"].show(playing.puzzle if playing else None)
        self.parts["role"].show(playing.role_card if playing else None)
        self.parts["before"].show(view.inherited or None)
        self.forms.show(forms.forms_of(view))
        if debrief:
            chose = view.forms.choice.filled is not None
            self.debrief.show(await self._debrief(), chose)

    async def _debrief(self) -> DebriefView:
        """The debrief as far as it is revealed; what it costs is paid once and beside the page."""
        now, key = self.live.now, ("debrief", self.team, self.lang, self.live.version)
        kept = self.live.kept
        if key not in kept:
            found = await background.worked_out(debrief_view, now, self.team, self.lang)
            for old in [k for k in kept if k[:3] == key[:3]]:
                del kept[old]
            kept[key] = found
        worked_out: DebriefView = kept[key]
        return worked_out

    def left(self) -> float:
        """Seconds of the time for playing that are left."""
        setup, now = self.live.setup, self.live.now
        return setup.minutes * 60 + now.extra_seconds - self.live.in_phase()

    def _say(self, view: ParticipantView) -> None:
        if view.phase == "lobby":
            said = say(self.lang, "play.lobby")
        elif view.phase == "play" and view.decisions:
            meeting = min(8, view.decisions[0].meeting)
            said = say(self.lang, "play.your_turn", meeting=meeting)
        elif view.phase == "play" and view.waiting:
            said = view.waiting
        else:
            said = say(self.lang, f"play.phase_{view.phase}")
        self.status.say(said)

    def _leave(self) -> None:
        for part in self.parts.values():
            part.show(None)
        self.decisions.show({})
        self.forms.show({})
        self.debrief.show(None)
        self.status.say(say(self.lang, "play.gone_text"))
