"""The scenarios there are to play: every file of `configs/exercise/`, and of a folder of one's own.

A new scenario is a new file. What is wrong with one is told in sentences, all at once.
"""

import functools
from pathlib import Path

from simulator import i18n
from simulator.config import problems
from simulator.config.catalogue import configs, files
from simulator.config.catalogue import read as read_yaml
from simulator.config.yaml_reader import UnreadableError
from simulator.training.case import checks
from simulator.training.case.case import Case, case
from simulator.training.case.checks import ScenarioError
from simulator.training.case.scenario import Scenario

GROUP = "exercise"


def folders(own: Path | None = None) -> list[Path]:
    """Where scenarios are looked for: one's own folder first."""
    return [*([own] if own else []), configs()]


def names(own: Path | None = None) -> tuple[str, ...]:
    """The scenarios there are, in the order in which they teach best."""
    known = files(GROUP, folders(own))
    return tuple(sorted(known, key=lambda name: (scenario(name, own).order, name)))


def scenario(name: str, own: Path | None = None) -> Scenario:
    """A scenario by name.

    Raises:
        ScenarioError: there is none of that name, or it is not sound.
    """
    known = files(GROUP, folders(own))
    if name not in known:
        hint = problems.nearest(name, known) or next(iter(known), "")
        values = {"came": name, "choices": ", ".join(known), "nearest": hint}
        raise ScenarioError([i18n.text("exercise_problems", "no_file", "nl", **values)])
    file = known[name]
    return resolved(_read(file, file.stat().st_mtime_ns), own)


@functools.lru_cache(maxsize=64)
def _read(file: Path, changed: int, lang: str = "nl") -> Scenario:  # noqa: ARG001
    try:
        raw = read_yaml(file)
    except UnreadableError as error:
        problem = problems.Problem((), error.kind, error.values)
        raise ScenarioError([problems.sentence(problem, file.name, lang)]) from None
    return checks.read(raw, file.name, lang)


def resolved(written: Scenario, own: Path | None = None) -> Scenario:
    """A scenario in which every role that says what another says has those lines.

    Raises:
        ScenarioError: it points to lines that are not there.
    """
    roles = {}
    for key, role in written.roles.items():
        if role.lines_from is None:
            roles[key] = role
            continue
        name, _, other = role.lines_from.partition("/")
        file = files(GROUP, folders(own)).get(name)
        source = _read(file, file.stat().st_mtime_ns).roles.get(other) if file else None
        if source is None or source.lines is None:
            values = {"came": role.lines_from, "nearest": "rust-opent-het-gesprek/inkoper"}
            sentence = i18n.text("exercise_problems", "lines_unknown", "nl", **values)
            raise ScenarioError([f"roles.{key}.lines_from: {sentence}"])
        roles[key] = role.model_copy(update={"lines": source.lines, "lines_from": None})
    return written.model_copy(update={"roles": roles})


def checked(file: Path, own: Path | None = None, lang: str = "nl") -> list[str]:
    """All problems of a scenario file; none if it can be played."""
    if not file.is_file():
        return [i18n.text("problems", "no_file", lang)]
    try:
        case(file.stem, resolved(_read(file, file.stat().st_mtime_ns, lang), own))
    except ScenarioError as error:
        return error.problems
    return []


def prepared(name: str, difficulty: str = "normal", own: Path | None = None) -> Case:
    """A scenario ready to play; composed once and kept."""
    return case(name, scenario(name, own), difficulty)
