"""A config that is complete already, once more: as it was kept, or with some values changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser

from simulator import i18n
from simulator.config.compose import ConfigError
from simulator.config.overrides import CHOSEN, FOLDER, ready
from simulator.config.problems import Problem, sentence
from simulator.config.schema import Config
from simulator.config.validate import frozen

HERE = ("threads", FOLDER)  # of one machine and moment: no part of what is kept


def again(
    settings: Mapping[str, Any], words: Sequence[str] = (), lang: str | None = None
) -> Config:
    """The config of settings that were kept, with `words` changed.

    Args:
        settings: as in config.yaml.
        words: `key=value`; none that choose another file, such as world=…
        lang: of what is said when it cannot be; None = as the words or the settings say.

    Raises:
        ConfigError: with all problems at once.
    """
    if lang is None:
        lang = i18n.asked([f"lang={settings.get('lang')}", *words])
    raw = _copied(settings)
    texts, _, found = ready([word for word in words if _key(word) not in CHOSEN], [])
    found += [
        Problem((), "again", {"came": word}, "command_line")
        for word in words
        if _key(word) in CHOSEN
    ]
    for text in texts:
        parsed = OverridesParser.create().parse_override(text)
        _put(raw, (parsed.key_or_group or "").split("."), parsed.value())
    config, more = frozen(raw)
    found += more
    if config is None or found:
        raise ConfigError([sentence(each, _place(each, words, lang), lang) for each in found])
    return config


def changed(config: Config, words: Sequence[str]) -> Config:
    """A config with some values changed, checked as a whole again.

    Raises:
        ConfigError: with all problems at once.
    """
    return again(config.model_dump(mode="json"), words) if words else config


def _key(word: str) -> str:
    return word.partition("=")[0].strip().lstrip("+")


def _place(problem: Problem, words: Sequence[str], lang: str) -> str:
    """The setting that has to be mended, or the file that was kept."""
    path = ".".join(map(str, problem.key))
    for word in words:
        key = _key(word)
        if path and (f"{path}.".startswith(f"{key}.") or key.startswith(f"{path}.")):
            return i18n.text("problems", "typed", lang, setting=key)
    if problem.file == "command_line" or not path:
        return i18n.text("problems", "command_line", lang)
    return f"config.yaml, {path}"


def _copied(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _copied(value) if isinstance(value, Mapping) else value
        for name, value in settings.items()
    }


def _put(raw: dict[str, Any], path: list[str], value: Any) -> None:
    """Set a value deep inside; what stands in the way is left for the check to find."""
    for step in path[:-1]:
        inner = raw.get(step)
        if not isinstance(inner, dict):
            inner = raw[step] = {}
        raw = inner
    raw[path[-1]] = value
