"""Views are records: the type checker sees all that is read from them."""

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any

import pytest

from simulator.training.views.debrief import DebriefView
from simulator.training.views.observer import ObserverView
from simulator.training.views.participant import ParticipantView
from simulator.training.views.projector import ProjectorView
from simulator.training.views.trainer import TrainerView
from tests.training.debrief.test_agenda import loose

# Views of the steps of the debrief, each known to the file of its step only.
OF_STEPS = {DebriefView: {"shown": Mapping[str, list[Any]]}, ProjectorView: {"shown": Any}}


@pytest.mark.parametrize(
    "view", [ParticipantView, ObserverView, TrainerView, DebriefView, ProjectorView]
)
def test_every_view_says_what_is_in_it(view):
    assert view.__dataclass_params__.frozen
    hints = typing.get_type_hints(view)
    for name, kind in OF_STEPS.get(view, {}).items():
        assert hints.pop(name) == kind
    for name, kind in hints.items():
        assert not loose(kind, set()), f"{view.__name__}.{name}"


def test_a_view_cannot_be_changed():
    view = DebriefView("lobby", [], None, {}, [])
    with pytest.raises(dataclasses.FrozenInstanceError):
        view.phase = "play"  # type: ignore[misc]
