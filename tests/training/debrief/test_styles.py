"""In whose style a season was played."""

import pytest

from simulator.training.debrief.styles import bet, style
from tests.training import hands
from tests.training.hands import started


@pytest.mark.parametrize("name", ["hard", "argue", "calm", "open"])
def test_a_strategy_played_by_hand_is_recognised(name):
    right = 0
    for seed in range(1, 9):
        room = hands.opened("model", seed, params={"override_calm": 0.0})
        world = room.case.world
        styles = {**room.case.styles, "seller": world.strategy_names.index(name)}
        room = hands.replace(room, case=hands.replace(room.case, styles=styles))
        sitting = hands.played_on(started(room, a="seller")).sitting("a")
        assert sitting is not None
        sitting.played.state.sides["strategy"][...] = world.strategy_names.index("soft")
        right += world.strategy_names[style(sitting, 0, 0)] == name
    assert right >= 6, f"{name} was seen {right} times in 8"


def test_every_strategy_belongs_to_an_approach():
    approaches = {name: bet(name) for name in hands.opened().case.world.strategy_names}
    assert approaches["hard"] == approaches["press"] == "hard"
    assert approaches["collab"] == "open"
    assert approaches["calm"] == "calm"
    assert set(approaches.values()) == {"hard", "argue", "calm", "open"}
