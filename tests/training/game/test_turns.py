"""One turn at a time: offers, packages, moves in between, who may take over, how it ends.

Worked by hand where there is arithmetic; otherwise the same season with and without one thing.
"""

from typing import Any

import numpy as np
import pytest

from simulator.engine import decisions
from simulator.training.game.match import Sitting
from simulator.training.game.room import Room
from simulator.training.views.participant import participant_view
from tests.training.hands import opened, sent, started

BUYER = 1
TENSE = {"params": {"tension_start": 0.6, "trust_start": 0.3}}


def sitting_of(now: Room) -> Sitting:
    found = now.sitting("a")
    assert found is not None
    return found


def talks(
    table: list[dict[str, Any]], between: list[str] | None = None, seed: int = 2, **changes: Any
) -> Room:
    """A season of one team, its moves in order; what is left out is silence and nothing."""
    now = started(opened(seed=seed, **changes), a="seller")
    betweens = iter(between or [])
    moves = iter(table)
    while now.pending("a"):
        one = now.pending("a")[0]
        if one.kind == "between":
            now = sent(now, "a", one.meeting, "between", move=next(betweens, "niets"))
            continue
        data = next(moves, None)
        if data is None:
            return now
        now = sent(now, "a", one.meeting, one.kind, **data)
    return now


def note(now: Room, turn: int) -> np.record:
    return sitting_of(now).played.notes[0, 0, turn - 1]


def side(now: Room, turn: int, s: int, after: bool = True) -> np.record:
    return sitting_of(now).played.moments[0, 0, turn - 1, int(after), s]


@pytest.mark.parametrize(
    ("offers", "demands"),
    [
        (["hold", "hold"], [1.0, 1.0]),
        (["little", "little"], [0.95, 0.90]),
        (["much", "little"], [0.85, 0.80]),
        (["demand", "hold"], [0.70, 0.70]),
    ],
)
def test_an_offer_gives_up_so_much_of_what_was_asked(offers, demands):
    now = talks([{"move": "voorstel", "offer": offer, "demand": 0.7} for offer in offers])
    assert [float(note(now, turn)["demand"]) for turn in (2, 4)] == pytest.approx(demands)


def test_a_package_is_worth_the_sum_of_the_weights_it_keeps():
    # Tariff 2.5 of 1..4 is .5, volume 100 of 95..105 is .5, waiting 8 of 6..14 is .25, risk 20 of
    # 0..100 where low is best is .8. Seller: .45 .2 .1 .25, so .225 + .1 + .025 + .2 = .55. Buyer
    # keeps the rest of each: .2 (.5) + .2 (.5) + .45 (.75) + .15 (.2) = .1 + .1 + .3375 + .03.
    package = {"tariff": 2.5, "volume": 100, "wait": 8, "risk": 20}
    now = talks([{"move": "voorstel", "offer": "package", "package": package}])
    made = note(now, 2)
    assert made["settlement"] == pytest.approx([0.5, 0.5, 0.25, 0.8])
    assert made["utility"] == pytest.approx([0.55, 0.5675])
    assert made["demand"] == pytest.approx(0.55)


def test_a_package_that_is_signed_is_the_contract():
    package = {"tariff": 1, "volume": 95, "wait": 6, "risk": 100}
    now = talks([{"move": "voorstel", "offer": "package", "package": package}])
    seen = participant_view(now, "a", "en").talks[0].ending
    assert seen.key == "agreed", "nobody refuses everything"
    assert seen.contract == {"tariff": "1.0 % (en)", "volume": "95.0 % (en)",
                                "wait": "6.0 % (en)", "risk": "100.0 % (en)"}  # fmt: skip


def test_what_is_accepted_is_what_was_offered():
    before = talks([{"move": "stilte"}] * 4)
    offered = participant_view(before, "a", "nl").talks[0].standing
    one = before.pending("a")[0]
    now = sent(before, "a", one.meeting, one.kind, accept=True)
    signed = participant_view(now, "a", "nl").talks[0].ending
    assert signed.contract == offered.offer
    assert signed.points == offered.points
    played = sitting_of(now).played.state.relations[0, 0]
    assert int(played["turns"]) == 9, "no turn is spent on a yes"


