"""Nothing hidden is in what a participant, an observer or the wall gets before the reveal."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.training.debrief.agenda import names
from simulator.training.debrief.anonymity import TooFew
from simulator.training.debrief.transcript import CALM, learned
from simulator.training.game import moves, reducer
from simulator.training.game.events import Event
from simulator.training.game.match import Sitting
from simulator.training.game.refused import Refused
from simulator.training.game.room import Room
from simulator.training.views.debrief import DebriefView, debrief_view
from simulator.training.views.observer import observer_view
from simulator.training.views.participant import participant_view
from simulator.training.views.projector import projector_view
from tests.training.hands import opened, plain, sent, started, told

STEPS = names()
OTHER = 1  # side of the buyer; the team sells
NUMBERS = {
    "tension", "trust", "goodwill", "competence", "image", "knowledge", "surprise", "ownership",
    "stance", "strategy", "reservation", "weights", "chance", "utility", "demand", "seed",
}  # fmt: skip
SECRETS = ("buyer situation", "buyer goal", "buyer mandate", "buyer batna", "ruil")
# What may show in words alone: how the other looks. All else of the other is perturbed.
SHOWS = ("tension", "surprise")
OWN_HIDDEN = ("trust", "competence", "goodwill", "image", "tension", "surprise", "hardness_met",
              "pressure_met", "estimate", "authority", "skill", "opening", "press")  # fmt: skip

STEP = st.tuples(
    st.sampled_from(["a", "b", "advance", "card", "bot", "pause", "resume", "nudge"]),
    st.integers(0, 1000),
)


def rooms(steps: list[tuple[str, int]], difficulty: str) -> Iterator[Room]:
    """A room after each of some events, sensible or not."""
    base = opened(seed=steps[0][1] if steps else 1)
    setup = replace(base.setup, difficulty=difficulty, version="")
    now = reducer.opened(setup.sealed())
    now = sent(now, "a", 0, "joined", alias="Team A", role="seller")
    now = sent(now, "b", 0, "joined", alias="GEHEIM-B", role="seller")
    now = sent(now, "o", 0, "joined", alias="Kijker", role="observer", observes="a")
    now = sent(now, "", 1, "start")
    yield now
    for n, (what, number) in enumerate(steps):
        try:
            now = reducer.after(now, event(now, what, number, n))
        except Refused:
            continue
        yield now


def event(now: Room, what: str, number: int, n: int) -> Event:
    """Something that may happen; `number` says which."""
    if what in ("a", "b"):
        waiting = now.pending(what)
        if not waiting:
            return Event("room", what, 99, "table", {})
        one = waiting[0]
        return Event("room", what, one.meeting, one.kind, decision(one.kind, number))
    data: dict[str, Any] = {
        "advance": {"meeting": number % 5},
        "card": {"card": ["cut", "new"][number % 2]},
        "bot": {"team": "b"},
        "nudge": {"team": "a", "text": "Adem in."},
    }.get(what, {})
    return Event("room", "", n, what, data)


def decision(kind: str, number: int) -> dict[str, Any]:
    if kind == "between":
        return {"move": list(moves.BETWEEN)[number % len(moves.BETWEEN)]}
    if number % 17 == 0:
        return {"accept": True}
    offer = ["hold", "little", "much", "package"][number % 4]
    package = {"tariff": 2.5, "volume": 100, "wait": 6 + number % 8, "risk": 40}
    key = list(moves.TABLE)[number % len(moves.TABLE)]
    return {"move": key, "offer": offer, "package": package}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def blurred(now: Room, noise: float) -> Room:
    """The same room in which everything hidden is different."""
    return replace(now, tables={name: _blurred(one, noise) for name, one in now.tables.items()})


def _blurred(sitting: Sitting, noise: float) -> Sitting:
    played = sitting.played
    state = played.state._replace(
        sides=played.state.sides.copy(),
        relations=played.state.relations.copy(),
        contracts=played.state.contracts.copy(),
    )
    notes, moments = played.notes.copy(), played.moments.copy()
    for table in (state.sides, moments):
        for name in table.dtype.names or ():
            if table.dtype[name].base.kind == "f" and name not in SHOWS:
                side = (..., OTHER, slice(None)) if name == "weights" else (..., OTHER)
                table[name][side] += noise
        table["strategy"][..., OTHER] = 0
        for name in OWN_HIDDEN:
            table[name][..., 0] += noise
    state.contracts["utility"][..., OTHER] += noise
    notes["utility"][..., OTHER] += noise
    shared = played.shared + noise
    if not sitting.over:
        state.relations["ownership"] += noise
    return replace(
        sitting, played=replace(played, state=state, notes=notes, moments=moments, shared=shared)
    )


@settings(max_examples=40)
@given(st.lists(STEP, max_size=45), st.sampled_from(["normal", "hard"]))
def test_nothing_hidden_reaches_a_participant_whatever_happens(steps, difficulty):
    now = None
    for now in rooms(steps, difficulty):
        view = participant_view(now, "a", "nl")
        said = told(view)
        assert not set(keys(plain(view))) & NUMBERS
        assert not [secret for secret in SECRETS if secret in said]
        assert "GEHEIM-B" not in said
        assert view.talks[0].word is None
        sitting = now.sitting("a")
        assert sitting is not None
        heard = learned(sitting, 0, 0)
        for issue in ("tariff", "volume", "wait", "risk"):
            assert (f"buyer belang {issue}" in said) == (issue in heard)
    assert now is not None
    view = participant_view(now, "a", "nl")
    assert participant_view(blurred(now, 0.37), "a", "nl") == view


@settings(max_examples=15)
@given(st.lists(STEP, max_size=30))
def test_nothing_hidden_reaches_an_observer_or_the_wall(steps):
    for now in rooms(steps, "normal"):
        watched = observer_view(now, "o", "nl")
        said = told(watched)
        assert not set(keys(plain(watched))) & (NUMBERS | {"points", "importance"})
        assert not [
            one for one in (*SECRETS, "belang", "seller mandate", "GEHEIM-B") if one in said
        ]
        wall = projector_view(now, "nl")
        said = told(wall)
        assert not set(keys(plain(wall))) & NUMBERS
        assert not [one for one in (*SECRETS, "belang", "Team A", "GEHEIM-B") if one in said]
        assert observer_view(blurred(now, 0.41), "o", "nl") == watched


def test_the_check_itself_sees_a_leak():
    """What is perturbed does change the trainer's page, so the comparison above can fail."""
    from simulator.training.views.trainer import trainer_view

    now = list(rooms([("a", 3), ("a", 4), ("a", 8)], "normal"))[-1]
    assert trainer_view(blurred(now, 0.37), "nl") != trainer_view(now, "nl")
    assert "buyer mandate" in told(trainer_view(now, "nl"))


