"""What a team half filled in is kept until it was sent, and what was refused is said."""

import pytest

pytest.importorskip("nicegui")

from simulator.training.server.live_room import NotKeptError
from simulator.web.ui.words import not_kept
from simulator.web.visitor import FRESH, Visitor
from tests.web import alone


def with_visitor(folder, check):
    alone.checked(folder, lambda _, live: Visitor(live, alone.TEAM, "nl", lambda: True), check)


def test_what_nobody_touched_is_not_begun(tmp_path):
    async def check(visitor):
        for kind in (*FRESH, "bet", "statements_before"):
            assert not visitor.begun(kind)
            draft = visitor.draft(kind)
            assert not visitor.begun(kind)
            draft["text"] = "half"
            assert visitor.begun(kind)

    with_visitor(tmp_path, check)


def test_a_draft_is_of_one_form_and_one_visitor(tmp_path):
    async def check(visitor):
        fresh = {kind: dict(values) for kind, values in FRESH.items()}
        visitor.draft("lesson", 1)["text"] = "first"
        visitor.draft("preparation")["guess"]["budget"] = 3
        assert visitor.draft("lesson", 1)["text"] == "first"
        assert not visitor.begun("lesson", 2)
        assert fresh == FRESH

    with_visitor(tmp_path, check)


def test_what_is_refused_is_said_and_stays_filled_in(tmp_path):
    async def check(visitor):
        visitor.draft("bet")["style"] = "nonsense"
        assert not await visitor.send("bet", 0, {"style": "nonsense"})
        assert visitor.alert._text
        assert "unseen" not in visitor.alert._classes
        assert visitor.begun("bet")

    with_visitor(tmp_path, check)


def test_what_is_taken_ends_its_draft_and_the_warning(tmp_path):
    async def check(visitor):
        visitor.warn("Kies eerst")
        visitor.draft("statements_before")[0] = 4
        assert await visitor.send("statements_before", 0, {"answers": [4] * 4})
        assert not visitor.begun("statements_before")
        assert "unseen" in visitor.alert._classes

    with_visitor(tmp_path, check)


def test_a_browser_that_no_longer_holds_the_team_sends_nothing_and_its_page_is_emptied(tmp_path):
    holds = [True]
    left = []

    async def check(visitor):
        visitor.leave = lambda: left.append(True)
        holds[0] = False
        before = visitor.live.now
        assert not await visitor.send("statements_before", 0, {"answers": [4] * 4})
        assert visitor.live.now is before
        assert left == [True]

    alone.checked(
        tmp_path, lambda _, live: Visitor(live, alone.TEAM, "nl", lambda: holds[0]), check
    )


def test_what_could_not_be_stored_is_said_and_stays_filled_in(tmp_path, monkeypatch):
    async def check(visitor):
        async def act(*_):
            raise NotKeptError("full", "disk is full")

        monkeypatch.setattr(visitor.live, "act", act)
        visitor.draft("statements_before")[0] = 4
        assert not await visitor.send("statements_before", 0, {"answers": [4] * 4})
        assert visitor.alert._text == not_kept(NotKeptError("full", ""), "nl")
        assert visitor.begun("statements_before")

    with_visitor(tmp_path, check)
