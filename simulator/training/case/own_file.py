"""An own case as a file: kept by who wrote it, read again by a trainer, here or elsewhere."""

from pathlib import Path
from typing import Any

import yaml

from simulator.config import yaml_reader
from simulator.config.problems import Problem, sentence
from simulator.config.yaml_reader import UnreadableError
from simulator.training.case import checks, scenarios
from simulator.training.case.case import case
from simulator.training.case.checks import ScenarioError
from simulator.training.case.own_case import NAME
from simulator.training.case.own_form import say
from simulator.training.case.scenario import Scenario

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
    made = checks.read(_raw(said, lang), say("file", lang), lang)
    case(NAME, scenarios.resolved(made))
    return made


def _raw(said: str, lang: str) -> dict[str, Any]:
    try:
        raw = yaml_reader.parsed(said.removeprefix("\ufeff"), Path(NAME))
        # an alias may stand for a thousand others: what we write has none
        if any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(said, yaml.SafeLoader)):
            raise ScenarioError([say("file.alias", lang)])
    except UnreadableError as error:
        if error.kind == "yaml_nothing":
            raise ScenarioError([say("file.nothing", lang)]) from None
        problem = Problem((), error.kind, error.values)
        raise ScenarioError([sentence(problem, say("file", lang), lang)]) from None
    if not raw or not isinstance(raw, dict):
        raise ScenarioError([say("file.nothing", lang)])
    return raw