def test_what_was_offered_stands_until_the_next_offer_even_after_a_call():
    now = talks([{"move": "stilte"}] * 3, ["bellen"] * 3)
    sitting = sitting_of(now)
    standing = sitting.standing(0, 0)
    assert standing is not None
    assert standing[0] == pytest.approx(note(now, 7)["settlement"])


def test_joint_facts_take_the_next_meeting_and_teach_both():
    plain = talks([{"move": "stilte"}] * 2, ["niets", "niets"])
    facts = talks([{"move": "stilte"}] * 2, ["niets", "feiten"])
    assert plain.pending("a")[0].meeting == 3
    assert facts.pending("a")[0].meeting == 4
    assert note(facts, 5)["actor"] == -1
    assert note(facts, 6)["actor"] == -1
    for s in range(2):
        assert side(facts, 6, s)["knowledge"] > side(facts, 4, s)["knowledge"] + 0.05
        assert side(facts, 6, s)["cost"] > side(plain, 4, s)["cost"] + 0.01
    said = [line.said for line in participant_view(facts, "a", "nl").talks[0].lines]
    assert any("samen de cijfers" in line for line in said)


def test_a_call_takes_tension_away_and_a_visit_brings_trust():
    def after(move: str) -> np.record:
        now = talks([{"move": "argument"}] * 2, [move, "niets"], **TENSE)
        return side(now, 3, BUYER, after=False)

    quiet, called, visited = after("niets"), after("bellen"), after("werkbezoek")
    assert called["tension"] < quiet["tension"] - 0.05
    assert called["knowledge"] > quiet["knowledge"]
    assert visited["trust"] == pytest.approx(quiet["trust"] + 0.05 * (1 - quiet["trust"]))
    assert called["trust"] == quiet["trust"]


def test_a_visit_is_possible_once_and_facts_not_at_the_end():
    now = talks([{"move": "stilte"}] * 2, ["werkbezoek"])
    now = started(opened(seed=2), a="seller")
    now = sent(now, "a", 1, "table", move="stilte")
    now = sent(now, "a", 1, "between", move="werkbezoek")
    now = sent(now, "a", 2, "table", move="stilte")
    moves = {one.key: one for one in participant_view(now, "a", "nl").decisions[0].moves}
    assert not moves["werkbezoek"].open
    assert moves["feiten"].open
    assert not moves["intern"].open, "nobody takes over in this case"
    late = talks([{"move": "stilte"}] * 6)
    late = sent(late, "a", 7, "table", move="stilte")
    moves = {one.key: one for one in participant_view(late, "a", "nl").decisions[0].moves}
    assert not moves["feiten"].open
    assert moves["feiten"].why_not


def test_what_is_in_writing_makes_the_contract_clearer():
    def clarity(move: str) -> float:
        moves = [{"move": "voorstel", "offer": "much"}] * 8
        now = talks(moves, [move, move, "niets"])
        return float(sitting_of(now).played.state.contracts["clarity"][0, 0, 1])

    # Twice in writing is .5 and then half of the rest: .75, of which .2 shows in clarity (M7).
    assert clarity("vastleggen") == pytest.approx(clarity("niets") + 0.2 * 0.75)


BOSS = {
    "executive": {
        "role": "seller", "who": {"nl": "Baas", "en": "Boss"}, "meeting": 2, "strategy": "hard",
        "said": {"nl": "Nee!", "en": "No!"},
    }
}  # fmt: skip


def forced(override: bool) -> dict[str, Any]:
    return {**BOSS, "script": [{"year": 0, "side": "provider", "override": override}]}


def test_an_executive_takes_one_meeting_over_with_the_studs_up():
    calm = [{"move": "open_vraag", "offer": "much"}] * 3
    now = talks(calm, **forced(True))
    assert [int(note(now, turn)["overridden"]) for turn in (2, 4, 6)] == [0, 1, 0]
    assert note(now, 4)["act"] == 0
    assert note(now, 4)["demand"] == note(now, 2)["demand"], "and gives nothing"
    lines = participant_view(now, "a", "nl").talks[0].lines
    said = [line.said for line in lines]
    assert "Baas neemt het gesprek over." in said
    assert said[said.index("Baas neemt het gesprek over.") + 1] == "Nee!"
    spared = talks(calm, **forced(False))
    assert note(spared, 4)["overridden"] == 0
    assert side(now, 5, BUYER, after=False)["tension"] > side(spared, 5, BUYER)["tension"] + 0.05


