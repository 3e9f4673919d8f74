"""The trainer's monitor: who is where, who holds up, and everything a trainer may do."""

import asyncio
import time
from functools import partial
from typing import Any

from nicegui import ui

from simulator.exercise.views.trainer import trainer_view
from simulator.rooms import keys
from simulator.rooms.live import FullError, Live
from simulator.web import keeping, kit, telling
from simulator.web.pages.start import shown
from simulator.web.site import Site
from simulator.web.watching import Watch
from simulator.web.words import say

NUMBERED = ("pause", "resume", "extend", "advance", "card", "nudge")
EXTRA = 300  # seconds that "extend" gives


class Monitor:
    """One trainer's page of one room."""

    def __init__(self, site: Site, live: Live, lang: str) -> None:
        self.site, self.live, self.lang = site, live, lang
        self.numbers = True  # show tension, trust, goodwill
        self.chosen: dict[str, str] = {"card_team": "", "nudge_team": ""}
        self.alert = kit.part("p", "", "note warn unseen", role="alert")
        kit.part("h1", say(lang, "trainer.room", code=shown(live.code)))
        self.bar = kit.Region(self._bar)
        with kit.part("div", None, "columns"):
            with kit.part("div"):
                self.teams = kit.Region(self._teams)
                self.menus = kit.Region(self._menus)
                self.tables = kit.Region(lambda v: telling.tables(v, lang))
            with kit.part("div"):
                self.steps = kit.Region(self._steps)
                self.act_on = kit.Region(self._act_on)
                self.files = kit.Region(lambda _: keeping.files(live, lang, self._delete))
        Watch(live, lambda _: True, self.refresh, 0.4)
        ui.timer(5.0, self._presence)
        self._drawn(trainer_view(live.now, lang))

    async def refresh(self) -> None:
        """Draw what has changed."""
        if self.live.gone:
            ui.navigate.to("/trainer")
            return
        self._drawn(await asyncio.to_thread(trainer_view, self.live.now, self.lang))

    def _drawn(self, view: dict[str, Any]) -> None:
        here = {team["id"]: self.live.there(team["id"]) for team in view["teams"]}
        self.view = view
        # with the numbers of the next events, so that a button is new after each of its clicks
        numbers = tuple(self.live.now.next_number(kind) for kind in NUMBERED)
        self.bar.show((view["phase"], view["paused"], len(view["teams"]), numbers))
        since = {team["id"]: self._since(team) for team in view["teams"]}
        self.teams.show((view["teams"], here, since, self.numbers))
        self.menus.show(
            [(t["id"], t["alias"], t["bot"]) for t in view["teams"] if not t["removed"]]
        )
        names = {team["id"]: team["alias"] for team in view["teams"]}
        self.tables.show({"tables": view["tables"], "numbers": self.numbers, "names": names})
        self.steps.show((view["phase"], view["steps"], view["next_step"]))
        playing = [(t["id"], t["alias"]) for t in view["teams"] if t["state"] != "removed"]
        self.act_on.show((view["phase"], view["cards"], playing, numbers))
        self.files.show(keeping.shown_of(self.live))

    def _presence(self) -> None:
        if not self.live.gone:
            self._drawn(self.view)

    async def act(
        self, kind: str, data: dict[str, Any] | None = None, number: int | None = None
    ) -> None:
        """Do something as the trainer.

        Args:
            number: as it was when the button was drawn, so that a double click is one click.
        """
        meeting = self.live.now.next_number(kind) if number is None else number
        try:
            refused = await self.live.act("", meeting, kind, data or {})
        except FullError:
            self._warn(say(self.lang, "play.wrong_full"))
            return
        self._warn("" if refused is None else refused.sentence(self.lang))

    def _warn(self, text: str) -> None:
        self.alert.say(text)
        self.alert.classes(**({"remove": "unseen"} if text else {"add": "unseen"}))

    def _button(self, kind: str, cls: str = "", data: dict[str, Any] | None = None) -> None:
        number = self.live.now.next_number(kind)
        kit.button(say(self.lang, f"trainer.do_{kind}"), lambda: self.act(kind, data, number), cls)

    def _bar(self, shown_: tuple[Any, ...]) -> None:
        phase, paused, count, _ = shown_
        lang, code = self.lang, self.live.code
        with kit.part("div", None, "bar"):
            kit.part("span", say(lang, f"trainer.phase_{phase}"), "tag", role="status")
            if phase == "lobby":
                self._button("start", "primary")
                if not count:
                    kit.part("span", say(lang, "trainer.nobody_yet"), "quiet")
            if phase == "play":
                self._button("resume" if paused else "pause", "primary")
                self._button("extend", "", {"seconds": EXTRA})
                number = self.live.now.next_number("advance")
                kit.button(say(lang, "trainer.do_advance"), lambda: self._advance(number))
                self._button("bets")
            kit.part("span", None, "spread")
            kit.link(say(lang, "trainer.projector"), f"/scherm/{code}", "button", target="_blank")
            if self.live.setup.hot_seat or self.live.setup.rehearse:
                kit.link(say(lang, "trainer.hot_seat_open"), f"/stoel/{code}", "button")
        if phase in ("lobby", "play") and (self.live.setup.hot_seat or self.live.setup.rehearse):
            with kit.part("div", None, "bar"):
                self._seat_form()

    def _seat_form(self) -> None:
        lang = self.lang
        name = {"alias": ""}
        roles = self.live.now.roles(lang)
        role = {"key": next((r["key"] for r in roles if r["default"]), roles[0]["key"])}
        kit.field(
            "text",
            say(lang, "trainer.seat_alias"),
            "",
            lambda v: name.update(alias=str(v)[:40]),
            limit=40,
        )
        if self.live.setup.mode != "model":
            options = [{"value": r["key"], "label": r["label"]} for r in roles]
            kit.field(
                "select",
                say(lang, "play.role"),
                role["key"],
                lambda v: role.update(key=v),
                options=options,
            )

        async def add() -> None:
            alias = name["alias"].strip() or say(
                lang, "trainer.seat_default", number=len(self.live.now.teams) + 1
            )
            token = keys.hashed(keys.token())
            refused = await self.live.act(
                keys.short(), 0, "joined", {"alias": alias, "role": role["key"]}, token
            )
            self._warn("" if refused is None else refused.sentence(lang))

        kit.button(say(lang, "trainer.seat_add"), add)

    async def _advance(self, number: int) -> None:
        """Everybody goes past the meeting of the slowest."""
        waiting = [t["meeting"] for t in self.view["teams"] if t["state"] in ("plays", "waits")]
        await self.act("advance", {"meeting": min(waiting, default=1)}, number)

    def _since(self, team: dict[str, Any]) -> int:
        """Whole minutes that a team has been at it."""
        if team["state"] != "plays":
            return 0
        ats = [event.at for event in self.live.now.log if event.team in (team["id"], "")]
        return int((time.time() - self.live.created - max(ats, default=0.0)) / 60.0)

    def _teams(self, shown_: tuple[Any, ...]) -> None:
        teams, here, since, numbers = shown_
        lang = self.lang
        with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.teams")):
            with kit.part("div", None, "bar"):
                kit.part("h2", say(lang, "trainer.teams"))
                kit.part("span", None, "spread")
                word = say(lang, "trainer.hide" if numbers else "trainer.show")
                kit.button(word, self._toggle, "small")
            if teams:
                telling.teams(teams, here, since, numbers, lang)
            else:
                kit.part("p", say(lang, "trainer.nobody_yet"))

    def _menus(self, teams: list[tuple[str, str, bool]]) -> None:
        if not teams:
            return
        label = say(self.lang, "trainer.change")
        with kit.part("section", None, "card-box", aria_label=label):
            kit.part("h2", label)
            for team in teams:
                self._team_menu(*team)

    def _toggle(self) -> None:
        self.numbers = not self.numbers
        self._drawn(self.view)

    def _team_menu(self, who: str, alias: str, bot: bool) -> None:
        """What can be done with one team."""
        lang = self.lang
        with kit.details(say(lang, "trainer.team_menu", team=alias)):
            name = {"alias": alias}

            async def rename() -> None:
                await self.act("rename", {"team": who, "alias": name["alias"]})

            kit.field(
                "text", say(lang, "trainer.new_name"), alias,
                lambda v: name.update(alias=str(v)[:40]), limit=40,
            )  # fmt: skip
            kind = "human" if bot else "bot"
            with kit.part("div", None, "bar"):
                kit.button(say(lang, "trainer.do_rename"), rename, "small")
                hand = say(lang, f"trainer.do_{kind}")
                kit.button(hand, lambda: self.act(kind, {"team": who}), "small")
                again = say(lang, "trainer.do_again")
                kit.button(again, lambda: self._come_back(who, box), "small")
                gone = say(lang, "trainer.do_remove")
                kit.button(gone, lambda: self._remove(who), "small danger")
            box = kit.part("div")

    async def _come_back(self, team: str, box: kit.Part) -> None:
        """A link with which this team goes on at another device; it works once."""
        token = keys.token()
        await self.site.house.write(
            self.site.house.store.give_token, self.live.code, team, keys.hashed(token)
        )
        url = f"{self.site.settings.url}/terug/{self.live.code}/{token}"
        box.clear()
        with box:
            kit.part("p", say(self.lang, "trainer.again_text"))
            kit.link(url, url)

    async def _remove(self, team: str) -> None:
        await self.act("remove", {"team": team})
        await self.site.house.write(self.site.house.store.remove_token, self.live.code, team)

    def _steps(self, shown_: tuple[Any, ...]) -> None:
        phase, steps, following = shown_
        lang = self.lang
        if phase not in ("bets", "debrief"):
            return
        with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.steps")):
            kit.part("h2", say(lang, "trainer.steps"))
            with kit.part("ol"):
                for step in steps:
                    with kit.part("li", None, "done" if step["done"] else ""):
                        kit.part("span", step["label"])
                        if step["done"]:
                            kit.part(
                                "span", " ✓", aria_label=say(lang, "trainer.shown"), role="img"
                            )
            if following:
                index = [s["key"] for s in steps].index(following)
                label = steps[index]["label"]
                number = self.live.now.next_number("reveal")
                kit.button(
                    say(lang, "trainer.do_reveal", step=label),
                    lambda: self.act("reveal", {"step": index + 1}, number),
                    "primary",
                )  # fmt: skip
            else:
                self._button("close")

    def _act_on(self, shown_: tuple[Any, ...]) -> None:
        phase, cards, names, _ = shown_
        if phase != "play" or not names:
            return
        lang = self.lang
        everybody = [{"value": "", "label": say(lang, "trainer.everybody")}]
        options = [{"value": i, "label": alias} for i, alias in names]
        with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.cards")):
            kit.part("h2", say(lang, "trainer.cards"))
            kit.field(
                "select", say(lang, "trainer.card_to"), self.chosen["card_team"],
                lambda v: self.chosen.update(card_team=v), options=everybody + options,
            )  # fmt: skip
            for card in cards:
                with kit.details(card["title"]):
                    kit.part("p", card["text"])
                    number = self.live.now.next_number("card")
                    send = partial(self._send_card, card["key"], number)
                    kit.button(say(lang, "trainer.do_card"), send, "small")
            kit.part("h2", say(lang, "trainer.nudge"))
            said = {"text": ""}
            self.chosen["nudge_team"] = names[0][0]
            kit.field("select", say(lang, "trainer.nudge_to"), names[0][0],
                      lambda v: self.chosen.update(nudge_team=v), options=options)  # fmt: skip
            kit.field(
                "area",
                say(lang, "trainer.nudge_text"),
                "",
                lambda v: said.update(text=str(v)[:300]),
                0.3,
                limit=300,
                rows=2,
            )
            number = self.live.now.next_number("nudge")

            async def nudge() -> None:
                data = {"team": self.chosen["nudge_team"], "text": said["text"]}
                await self.act("nudge", data, number)

            kit.button(say(lang, "trainer.do_nudge"), nudge, "small")

    async def _send_card(self, card: str, number: int) -> None:
        await self.act("card", {"card": card, "team": self.chosen["card_team"]}, number)

    async def _delete(self) -> None:
        await self.site.house.delete(self.live.code)
