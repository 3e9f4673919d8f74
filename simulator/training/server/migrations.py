"""How a file of an older version becomes one of this version: one function a version.

A migration is never changed after a release; what it makes is written out here and not taken from
`tables.py`. A test compares the two.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

Migration = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    serial = "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"
    if connection.dialect.name != "sqlite":
        serial = "SERIAL PRIMARY KEY"
    for statement in (
        """CREATE TABLE room (
            code VARCHAR(12) NOT NULL PRIMARY KEY, setup TEXT NOT NULL,
            model_version VARCHAR(40) NOT NULL, scenario_hash VARCHAR(64) NOT NULL,
            created DOUBLE PRECISION NOT NULL, used DOUBLE PRECISION NOT NULL)""",
        """CREATE TABLE team (
            room VARCHAR(12) NOT NULL REFERENCES room (code) ON DELETE CASCADE,
            team VARCHAR(12) NOT NULL, token_hash VARCHAR(64) NOT NULL UNIQUE,
            PRIMARY KEY (room, team))""",
        f"""CREATE TABLE event (
            number {serial},
            room VARCHAR(12) NOT NULL REFERENCES room (code) ON DELETE CASCADE,
            team VARCHAR(12) NOT NULL, meeting INTEGER NOT NULL, kind VARCHAR(40) NOT NULL,
            data TEXT NOT NULL, at DOUBLE PRECISION NOT NULL,
            CONSTRAINT event_once UNIQUE (room, team, meeting, kind))""",
        "CREATE INDEX event_of_room ON event (room, number)",
        """CREATE TABLE trainer (
            token_hash VARCHAR(64) NOT NULL PRIMARY KEY, until DOUBLE PRECISION NOT NULL)""",
    ):
        connection.execute(text(statement))


def _clock(connection: Connection) -> None:
    """Rooms are kept by a clock of their own; all that are there begin their days anew."""
    for statement in (
        """CREATE TABLE clock (
            number INTEGER NOT NULL PRIMARY KEY,
            lived DOUBLE PRECISION NOT NULL, wall DOUBLE PRECISION NOT NULL)""",
        "UPDATE room SET used = (SELECT MAX(used) FROM room)",
        "DELETE FROM trainer",
    ):
        connection.execute(text(statement))


MIGRATIONS: tuple[Migration, ...] = (_first, _clock)


class NewerError(Exception):
    """A file written by a newer version of the program."""


def migrated(connection: Connection) -> int:
    """Bring the tables to this version; the version they had.

    Raises:
        NewerError: they are of a version that this program does not know.
    """
    version = 0
    if inspect(connection).has_table("version"):
        version = connection.execute(text("SELECT MAX(number) FROM version")).scalar_one() or 0
    else:
        connection.execute(text("CREATE TABLE version (number INTEGER NOT NULL PRIMARY KEY)"))
    if version > len(MIGRATIONS):
        raise NewerError(
            f"The rooms were stored by a newer gunfactor (tables version {version}, this program "
            f"knows up to {len(MIGRATIONS)}). Install that version, or start with another --store."
        )
    for number in range(version + 1, len(MIGRATIONS) + 1):
        MIGRATIONS[number - 1](connection)
        connection.execute(text("INSERT INTO version VALUES (:number)"), {"number": number})
    return version
