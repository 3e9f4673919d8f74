"""Who sits where, for the trainer: teams at this screen, other names, bots, other devices."""

import contextlib
from typing import TYPE_CHECKING, Any

from simulator.training.game.room import OBSERVER
from simulator.training.server import tokens
from simulator.training.server.live_room import FullError, NotKeptError
from simulator.web.ui import elements, regions
from simulator.web.ui.words import not_kept, say

if TYPE_CHECKING:
    from simulator.web.trainer.page import Monitor


def form(monitor: "Monitor") -> None:
    """A team that plays at the trainer's own screen."""
    lang = monitor.lang
    roles = monitor.live.now.roles(lang)
    default = next((r["key"] for r in roles if r["default"]), roles[0]["key"])
    filled = {"alias": "", "role": default}
    sent = False  # a second click adds no second team

    async def add() -> None:
        nonlocal sent
        if sent or not monitor.may():
            return
        sent = True
        alias = filled["alias"].strip() or say(
            lang, "trainer.seat_default", number=len(monitor.live.now.teams) + 1
        )
        token = tokens.hashed(tokens.token())
        data = {"alias": alias, "role": filled["role"]}
        try:
            refused = await monitor.live.act(tokens.short(), 0, "joined", data, token)
        except FullError:
            monitor.warn(say(lang, "play.wrong_full"))
        except NotKeptError as problem:
            monitor.warn(not_kept(problem, lang))
        else:
            monitor.warn("" if refused is None else refused.sentence(lang))
        monitor.added += 1
        monitor.seats.show(monitor.added)

    with elements.part("div", None, "bar"):
        elements.field(
            "text", say(lang, "trainer.seat_alias"), "",
            lambda v: filled.update(alias=str(v)[:40]), limit=40,
        )  # fmt: skip
        if len(roles) > 1:
            options = [{"value": r["key"], "label": r["label"]} for r in roles]
            elements.field(
                "select", say(lang, "play.role"), default,
                lambda v: filled.update(role=v), options=options,
            )  # fmt: skip
        elements.button(say(lang, "trainer.seat_add"), add)


class Menus:
    """What can be done with each team."""

    def __init__(self, monitor: "Monitor") -> None:
        self.monitor = monitor
        self.hands: dict[str, regions.Region] = {}  # by team
        label = say(monitor.lang, "trainer.change")
        self.section = elements.part("section", None, "card-box", aria_label=label)
        with self.section:
            elements.part("h2", label)
            self.rows = regions.Rows(lambda team: self._menu(*team))

    def show(self, teams: list[dict[str, Any]]) -> None:
        """Draw what has changed."""
        self.section.show(bool(teams))
        self.rows.show({team["id"]: (team["id"], team["alias"]) for team in teams})
        for team in teams:
            others = [t for t in teams if t["table"] == team["table"] and t is not team]
            alone = all(t["bot"] or t["role"] == OBSERVER for t in others)
            shown = (team["id"], team["bot"], team["state"] == "done", alone)
            self.hands[team["id"]].show(None if team["role"] == OBSERVER else shown)

    def _menu(self, who: str, alias: str) -> None:
        """What can be done with one team."""
        monitor, lang = self.monitor, self.monitor.lang
        with elements.details(say(lang, "trainer.team_menu", team=alias)):
            name = {"alias": alias}

            async def rename() -> None:
                await monitor.act("rename", {"team": who, "alias": name["alias"]})

            elements.field(
                "text", say(lang, "trainer.new_name"), alias,
                lambda v: name.update(alias=str(v)[:40]), limit=40,
            )  # fmt: skip
            with elements.part("div", None, "bar"):
                elements.button(say(lang, "trainer.do_rename"), rename, "small")
                again = say(lang, "trainer.do_again")
                elements.button(again, lambda: _come_back(monitor, who, box), "small")
                gone = say(lang, "trainer.do_remove")
                elements.button(gone, lambda: _remove(monitor, who), "small danger")
            self.hands[who] = regions.Region(lambda shown: self._hand(*shown))
            box = elements.part("div")

    def _hand(self, who: str, bot: bool, over: bool, alone: bool) -> None:
        """Over to the model or back; not where it would do nothing any more."""
        lang, kind = self.monitor.lang, "human" if bot else "bot"
        if over:
            if bot:
                elements.part("p", say(lang, "trainer.bot_over"), "help")
            return
        with elements.part("div", None, "bar"):
            hand = say(lang, f"trainer.do_{kind}")
            elements.button(hand, lambda: self.monitor.act(kind, {"team": who}), "small")
        if alone and not bot:
            elements.part("p", say(lang, "trainer.bot_alone"), "help")


async def _come_back(monitor: "Monitor", team: str, box: elements.Part) -> None:
    """A link with which this team goes on at another device; it works once."""
    token = tokens.token()
    try:
        if not monitor.may() or not await monitor.live.hand_over(team, tokens.hashed(token)):
            return
    except NotKeptError as problem:
        monitor.warn(not_kept(problem, monitor.lang))
        return
    url = f"{monitor.site.settings.url}/terug/{monitor.live.code}/{token}"
    box.clear()
    with box:
        elements.part("p", say(monitor.lang, "trainer.again_text"))
        elements.link(url, url)


async def _remove(monitor: "Monitor", team: str) -> None:
    if await monitor.act("remove", {"team": team}):
        with contextlib.suppress(NotKeptError):  # who was removed may do nothing anyway
            await monitor.live.end(team)
