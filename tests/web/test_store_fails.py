"""A store that fails while people play: what is said is true. Real servers, no browser."""

import asyncio
import contextlib
import sqlite3
import subprocess
import sys

import pytest

from tests.training.server.postgres import free_port
from tests.web import scripted
from tests.web.serving import ROOT, serving

pytestmark = pytest.mark.slow


def test_a_second_server_on_the_same_store_is_refused_in_a_sentence(tmp_path):
    with serving(tmp_path) as first:
        port = str(free_port())
        line = [sys.executable, "-m", "simulator", "serve", "--no-browser", "--port", port,
                "--store", str(tmp_path / "rooms.db"), "--lang"]  # fmt: skip
        for lang, words in (("nl", "gebruikt deze opslag al"), ("en", "uses this store already")):
            done = subprocess.run(
                [*line, lang], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
            )
            assert done.returncode == 2
            assert words in done.stderr
            assert "Traceback" not in done.stderr
        assert first.process.poll() is None


def test_where_the_store_is_locked_moves_and_pauses_say_that_they_did_not_happen(tmp_path):
    async def check(base):
        leader = await scripted.trainer(base)
        code = await scripted.new_room(leader)
        red = await scripted.joined(base, code, "Rood")
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Begin")
        asked = await red.until(scripted.deciding)
        with contextlib.closing(sqlite3.connect(tmp_path / "rooms.db")) as other:
            other.isolation_level = None
            other.execute("BEGIN EXCLUSIVE")
            await red.choose(scripted.MOVE, "hard")
            await red.press(scripted.DO_IT)
            await red.until(lambda r: "niet gebeurd" in r.text(), 30.0)
            assert scripted.deciding(red) == asked
            await leader.press("Pauze voor iedereen")
            await leader.until(lambda r: "niet gebeurd" in r.text(), 30.0)
            other.execute("ROLLBACK")
        await red.press(scripted.DO_IT)
        await red.until(lambda r: scripted.deciding(r) != asked)
        for robot in (leader, red):
            await robot.close()

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))


def test_one_odd_row_leaves_the_desk_and_the_other_rooms_as_they_are(tmp_path):
    async def check(base):
        leader = await scripted.trainer(base)
        codes = [await scripted.new_room(leader) for _ in range(2)]
        with contextlib.closing(sqlite3.connect(tmp_path / "rooms.db")) as file, file:
            file.execute("UPDATE room SET setup = '[' WHERE code = ?", (codes[0],))
        answer = await leader.get("/trainer")
        assert answer.status == 200
        assert "beschadigd" in leader.wire[-1]
        assert codes[1][:3] in leader.wire[-1]
        await leader.close()

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))
