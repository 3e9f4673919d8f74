"""The address of the sandbox reproduces the view, whatever somebody makes of it."""

from dataclasses import replace
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from simulator.training.demo.settings import (
    MEASURES,
    RANGES,
    RUNS,
    SIDES,
    YEARS,
    Play,
    View,
    address,
    from_address,
)

NAMES = ("calm", "hard", "press")


def steps(name):
    low, high, step = RANGES[name]
    count = round((high - low) / step)
    values = [low + i * step for i in range(count + 1)]
    return st.sampled_from([int(v) if step == 1 else round(v, 3) for v in values])


PLAYS = st.builds(
    Play,
    provider=st.sampled_from(NAMES),
    funder=st.sampled_from(NAMES),
    content_first=st.booleans(),
    contact=st.booleans(),
    **{name: steps(name) for name in RANGES},
)
VIEWS = st.builds(
    View,
    play=PLAYS,
    other=st.none() | PLAYS,
    measure=st.sampled_from(MEASURES),
    seed=st.integers(0, 999_999),
    run=st.integers(0, RUNS - 1),
    year=st.integers(0, YEARS),
    side=st.sampled_from(SIDES),
)
FROZEN = st.builds(
    lambda view, play, seed: replace(view, frozen=play, frozen_seed=seed),
    VIEWS,
    PLAYS,
    st.integers(0, 999_999),
)


@given(VIEWS | FROZEN)
def test_an_address_gives_its_view_back(view):
    assert from_address(dict(parse_qsl(address(view))), NAMES) == view


@given(st.dictionaries(st.text(max_size=4), st.text(max_size=20), max_size=12))
def test_any_address_gives_some_sound_view(query):
    view = from_address(query, NAMES)
    for play in (view.play, view.other or view.play, view.frozen or view.play):
        for name, (low, high, _) in RANGES.items():
            assert low <= getattr(play, name) <= high


def test_numbers_that_are_none_keep_the_default():
    for text in ("nan", "inf", "1e999", "", "x", "-1"):
        found = from_address({"p": text, "seed": text, "jaar": text}, NAMES)
        assert 0.0 <= found.play.pressure <= RANGES["pressure"][1]
        assert 0 <= found.year <= YEARS


def test_an_unknown_strategy_keeps_the_default():
    assert from_address({"a": "<script>"}, NAMES) == replace(View())
