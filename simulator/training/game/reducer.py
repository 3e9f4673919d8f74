"""A training room: teams that play one scenario, led by a trainer.

    setup = Setup(room="BCDF23", scenario="rust-opent-het-gesprek", seed=7).sealed()
    now = room.folded(setup, events)      # everything that happened, in order
    now = room.after(now, event)          # or Refused, and nothing has changed

The state is a fold over (scenario, seed, events): the same events give the same room, always.
The room knows of no network, clock or database; who keeps the events decides what is kept.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from simulator.training.game import forms
from simulator.training.game.events import MOST_DATA, MOST_LESSONS, OF_TEAMS, Event
from simulator.training.game.refused import OtherVersion, Refused
from simulator.training.game.room import OBSERVER, Room, Team
from simulator.training.game.seating import seated_late, table_of, with_sitting, with_team
from simulator.training.game.setup import Setup
from simulator.training.game.trainer_actions import led
from simulator.training.words import ALIAS, plain

MOST_TEAMS = 60
NAME = re.compile(r"[a-z0-9]{1,12}")  # of a team, and of a table


def opened(setup: Setup) -> Room:
    """A room in which nothing has happened.

    Raises:
        OtherVersion: it was made with another model or another text of the scenario.
        ScenarioError: the scenario is not sound (any more).
        ValueError: a setting that does not exist.
    """
    now = setup.now()
    if setup.version and setup.version != now:
        raise OtherVersion(now, setup.version)
    return Room(setup, setup.played())


def after(room: Room, event: Event) -> Room:
    """The room after an event.

    Raises:
        Refused: it cannot happen now; the room stays as it is.
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
    changed = _done(room, event) if event.team else led(room, event.kind, event.data)
    return replace(changed, keys=room.keys | {event.key}, log=(*room.log, event))


def refusal(room: Room, event: Event) -> Refused | None:
    """Why an event cannot happen now, or None."""
    try:
        after(room, event)
    except Refused as refused:
        return refused
    return None


def folded(setup: Setup, events: Iterable[Event]) -> Room:
    """The room after all events in order; what cannot happen is passed over.

    Raises:
        OtherVersion: see `opened`.
    """
    room = opened(setup)
    for event in events:
        try:
            room = after(room, event)
        except Refused:
            continue
    return room


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
    alias = plain(event.data.get("alias"), ALIAS) or event.team
    role = str(event.data.get("role", room.case.scenario.you))
    if role != OBSERVER and role not in room.offered:
        raise Refused("bad_data", came=role[:40])
    table = table_of(room, event.team, role, event.data, NAME)
    team = Team(event.team, alias, role, table, number=1 + len(room.teams))
    joined = with_team(room, team)
    return seated_late(joined, team) if room.phase == "play" and role != OBSERVER else joined


def _filled(room: Room, event: Event) -> Room:
    """A form, filled in once."""
    team = room.teams[event.team]
    found = room.sitting(event.team)
    first, over = found is None or found.meeting <= 1, found is None or found.over
    forms.may(event.kind, room.phase, first, over)
    if event.kind == "research" and event.meeting != _asked_before(room, team):
        raise Refused("not_now")
    filled = forms.read(event.kind, event.meeting, event.data, room.case)
    known = forms.added(team.forms, event.kind, event.meeting, filled)
    return with_team(room, replace(team, forms=known))


def _asked_before(room: Room, team: Team) -> int:
    """How often a team answered the question about research; -1 = it is not asked here."""
    if not room.setup.research:
        return -1
    answer = team.forms.get("research")
    return answer["times"] if answer else 0


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
