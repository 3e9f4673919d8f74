"""What the trainer does to a room: start, pause, move on, bring news, end play, reveal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from simulator.training.case.scenario import MEETINGS
from simulator.training.game import lessons
from simulator.training.game.refused import Refused
from simulator.training.game.room import Room, Sent, Team
from simulator.training.game.seating import handed, opened, with_team
from simulator.training.words import ALIAS, SHORT, plain

MOST_SECONDS = 7200


def led(room: Room, kind: str, data: Mapping[str, Any]) -> Room:
    """The room after something the trainer did.

    Raises:
        Refused: it cannot be done now.
    """
    if kind not in _BY_KIND:
        raise Refused("bad_data", came=kind[:40])
    return _BY_KIND[kind](room, data)


def _start(room: Room, _: Mapping[str, Any]) -> Room:
    if room.phase != "lobby":
        raise Refused("started")
    if not room.players:
        raise Refused("nobody")
    tables = dict.fromkeys(one.table for one in room.players)
    return replace(room, phase="play", tables={table: opened(room, table) for table in tables})


def _pause(room: Room, _: Mapping[str, Any]) -> Room:
    return replace(room, paused=True)


def _resume(room: Room, _: Mapping[str, Any]) -> Room:
    return replace(room, paused=False)


def _extend(room: Room, data: Mapping[str, Any]) -> Room:
    seconds = data.get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds <= MOST_SECONDS:
        raise Refused("bad_data", came=str(seconds)[:40])
    return replace(room, extra_seconds=room.extra_seconds + seconds)


def _advance(room: Room, data: Mapping[str, Any]) -> Room:
    meeting = data.get("meeting")
    if isinstance(meeting, bool) or not isinstance(meeting, int):
        raise Refused("bad_data", came=str(meeting)[:40])
    if room.phase != "play":
        raise Refused("not_now")
    last = min(max(meeting, 0), MEETINGS + 1)
    return replace(room, tables={name: one.silent(last) for name, one in room.tables.items()})


def _card(room: Room, data: Mapping[str, Any]) -> Room:
    key, team = str(data.get("card")), str(data.get("team", ""))
    card = room.case.scenario.cards.get(key)
    if card is None or (team and team not in room.teams):
        raise Refused("bad_data", came=key[:40])
    if room.phase != "play":
        raise Refused("not_now")
    hit = [room.teams[team].table] if team else list(room.tables)
    tables, meetings = dict(room.tables), {}
    for name in hit:
        found = tables[name]
        if not found.over and found.meeting < MEETINGS:
            meetings[name] = found.meeting + 1
            tables[name] = found.news(card.role, card.pressure, card.turnover)
    sent = Sent(key, team, meetings)
    return replace(room, tables=tables, cards=(*room.cards, sent))


def _nudge(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    said = plain(data.get("text"), SHORT)
    if not said:
        raise Refused("bad_data", came="")
    return replace(room, nudges=(*room.nudges, (team.name, said)))


def _rename(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    alias = plain(data.get("alias"), ALIAS)
    if not alias:
        raise Refused("bad_data", came="")
    return with_team(room, replace(team, alias=alias))


def _remove(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    return with_team(handed(room, team, True), replace(team, removed=True))


def _bot(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    return with_team(handed(room, team, True), replace(team, bot=True))


def _human(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    found = room.sitting(team.name)
    if found is not None and found.over:
        raise Refused("over")
    return with_team(handed(room, team, False), replace(team, bot=False))


def _bets(room: Room, _: Mapping[str, Any]) -> Room:
    """Play ends: where a table was not done, the model plays on for the teams."""
    if room.phase != "play":
        raise Refused("not_now")
    tables = {}
    for name, one in room.tables.items():
        ended = one
        for role, team in one.roles.items():
            if team and not ended.over:
                ended = ended.automatic(role, True)
        tables[name] = ended
    return replace(room, phase="bets", paused=False, tables=tables)


def _reveal(room: Room, data: Mapping[str, Any]) -> Room:
    if room.phase not in ("bets", "debrief"):
        raise Refused("not_now")
    step, last = data.get("step"), len(room.setup.steps)
    if step != room.revealed + 1 or step > last or isinstance(step, bool):
        raise Refused("step", expected=min(room.revealed + 1, last))
    return replace(room, phase="debrief", revealed=room.revealed + 1)


def _close(room: Room, _: Mapping[str, Any]) -> Room:
    return replace(room, phase="closed")


def _lessons(room: Room, data: Mapping[str, Any]) -> Room:
    return replace(room, inherited=lessons.taken(data))


def _named(room: Room, data: Mapping[str, Any]) -> Team:
    name = data.get("team")
    if not isinstance(name, str) or name not in room.teams:
        raise Refused("no_team")
    return room.teams[name]


_BY_KIND: dict[str, Callable[[Room, Mapping[str, Any]], Room]] = {
    "start": _start,
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "advance": _advance,
    "card": _card,
    "nudge": _nudge,
    "rename": _rename,
    "remove": _remove,
    "bot": _bot,
    "human": _human,
    "bets": _bets,
    "reveal": _reveal,
    "close": _close,
    "lessons": _lessons,
}