def test_an_easy_game_says_the_tension_in_a_word():
    for now in rooms([("a", 3), ("a", 4), ("a", 8)], "easy"):
        assert participant_view(now, "a", "nl").talks[0].word in (
            "kalm", "gespannen", "verhit",
        )  # fmt: skip


def test_the_debrief_shows_what_was_revealed_and_no_more():
    now = started(opened(), a="seller", b="seller", c="seller")
    assert debrief_view(now, "a", "nl") == DebriefView("play", [], None, {}, [])
    now = sent(now, "", 1, "bets")
    for step in range(1, len(STEPS) + 1):
        now = sent(now, "", step, "reveal", step=step)
        shown = debrief_view(now, "a", "nl")
        assert [one.key for one in shown.steps] == list(shown.shown) == list(STEPS[:step])
        assert ("buyer mandate" in told(shown)) == (step >= 1 + STEPS.index("other"))
        wall = projector_view(now, "nl")
        assert wall.step == STEPS[step - 1]
        assert ("buyer mandate" in told(wall)) == (wall.step == "other")


def test_an_open_question_tells_why_only_while_the_other_is_calm():
    asked = {"move": "open_vraag", "offer": "hold"}
    pressed = {"move": "hard", "offer": "hold"}
    heard = {}
    for name, first in (("calm", asked), ("pressed", pressed)):
        now = started(opened(seed=3), a="seller")
        for meeting in range(1, 5):
            data = first if meeting < 4 else asked
            now = sent(now, "a", meeting, "table", **data)
            now = sent(now, "a", meeting, "between", move="niets")
        sitting = now.sitting("a")
        assert sitting is not None
        heard[name] = learned(sitting, 0, 0)
        tension = sitting.played.moments[0, 0, 7, 1, OTHER]["tension"]
        assert (tension < CALM) == (name == "calm")
    assert heard["pressed"] == []
    assert len(heard["calm"]) >= 2


@pytest.mark.parametrize("team", ["a", "b"])
def test_a_team_never_sees_another_table(team):
    now = started(opened(), a="seller", b="seller")
    other = "b" if team == "a" else "a"
    before = participant_view(now, team, "nl")
    moved = sent(now, other, 1, "table", move="hard", offer="hold")
    assert participant_view(moved, team, "nl") == before


def test_a_group_of_two_is_not_shown():
    now = started(opened(), a="seller", b="seller")
    now = sent(now, "", 1, "bets")
    for step in range(1, 11):
        now = sent(now, "", step, "reveal", step=step)
    (shown,) = debrief_view(now, "a", "nl").shown["group"]
    assert isinstance(shown, TooFew)


def test_a_team_is_marked_on_its_own_screen_only():
    now = sent(started(opened(), a="seller", b="seller", c="seller"), "", 1, "bets")
    for step in range(1, 9):
        now = sent(now, "", step, "reveal", step=step)
    for team in "abc":
        (shown,) = debrief_view(now, team, "nl").shown["group"]
        assert sum(point.own for point in shown.points) == 1
    wall = projector_view(now, "nl").shown.points
    assert not any(point.own for point in wall)
    assert np.allclose([point.result for point in wall], [point.result for point in shown.points])
