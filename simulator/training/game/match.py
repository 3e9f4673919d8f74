"""One play of a case: who sits where, what was decided, how far it came.

A sitting has one relation, or two at a table of three. It is never changed: a decision gives a
new sitting, played again from the start on the same luck.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from simulator.engine import decisions as plan
from simulator.training.case.case import Case, Place
from simulator.training.case.scenario import MEETINGS
from simulator.training.game import moves, replay
from simulator.training.game.refused import Refused


@dataclass(frozen=True)
class Pending:
    """Something a role has to decide."""

    role: str
    kind: str  # table, table-1, between, answer, answer-1
    meeting: int
    table: int


@dataclass(frozen=True, eq=False)
class Sitting:
    """One play of a case; two are the same only if they are one."""

    name: str
    case: Case
    seed: int
    run: int  # whose luck
    roles: Mapping[str, str]  # role -> team, empty = the model plays it
    decisions: replay.Decisions
    played: replay.Played

    def pending(self) -> list[Pending]:
        """Everything that has to be decided before it can go on."""
        found: dict[tuple[str, str, int], Pending] = {}
        for table, d in enumerate(self.case.relations):
            far, turn = (int(n) for n in self.played.reached[0, d])
            if far == plan.OVER:
                continue
            for one in self._pending(table, d, far, turn):
                found.setdefault((one.role, one.kind, one.meeting), one)
        return list(found.values())

    def _pending(self, table: int, d: int, far: int, turn: int) -> list[Pending]:
        suffix = f"-{table}" if table else ""
        if far == plan.AWAITS_BETWEEN:
            given = self.decisions.betweens["given"][d, turn // 2 - 1]
            waiting = [s for s in range(2) if self.decisions.by_hand[d, s] and not given[s]]
            return [
                Pending(self.case.role_at(table, s), "between", turn // 2, table) for s in waiting
            ]
        role = self.case.role_at(table, plan.speaker(turn, self.case.opener))
        if far == plan.AWAITS_ANSWER:
            return [Pending(role, f"answer{suffix}", MEETINGS + 1, table)]
        return [Pending(role, f"table{suffix}", (turn + 1) // 2, table)]

    @property
    def over(self) -> bool:
        """Every season came to its end and the year was lived."""
        return bool(self.played.over[0])

    def over_at(self, table: int) -> bool:
        """The season at one table came to its end."""
        return int(self.played.reached[0, self.case.relations[table], 0]) == plan.OVER

    @property
    def meeting(self) -> int:
        """The earliest meeting that still waits; 9 = the last answer, 10 = nothing."""
        return min((one.meeting for one in self.pending()), default=MEETINGS + 2)

    def decided(self, one: Pending, data: Mapping[str, Any]) -> "Sitting":
        """With a decision of a role.

        Raises:
            Refused: it cannot be done (now).
        """
        if one.kind == "between":
            return self._between(one, data)
        place = self._place(one.role, one.table)
        turn = int(self.played.reached[0, place.d, 1])
        if one.kind.startswith("answer"):
            accept = data.get("accept")
            if not isinstance(accept, bool):
                raise Refused("bad_data", came=str(accept)[:40])
            fields: dict[str, object] = {"given": 1, "accept": int(accept)}
        else:
            fields = moves.at_table(data, self.case.scenario.tables[one.table].issues)
            if fields.get("accept") and self.standing(one.table, place.s) is None:
                raise Refused("no_offer")
            reason = self.closed_at_table(one, str(data.get("move")))
            if reason:
                raise Refused(reason, meeting=self.case.mediation)
        return self._with(self.decisions.moved(place.d, turn, **fields))

    def closed_at_table(self, one: Pending, move: str) -> str:
        """Why a role cannot do a move at the table; empty = it can."""
        if move != moves.ESCALATE:
            return ""
        if one.meeting < self.case.mediation:
            return "too_early"
        d = self._place(one.role, one.table).d
        return "mediated_before" if self.played.state.relations["mediation"][0, d] else ""

    def _between(self, one: Pending, data: Mapping[str, Any]) -> "Sitting":
        move = moves.between(data)
        places = self.case.places(one.role)
        chosen = data.get("relation", places[0].table if len(places) == 1 else one.table)
        if chosen not in [place.table for place in places] or isinstance(chosen, bool):
            raise Refused("bad_data", came=str(chosen)[:40])
        reason = self.closed(one.role, move, one.meeting, chosen)
        if reason:
            raise Refused(reason)
        decisions = self.decisions
        for place in places:
            own = move if place.table == chosen else plan.NOTHING
            decisions = decisions.between(place.d, one.meeting, place.s, own)
        return self._with(decisions)

    def closed(self, role: str, move: int, meeting: int, table: int) -> str:
        """Why a role cannot do a move between meetings; empty = it can."""
        place = self._place(role, table)
        if move != plan.NOTHING and self.over_at(table):
            return "table_over"
        if move == plan.ALIGN and self.case.executives[place.d, place.s] < 0:
            return "no_executive"
        done = self.decisions.betweens["move"][place.d, : meeting - 1]
        if move == plan.VISIT and (done[:, place.s] == plan.VISIT).any():
            return "visited"
        if move == plan.FACTS and meeting >= MEETINGS - 1:
            return "no_time"
        return ""

    def _place(self, role: str, table: int) -> Place:
        return next(place for place in self.case.places(role) if place.table == table)

    def standing(self, table: int, s: int) -> tuple[np.ndarray, float] | None:
        """The last offer made to side `s`: settlement [4] and its worth to that side."""
        notes = self.played.notes[0, self.case.relations[table]]
        made = [note for note in notes if note["actor"] == 1 - s and note["act"] >= 0]
        return (made[-1]["settlement"], float(made[-1]["utility"][s])) if made else None

    def demand(self, table: int, s: int) -> float:
        """What side `s` asked for last, in own utility; 1 = everything, before the first offer."""
        notes = self.played.notes[0, self.case.relations[table]]
        made = [note for note in notes if note["actor"] == s and note["act"] >= 0]
        return float(made[-1]["demand"]) if made else 1.0

    def automatic(self, role: str, auto: bool) -> "Sitting":
        """With a role played by the model from now on, or by a team again."""
        decisions = self.decisions
        for place in self.case.places(role):
            far, turn = (int(n) for n in self.played.reached[0, place.d])
            if far == plan.OVER:
                continue
            first = turn + 1 if far == plan.AWAITS_BETWEEN else turn
            meeting = turn // 2 if far == plan.AWAITS_BETWEEN else (turn + 1) // 2
            decisions = decisions.automatic(
                place.d, place.s, self.case.opener, first, meeting, auto
            )
        return self._with(decisions)

    def from_meeting(self, role: str, meeting: int) -> "Sitting":
        """With a role by hand from a meeting on; the model played it until then."""
        decisions = self.decisions
        for place in self.case.places(role):
            where = place.d, place.s, self.case.opener
            decisions = decisions.automatic(*where, 1, 1, True)
            decisions = decisions.automatic(*where, 2 * meeting - 1, meeting, False)
        return self._with(decisions)

    def silent(self, meeting: int) -> "Sitting":
        """Past a meeting: who has not moved was silent, held, and did nothing in between."""
        sitting = self
        while late := [one for one in sitting.pending() if one.meeting <= meeting]:
            one = late[0]
            if one.kind == "between":
                sitting = sitting.decided(one, {"move": "niets", "relation": one.table})
            elif one.kind.startswith("answer"):
                sitting = sitting.decided(one, {"accept": False})
            else:
                sitting = sitting.decided(one, moves.SILENT)
        return sitting

    def news(self, role: str, pressure: float, turnover: bool) -> "Sitting":
        """With an event card for a role from the next meeting on."""
        decisions = self.decisions
        for place in self.case.places(role):
            far, turn = (int(n) for n in self.played.reached[0, place.d])
            meeting = (turn + 1) // 2 + 1
            if far != plan.OVER and meeting <= MEETINGS:
                decisions = decisions.card(place.d, meeting, place.s, pressure, turnover)
        return self._with(decisions)

    def seated(self, role: str, team: str) -> "Sitting":
        """With a team in a role."""
        return replace(self, roles={**self.roles, role: team})

    def _with(self, decisions: replay.Decisions) -> "Sitting":
        run = np.array([self.run], np.uint64)
        done = replay.played(self.case, decisions, self.seed, run)
        return replace(self, decisions=decisions, played=done)


def opened(case: Case, name: str, seed: int, run: int, teams: Mapping[str, str]) -> Sitting:
    """A sitting at which nobody has said anything.

    Args:
        teams: the team of each role that can be played by hand; empty = the model plays it for
            now. Roles that are left out the model plays for good.
    """
    hands = {
        (place.d, place.s): bool(team)
        for role, team in teams.items()
        for place in case.places(role)
    }
    decisions = replay.undecided(case, hands)
    played = replay.played(case, decisions, seed, np.array([run], np.uint64))
    roles = {**dict.fromkeys(case.scenario.roles, ""), **teams}
    return Sitting(name, case, seed, run, roles, decisions, played)
