"""What an event does to a room; a handler gives the next room, or raises `Refused`."""

import re
from dataclasses import replace

from simulator.training.game import forms
from simulator.training.game.events import MOST_DATA, MOST_LESSONS, OF_TEAMS, Event
from simulator.training.game.refused import Refused
from simulator.training.game.room import OBSERVER, Room, Team
from simulator.training.game.seating import seated_late, table_of, with_sitting, with_team
from simulator.training.game.trainer_actions import led

MOST_TEAMS = 60
NAME = re.compile(r"[a-z0-9]{1,12}")  # of a team, and of a table


def happened(room: Room, event: Event) -> Room:
    """The room after an event.

    Raises:
        Refused: it cannot happen now.
    """
    if event.room != room.setup.room:
        raise Refused("other_room")
    if event.key in room.keys:
        raise Refused("already")
    if room.phase == "closed" and event.kind != "research":
        raise Refused("closed")
    book = event.kind == "lessons" and not event.team
    if len(str(event.data)) > (MOST_LESSONS if book else MOST_DATA):
        raise Refused("too_long")
    after = _done(room, event) if event.team else led(room, event.kind, event.data)
    return replace(after, keys=room.keys | {event.key}, log=(*room.log, event))


def _done(room: Room, event: Event) -> Room:
    """The room after something a team did."""
    if event.kind not in OF_TEAMS:
        raise Refused("bad_data", came=event.kind[:40])
    if event.kind == "joined":
        return _joined(room, event)
    if event.team not in room.teams:
        raise Refused("no_team")
    if room.teams[event.team].removed:
        raise Refused("removed")
    if room.paused and event.kind != "research":
        raise Refused("paused")
    if event.kind in forms.FORMS:
        return _filled(room, event)
    return _decided(room, event)


def _joined(room: Room, event: Event) -> Room:
    if event.meeting != 0 or not NAME.fullmatch(event.team):
        raise Refused("bad_data", came=event.team[:40])
    if room.phase not in ("lobby", "play"):
        raise Refused("too_late")
    if room.there >= MOST_TEAMS:
        raise Refused("full", most=MOST_TEAMS)
    alias = forms.text(event.data.get("alias"), forms.ALIAS) or event.team
    role = str(event.data.get("role", room.case.scenario.you))
    if role != OBSERVER and role not in room.offered:
        raise Refused("bad_data", came=role[:40])
    table = table_of(room, event.team, role, event.data, NAME)
    team = Team(event.team, alias, role, table, number=1 + len(room.teams))
    after = with_team(room, team)
    return seated_late(after, team) if room.phase == "play" and role != OBSERVER else after


def _filled(room: Room, event: Event) -> Room:
    """A form, filled in once."""
    team = room.teams[event.team]
    found = room.sitting(event.team)
    first, over = found is None or found.meeting <= 1, found is None or found.over
    forms.may(event.kind, room.phase, first, over)
    if event.kind == "research" and event.meeting != _asked_before(room, team):
        raise Refused("not_now")
    filled = forms.read(event.kind, event.meeting, event.data, room.case)
    name = f"{event.kind}-{event.meeting}" if event.kind == "lesson" else event.kind
    return with_team(room, replace(team, forms={**team.forms, name: filled}))


def _asked_before(room: Room, team: Team) -> int:
    """How often a team answered the question about research; -1 = it is not asked here."""
    if not room.setup.research:
        return -1
    return int(team.forms.get("research", {}).get("times", 0))


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
            return with_sitting(room, found.decided(one, event.data))
    raise Refused("over" if found.over else "not_now")
