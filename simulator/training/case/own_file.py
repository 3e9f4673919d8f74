"""An own case as a file: kept by who wrote it, read again by a trainer, here or elsewhere."""

import contextlib
from pathlib import Path
from typing import Any

import yaml

from simulator import bounded, i18n
from simulator.bounded import TooMuchError
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
MOST_DEPTH, MOST_PARTS = 16, 6_000  # what we write has 9 levels and some 900 keys and values


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
        plain = said.removeprefix("\ufeff")
        with contextlib.suppress(yaml.YAMLError):  # said below, with its line
            bounded.measured(plain, MOST_DEPTH, MOST_PARTS, plain=True)
        yaml_reader.parsed(plain, Path(NAME))
        raw = yaml_reader.tidied(yaml.load(plain, bounded.PlainLoader))
    except TooMuchError as much:
        if much.kind == "refers":
            raise ScenarioError([say("file.alias", lang)]) from None
        told = i18n.text("problems", much.kind, lang, **much.values)
        raise ScenarioError([f"{say('file', lang)}: {told}"]) from None
    except UnreadableError as error:
        if error.kind == "yaml_nothing":
            raise ScenarioError([say("file.nothing", lang)]) from None
        problem = Problem((), error.kind, error.values)
        raise ScenarioError([sentence(problem, say("file", lang), lang)]) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        problem = Problem((), "yaml", {"detail": detail})
        raise ScenarioError([sentence(problem, say("file", lang), lang)]) from None
    if not raw or not isinstance(raw, dict):
        raise ScenarioError([say("file.nothing", lang)])
    return raw
