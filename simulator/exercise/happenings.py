"""What each kind of event does to a room; one function a kind.

A handler gives the next room, or raises `Refused` with the reason.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from simulator.exercise import forms, sitting
from simulator.exercise.events import MOST_DATA, OF_TEAMS, OF_TRAINER, Event
from simulator.exercise.refusals import Refused
from simulator.exercise.rooms import OBSERVER, STEPS, Room, Sent, Team
from simulator.exercise.scenario import MEETINGS
from simulator.exercise.sitting import Sitting

MOST_TEAMS = 60
MOST_SECONDS = 7200
NAME = re.compile(r"[a-z0-9]{1,12}")


def happened(room: Room, event: Event) -> Room:
    """The room after an event.

    Raises:
        Refused: it cannot happen now.
    """
    if event.room != room.setup.room:
        raise Refused("other_room")
    if event.key in room.keys:
        raise Refused("already")
    if room.phase == "closed":
        raise Refused("closed")
    if len(str(event.data)) > MOST_DATA:
        raise Refused("too_long")
    after = _trainer(room, event) if event.team == "" else _team(room, event)
    return replace(after, keys=room.keys | {event.key}, log=(*room.log, event))


def _trainer(room: Room, event: Event) -> Room:
    if event.kind not in OF_TRAINER:
        raise Refused("bad_data", came=event.kind[:40])
    return _BY_TRAINER[event.kind](room, event.data)


def _team(room: Room, event: Event) -> Room:
    if event.kind not in OF_TEAMS:
        raise Refused("bad_data", came=event.kind[:40])
    if event.kind == "joined":
        return _joined(room, event)
    if event.team not in room.teams:
        raise Refused("no_team")
    if room.teams[event.team].removed:
        raise Refused("removed")
    if room.paused:
        raise Refused("paused")
    if event.kind in forms.FORMS:
        return _filled(room, event)
    return _decided(room, event)


# What teams do


def _joined(room: Room, event: Event) -> Room:
    if event.meeting != 0 or not NAME.fullmatch(event.team):
        raise Refused("bad_data", came=event.team[:40])
    if room.phase not in ("lobby", "play"):
        raise Refused("too_late")
    if len(room.teams) >= MOST_TEAMS:
        raise Refused("full", most=MOST_TEAMS)
    alias = forms.text(event.data.get("alias"), 40) or event.team
    role = str(event.data.get("role", room.case.scenario.you))
    if role != OBSERVER and role not in room.case.scenario.roles:
        raise Refused("bad_data", came=role[:40])
    number = 1 + len(room.teams)
    table = _table(room, event, role)
    team = Team(event.team, alias, role, table, number)
    teams = {**room.teams, event.team: team}
    after = replace(room, teams=teams)
    return _seated_late(after, team) if room.phase == "play" and role != OBSERVER else after


def _table(room: Room, event: Event, role: str) -> str:
    """The sitting of a new team: its own, or that of others where its role is free."""
    if role == OBSERVER:
        watched = str(event.data.get("observes"))
        if watched not in room.teams:
            raise Refused("no_team")
        return room.teams[watched].table
    if room.setup.mode == "model":
        return event.team
    wanted = event.data.get("table")
    taken = {one.table: {two.role for two in room.players if two.table == one.table}
             for one in room.players}  # fmt: skip
    if wanted is not None:
        if not isinstance(wanted, str) or not NAME.fullmatch(wanted):
            raise Refused("bad_data", came=str(wanted)[:40])
        if role in taken.get(wanted, set()):
            raise Refused("role_taken")
        return wanted
    free = [table for table, roles in taken.items() if role not in roles]
    return free[0] if free else event.team


def _seated_late(room: Room, team: Team) -> Room:
    """A team that comes when the others play: its own table, or a chair that was free."""
    found = room.tables.get(team.table)
    if found is None:
        found = _opened(room, team.table)
        if room.setup.pace == "together" and room.tables and 1 < room.gate <= MEETINGS:
            found = found.from_meeting(team.role, room.gate)
    elif found.over:
        raise Refused("over")
    else:
        found = found.automatic(team.role, False).seated(team.role, team.name)
    return replace(room, tables={**room.tables, team.table: found})


def _opened(room: Room, table: str) -> Sitting:
    """A new sitting with the teams that are there; other roles wait for a team or for good."""
    here = {one.role: one.name for one in room.players if one.table == table}
    roles = list(here) if room.setup.mode == "model" else list(room.case.scenario.roles)
    number = min(one.number for one in room.players if one.table == table)
    run = number if room.setup.luck == "own" else 0
    teams = {role: here.get(role, "") for role in roles}
    return sitting.opened(room.case, table, room.setup.seed, run, teams)


def _filled(room: Room, event: Event) -> Room:
    """A form, filled in once."""
    team = room.teams[event.team]
    found = room.sitting(event.team)
    first, over = found is None or found.meeting <= 1, found is None or found.over
    forms.may(event.kind, room.phase, first, over)
    filled = forms.read(event.kind, event.meeting, event.data, room.case)
    name = f"{event.kind}-{event.meeting}" if event.kind == "lesson" else event.kind
    own = {**team.forms, name: filled}
    return _with_team(room, replace(team, forms=own))


def _decided(room: Room, event: Event) -> Room:
    """A move at the table or between two meetings."""
    if room.phase != "play":
        raise Refused("not_now")
    if room.teams[event.team].bot:
        raise Refused("bot")
    found = room.sitting(event.team)
    if found is None:
        raise Refused("not_now")
    for one in room.pending(event.team):
        if (one.kind, one.meeting) == (event.kind, event.meeting):
            return _with_sitting(room, found.decided(one, event.data))
    raise Refused("over" if found.over else "not_now")


# What the trainer does


def _start(room: Room, _: Mapping[str, Any]) -> Room:
    if room.phase != "lobby":
        raise Refused("started")
    if not room.players:
        raise Refused("nobody")
    tables = dict.fromkeys(one.table for one in room.players)
    return replace(room, phase="play", tables={table: _opened(room, table) for table in tables})


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
    said = forms.text(data.get("text"), 300)
    if not said:
        raise Refused("bad_data", came="")
    return replace(room, nudges=(*room.nudges, (team.name, said)))


def _rename(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    alias = forms.text(data.get("alias"), 40)
    if not alias:
        raise Refused("bad_data", came="")
    return _with_team(room, replace(team, alias=alias))


def _remove(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    return _with_team(_handed(room, team, True), replace(team, removed=True))


def _bot(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    return _with_team(_handed(room, team, True), replace(team, bot=True))


def _human(room: Room, data: Mapping[str, Any]) -> Room:
    team = _named(room, data)
    found = room.sitting(team.name)
    if found is not None and found.over:
        raise Refused("over")
    return _with_team(_handed(room, team, False), replace(team, bot=False))


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
    step = data.get("step")
    if step != room.revealed + 1 or step > len(STEPS) or isinstance(step, bool):
        raise Refused("step", expected=min(room.revealed + 1, len(STEPS)))
    return replace(room, phase="debrief", revealed=room.revealed + 1)


def _close(room: Room, _: Mapping[str, Any]) -> Room:
    return replace(room, phase="closed")


_BY_TRAINER: dict[str, Callable[[Room, Mapping[str, Any]], Room]] = {
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
}


def _named(room: Room, data: Mapping[str, Any]) -> Team:
    name = data.get("team")
    if not isinstance(name, str) or name not in room.teams:
        raise Refused("no_team")
    return room.teams[name]


def _handed(room: Room, team: Team, auto: bool) -> Room:
    """A team's role played by the model, or by the team again."""
    found = room.sitting(team.name)
    if found is None or found.over or team.role == OBSERVER:
        return room
    return _with_sitting(room, found.automatic(team.role, auto))


def _with_team(room: Room, team: Team) -> Room:
    return replace(room, teams={**room.teams, team.name: team})


def _with_sitting(room: Room, found: Sitting) -> Room:
    return replace(room, tables={**room.tables, found.name: found})
