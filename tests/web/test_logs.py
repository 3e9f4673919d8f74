"""What strangers send makes no line of its own in the log, and no flood of lines."""

import io
import logging

import pytest

pytest.importorskip("nicegui")

from simulator.web import logs

FORGED = "x\n2026-11-30 INFO gunfactor: deleted all rooms\r\n\x1b[2J\x1b[31m\u2028\u202ered\x00"


@pytest.fixture
def written():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.OneLine())
    log = logging.Logger("test")
    log.addHandler(handler)
    return log, stream, handler


def test_a_text_of_a_stranger_stays_on_its_line(written):
    log, stream, _ = written
    log.warning("unknown event %s", FORGED)
    log.warning(FORGED)
    said = stream.getvalue()
    assert len(said.splitlines()) == 2
    assert all(sign.isprintable() or sign == "\n" for sign in said)


def test_a_text_of_a_stranger_stays_set_in_below_a_mistake(written):
    log, stream, _ = written
    try:
        raise ValueError(FORGED)
    except ValueError:
        log.exception("it failed")
    first, *story = stream.getvalue().splitlines()
    assert first.endswith("ERROR test: it failed")
    assert all(line.startswith("    | ") for line in story)
    assert any("ValueError" in line for line in story)


def test_a_long_text_is_cut_off(written):
    log, stream, _ = written
    log.warning("x" * 1_000_000)
    assert len(stream.getvalue()) < 600


def test_a_flood_is_counted_and_not_written(written):
    log, stream, handler = written
    now = [0.0]
    handler.addFilter(logs.Few(lambda: now[0]))
    for _ in range(100_000):
        log.warning("x" * 200)
    assert len(stream.getvalue()) < 100_000
    now[0] += 10.0
    log.warning("after")
    last = stream.getvalue().splitlines()[-1]
    assert "after (and 99900 messages before)" in last


def test_everything_below_us_writes_through_one_handler():
    before, handlers = logging.root.level, list(logging.root.handlers)
    other = logging.getLogger("uvicorn.error.test")
    other.addHandler(logging.NullHandler())
    try:
        logs.begun()
        assert not other.handlers
        assert other.propagate
        (handler,) = logging.root.handlers
        assert isinstance(handler.formatter, logs.OneLine)
        assert any(isinstance(one, logs.Few) for one in handler.filters)
    finally:
        logging.root.handlers[:] = handlers
        logging.root.setLevel(before)
