"""One config or two: who is compared with whom, and by whose luck."""

import pytest

from simulator.config.compose import ConfigError, composed
from simulator.run import ComparisonError, changes, counterfactual, is_change, paired, twins

STORY = ("scenario=after-the-breach", "runs=12", "years=4", "trace=false")
OTHER = ("scenario=after-the-breach-no-override", *STORY[1:])


@pytest.mark.parametrize("change", ["runs=5", "years=3"])
def test_unequal_numbers_are_refused_with_the_remedy(change):
    with pytest.raises(ComparisonError, match=change):
        paired(composed(STORY), composed((*OTHER, change)))


def test_the_luck_is_that_of_the_first():
    first, second = composed(STORY), composed((*OTHER, "seed=99"))
    assert {record.seed for record in paired(first, second).records} == {first.seed}


def test_twins_get_the_smaller_number_of_runs_and_years():
    one, other = twins("region runs=5", "null runs=7 years=4")
    assert (one.runs, one.years) == (other.runs, other.years) == (5, 4)


def test_twins_are_configs_as_well_as_words():
    one, other = twins(composed(STORY), composed((*OTHER, "runs=2")))
    assert (one.runs, other.runs) == (2, 2)
    assert one.name == "after-the-breach"


def test_without_a_second_the_counterfactual_is_taken():
    one, other = twins("after-the-breach")
    assert one.counterfactual == other.name
    with pytest.raises(ComparisonError, match="gunfactor compare region counterfactual=null B"):
        twins("region counterfactual=null")


def test_a_counterfactual_that_cannot_be_changed_alike_is_done_without():
    words = ["scenario=imposed-deadline", "world.organisations.ouderenzorg.size=2"]
    assert counterfactual(composed(words), words) is not None
    alone = ["scenario=region", "counterfactual=null"]
    assert counterfactual(composed(alone), alone) is None


def test_a_choice_that_cannot_be_composed_says_why():
    with pytest.raises(ConfigError, match="regoin"):
        twins("regoin", "null")


def test_a_bare_word_is_a_scenario_and_a_folder_is_one_word():
    assert changes("region strategies.hard.opening=.6") == (
        "scenario=region", "strategies.hard.opening=.6",
    )  # fmt: skip
    assert is_change("output=Jan's map")
    assert not is_change("region runs=5")
