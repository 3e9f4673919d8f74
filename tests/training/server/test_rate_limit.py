"""A limit lets so many through at once, then so many a second, for each by itself."""

import pytest

from simulator.training.server.rate_limit import Limit


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def taken(limit, key, tries=50):
    return sum(limit.allows(key) for _ in range(tries))


def test_so_many_at_once_and_then_so_many_a_second(clock):
    limit = Limit(rate=0.5, burst=5.0, clock=clock)
    assert taken(limit, "a") == 5
    assert limit.waits("a") == pytest.approx(2.0)
    clock.now += 1.9
    assert not limit.allows("a")
    clock.now += 0.2
    assert taken(limit, "a") == 1
    clock.now += 1e6
    assert taken(limit, "a") == 5, "never more than at once"


def test_asking_in_vain_takes_nothing(clock):
    """Who keeps on trying still gets the next one in time."""
    limit = Limit(rate=1.0, burst=1.0, clock=clock)
    assert limit.allows("a")
    for _ in range(10):
        clock.now += 0.1
        limit.allows("a")
    clock.now += 0.05
    assert limit.allows("a")


def test_everybody_has_a_limit_of_their_own(clock):
    limit = Limit(rate=0.1, burst=3.0, clock=clock)
    assert taken(limit, "a") == 3
    assert limit.waits("b") == 0.0
    assert taken(limit, "b") == 3


def test_one_can_be_forgotten_and_the_others_are_not(clock):
    limit = Limit(rate=0.1, burst=3.0, clock=clock)
    taken(limit, "a")
    taken(limit, "b")
    limit.forget("a")
    assert taken(limit, "a") == 3
    assert taken(limit, "b") == 0


def test_of_many_the_one_longest_unused_is_forgotten(clock):
    limit = Limit(rate=0.001, burst=2.0, most=3, clock=clock)
    for key in "abc":
        taken(limit, key)
    limit.allows("a")
    limit.allows("d")
    assert len(limit.left) == 3
    assert not limit.allows("a"), "used a moment ago"
    assert limit.allows("b")
