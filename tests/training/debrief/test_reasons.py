"""Why the other reacted: the parts add up, and of people only the tension is told."""

import pytest

from simulator.training.debrief.reasons import reasons
from simulator.training.debrief.steps.rules import reactions
from tests.training.hands import opened, sent, started
from tests.training.seasons import place, season


def test_pressing_twice_hardens_and_says_so():
    sitting = season(["stilte", "hard", "hard"])
    told = [one.sentence for one in reactions(sitting, place(sitting), "nl")]
    assert told[1].startswith("Je zette druk; ")
    assert told[2].startswith("Je zette voor de tweede keer druk; ")
    assert reasons(sitting, 0, 0)[1].rule in ("mirror.up", "shock.up", "pull.up")
    assert reasons(sitting, 0, 0)[1].change > 0.05


def test_calm_acts_calm_and_the_parts_add_up_to_what_happened():
    sitting = season(["open_vraag", "stilte", "delen", "proces"])
    case, d = sitting.case, 0
    found = reasons(sitting, 0, 0)
    for one in found[:4]:
        moments = sitting.played.moments[0, d, one.turn - 1]
        strategy = case.world.strategies[moments[0, 1]["strategy"]]
        before, after = moments[0, 1], moments[1, 1]
        shared = sitting.played.shared[0, d, one.turn - 1]
        p = case.params[0]
        leak = strategy["reactivity"] * p["tension_to_acts"]
        moved = (
            strategy["mirroring"] * (after["hardness_met"] - before["hardness_met"])
            + leak * (after["tension"] - before["tension"])
            - p["ownership_softens"] * (shared[1] - shared[0])
        )
        names = ("mirror", "pull", "relief", "shock", "contagion", "ownership")
        assert sum(one.parts[name] for name in names) == pytest.approx(moved, abs=1e-9)
    assert found[0].rule == "mirror.down"


def test_of_people_only_the_tension_is_explained():
    now = started(opened("teams", seed=4), a="seller", b="buyer")
    while waiting := [(team, one) for team in "ab" for one in now.pending(team)]:
        team, one = waiting[0]
        data: dict[str, object] = {"move": "niets"}
        if one.kind == "answer":
            data = {"accept": False}
        elif one.kind != "between":
            data = {"move": "hard" if team == "a" else "argument"}
        now = sent(now, team, one.meeting, one.kind, **data)
    sitting = now.sitting("a")
    assert sitting is not None
    names = {one.rule.split(".")[0] for one in reasons(sitting, 0, 0)}
    assert names <= {"pull", "relief", "shock", "contagion", "little"}
