"""The tables as they are now: rooms, teams and the events that happened. State is not stored.

What a room is follows from its setup and its events; `migrations.py` says how older files become
like this.
"""

from sqlalchemy import (
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

ROOM = Table(
    "room",
    METADATA,
    Column("code", String(12), primary_key=True),
    Column("setup", Text, nullable=False),  # exercise.room.Setup as JSON
    Column("model_version", String(40), nullable=False),
    Column("scenario_hash", String(64), nullable=False),
    Column("created", Float, nullable=False),  # seconds since 1970
    Column("used", Float, nullable=False),  # last event, as CLOCK; retention counts from here
)
TEAM = Table(
    "team",
    METADATA,
    Column("room", String(12), primary_key=True),
    Column("team", String(12), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),  # SHA-256 of 192 random bits
    ForeignKeyConstraint(["room"], ["room.code"], ondelete="CASCADE"),
)
EVENT = Table(
    "event",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order they came in
    Column("room", String(12), nullable=False),
    Column("team", String(12), nullable=False),  # "" = the trainer
    Column("meeting", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("data", Text, nullable=False),  # JSON
    Column("at", Float, nullable=False),  # seconds since the room was made
    UniqueConstraint("room", "team", "meeting", "kind", name="event_once"),
    ForeignKeyConstraint(["room"], ["room.code"], ondelete="CASCADE"),
)
Index("event_of_room", EVENT.c.room, EVENT.c.number)
TRAINER = Table(
    "trainer",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("until", Float, nullable=False),  # as CLOCK
)
CLOCK = Table(
    "clock",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),  # there is one
    Column("lived", Float, nullable=False),  # seconds that rooms have lived, see `clock.py`
    Column("wall", Float, nullable=False),  # the clock on the wall then, seconds since 1970
)
