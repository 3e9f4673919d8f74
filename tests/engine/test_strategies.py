"""Play, then assert: what each strategy of the catalogue does, and what it does to the other.

Acts at a seed are a promise of the catalogue: a strategy that plays otherwise is another strategy.
"""

import numpy as np
import pytest

from simulator.config import compose
from simulator.engine.acts import ACTS
from tests import worlds
from tests.play import plays

PRESSED, ARGUED, ASKED = ["press"] * 6, ["argue"] * 6, ["ask"] * 6
CALM = ("ask", "pause", "open", "label")


def shares(strategy: str, against: list[str], turns: int = 4, **values: float) -> dict[str, float]:
    """How often each act comes in the first own turns, over 100 talks."""
    acts = [
        act
        for seed in range(1, 101)
        for act in plays(strategy, against, seed=seed, **values).acts[:turns]
    ]
    return {name: acts.count(name) / len(acts) for name in ACTS}


def contentious(strategy: str, against: list[str], turns: int = 4) -> float:
    """Mean chance of a contentious act in the first own turns."""
    chances = [
        plays(strategy, against, seed=seed).own["contentious"][:turns].mean()
        for seed in range(1, 21)
    ]
    return float(np.mean(chances))


def test_hard_is_hard_whatever_it_meets():
    assert shares("hard", PRESSED)["press"] > 0.7
    assert shares("hard", ASKED)["press"] > 0.5
    assert contentious("hard", ASKED) > 0.75


def test_argue_defends_and_hardly_threatens():
    met = shares("argue", ARGUED)
    assert met["argue"] > 0.7
    assert met["press"] < 0.1


def test_press_pushes_where_it_is_pushed_and_less_where_it_is_asked():
    assert contentious("press", PRESSED) > contentious("press", ASKED) + 0.25
    pushed = shares("press", PRESSED)
    assert pushed["press"] > pushed["argue"]


def test_mirror_answers_in_kind():
    assert contentious("mirror", PRESSED) > 0.9
    # in the first turn it expects hardness still; asked on, it softens
    talks = plays("mirror", ["ask"] * 10)
    chances = talks.own["contentious"]
    assert chances[0] > 0.3
    assert chances[-1] < 0.15


def test_the_forgiving_mirror_answers_less_than_in_kind():
    assert contentious("gmirror", PRESSED) < contentious("mirror", PRESSED) - 0.1


@pytest.mark.parametrize("strategy", ["calm", "open", "collab", "principled"])
def test_the_calm_stay_calm_under_pressure(strategy):
    assert contentious(strategy, PRESSED) < 0.3
    met = shares(strategy, PRESSED)
    assert sum(met[name] for name in CALM) > 0.5


def test_calm_asks_and_falls_silent_and_does_not_open_up():
    met = shares("calm", PRESSED)
    assert min(met["ask"], met["pause"]) > 0.15
    assert met["open"] == 0.0


def test_open_shares_its_dilemmas():
    met = shares("open", ARGUED)
    assert met["open"] == max(met.values()) > 0.4


def test_collab_and_principled_talk_alike_and_concede_differently():
    one, other = (plays(name, PRESSED, seed=3) for name in ("collab", "principled"))
    both = min(len(one.acts), len(other.acts))
    assert one.acts[:both] == other.acts[:both]
    assert one.own["demand"][3] < other.own["demand"][3] - 0.05


def test_soft_only_proposes_and_gives_in_early():
    talks = plays("soft", ASKED)
    assert set(talks.acts) <= {"propose", "argue"}
    assert plays("soft", ASKED).own["demand"][1] < plays("collab", ASKED).own["demand"][1] - 0.15


@pytest.mark.parametrize(
    ("strategy", "acts"),
    [
        ("argue", "argue argue argue argue"),
        ("calm", "label ask pause pause"),
        ("collab", "label argue open open"),
        ("gmirror", "argue press argue ask"),
        ("hard", "argue press press press"),
        ("mirror", "argue press argue argue"),
        ("open", "open ask open open"),
        ("press", "argue press argue argue"),
        ("principled", "label argue open open"),
        ("soft", "propose propose propose propose"),
    ],
)
def test_each_strategy_plays_its_own_acts_against_pressure(strategy, acts):
    plays(strategy, PRESSED, expect=acts.split())


@pytest.mark.parametrize("name", compose.catalogue("strategy"))
def test_every_strategy_of_the_catalogue_plays_what_its_file_says(name):
    """Also one that was added today: threats only if it threatens, calm acts as it mixes them."""
    strategy = worlds.config(*worlds.ONE_PAIR).strategies[name]
    found = shares(name, ASKED, override_calm=0)  # nobody else takes the chair
    mix = strategy.mix.model_dump()
    if strategy.press == 0:
        assert found["press"] == 0
    assert all(found[act] == 0 for act, share in mix.items() if share == 0)
    calm = sum(found[act] for act in mix)
    if calm > 0.25:  # a hundred own turns and more
        most = max(mix, key=mix.get)
        assert found[most] / calm == pytest.approx(mix[most], abs=0.16)  # 3 sd of 100 draws


def test_pressure_heats_and_questions_cool_the_one_they_meet():
    heated = plays("argue", PRESSED).felt("tension")
    cooled = plays("argue", ASKED).felt("tension")
    assert heated[5] > 0.4 > 0.2 > cooled[5]


def test_who_expected_hardness_and_is_asked_is_surprised_and_then_calm():
    talks = plays("press", ["ask"] * 10, side="funder", image_start=0.7, image_sd=0.0)
    surprise = talks.felt("surprise")
    peak = int(np.argmax(surprise))
    assert surprise[peak] > 0.5
    assert 1 <= peak <= 5
    assert surprise[-1] < surprise[peak] / 2


def test_pressing_makes_the_other_concede_sooner_at_a_price():
    """Pressure pays now: the same conceder gives more to threats than to arguments."""
    plain = {"tension_slows_concession": 0.0, "tension_raises_reservation": 0.0, "two_phase": 0.0}
    pressed = plays("argue", PRESSED, **plain)
    argued = plays("argue", ARGUED, **plain)
    assert pressed.own["demand"][3] < argued.own["demand"][3]
    assert pressed.felt("tension")[5] > argued.felt("tension")[5]


def test_talks_are_the_same_from_the_other_chair():
    """A funder with this strategy plays by the same chances as a provider."""
    for strategy in ("mirror", "calm"):
        other = plays(strategy, PRESSED, side="funder", other="argue")
        assert other.side == 1
        assert len(other.acts) > 3
        chance = float(np.mean(other.own["contentious"][1:4]))
        assert abs(chance - contentious(strategy, PRESSED)) < 0.2
