"""Files of others, read with limits: of what kind, how long, how deep, and how often repeated.

A pipe or a device never ends, a page of brackets or of references to itself takes minutes or
gigabytes; each is refused before that, with a word for what it is.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

MOST_BYTES = 20_000_000
MOST_DEPTH = 40
MOST_NODES = 300_000  # with what references stand for


_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TooMuchError(Exception):
    """A file that is not read: `kind` is a sentence of configs/locale/problems.yaml."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(_ENGLISH[kind].format(**values))
        self.kind: str = kind
        self.values: Mapping[str, Any] = MappingProxyType(values)


_ENGLISH = {
    "odd_file": "it is no ordinary file",
    "too_long": "it is {came} bytes long, and at most {limit} are read",
    "too_deep": "line {line}: more than {limit} levels deep",
    "too_many": "it has, with all it refers to, more than {limit} parts",
    "refers": "line {line}: it refers to itself, with & and *",
    "tagged": "line {line}: {came} is not read",
}


def read_bytes(file: Path, most: int = MOST_BYTES) -> bytes:
    """What is in an ordinary file.

    Raises:
        OSError: it cannot be read.
        TooMuchError: it is a pipe, a device, a folder, or too long.
    """
    _ordinary(file.stat())
    waits = getattr(os, "O_NONBLOCK", 0)  # else a pipe that came in its place is waited for
    handle = os.open(file, os.O_RDONLY | waits | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as opened:
        found = os.fstat(handle)
        _ordinary(found)
        if found.st_size > most:
            raise TooMuchError("too_long", came=found.st_size, limit=most)
        data = opened.read(found.st_size + 1)  # what it may have grown to is seen
    if len(data) > most:
        raise TooMuchError("too_long", came=len(data), limit=most)
    return data


def _ordinary(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise TooMuchError("odd_file")


def measured(
    text: str, depth: int = MOST_DEPTH, nodes: int = MOST_NODES, plain: bool = False
) -> None:
    """Go through YAML without building anything.

    Args:
        depth: how many levels deep it may go.
        nodes: how many keys and values there may be, with all that references stand for.
        plain: no references, and no tags.

    Raises:
        yaml.YAMLError: it is no YAML.
        TooMuchError: it goes too deep, or it is or stands for too much.
    """
    meter = _Meter()
    for event in _events(text, depth):
        if plain:
            _plain(event)
        meter.count(event)
        if len(meter.opened) > depth:
            raise TooMuchError("too_deep", line=event.start_mark.line + 1, limit=depth)
        if meter.total > nodes:
            raise TooMuchError("too_many", limit=nodes)


def _events(text: str, depth: int) -> Iterator[yaml.Event]:
    """The events of YAML; LibYAML itself refuses a thousand levels, when it looks ahead."""
    try:
        yield from yaml.parse(text, _QUICK)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" not in str(error.problem):
            raise
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TooMuchError("too_deep", line=line, limit=depth) from None


class _Meter:
    """How much YAML stands for, as it comes in."""

    def __init__(self) -> None:
        self.total = 0
        self.opened: list[
            tuple[str | None, int]
        ] = []  # name, and the total before, of what is open
        self.sizes: dict[str, int] = {}  # of what a name refers to

    def count(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            self.opened.append((event.anchor, self.total))
            self.total += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            name, before = self.opened.pop()
            self._named(name, self.total - before)
        elif isinstance(event, yaml.ScalarEvent):
            self.total += 1
            self._named(event.anchor, 1)
        elif isinstance(event, yaml.AliasEvent):
            self.total += self.sizes.get(event.anchor, 1)

    def _named(self, name: str | None, size: int) -> None:
        if name is not None:
            self.sizes[name] = size


def _plain(event: yaml.Event) -> None:
    line = event.start_mark.line + 1 if event.start_mark else 0
    if isinstance(event, yaml.AliasEvent):
        raise TooMuchError("refers", line=line)
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        raise TooMuchError("tagged", line=line, came=tag[:40])


class PlainLoader(_QUICK):  # type: ignore[misc, valid-type]
    """YAML of strangers: groups, lists, texts, numbers of people, true, false and nothing.

    No dates and no numbers in other bases.
    """

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _tag, _pattern, _signs in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^-?[0-9]{1,15}$", "-0123456789"),
    ("float", r"^-?[0-9]{1,15}\.[0-9]{0,30}(?:e[-+][0-9]{1,3})?$", "-0123456789"),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _signs)
