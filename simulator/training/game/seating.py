"""Who sits at which table: new sittings, free chairs, latecomers, hands given and taken back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simulator.training.case.scenario import MEETINGS
from simulator.training.game import match
from simulator.training.game.match import Sitting
from simulator.training.game.refused import Refused
from simulator.training.game.room import OBSERVER, Room, Team


def table_of(room: Room, team: str, role: str, data: Mapping[str, Any], name: Any) -> str:
    """The sitting of a new team: its own, or that of others where its role is free.

    Args:
        name: matches what can be the name of a table.

    Raises:
        Refused: the chair is taken, or there is no such table.
    """
    if role == OBSERVER:
        watched = str(data.get("observes"))
        if watched not in room.watchable:
            raise Refused("no_team")
        return room.teams[watched].table
    if room.setup.mode == "model":
        return team
    taken: dict[str, set[str]] = {}
    for one in room.players:
        taken.setdefault(one.table, set()).add(one.role)
    wanted = data.get("table")
    if wanted is not None:
        if not isinstance(wanted, str) or not name.fullmatch(wanted):
            raise Refused("bad_data", came=str(wanted)[:40])
        if role in taken.get(wanted, set()):
            raise Refused("role_taken")
        return wanted
    free = [table for table, roles in taken.items() if role not in roles]
    return free[0] if free else team


def seated_late(room: Room, team: Team) -> Room:
    """A team that comes when the others play: its own table, or a chair that was free."""
    found = room.tables.get(team.table)
    if found is None:
        found = opened(room, team.table)
        if room.setup.pace == "together" and room.tables and 1 < room.gate <= MEETINGS:
            found = found.from_meeting(team.role, room.gate)
    elif found.over:
        raise Refused("over")
    else:
        found = found.automatic(team.role, False).seated(team.role, team.name)
    return with_sitting(room, found)


def opened(room: Room, table: str) -> Sitting:
    """A new sitting with the teams that are there; other roles wait for a team or for good."""
    here = {one.role: one.name for one in room.players if one.table == table}
    roles = list(here) if room.setup.mode == "model" else list(room.case.scenario.roles)
    number = min(one.number for one in room.players if one.table == table)
    run = number if room.setup.luck == "own" else 0
    teams = {role: here.get(role, "") for role in roles}
    return match.opened(room.case, table, room.setup.seed, run, teams)


def handed(room: Room, team: Team, auto: bool) -> Room:
    """A team's role played by the model, or by the team again."""
    found = room.sitting(team.name)
    if found is None or found.over or team.role == OBSERVER:
        return room
    return with_sitting(room, found.automatic(team.role, auto))


def with_team(room: Room, team: Team) -> Room:
    """The room with a team as it is now."""
    return replace(room, teams={**room.teams, team.name: team})


def with_sitting(room: Room, found: Sitting) -> Room:
    """The room with a sitting as it is now."""
    return replace(room, tables={**room.tables, found.name: found})
