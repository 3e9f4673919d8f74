"""Where rooms are kept: one SQLite file by default, PostgreSQL by its address.

Every event is on the disk before it is acknowledged (SQLite: WAL with synchronous=FULL). The key
(room, team, meeting, kind) is unique, so a move cannot be counted twice.
"""

import json
import logging
import os
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Engine, create_engine, delete, event, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from simulator.training.game.events import Event
from simulator.training.server import hold
from simulator.training.server.clock import DAY
from simulator.training.server.migrations import migrated
from simulator.training.server.tables import CLOCK, EVENT, ROOM, TEAM, TRAINER

LATEST = 1e11  # seconds since 1970
log = logging.getLogger("gunfactor")
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "secure_delete=ON",  # what is deleted is overwritten
)


class RoomRow(NamedTuple):
    """A room as stored."""

    code: str
    setup: str
    model_version: str
    scenario_hash: str
    created: float  # by the clock on the wall; to show
    used: float  # as `Clock.now`


class Store:
    """Rooms, teams and events on disk; each method is one transaction.

    Args:
        url: a SQLAlchemy address, such as sqlite:////data/rooms.db or postgresql+psycopg://...
        alone: as a server, of which there is one for a store.

    Raises:
        HeldError: another server has it.
    """

    def __init__(self, url: str | URL, alone: bool = False) -> None:
        self.engine = _engine(url)
        self._hold: Any = None
        try:
            if alone:
                self._hold = hold.held(self.engine)
            with self.engine.begin() as connection:
                migrated(connection)
        except BaseException:
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Let go of the file or server."""
        if self._hold is not None:
            self._hold.close()
            self._hold = None
        self.engine.dispose()

    def add_room(self, room: RoomRow) -> bool:
        """Keep a new room; False if the code is taken."""
        return self._inserted(insert(ROOM).values(**room._asdict()))

    def room(self, code: str) -> RoomRow | None:
        """The room of a code."""
        with self.engine.connect() as connection:
            row = connection.execute(select(ROOM).where(ROOM.c.code == code)).first()
        return None if row is None else RoomRow(*row)

    def rooms(self) -> list[RoomRow]:
        """All rooms, the last used first."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(ROOM).order_by(ROOM.c.used.desc())).all()
        return [RoomRow(*row) for row in rows]

    def add_event(self, happened: Event, now: float, token_hash: str | None = None) -> bool:
        """Keep an event, and with it the token of a team that joins; False if it is there already.

        When this returns, the event is on the disk.
        """
        values = {
            "room": happened.room,
            "team": happened.team,
            "meeting": happened.meeting,
            "kind": happened.kind,
            "data": json.dumps(happened.data, ensure_ascii=False),
            "at": happened.at,
        }
        team = {"room": happened.room, "team": happened.team, "token_hash": token_hash}
        try:
            with self.engine.begin() as connection:
                if token_hash is not None:
                    connection.execute(insert(TEAM).values(**team))
                connection.execute(insert(EVENT).values(**values))
                used = update(ROOM).where(ROOM.c.code == happened.room).values(used=now)
                connection.execute(used)
        except IntegrityError:
            return False
        return True

    def events(self, code: str) -> list[Event]:
        """All events of a room in the order they came in."""
        wanted = select(EVENT).where(EVENT.c.room == code).order_by(EVENT.c.number)
        with self.engine.connect() as connection:
            rows = connection.execute(wanted).all()
        found = [_event(row) for row in rows]
        if None in found:
            log.error("room %s: %d events cannot be read", code, found.count(None))
        return [one for one in found if one is not None]

    def team(self, code: str, token_hash: str) -> str | None:
        """The team of a room that holds this token."""
        wanted = select(TEAM.c.team).where(TEAM.c.room == code, TEAM.c.token_hash == token_hash)
        with self.engine.connect() as connection:
            found: str | None = connection.execute(wanted).scalar()
        return found

    def tokens(self, code: str) -> dict[str, str]:
        """The token of each team of a room, hashed."""
        wanted = select(TEAM.c.team, TEAM.c.token_hash).where(TEAM.c.room == code)
        with self.engine.connect() as connection:
            return {row.team: row.token_hash for row in connection.execute(wanted)}

    def give_token(self, code: str, team: str, token_hash: str, old: str | None = None) -> bool:
        """Let another browser be this team; the old token ends.

        Args:
            old: only if the team has this one still, hashed.

        Returns:
            Whether it was given.
        """
        change = update(TEAM).where(TEAM.c.room == code, TEAM.c.team == team)
        if old is not None:
            change = change.where(TEAM.c.token_hash == old)
        with self.engine.begin() as connection:
            return connection.execute(change.values(token_hash=token_hash)).rowcount == 1

    def remove_token(self, code: str, team: str) -> None:
        """End the token of a team that was removed."""
        with self.engine.begin() as connection:
            connection.execute(delete(TEAM).where(TEAM.c.room == code, TEAM.c.team == team))

    def delete_room(self, code: str) -> None:
        """Delete a room with all that happened in it, from the file and from its journal."""
        with self.engine.begin() as connection:
            for table in (EVENT, TEAM):
                connection.execute(delete(table).where(table.c.room == code))
            connection.execute(delete(ROOM).where(ROOM.c.code == code))
        if self.engine.dialect.name == "sqlite":
            raw = self.engine.raw_connection()  # outside a transaction
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()

    def expire(self, now: float, days: float) -> list[str]:
        """Delete rooms unused for so many days, and trainers whose day is over; their codes.

        Args:
            now: as `Clock.now`.
        """
        with self.engine.connect() as connection:
            old = select(ROOM.c.code).where(ROOM.c.used < now - days * DAY)
            codes = list(connection.execute(old).scalars())
        for code in codes:
            self.delete_room(code)
        with self.engine.begin() as connection:
            connection.execute(delete(TRAINER).where(TRAINER.c.until < now))
        return codes

    def clock(self, wall: float) -> tuple[float, float]:
        """What the clock of these rooms last stood at, and the clock on the wall then.

        Args:
            wall: the clock on the wall now, where nothing was kept before.
        """
        with self.engine.connect() as connection:
            kept = connection.execute(select(CLOCK.c.lived, CLOCK.c.wall)).first()
            all_used = list(connection.execute(select(ROOM.c.used)).scalars())
        most = kept.lived + DAY if kept else LATEST  # a row that says more is damaged
        used = [one for one in all_used if isinstance(one, int | float) and 0.0 <= one <= most]
        lived, then = kept or (max(used, default=wall), wall)
        return max([lived, *used]), then

    def keep_clock(self, lived: float, wall: float) -> None:
        """Keep what both clocks stand at."""
        with self.engine.begin() as connection:
            connection.execute(delete(CLOCK))
            connection.execute(insert(CLOCK).values(number=1, lived=lived, wall=wall))

    def add_trainer(self, token_hash: str, until: float) -> None:
        """Let a browser act as the trainer until then."""
        with self.engine.begin() as connection:
            connection.execute(insert(TRAINER).values(token_hash=token_hash, until=until))

    def is_trainer(self, token_hash: str, now: float) -> bool:
        """Whether this token is a trainer's."""
        wanted = select(TRAINER.c.until).where(TRAINER.c.token_hash == token_hash)
        with self.engine.connect() as connection:
            until = connection.execute(wanted).scalar()
        return until is not None and until > now

    def end_trainers(self) -> None:
        """End all trainers' tokens, because the trainer code is a new one."""
        with self.engine.begin() as connection:
            connection.execute(delete(TRAINER))

    def _inserted(self, statement: Any) -> bool:
        try:
            with self.engine.begin() as connection:
                connection.execute(statement)
        except IntegrityError:
            return False
        return True


def _event(row: Any) -> Event | None:
    """The event of a row; None if the row is damaged."""
    try:
        data = json.loads(row.data)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = all(isinstance(one, str) for one in (row.room, row.team, row.kind))
    numbers = isinstance(row.meeting, int) and isinstance(row.at, int | float)
    if not (texts and numbers and isinstance(data, dict)):
        return None
    return Event(row.room, row.team, row.meeting, row.kind, data, row.at)


def _engine(url: str | URL) -> Engine:
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        return create_engine(place, pool_pre_ping=True)
    if place.database:
        file = Path(place.database)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # only its owner reads it
    engine = create_engine(place)

    @event.listens_for(engine, "connect")
    def _prepared(connection: Any, _: object) -> None:
        connection.isolation_level = None  # `_begin` opens transactions, so that tables are made
        for pragma in _PRAGMAS:  # whole or not at all
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
