"""Settings of the command line, made ready for Hydra.

An unknown key is let through on purpose (`++`), so that the check of the whole config finds all of
them at once, with the nearest name.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, Quote, QuotedString
from hydra.errors import HydraException

from simulator.config import spelling, yaml_reader
from simulator.config.catalogue import GROUPS, files
from simulator.config.problems import Problem, annotation_at, names_at, nearest, unknown_key
from simulator.config.schema import Config
from simulator.engine.params import PARAMETERS

WHOLE = {  # groups taken whole, and their key
    "strategy": "strategies",
    "form": "forms",
    "policy": "policies",
    "kind": "kinds",
}
SEVERAL = ("instrument",)  # groups of which a config may have several files, or none
FOLDER = "output"  # a path, and people give folders any name
CHOSEN = tuple(group for group in GROUPS if group not in WHOLE)


def ready(
    overrides: Sequence[str], folders: Sequence[Path]
) -> tuple[list[str], list[str], list[Problem]]:
    """Settings as Hydra shall have them, their keys, and what is wrong with them."""
    texts, keys, found = [], [], []
    for text in map(typed, overrides):
        slip = slipped(text)
        if slip is not None:
            found.append(slip)
            continue
        name, sign, value = text.partition("=")
        key = name.strip().lstrip("+").partition("@")[0]
        if sign and key in CHOSEN:
            known = list(files(key, folders))
            chosen = _chosen(key, value)
            unknown = [choice for choice in chosen if choice not in known]
            for choice in unknown:
                values = {"thing": key, "came": choice, "choices": known, "group": key}
                found.append(Problem((key,), "unknown_file", values))
            if not unknown:
                names = ",".join(map(quoted, chosen))
                names = f"[{names}]" if key in SEVERAL else names
                texts.append(f"{_PACKAGED.get(key, key)}={names}")
            keys.append(key)
            continue
        if sign and key == FOLDER:
            text = f"{FOLDER}={_as_typed(value)}"
        plain = _in_ascii(name) + text[len(name) :]
        parsed = _parsed(plain)
        if isinstance(parsed, Problem):
            bare = parsed.kind == "setting" and not sign
            found.append(_bare(text.strip(), folders) if bare else parsed)
            continue
        keys.append(as_named(parsed.get_key_element().lstrip("+~")))
        text = plain
        texts.append(text if parsed.is_delete() else "++" + text.lstrip().lstrip("+"))
    return texts, keys, found


_KEYS = {group: group for group in reversed(CHOSEN)} | {"form": "contract_form"}


def _bare(name: str, folders: Sequence[Path]) -> Problem:
    """A word without a value, such as `compare` takes: which file was meant, and how to ask."""
    values = {"came": name}
    for group, key in _KEYS.items():
        if name in files(group, folders):
            setting = f"{key}={name}"
            return Problem((), "bare_name", values | {"setting": setting}, "command_line")
    for group in WHOLE:
        if name in files(group, folders):
            more = {"thing": group, "group": group}
            return Problem((), "bare_part", values | more, "command_line")
    scenario = nearest(name, files("scenario", folders))
    if scenario is not None:
        setting = f"scenario={scenario}"
        return Problem((), "bare_name", values | {"setting": setting}, "command_line")
    return Problem((), "setting", values, "command_line")


def _chosen(group: str, value: str) -> list[str]:
    """The files a setting names: one, or for some groups a list such as [one,two]."""
    text = value.strip()
    parts = text.strip("[]").split(",") if group in SEVERAL else [text]
    return [name for part in parts if (name := part.strip().strip("'\""))]


def instruments(overrides: Sequence[str]) -> list[str] | None:
    """The instruments that the command line names; None = it leaves them to the scenario."""
    for text in reversed(overrides):
        name, sign, value = text.partition("=")
        if sign and name.strip().lstrip("+") == "instrument":
            return _chosen("instrument", value)
    return None


_PACKAGED = {"act": "act@acts"}  # groups whose key in the config is another word


def typed(text: str) -> str:
    """A setting with its names spelled one way; texts and paths are left as they are."""
    name, sign, value = text.partition("=")
    key = spelling.name(name)
    last = key.rpartition(".")[2]
    if last in ("nl", "en", "source", *yaml_reader.PATHS):
        accents = last in ("nl", "en") and _wants_quotes(value)
        return f"{key}{sign}{quoted(value) if accents else value}"
    value = spelling.name(value)
    accents = _wants_quotes(value)
    return f"{key}{sign}{quoted(value) if accents and key not in CHOSEN else value}"


def _wants_quotes(value: str) -> bool:
    """Words with accents, which Hydra reads in quotes only."""
    return not value.isascii() and re.fullmatch(r"[\w .,!?;:-]+", value) is not None


_COMMA = re.compile(r"([+-]?[0-9]*),([0-9]+)")
_GROUPED = re.compile(r"([+-]?[1-9][0-9]{0,2})\.([0-9]{2}0)")


def slipped(text: str) -> Problem | None:
    """A number that is written as in a Dutch text, or a sign that no text has."""
    name, _, value = text.partition("=")
    sign = spelling.control(text)
    if sign is not None:
        values = {"came": sign, "name": spelling.visible(name)}
        return Problem((), "setting_control", values, "command_line")
    comma, grouped = _COMMA.fullmatch(value.strip()), _GROUPED.fullmatch(value.strip())
    whole = annotation_at(tuple(name.lstrip("+").split(".")), Config) is int
    if comma is not None and not whole:
        better = f"{name}={comma[1] or '0'}.{comma[2]}"
        return Problem((), "decimal_comma", {"came": text, "better": better}, "command_line")
    if grouped is not None:
        values = {"came": text, "whole": grouped[1] + grouped[2], "number": f"{float(value):g}"}
        return Problem((), "setting_thousands", values, "command_line")
    return None


def _parsed(text: str) -> Override | Problem:
    try:
        override = OverridesParser.create().parse_override(text)
    except HydraException:
        name, sign, value = text.lstrip("+").partition("=")
        key = ("params", name.removeprefix("params."))
        if sign and name.startswith("params.") and key[1] not in PARAMETERS:
            return unknown_key(key, PARAMETERS)._replace(file="command_line")
        if sign and _a_key(name):
            return Problem((), "setting_value", {"came": value, "name": name}, "command_line")
        return Problem((), "setting", {"came": text}, "command_line")
    if not override.key_or_group:
        return Problem((), "setting", {"came": text}, "command_line")
    if override.is_sweep_override():
        return Problem((), "several", {"came": text}, "command_line")
    if override.package or override.key_or_group.partition(".")[0] == "hydra":
        values = {"came": override.key_or_group, "choices": names_at((), Config)}
        return Problem((), "unknown_key", values, "command_line")
    return override


_STAND_IN = re.compile(r"__u([0-9a-f]{4,6})__")


def _in_ascii(name: str) -> str:
    """A name with stand-ins for its accents: Hydra knows names of plain letters only."""
    if name.lstrip("+~").startswith("params."):
        return name  # all of these are known, and a Greek letter gets a sentence of its own
    return "".join(c if c.isascii() or not c.isalnum() else f"__u{ord(c):04x}__" for c in name)


def as_named(name: str) -> str:
    """A name with its accents again."""
    return _STAND_IN.sub(lambda found: chr(int(found[1], 16)), name)


def renamed(raw: Any) -> Any:
    """Plain data with accents in its keys again, what stands there twice put together."""
    if not isinstance(raw, dict):
        return raw
    made: dict[Any, Any] = {}
    for key, value in raw.items():
        name = as_named(key) if isinstance(key, str) else key
        inner = renamed(value)
        if name in made and isinstance(made[name], dict) and isinstance(inner, dict):
            inner = _over(made[name], inner)
        made[name] = inner
    return made


def _over(below: dict[Any, Any], above: dict[Any, Any]) -> dict[Any, Any]:
    """One group of values laid over another."""
    made = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(made.get(key), dict)
        made[key] = _over(made[key], value) if both else value
    return made


def _a_key(name: str) -> bool:
    """Can this be the name of a setting?"""
    return re.fullmatch(r"[+~]*[A-Za-z_][\w.@/-]*", name, re.A) is not None


def quoted(text: str) -> str:
    """A text as a quoted value of a setting."""
    return QuotedString(text, Quote.single).with_quotes()


def _as_typed(path: str) -> str:
    """A path for Hydra, whatever letters it has; quoted already, or null for none: as it is."""
    plain = path.strip()
    if plain == "null" or (len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "'\""):
        return plain
    return quoted(path)


def ghosts(raw: dict[str, Any], settings: Sequence[str]) -> list[Problem]:
    """Takes out what exists only because a setting named it, and says so."""
    found = []
    for path, thing, needed in _NAMED:
        group: Any = raw
        for step in path:
            group = group.get(step) if isinstance(group, dict) else None
        for name in list(group) if isinstance(group, dict) else ():
            begin = ".".join((*path, str(name), ""))
            written = group[name]
            set_here = any(setting.startswith(begin) for setting in settings)
            if not set_here or not isinstance(written, dict) or needed in written:
                continue
            del group[name]
            values = {"thing": thing, "came": name, "choices": sorted(map(str, group))}
            found.append(Problem((*path, name), "unknown_name", values))
    return found


# where names are free, what they name, and a key that each of them must have
_NAMED = (
    (("world", "organisations"), "organisation", "kind"),
    (("strategies",), "strategy", "label"),
    (("forms",), "form", "label"),
    (("policies",), "policy", "label"),
    (("kinds",), "kind", "label"),
)
