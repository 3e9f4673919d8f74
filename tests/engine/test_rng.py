"""Chance has one door: published vectors, a second implementation, and counts."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import rng
from simulator.engine.context import Luck

approx = pytest.approx

WORD = st.integers(0, 2**32 - 1)
WORDS = 2**32 - 1
# Known-answer vectors of Random123 for philox4x32-10: counter, key, answer. [Salmon2011]
KNOWN = [
    ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ((WORDS,) * 4, (WORDS, WORDS), "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),  # digits of pi
        (0xA4093822, 0x299F31D0),
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]
PURPOSES = {
    name: value
    for name, value in vars(rng).items()
    if name.isupper() and not name.startswith("_") and isinstance(value, int)
}


def philox(*words):
    return rng.philox(*(np.uint64(word) for word in words))


def draws(seed, who, run, year, turn, purpose):
    return rng.draws(Luck(np.uint64(seed), np.uint64(who), np.uint64(run), year), turn, purpose)


def plain_philox(counter, key):
    """The same ten rounds in Python's own whole numbers."""
    a, b, c, d = counter
    k, m = key
    for _ in range(10):
        one, two = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (two >> 32) ^ b ^ k, two % 2**32, (one >> 32) ^ d ^ m, one % 2**32
        k, m = (k + 0x9E3779B9) % 2**32, (m + 0xBB67AE85) % 2**32
    return a, b, c, d


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_philox_gives_the_published_answers(counter, key, answer):
    assert [f"{int(word):08x}" for word in philox(*counter, *key)] == answer.split()


@given(st.tuples(WORD, WORD, WORD, WORD), st.tuples(WORD, WORD))
def test_philox_equals_a_second_implementation(counter, key):
    assert tuple(int(word) for word in philox(*counter, *key)) == plain_philox(counter, key)


def test_a_word_becomes_a_number_strictly_between_0_and_1():
    assert 0.0 < rng.unit(np.uint64(0)) < 1e-9
    assert rng.unit(np.uint64(2**31)) == approx(0.5)
    assert 1.0 - 1e-9 < rng.unit(np.uint64(WORDS)) < 1.0


@given(
    st.integers(0, 2**64 - 1), WORD, WORD, st.integers(0, 2**16 - 1), st.integers(0, 255),
    st.integers(0, 255),
)  # fmt: skip
def test_a_draw_is_keyed_by_seed_relation_run_year_turn_and_purpose(
    seed, who, run, year, turn, purpose
):
    words = plain_philox((who, run, year, 256 * turn + purpose), (seed % 2**32, seed >> 32))
    expected = [(word + 0.5) / 2**32 for word in words]
    assert list(draws(seed, who, run, year, turn, purpose)) == approx(expected, abs=1e-15)


def test_every_part_of_the_key_changes_the_draw():
    key = [1, 7, 3, 2, 5, 9]
    here = draws(*key)
    for part in range(len(key)):
        other = list(key)
        other[part] += 1
        assert not set(here) & set(draws(*other))
    assert draws(*key) == here  # and the same question gets the same answer
    assert not set(here) & set(draws(1 + 2**32, *key[1:]))  # the high half of a seed counts too


def test_every_purpose_has_its_own_number_below_256():
    taken = Counter(PURPOSES.values())
    taken.update(range(rng.WEIGHTS + 1, rng.WEIGHTS + 4))  # one an issue
    assert max(taken) < 256
    assert {number for number, times in taken.items() if times > 1} == set()


def test_purposes_are_never_renumbered():
    """Published results hang on these; new ones come after them."""
    first = [
        "ACT",
        "TRUST",
        "IMAGE",
        "WEIGHTS",
        "COMPETENCE",
        "RESERVATION",
        "STRATEGY",
        "OVERRIDE",
        "CONTENT",
        "MEDIATION",
        "STRAGGLE",
        "COMMITTEE",
        "CONTACT",
        "BREACH",
        "AMBIGUITY",
        "TURNOVER",
        "SHOCK",
        "INDEX",
        "IMITATION",
        "SURVEY",
    ]
    assert [PURPOSES[name] for name in first] == [0, 1, 2, 3, *range(7, 23)]


def test_draws_are_uniform_and_do_not_follow_each_other():
    table = np.array([draws(1, 7, run, 0, 0, rng.ACT) for run in range(2500)])
    counts = np.histogram(table, bins=20, range=(0, 1))[0]  # 10,000 draws, 500 a bin, sd 22
    assert abs(counts - 500).max() < 90
    links = np.corrcoef(np.column_stack([table, np.roll(table, 1, axis=0)]).T)
    assert abs(links - np.eye(8)).max() < 0.1  # sd .02


def test_a_normal_number_from_two_uniform_ones():
    # sqrt(-2 ln e^(-1/2)) = 1, times cos 0, cos pi, cos pi/2
    first = math.exp(-0.5)
    assert rng.normal(first, 0.0) == approx(1.0)
    assert rng.normal(first, 0.5) == approx(-1.0)
    assert rng.normal(first, 0.25) == approx(0.0, abs=1e-12)
    assert rng.normal(math.exp(-2.0), 0.0) == approx(2.0)


def test_normal_numbers_are_standard_normal():
    pairs = [draws(1, 7, run, 0, 0, rng.TRUST) for run in range(2500)]
    numbers = np.array([rng.normal(*pair[i : i + 2]) for pair in pairs for i in (0, 2)])
    assert abs(numbers.mean()) < 0.07  # sd .014
    assert abs(numbers.std() - 1.0) < 0.05  # sd .01
    assert abs((abs(numbers) < 1.0).mean() - 0.6827) < 0.033  # sd .0066
    assert abs((numbers > 1.645).mean() - 0.05) < 0.016  # sd .003
