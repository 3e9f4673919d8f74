"""Every YAML that people write: catalogue, sweeps, experiments, exercises, lessons, own cases.

Hidden files of editors and Macs are passed over; a byte-order mark is no difference; names are
spelled one way. What cannot be read is said in one kind of problem: which file, which line, what.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from simulator import bounded
from simulator.bounded import TooMuchError
from simulator.config import spelling
from simulator.config.decoding import EncodingError, decoded

MOST_BYTES = 2_000_000
MOST_NODES = 200_000  # values, with those that an alias repeats
DEEPEST = 60
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXTS = ("nl", "en", "source")  # what stands under these is a text, not a name
PATHS = ("organisations_csv", "relations_csv", "file", "measures", "output", "address")
_INDENT = re.compile("^[ \t]*[^\\S \t\r\n]", re.M)  # a space that is no space to YAML
_TRAPS = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}


class UnreadableError(Exception):
    """A file that is no YAML of ours; `kind` is a sentence of configs/locale/problems.yaml."""

    def __init__(self, file: Path, kind: str, **values: object) -> None:
        super().__init__(f"{file.name}: {kind} {values}")
        self.file, self.kind, self.values = file, kind, values


def files_in(folder: Path) -> list[Path]:
    """The YAML files of a folder, sorted; without those that an editor or a Mac hides there."""
    return sorted(
        file
        for file in folder.glob("*.yaml")
        if not file.name.startswith((".", "~", "#")) and not file.is_dir()
    )


def text(file: Path) -> str:
    """The text of a file.

    Raises:
        UnreadableError: no file that can be read, or another encoding.
    """
    try:
        return decoded(bounded.read_bytes(file, MOST_BYTES))
    except TooMuchError as much:
        raise UnreadableError(file, much.kind, **much.values) from None
    except OSError as error:
        raise UnreadableError(file, "yaml_file", detail=error.strerror or "-") from None
    except EncodingError as error:
        values = {"encoding": error.encoding, "line": error.line}
        raise UnreadableError(file, "yaml_encoding", **values) from None


def read(file: Path) -> Any:
    """What a YAML file says, as plain data.

    Raises:
        UnreadableError: it cannot be read, has a key twice or a key that is no text.
    """
    return parsed(text(file), file)


def parsed(written: str, file: Path) -> Any:
    """What a text in YAML says, as plain data.

    Args:
        file: where it stands, for what is said about it.

    Raises:
        UnreadableError: as `read`.
    """
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    _looked_over(written, file)
    try:
        node = yaml.compose(written, Loader=_LOADER)
        if node is None:
            return {}
        _checked(node, file)
        if not isinstance(node, yaml.CollectionNode):
            raise UnreadableError(file, "yaml_nothing", line=1)
        return tidied(OmegaConf.to_container(OmegaConf.create(written), resolve=False))
    except yaml.MarkedYAMLError as error:
        raise _marked(error, written, file) from None
    except RecursionError:
        raise UnreadableError(file, "yaml_deep") from None
    except (yaml.YAMLError, OmegaConfBaseException, ValueError, TypeError) as error:
        detail = str(error).strip().splitlines() or [type(error).__name__]
        raise UnreadableError(file, "yaml", detail=detail[0]) from None


def _looked_over(written: str, file: Path) -> None:
    """What YAML itself would not say, or would take forever to find out.

    Raises:
        UnreadableError: signs that no text has, odd spaces before a key, brackets without end.
    """
    depth = deepest = 0
    for number, line in enumerate(written.split("\n"), 1):
        sign = spelling.control(line)
        if sign is not None:
            raise UnreadableError(file, "yaml_control", came=sign, line=number)
        if _INDENT.match(line):
            raise UnreadableError(file, "yaml_space", line=number)
        depth += sum(map(line.count, "[{")) - sum(map(line.count, "]}"))
        deepest = max(deepest, depth, line.count("- ") if line.lstrip().startswith("- ") else 0)
        indent = len(line) - len(line.lstrip())
        if max(deepest, line.count("["), line.count("{"), line.count("? ")) > 500 or indent > 1000:
            raise UnreadableError(file, "yaml_deep", line=number)


def _checked(top: yaml.Node, file: Path) -> None:
    """Keys that are texts and stand there once; a size that aliases do not blow up.

    Raises:
        UnreadableError: the first that is not so.
    """
    sizes: dict[int, int] = {}

    def size(node: yaml.Node, depth: int) -> int:
        if depth > DEEPEST:
            raise UnreadableError(file, "yaml_deep", line=node.start_mark.line + 1)
        if id(node) not in sizes:
            sizes[id(node)] = 0  # while it is being counted
            inner = _inner(node, file)
            sizes[id(node)] = 1 + sum(size(each, depth + 1) for each in inner)
            if sizes[id(node)] > MOST_NODES:
                raise UnreadableError(file, "yaml_big", limit=MOST_NODES)
        elif sizes[id(node)] == 0:
            raise UnreadableError(file, "yaml_circle", line=node.start_mark.line + 1)
        return sizes[id(node)]

    size(top, 0)


def _inner(node: yaml.Node, file: Path) -> Iterator[yaml.Node]:
    """The nodes within a node, looked at as they come."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        sign = spelling.control(node.value)
        if sign is not None:
            raise UnreadableError(file, "yaml_control", came=sign, line=line)
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise UnreadableError(file, "yaml_key", came="[…]", line=line)
            if key.tag in _TRAPS:
                raise UnreadableError(file, "yaml_key", came=key.value or "null", line=line)
            if spelling.name(key.value) in seen:
                raise UnreadableError(file, "yaml_twice", came=key.value, line=line)
            seen.add(spelling.name(key.value))
            yield key
            yield value


def _marked(error: yaml.MarkedYAMLError, written: str, file: Path) -> UnreadableError:
    """The line at which YAML stops, and why; a tab is the reason most often."""
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark is not None else 0
    lines = written.split("\n")
    line = lines[number] if number < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error.problem):
        return UnreadableError(file, "yaml_tab", line=number + 1)
    return UnreadableError(file, "yaml", detail=error.problem or "-", line=number + 1)


def tidied(data: Any, key: str = "") -> Any:
    """Plain data with its names spelled one way; texts and paths stay what they are."""
    if isinstance(data, dict):
        return {
            spelling.name(k) if isinstance(k, str) else k: tidied(v, str(k))
            for k, v in data.items()
        }
    if isinstance(data, list):
        return [tidied(each, key) for each in data]
    if not isinstance(data, str) or key in PATHS:
        return data
    return spelling.plain(data) if key in _TEXTS else spelling.name(data)
