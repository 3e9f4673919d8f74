"""What a file of `configs/experiment/` says: who is compared with whom, and what is claimed.

base      settings of the model, composed once (`world=ggz_insurer`)
arms      the ways of working compared, each with what differs
claims    what is claimed about them; how it is measured is in `experiments/<name>.py`
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, ValidationError

from simulator.config import yaml_reader
from simulator.config.catalogue import configs
from simulator.config.problems import Problem, sentence
from simulator.config.schema import Event
from simulator.config.schema_types import Number, Share, Text, Written
from simulator.config.yaml_reader import UnreadableError

GROUP = "experiment"
MOST_SHOWN = 100  # problems told at once
Kind = Literal["built_in", "emergent", "calibrated", "both"]
Count = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
Side = Literal["provider", "funder"]


class ExperimentError(ValueError):
    """An experiment that does not exist or cannot be played; the message says what to mend."""


class Nudge(Written):
    """At the start of a year one side's state is set by hand, in all relations."""

    year: Annotated[int, Field(strict=True, ge=0)]
    side: Side
    goodwill: Annotated[float, Field(ge=-1, le=1)]


class ArmPlan(Written):
    """One way of working; what is left out is as in the base.

    `strategies` changes numbers of strategies, `seats` those of places at the table (dilution,
    scale), `calendar` those of the season.
    """

    label: Text | None = None
    provider: StrictStr | None = None  # strategy of all providers
    funder: StrictStr | None = None
    params: dict[StrictStr, Number] = Field(default_factory=dict)
    strategies: dict[StrictStr, dict[StrictStr, Number]] = Field(
        default_factory=dict
    )  # numbers of strategies
    seats: dict[Side, dict[StrictStr, Number]] = Field(
        default_factory=dict
    )  # places at the table: dilution, scale, ...
    calendar: dict[StrictStr, int] = Field(default_factory=dict)
    accord: Share | None = None  # the same level in all years
    form: StrictStr | None = None
    script: list[Event] = Field(default_factory=list)
    nudge: Nudge | None = None


class ClaimPlan(Written):
    """One claim in words; its checks are measured by the experiment's Python file."""

    said: Text  # the claim in a sentence
    expected: Text
    source: list[StrictStr]
    kind: Kind
    checks: dict[StrictStr, Text]
    note: Text | None = None  # what a reader must know beside the verdict
    reworded: StrictBool = False  # made more precise after a first version did not come out
    weak: StrictBool = False  # rests on one rule that is not as in practice; see the note


class ExperimentPlan(Written):
    """One experiment, complete."""

    title: Text
    base: tuple[StrictStr, ...]
    params: dict[StrictStr, Number] = Field(
        default_factory=dict
    )  # the situation; these do not vary in robustness
    fixed: tuple[StrictStr, ...] = ()  # further numbers that do not vary in robustness
    years: Count
    runs: Count = 1000  # per seed; times relations is at least 1,000
    replicates: Count = 40  # runs per point of the robustness design
    trace: bool = False
    script: list[Event] = Field(default_factory=list)
    arms: dict[StrictStr, ArmPlan]
    claims: dict[StrictStr, ClaimPlan]


def names(folder: Path | None = None) -> list[str]:
    """All experiments, by name."""
    return sorted(file.stem for file in yaml_reader.files_in((folder or configs()) / GROUP))


def plan(name: str, folder: Path | None = None) -> ExperimentPlan:
    """The plan of one experiment.

    Raises:
        ExperimentError: no such file, or something in it is wrong; every problem is named.
    """
    file = (folder or configs()) / GROUP / f"{name}.yaml"
    if not file.is_file():
        known = ", ".join(names(folder))
        raise ExperimentError(f"No experiment {name!r}. Choose one of: {known}.")
    return read(file)


def read(file: Path, lang: str = "en") -> ExperimentPlan:
    """The plan a file says.

    Raises:
        ExperimentError: it cannot be read, or something in it is wrong; every problem is named.
    """
    try:
        return ExperimentPlan.model_validate(yaml_reader.read(file))
    except UnreadableError as error:
        problem = Problem((), error.kind, error.values)
        raise ExperimentError(sentence(problem, f"{GROUP}/{file.name}", lang)) from None
    except ValidationError as error:
        lines = [
            f"{file.name}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}"
            for problem in error.errors()[:MOST_SHOWN]
        ]
        raise ExperimentError("\n".join(lines)) from None
