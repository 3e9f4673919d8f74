"""A config that was kept is the same config, and can be changed where it is sound."""

import pytest
import yaml

from simulator.config.again import again, changed
from simulator.config.compose import ConfigError, composed

STORY = composed(["scenario=after-the-breach", "runs=3", "lang=en"])


def test_what_was_kept_is_the_same_config():
    text = yaml.safe_dump(STORY.model_dump(mode="json"), sort_keys=False)
    assert again(yaml.safe_load(text)) == STORY


def test_a_change_is_what_composing_with_it_gives():
    words = ["params.pressure=.2", "years=4", "strategies.hard.opening=.7"]
    expected = composed(["scenario=after-the-breach", "runs=3", "lang=en", *words])
    assert changed(STORY, words) == expected


def test_the_config_that_is_changed_stays_what_it_was():
    before = STORY.model_dump()
    changed(STORY, ["params.pressure=.2", "script=[]"])
    assert STORY.model_dump() == before


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("runs=0", "setting, runs: expected a number of 1 or more, but found 0"),
        ("params.presure=1", "do not know the name 'presure' here. Do you mean 'pressure'?"),
        ("params.pressure=3", "setting, params.pressure: expected a number of 1 or less"),
        ("world=null", "'world=null' chooses another file"),
        ("runs", "expected name=value, but found 'runs'"),
        ("foo.bar=1", "setting, foo.bar: I do not know the name 'foo' here"),
        ("runs.deep=1", "setting, runs.deep: expected a whole number"),
    ],
)
def test_a_change_that_cannot_be_is_said_in_the_language_of_the_config(word, said):
    with pytest.raises(ConfigError) as caught:
        changed(STORY, [word])
    assert said in str(caught.value)


def test_all_mistakes_are_said_at_once_and_in_the_language_asked_for():
    with pytest.raises(ConfigError) as caught:
        changed(STORY, ["runs=0", "years=-1", "lang=nl"])
    assert len(caught.value.problems) == 2
    assert all(line.startswith("instelling, ") for line in caught.value.problems)
