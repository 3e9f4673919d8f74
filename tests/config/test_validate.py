"""Whatever somebody writes becomes a config or sentences, never a traceback."""

import copy
import functools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import i18n
from simulator.config.hydra import composition
from simulator.config.origins import Origins
from simulator.config.problems import sentence
from simulator.config.validate import frozen

JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.sampled_from(["", "hard", "NO"]),
    st.just([]), st.just({}), st.just([None]), st.just({"nl": 1}), st.just({True: 3}),
)  # fmt: skip


@functools.cache
def story() -> dict[str, Any]:
    raw = composition(["scenario=after-the-breach", "instrument=[thermometer]"], None).raw
    assert raw is not None
    return raw


def places(raw: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every key that can be written."""
    steps = (
        raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    )
    inner = [place for step, value in steps for place in places(value, (*path, step))]
    return [path, *inner] if path else inner


@settings(max_examples=300)
@given(data=st.data())
def test_junk_anywhere_becomes_sentences(data):
    raw = copy.deepcopy(story())
    path = data.draw(st.sampled_from(places(raw)))
    junk = data.draw(JUNK)
    here: Any = raw
    for step in path[:-1]:
        here = here[step]
    if data.draw(st.booleans()) or isinstance(here, list):
        here[path[-1]] = junk
    else:
        here[f"{path[-1]}x"] = junk
    config, found = frozen(raw)
    assert (config is None) == bool(found)
    origins = Origins([], {"scenario": "after-the-breach", "world": "vvt_care_office"}, [])
    for problem in found:
        for lang in i18n.LANGUAGES:
            said = sentence(problem, origins.place(problem.key, lang), lang)
            assert ": " in said
            assert said.endswith(".")
            assert "{" not in said.replace("${", "")
