"""An own case as a file: kept by who wrote it, read again by a trainer, here or elsewhere."""

from typing import Any

import yaml

from simulator import texts
from simulator.exercise import catalogue, soundness
from simulator.exercise.case import case
from simulator.exercise.own_case import NAME
from simulator.exercise.own_form import say
from simulator.exercise.scenario import Scenario
from simulator.exercise.soundness import ScenarioError

MOST = 60_000  # letters


def written(one: Scenario) -> str:
    """A scenario as YAML, to keep as a file of one's own."""
    raw = one.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    text: str = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=100)
    return text


def read(said: str, lang: str) -> Scenario:
    """The scenario of a file, if it can be played.

    Raises:
        ScenarioError: it cannot; all problems at once.
    """
    if len(said) > MOST:
        raise ScenarioError([say("file.long", lang, most=MOST)])
    made = soundness.read(_raw(said, lang), say("file", lang), lang)
    case(NAME, catalogue.resolved(made))
    return made


def _raw(said: str, lang: str) -> dict[str, Any]:
    try:
        # an alias may stand for a thousand others: what we write has none
        if any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(said, yaml.SafeLoader)):
            raise ScenarioError([say("file.alias", lang)])
        raw = yaml.safe_load(said)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        sentence = texts.text("exercise_problems", "unreadable", lang, detail=detail)
        raise ScenarioError([f"{say('file', lang)}: {sentence}"]) from None
    if not isinstance(raw, dict):
        raise ScenarioError([say("file.nothing", lang)])
    return raw
