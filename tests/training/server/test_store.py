"""The store: what is acknowledged is on the disk, once, and what is deleted is gone."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from simulator.training.game.events import Event
from simulator.training.server.migrations import MIGRATIONS, NewerError, migrated
from simulator.training.server.store import DAY, RoomRow, Store
from simulator.training.server.tables import METADATA
from tests.training.server.postgres import postgres_url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rooms.db'}"
    else:
        with postgres_url(tmp_path) as found:
            yield found


@pytest.fixture
def store(url):
    opened = Store(url)
    yield opened
    opened.close()


def room(code="BCDF23", used=1000.0):
    return RoomRow(code, "{}", "1", "abc", 900.0, used)


def moved(meeting=1, team="rood", **data):
    return Event("BCDF23", team, meeting, "table", data or {"move": "stilte"}, 1.5)


def test_an_event_comes_back_as_it_was(store):
    store.add_room(room())
    happened = moved(move="open_vraag", offer="hold", said="é ' \" \n ;")
    assert store.add_event(happened, 1001.0)
    assert store.events("BCDF23") == [happened]


def test_the_same_move_twice_is_kept_once(store):
    store.add_room(room())
    assert store.add_event(moved(move="hard"), 1001.0)
    assert not store.add_event(moved(move="stilte"), 1002.0)
    assert [e.data["move"] for e in store.events("BCDF23")] == ["hard"]


def test_a_code_is_given_once(store):
    assert store.add_room(room())
    assert not store.add_room(room())


def test_events_keep_the_order_they_came_in(store):
    store.add_room(room())
    for meeting in (3, 1, 2):
        store.add_event(moved(meeting), 1001.0)
    assert [e.meeting for e in store.events("BCDF23")] == [3, 1, 2]


def test_a_team_that_cannot_be_kept_leaves_no_half_event(store):
    """Token and event are one transaction: a token in use makes neither."""
    store.add_room(room())
    store.add_event(Event("BCDF23", "rood", 0, "joined", {}, 0.0), 1.0, "hash")
    assert not store.add_event(Event("BCDF23", "blauw", 0, "joined", {}, 0.0), 1.0, "hash")
    assert [e.team for e in store.events("BCDF23")] == ["rood"]
    assert store.team("BCDF23", "hash") == "rood"


def test_a_new_token_ends_the_old_one(store):
    store.add_room(room())
    store.add_event(Event("BCDF23", "rood", 0, "joined", {}, 0.0), 1.0, "old")
    store.give_token("BCDF23", "rood", "new")
    assert store.team("BCDF23", "old") is None
    assert store.team("BCDF23", "new") == "rood"
    store.remove_token("BCDF23", "rood")
    assert store.team("BCDF23", "new") is None


def test_a_token_opens_only_its_own_room(store):
    store.add_room(room())
    store.add_room(room("XXXX22"))
    store.add_event(Event("BCDF23", "rood", 0, "joined", {}, 0.0), 1.0, "hash")
    assert store.team("XXXX22", "hash") is None


def test_rooms_whose_time_is_over_are_deleted_with_all_in_them(store):
    store.add_room(room(used=0.0))
    store.add_room(room("XXXX22", used=30 * DAY))
    store.add_event(moved(), 0.0, "hash")
    assert store.expire(now=31 * DAY, days=30.0) == ["BCDF23"]
    assert store.events("BCDF23") == []
    assert store.team("BCDF23", "hash") is None
    assert [row.code for row in store.rooms()] == ["XXXX22"]


def test_a_trainers_day_ends(store):
    store.add_trainer("hash", until=100.0)
    assert store.is_trainer("hash", 99.0)
    assert not store.is_trainer("hash", 101.0)
    assert not store.is_trainer("other", 99.0)
    store.end_trainers()
    assert not store.is_trainer("hash", 99.0)


def test_migrations_make_the_tables_that_the_program_uses(store):
    found = inspect(store.engine)
    for name, table in METADATA.tables.items():
        columns = {column["name"]: column for column in found.get_columns(name)}
        assert set(columns) == {column.name for column in table.columns}
        assert set(found.get_pk_constraint(name)["constrained_columns"]) == {
            column.name for column in table.primary_key
        }
        for column in table.columns:
            assert columns[column.name]["nullable"] == bool(column.nullable)
    keys = found.get_unique_constraints("event")
    assert ["room", "team", "meeting", "kind"] in [key["column_names"] for key in keys]


def test_migrating_twice_changes_nothing(store):
    with store.engine.begin() as connection:
        assert migrated(connection) == len(MIGRATIONS)


def test_a_newer_file_is_refused(store, url):
    with store.engine.begin() as connection:
        connection.execute(text("INSERT INTO version VALUES (99)"))
    with pytest.raises(NewerError, match="newer gunfactor"):
        Store(url)


def test_sqlite_waits_for_the_disk_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / "new" / "rooms.db"
    store = Store(f"sqlite:///{file}")
    with store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
    store.close()
    assert file.stat().st_mode & 0o077 == 0


def test_what_is_deleted_is_not_left_in_the_file(tmp_path):
    file = tmp_path / "rooms.db"
    store = Store(f"sqlite:///{file}")
    store.add_room(room())
    store.add_event(moved(said="een-heel-herkenbaar-geheim"), 1001.0)
    assert b"herkenbaar" in b"".join(part.read_bytes() for part in tmp_path.iterdir())
    store.delete_room("BCDF23")
    assert b"herkenbaar" not in b"".join(part.read_bytes() for part in tmp_path.iterdir())
    store.close()


def test_a_copy_of_the_file_is_a_backup(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'rooms.db'}")
    store.add_room(room())
    store.add_event(moved(), 1001.0)
    backup = tmp_path / "backup.db"
    with (
        contextlib.closing(sqlite3.connect(tmp_path / "rooms.db")) as one,
        contextlib.closing(sqlite3.connect(backup)) as other,
    ):
        one.backup(other)
    store.close()
    copied = Store(f"sqlite:///{backup}")
    assert copied.events("BCDF23") == [moved()]
    copied.close()


def test_a_failed_first_start_leaves_no_half_tables(tmp_path, monkeypatch):
    """Tables are made whole or not at all, so a second start finds a clean file."""
    url = f"sqlite:///{tmp_path / 'rooms.db'}"

    def breaks(connection):
        MIGRATIONS[0](connection)
        raise OSError("the lights went out")

    monkeypatch.setattr("simulator.training.server.migrations.MIGRATIONS", (breaks,))
    with pytest.raises(OSError, match="lights"):
        Store(url)
    monkeypatch.undo()
    engine = create_engine(url)
    assert not inspect(engine).has_table("room")
    engine.dispose()
    Store(url).close()
    assert Path(tmp_path / "rooms.db").stat().st_size > 0


def test_a_store_of_before_the_clock_gives_its_rooms_their_days_anew(tmp_path):
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE version (number INTEGER NOT NULL PRIMARY KEY)"))
        MIGRATIONS[0](connection)
        connection.execute(text("INSERT INTO version VALUES (1)"))
        for code, used in (("BCDF23", 946_684_800.0), ("XXXX22", 1_795_000_000.0)):
            row = {"code": code, "used": used}
            insert = "INSERT INTO room VALUES (:code, '{}', '1', 'abc', 900.0, :used)"
            connection.execute(text(insert), row)
    engine.dispose()
    store = Store(url)
    lived, _ = store.clock(2_000_000_000.0)
    assert lived == 1_795_000_000.0
    assert store.expire(lived + 29 * DAY, 30.0) == []
    assert len(store.rooms()) == 2
    store.close()
