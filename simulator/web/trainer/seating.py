"""Who sits where, for the trainer: teams at this screen, other names, bots, other devices."""

import contextlib
from collections.abc import Callable

from simulator.training.game.room import OBSERVER
from simulator.training.server import tokens
from simulator.training.server.live_room import FullError, NotKeptError
from simulator.training.views.trainer import TeamRow
from simulator.web.trainer.desk import Desk
from simulator.web.ui import elements, regions
from simulator.web.ui.words import not_kept, say


def form(desk: Desk, added: Callable[[], None]) -> None:
    """A team that plays at the trainer's own screen.

    Args:
        added: called after a team was added, or refused.
    """
    lang = desk.lang
    roles = desk.live.now.roles(lang)
    default = next((r.key for r in roles if r.default), roles[0].key)
    filled = {"alias": "", "role": default}
    sent = False  # a second click adds no second team

    async def add() -> None:
        nonlocal sent
        if sent or not desk.may():
            return
        sent = True
        alias = filled["alias"].strip() or say(
            lang, "trainer.seat_default", number=len(desk.live.now.teams) + 1
        )
        token = tokens.hashed(tokens.token())
        data = {"alias": alias, "role": filled["role"]}
        try:
            refused = await desk.live.act(tokens.short(), 0, "joined", data, token)
        except FullError:
            desk.warn(say(lang, "play.wrong_full"))
        except NotKeptError as problem:
            desk.warn(not_kept(problem, lang))
        else:
            desk.warn("" if refused is None else refused.sentence(lang))
        added()

    with elements.part("div", None, "bar"):
        elements.field(
            "text", say(lang, "trainer.seat_alias"), "",
            lambda v: filled.update(alias=str(v)[:40]), limit=40,
        )  # fmt: skip
        if len(roles) > 1:
            options = [{"value": r.key, "label": r.label} for r in roles]
            elements.field(
                "select", say(lang, "play.role"), default,
                lambda v: filled.update(role=v), options=options,
            )  # fmt: skip
        elements.button(say(lang, "trainer.seat_add"), add)


class Menus:
    """What can be done with each team."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.hands: dict[str, regions.Region] = {}  # by team
        label = say(desk.lang, "trainer.change")
        self.section = elements.part("section", None, "card-box", aria_label=label)
        with self.section:
            elements.part("h2", label)
            self.rows = regions.Rows(lambda team: self._menu(*team))

    def show(self, teams: list[TeamRow]) -> None:
        """Draw what has changed."""
        self.section.show(bool(teams))
        self.rows.show({team.id: (team.id, team.alias) for team in teams})
        for team in teams:
            others = [t for t in teams if t.table == team.table and t is not team]
            alone = all(t.bot or t.role == OBSERVER for t in others)
            shown = (team.id, team.bot, team.state == "done", alone)
            self.hands[team.id].show(None if team.role == OBSERVER else shown)

    def _menu(self, who: str, alias: str) -> None:
        """What can be done with one team."""
        desk, lang = self.desk, self.desk.lang
        with elements.details(say(lang, "trainer.team_menu", team=alias)):
            name = {"alias": alias}

            async def rename() -> None:
                await desk.act("rename", {"team": who, "alias": name["alias"]})

            elements.field(
                "text", say(lang, "trainer.new_name"), alias,
                lambda v: name.update(alias=str(v)[:40]), limit=40,
            )  # fmt: skip
            with elements.part("div", None, "bar"):
                elements.button(say(lang, "trainer.do_rename"), rename, "small")
                again = say(lang, "trainer.do_again")
                elements.button(again, lambda: _come_back(desk, who, box), "small")
                gone = say(lang, "trainer.do_remove")
                elements.button(gone, lambda: _remove(desk, who), "small danger")
            self.hands[who] = regions.Region(lambda shown: self._hand(*shown))
            box = elements.part("div")

    def _hand(self, who: str, bot: bool, over: bool, alone: bool) -> None:
        """Over to the model or back; not where it would do nothing any more."""
        lang, kind = self.desk.lang, "human" if bot else "bot"
        if over:
            if bot:
                elements.part("p", say(lang, "trainer.bot_over"), "help")
            return
        with elements.part("div", None, "bar"):
            hand = say(lang, f"trainer.do_{kind}")
            elements.button(hand, lambda: self.desk.act(kind, {"team": who}), "small")
        if alone and not bot:
            elements.part("p", say(lang, "trainer.bot_alone"), "help")


async def _come_back(desk: Desk, team: str, box: elements.Part) -> None:
    """A link with which this team goes on at another device; it works once."""
    token = tokens.token()
    try:
        if not desk.may() or not await desk.live.hand_over(team, tokens.hashed(token)):
            return
    except NotKeptError as problem:
        desk.warn(not_kept(problem, desk.lang))
        return
    url = f"{desk.site.settings.url}/terug/{desk.live.code}/{token}"
    box.clear()
    with box:
        elements.part("p", say(desk.lang, "trainer.again_text"))
        elements.link(url, url)


async def _remove(desk: Desk, team: str) -> None:
    if await desk.act("remove", {"team": team}):
        with contextlib.suppress(NotKeptError):  # who was removed may do nothing anyway
            await desk.live.end(team)
