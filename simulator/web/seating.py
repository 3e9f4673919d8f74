"""Who sits where, for the trainer: teams at this screen, other names, bots, other devices."""

from typing import TYPE_CHECKING

from simulator.rooms import keys
from simulator.web import kit, regions
from simulator.web.words import say

if TYPE_CHECKING:
    from simulator.web.monitoring import Monitor


def form(monitor: "Monitor") -> None:
    """A team that plays at the trainer's own screen."""
    lang = monitor.lang
    name = {"alias": ""}
    roles = monitor.live.now.roles(lang)
    role = {"key": next((r["key"] for r in roles if r["default"]), roles[0]["key"])}
    kit.field(
        "text",
        say(lang, "trainer.seat_alias"),
        "",
        lambda v: name.update(alias=str(v)[:40]),
        limit=40,
    )
    if monitor.live.setup.mode != "model":
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
            lang, "trainer.seat_default", number=len(monitor.live.now.teams) + 1
        )
        token = keys.hashed(keys.token())
        refused = await monitor.live.act(
            keys.short(), 0, "joined", {"alias": alias, "role": role["key"]}, token
        )
        monitor.warn("" if refused is None else refused.sentence(lang))

    kit.button(say(lang, "trainer.seat_add"), add)


class Menus:
    """What can be done with each team."""

    def __init__(self, monitor: "Monitor") -> None:
        label = say(monitor.lang, "trainer.change")
        self.section = kit.part("section", None, "card-box", aria_label=label)
        with self.section:
            kit.part("h2", label)
            self.rows = regions.Rows(lambda team: _menu(monitor, *team))

    def show(self, teams: list[tuple[str, str, bool]]) -> None:
        """Draw what has changed; a team is its key, its name and whether the model plays it."""
        self.section.show(bool(teams))
        self.rows.show({team[0]: team for team in teams})


def _menu(monitor: "Monitor", who: str, alias: str, bot: bool) -> None:
    """What can be done with one team."""
    lang = monitor.lang
    with kit.details(say(lang, "trainer.team_menu", team=alias)):
        name = {"alias": alias}

        async def rename() -> None:
            await monitor.act("rename", {"team": who, "alias": name["alias"]})

        kit.field(
            "text", say(lang, "trainer.new_name"), alias,
            lambda v: name.update(alias=str(v)[:40]), limit=40,
        )  # fmt: skip
        kind = "human" if bot else "bot"
        with kit.part("div", None, "bar"):
            kit.button(say(lang, "trainer.do_rename"), rename, "small")
            hand = say(lang, f"trainer.do_{kind}")
            kit.button(hand, lambda: monitor.act(kind, {"team": who}), "small")
            again = say(lang, "trainer.do_again")
            kit.button(again, lambda: _come_back(monitor, who, box), "small")
            gone = say(lang, "trainer.do_remove")
            kit.button(gone, lambda: _remove(monitor, who), "small danger")
        box = kit.part("div")


async def _come_back(monitor: "Monitor", team: str, box: kit.Part) -> None:
    """A link with which this team goes on at another device; it works once."""
    token = keys.token()
    await monitor.site.house.write(
        monitor.site.house.store.give_token, monitor.live.code, team, keys.hashed(token)
    )
    url = f"{monitor.site.settings.url}/terug/{monitor.live.code}/{token}"
    box.clear()
    with box:
        kit.part("p", say(monitor.lang, "trainer.again_text"))
        kit.link(url, url)


async def _remove(monitor: "Monitor", team: str) -> None:
    await monitor.act("remove", {"team": team})
    await monitor.site.house.write(monitor.site.house.store.remove_token, monitor.live.code, team)
