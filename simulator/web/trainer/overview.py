"""What only the trainer sees: all teams in a table, all talks with the reasons behind them."""

from collections.abc import Awaitable, Callable
from functools import partial

from simulator import i18n
from simulator.training.game.room import OBSERVER
from simulator.training.views.trainer import ExplainedLine, ExplainedTalk, TableState, TeamRow
from simulator.web.ui import elements, regions
from simulator.web.ui.words import say

NUMBERS = ("tension", "trust", "goodwill")


def teams(
    rows: list[TeamRow], here: dict[str, bool], since: dict[str, int], numbers: bool,
    lang: str,
) -> None:  # fmt: skip
    """A table of all teams: where they are, and who has been at it for long."""
    columns = ["team", "where", "state", "last"] + (list(NUMBERS) if numbers else [])
    with elements.part("table"):
        with elements.part("thead"), elements.part("tr"):
            for name in columns:
                elements.part("th", say(lang, f"trainer.column_{name}"), scope="col")
        with elements.part("tbody"):
            slowest = min((t.meeting for t in rows if t.state == "plays"), default=0)
            for team in rows:
                minutes = since.get(team.id, 0)
                behind = team.state == "plays" and team.meeting == slowest and minutes > 0
                _row(team, behind, minutes, here.get(team.id, False), numbers, lang)


def _row(team: TeamRow, behind: bool, minutes: int, here: bool, numbers: bool, lang: str) -> None:
    with elements.part("tr"):
        with elements.part("th", team.alias, scope="row"):
            elements.part("span", f" {_role(team, lang)}", "quiet")
        elements.part("td", _meeting(team.meeting, lang) if team.meeting else "–")
        with elements.part("td"):
            word = say(lang, f"trainer.state_{team.state}")
            if minutes:
                word = say(lang, "trainer.state_long", state=word, minutes=minutes)
            look = "waits" if behind else _look(team.state)
            elements.part("span", word, f"tag {look}")
            if not here and team.state not in ("bot", "removed"):
                elements.part("span", say(lang, "trainer.away"), "tag away")
        elements.part("td", team.last_move or "–")
        for name in NUMBERS if numbers else ():
            value: float | None = getattr(team, name)
            elements.part("td", "–" if value is None else i18n.number(value, lang))


def _role(team: TeamRow, lang: str) -> str:
    if team.role == OBSERVER:
        return say(lang, "play.observer")
    return team.role_label


def _look(state: str) -> str:
    return {"plays": "plays", "done": "done"}.get(state, "")


def _meeting(meeting: int, lang: str) -> str:
    if meeting > 8:
        return say(lang, "trainer.finished")
    return say(lang, "trainer.at_meeting", meeting=meeting)


class Talks:
    """Every talk with all that is hidden from the teams; only what is open is worked out.

    Args:
        changed: called after a talk was opened or shut; it calls `show`.
    """

    def __init__(self, lang: str, changed: Callable[[], Awaitable[None]]) -> None:
        self.lang, self.changed = lang, changed
        self.opened: set[str] = set()
        self.parts: dict[str, tuple[elements.Part, regions.Shown]] = {}
        label = say(lang, "trainer.tables")
        self.section = elements.part("section", None, "card-box", aria_label=label)
        with self.section:
            elements.part("h2", label)
            elements.part("p", say(lang, "trainer.tables_text"), "help")
            self.rows = regions.Rows(self._row)

    def show(self, tables: list[TableState], names: dict[str, str], numbers: bool) -> None:
        """Draw what has changed."""
        self.section.show(bool(tables))
        self.rows.show({table.id: table.id for table in tables})
        for table in tables:
            teams = [names.get(team, team) for team in table.teams.values()]
            button, body = self.parts[table.id]
            button.say(say(self.lang, "trainer.table", teams=", ".join(teams) or table.id))
            is_open = table.id in self.opened
            button.set("aria-expanded", str(is_open).lower())
            if body.show((table.relations, numbers) if is_open else None):
                button.update()

    def _row(self, table: str) -> None:
        pressed = partial(self._toggle, table)
        button = elements.button("", pressed, "fold", aria_expanded="false")
        self.parts[table] = button, regions.Shown(self._talk)

    def _talk(self, shown: tuple[list[ExplainedTalk], bool]) -> None:
        relations, numbers = shown
        for relation in relations:
            _relation(relation, numbers, self.lang)

    async def _toggle(self, table: str) -> None:
        self.opened ^= {table}
        await self.changed()


def _relation(relation: ExplainedTalk, numbers: bool, lang: str) -> None:
    for side in relation.sides:
        party = side.party
        elements.part("h3", party.title)
        told = {"mandate": party.mandate, "batna": party.batna, "strategy": party.strategy,
                "character": party.character}  # fmt: skip
        for key, said in told.items():
            if said:
                elements.part("p", f"{say(lang, f'trainer.side_{key}')}: {said}")
        for interest in party.interests:
            weight = say(lang, "trainer.weight", count=interest.importance)
            elements.part("p", f"{interest.label} ({weight}): {interest.why}")
        if numbers:
            levels = [
                f"{say(lang, f'trainer.column_{name}')} {i18n.number(getattr(side, name), lang)}"
                for name in (*NUMBERS, "knowledge", "surprise")
            ]
            elements.part("p", ", ".join(levels), "quiet")
    with elements.part("ol", None, "moves"):
        for line in relation.lines:
            with elements.part("li"):
                _line(line, lang)


def _line(line: ExplainedLine, lang: str) -> None:
    head = say(lang, "play.who_when", who=line.who, meeting=line.meeting)
    if line.move_label:
        head += f" – {line.move_label}"
    elements.part("span", head, "who")
    if line.stance:
        elements.part("span", line.stance, "tag")
    for name, said in (("manner", line.manner), ("said", line.said)):
        if said:
            elements.part("p", said, name)
    if line.points:
        words = {"one": line.points[0], "other": line.points[1]}
        elements.part("p", say(lang, "trainer.points", **words), "quiet")
    if line.why:
        elements.part("p", line.why, "help")