def test_aligning_internally_makes_it_less_likely_that_the_executive_takes_over():
    def taken(between: str) -> int:
        changes = {**BOSS, "params": {"override_calm": 0.9, "authority_start": 0.2}}
        seasons = [
            talks([{"move": "stilte"}] * 2, [between], seed, **changes) for seed in range(30)
        ]
        return sum(int(note(one, 4)["overridden"]) for one in seasons)

    # Chance .9 (1 - a): .72 at a = .2, .504 after one talk with the executive (a = .44).
    alone, aligned = taken("niets"), taken("intern")
    assert 16 <= alone <= 27
    assert aligned < alone


def test_a_mediator_can_be_asked_from_the_seventh_meeting_on_and_comes_to_the_tense():
    now = started(opened(seed=2), a="seller")
    moves = {one.key: one for one in participant_view(now, "a", "nl").decisions[0].moves}
    assert not moves["escaleren"].open
    assert "7" in moves["escaleren"].why_not
    hard = [{"move": "hard"}] * 6 + [{"move": "escaleren"}]
    found = [int(note(talks(hard, seed=seed, **TENSE), 14)["mediation"]) for seed in range(12)]
    assert set(found) <= {decisions.REFUSED, decisions.FAILED, decisions.SUCCEEDED}
    assert decisions.SUCCEEDED in found
    assert decisions.REFUSED in found, "the other has to want it too"
    calm = [{"move": "open_vraag"}] * 6 + [{"move": "escaleren"}]
    kept = [talks(calm, seed=seed) for seed in range(4)]
    assert {int(note(one, 14)["mediation"]) for one in kept} == {decisions.REFUSED}


def test_who_does_not_escalate_gets_no_mediator():
    hard = [{"move": "hard"}] * 8
    for seed in range(6):
        now = talks(hard, seed=seed, **TENSE)
        assert sitting_of(now).played.state.relations["mediation"][0, 0] == 0


def test_two_teams_get_a_mediator_only_if_both_ask():
    def season(asks: str) -> int:
        now = started(opened("teams", seed=4, **TENSE), a="seller", b="buyer")
        while now.pending("a") or now.pending("b"):
            team = "a" if now.pending("a") else "b"
            one = now.pending(team)[0]
            if one.kind == "between":
                now = sent(now, team, one.meeting, "between", move="niets")
            elif one.kind == "answer":
                now = sent(now, team, one.meeting, "answer", accept=False)
            else:
                key = "escaleren" if one.meeting == 7 and team in asks else "hard"
                now = sent(now, team, one.meeting, "table", move=key)
        return int(sitting_of(now).played.state.relations["mediation"][0, 0])

    assert season("a") == 0
    assert season("ab") == 1


def test_openness_to_a_hard_side_without_trust_is_used_against_you():
    changes = {"params": {"trust_start": 0.2, "trust_sd": 0.0, "leverage": 0.3}}
    shared = talks([{"move": "delen"}] * 3, **changes)
    asked = talks([{"move": "open_vraag"}] * 3, **changes)
    assert side(shared, 6, BUYER)["leverage"] > 0.0
    assert side(asked, 6, BUYER)["leverage"] == 0.0


def test_the_difficulty_says_who_sits_opposite():
    from dataclasses import replace

    from simulator.training.game import reducer

    played = {}
    for difficulty in ("easy", "normal", "hard"):
        setup = replace(opened().setup, difficulty=difficulty, version="")
        now = started(reducer.opened(setup.sealed()), a="seller")
        strategy = sitting_of(now).played.state.sides["strategy"][0, 0, BUYER]
        played[difficulty] = now.case.world.strategy_names[int(strategy)]
    assert played == {"easy": "mirror", "normal": "press", "hard": "hard"}
