"""What a trainer does counts once, and what could not be done is said."""

import pytest

pytest.importorskip("nicegui")

from simulator.web.trainer.desk import Desk
from simulator.web.ui.words import say
from tests.web import alone


def numbered(site, live):
    desk = Desk(site, live, "nl", lambda: True)
    desk.number()
    return desk


def with_desk(folder, check):
    alone.checked(folder, numbered, check)


def test_two_clicks_before_the_page_shows_the_first_count_once(tmp_path):
    async def check(desk):
        assert await desk.act("start")
        desk.number()
        for _ in range(2):
            assert await desk.act("extend", {"seconds": 300})
        assert desk.live.now.extra_seconds == 300
        desk.number()
        assert await desk.act("extend", {"seconds": 300})
        assert desk.live.now.extra_seconds == 600

    with_desk(tmp_path, check)


def test_what_cannot_be_done_is_said_until_something_can(tmp_path):
    async def check(desk):
        assert not await desk.act("reveal", {"step": 99})
        assert desk.alert._text
        assert "unseen" not in desk.alert._classes
        assert await desk.act("start")
        assert "unseen" in desk.alert._classes

    with_desk(tmp_path, check)


def test_a_trainer_whose_day_is_over_changes_nothing_and_is_told(tmp_path):
    async def check(desk):
        assert not await desk.act("start")
        assert desk.live.now.phase == "lobby"
        assert desk.alert._text == say("nl", "trainer.day_over")

    alone.checked(tmp_path, lambda site, live: Desk(site, live, "nl", lambda: False), check)
