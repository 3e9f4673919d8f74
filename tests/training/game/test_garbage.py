"""Whatever is sent to a room, it is done or refused with a reason; nothing breaks."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.training.game import reducer
from simulator.training.game.events import OF_TEAMS, OF_TRAINER, Event
from simulator.training.game.refused import Refused
from simulator.training.views.participant import participant_view
from simulator.training.views.trainer import trainer_view
from tests.training.hands import opened, sent, started

PLAIN = st.none() | st.booleans() | st.integers(-3, 200) | st.floats() | st.text(max_size=12)
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
FIELDS = (
    "move", "offer", "package", "demand", "accept", "mediate", "relation", "alias", "role", "table",
    "observes", "answers", "guess", "guess_batna", "style", "kind", "meeting", "text", "share",
    "seconds", "card", "team", "step",
)  # fmt: skip
NAMES = st.sampled_from(["a", "b", "", "buyer", "hard", "package", "tariff", "bellen", "cut"])
DATA = st.dictionaries(st.sampled_from(FIELDS), ANYTHING | NAMES, max_size=5)
EVENTS = st.builds(
    Event,
    room=st.sampled_from(["room", "other"]),
    team=st.sampled_from(["a", "b", "", "o", "<x>"]),
    meeting=st.integers(-1, 10) | st.sampled_from([10**30]),
    kind=st.sampled_from([*OF_TEAMS, *OF_TRAINER, "zap"]),
    data=DATA,
)
START = started(opened("teams"), a="seller", b="buyer")
LOBBY = sent(opened("teams"), "a", 0, "joined", alias="a")


@settings(max_examples=150)
@given(st.lists(EVENTS, max_size=6), st.sampled_from([LOBBY, START]))
def test_a_room_does_or_refuses_whatever_it_is_sent(events, now):
    for event in events:
        refused = reducer.refusal(now, event)
        if refused is None:
            now = reducer.after(now, event)
        else:
            assert refused.sentence("nl")
            assert refused.sentence("en")
    for team in now.teams:
        participant_view(now, team, "nl")
    trainer_view(now, "nl")


@given(ANYTHING)
def test_a_line_that_is_no_event_is_refused(value):
    text = json.dumps(value)
    with pytest.raises(ValueError, match="event"):
        Event.from_json(text)


@given(st.text(max_size=40))
def test_text_that_is_no_json_is_refused(text):
    try:
        Event.from_json(text)
    except ValueError:
        return
    raise AssertionError(f"{text!r} was taken for an event")


def test_an_event_survives_being_written():
    event = Event("room", "a", 3, "table", {"move": "hard", "package": {"é": 0.1 + 0.2}}, 12.5)
    assert Event.from_json(event.to_json()) == event


def test_a_number_that_is_none_cannot_be_written():
    with pytest.raises(ValueError, match="JSON"):
        Event("room", "a", 1, "table", {"demand": float("nan")}).to_json()


def test_a_refusal_names_a_reason():
    with pytest.raises(Refused) as found:
        reducer.after(START, Event("room", "a", 1, "zap"))
    assert found.value.key == "bad_data"
    assert "zap" in found.value.sentence("nl")
