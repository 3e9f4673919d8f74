"""Configs and the catalogue, asked for from Python."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from simulator import i18n
from simulator.config import compose as configs
from simulator.config.again import changed
from simulator.config.catalogue import GROUPS
from simulator.config.compose import Config, ConfigError
from simulator.config.problems import Problem, sentence
from simulator.config.values import Setting, ValueKindError, words
from simulator.run import changes
from simulator.sweeps.errors import SweepError

SWEEP = "sweep"  # a group that is no part of a run


def compose(
    *overrides: Setting,
    config_dir: Path | str | None = None,
    lang: str | None = None,
    **settings: Any,
) -> Config:
    """One run's config: the scenario and everything that was changed, checked as a whole.

    `compose("scenario=region", "params.pressure=.2")`, `compose(scenario="region", years=5)` and
    `compose({"params": {"pressure": 0.2}})` may be mixed; what comes later holds.

    Args:
        overrides: `"key=value"` as the command takes them, or mappings with nested or dotted keys.
        config_dir: a folder of your own files (`strategy/`, `scenario/`, `world/`, …).
        lang: "nl" or "en": of texts, figures, reports and mistakes; None = Dutch.
        settings: one each, such as `runs=100` (runs), `years=12` (years), `seed=7` (below 2**64).

    Returns:
        A frozen config; its fields are the keys of config.yaml.

    Raises:
        ConfigError: with one sentence for each thing that is wrong.
    """
    with spoken(lang):
        return configs.composed(words_given(overrides, lang, **settings), _folder(config_dir))


def catalogue(
    group: str, config_dir: Path | str | None = None, lang: str = "nl"
) -> dict[str, dict[str, Any]]:
    """What there is to choose from: every file of a group, by name.

    Args:
        group: "scenario", "strategy", "world", "mix", "calendar", "accord", "form", "policy",
            "instrument", "act", "kind" or "sweep".
        config_dir: a folder of your own files.
        lang: of mistakes, "nl" or "en".

    Returns:
        name -> what its file says; labels are {nl, en}.

    Raises:
        ConfigError: no such group, or a file that cannot be read.
    """
    with spoken(lang):
        if group not in (*GROUPS, SWEEP):
            known = {"came": group, "choices": (*GROUPS, SWEEP)}
            raise ConfigError([sentence(Problem((), "choice", known), "group", lang)])
        return configs.catalogue(group, _folder(config_dir), lang)


def config_of(choice: Config | Setting, lang: str | None = None, **settings: Any) -> Config:
    """A config that was given, or the one that words ask for, with settings changed.

    Raises:
        ConfigError: with one sentence for each thing that is wrong.
    """
    if isinstance(choice, Config):
        with spoken(lang or choice.lang):
            return changed(choice, words_of(lang, **settings))
    given = changes(choice) if isinstance(choice, str) else (choice,)
    return compose(*given, lang=lang, **settings)


def words_of(lang: str | None, **settings: Any) -> list[str]:
    """Settings as words.

    Raises:
        ConfigError: a value that no config can hold.
    """
    return words_given((), lang, **settings)


def words_given(overrides: Sequence[Setting], lang: str | None, **settings: Any) -> list[str]:
    """Overrides and settings as words.

    Raises:
        ConfigError: a value that no config can hold.
    """
    try:
        return words(*overrides, **settings, lang=lang)
    except ValueKindError as mistake:
        known = {"came": mistake.kind}
        said = i18n.text("problems", "typed", lang or "nl", setting=mistake.key)
        sentence_ = sentence(Problem((), "no_value", known), said, lang or "nl")
        raise ConfigError([sentence_]) from None


def _folder(config_dir: Path | str | None) -> Path | None:
    return None if config_dir is None else Path(config_dir).expanduser()


@contextlib.contextmanager
def spoken(lang: str | None) -> Iterator[None]:
    """Around what is called from Python: sentences fit it, and are in the language asked for.

    Args:
        lang: of mistakes about sweeps, which are put into words when they are read.
    """
    with i18n.in_python():
        try:
            yield
        except SweepError as mistake:
            mistake.problems = [mistake.sentence(lang or "nl")]
            raise
