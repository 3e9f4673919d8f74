"""How a room was set up: a line that is read again as it was written."""

import json

import pytest

from simulator.training.game.setup import Setup

SETUP = Setup("room", "rust-opent-het-gesprek", 7, steps=("happened", "apply"))


def test_a_setup_is_read_as_it_was_written():
    assert Setup.from_json(SETUP.to_json()) == SETUP


def test_a_setup_from_before_steps_were_written_down_has_none():
    old = json.loads(SETUP.to_json())
    del old["steps"]
    assert Setup.from_json(json.dumps(old)).steps == ()


@pytest.mark.parametrize("steps", [3, "apply", None])
def test_steps_that_are_no_list_are_refused(steps):
    with pytest.raises(ValueError, match="list at steps"):
        Setup.from_json(json.dumps({**json.loads(SETUP.to_json()), "steps": steps}))
