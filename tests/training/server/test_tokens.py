"""Codes that people type, tokens that browsers keep, and how often one may try."""

import pytest

from simulator.training.server import tokens
from simulator.training.server.rate_limit import Limit


def test_a_room_code_can_be_read_aloud():
    for _ in range(200):
        code = tokens.code()
        assert len(code) == 6
        assert not set(code) & set("AEIOUY01")


def test_a_trainer_code_is_too_long_to_guess():
    assert len(set(tokens.LETTERS)) ** tokens.TRAINER_LENGTH > 1e14


@pytest.mark.parametrize("typed", ["bcd f23", "BCD-F23", " bcdf23\n"])
def test_a_code_may_be_typed_in_any_way(typed):
    assert tokens.typed(typed) == "BCDF23"


def test_what_is_kept_of_a_token_is_not_the_token():
    token = tokens.token()
    assert token not in tokens.hashed(token)
    assert tokens.same(token, tokens.hashed(token))
    assert not tokens.same(token + "x", tokens.hashed(token))
    assert len(token) >= 32  # 192 bits in letters of 6 bits


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_limit_lets_a_burst_through_and_then_a_trickle():
    clock = Clock()
    limit = Limit(rate=0.1, burst=3, clock=clock)
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    assert limit.waits("a") == pytest.approx(10.0)
    assert limit.allows("b")
    clock.now = 10.0
    assert [limit.allows("a") for _ in range(2)] == [True, False]


def test_a_limit_forgets_the_oldest_and_never_grows():
    limit = Limit(rate=1.0, burst=1, most=100, clock=Clock())
    for i in range(10_000):
        limit.allows(str(i))
    assert len(limit.left) == 100
