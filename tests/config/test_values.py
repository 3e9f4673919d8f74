"""Python values come out of a config as they went in."""

from pathlib import Path

import numpy as np
import pytest

from simulator.config.compose import composed
from simulator.config.values import ValueKindError, words


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"runs": 3}, ["runs=3"]),
        ({"params": {"pressure": 0.2}}, ["params.pressure=0.2"]),
        ({"params.pressure": np.float64(1e-05)}, ["params.pressure=1e-05"]),
        ({"trace": True, "output": None}, ["trace=true", "output=null"]),
        ({"instrument": ["online", "social"]}, ["instrument=[online,social]"]),
        ({"instrument": []}, ["instrument=[]"]),
        ({"output": Path("a b")}, ["output=a b"]),
        ({"name": "no"}, ["name=no"]),
        ({"name": "null"}, ["name='null'"]),
        ({"script": [{"year": 1, "side": "provider"}]}, ["script=[{year:1,side:provider}]"]),
    ],
)
def test_a_mapping_becomes_words(given, expected):
    assert words(given) == expected


def test_what_is_named_comes_last_and_none_leaves_it_be():
    assert words("runs=3", {"years": 2}, runs=4, seed=None) == ["runs=3", "years=2", "runs=4"]


@pytest.mark.parametrize("text", ["it's {a} [b], c=d: 'e' \\ ${f}"[:-5], "true", "12", "é", " x "])
def test_a_text_stays_that_text(text):
    config = composed(words({"title": {"nl": text, "en": text}, "runs": 1}))
    assert config.title.nl == text


def test_nested_values_arrive():
    config = composed(
        words({"params": {"pressure": np.float64(0.2)}, "years": np.int64(3), "script": []})
    )
    assert (config.params["pressure"], config.years, config.script) == (0.2, 3, [])


def test_what_no_config_can_hold_is_named():
    with pytest.raises(ValueKindError, match=r"params\.pressure: a object"):
        words({"params": {"pressure": object()}})
