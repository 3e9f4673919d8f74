"""One run's config as a whole: what was chosen, and the story with what it forces and says.

Checks that need more than one key are in `network.py` and `crosschecks.py`.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictStr

from simulator.config.schema_catalogue import (
    Accord,
    Acts,
    Calendar,
    Form,
    Instrument,
    Mix,
    Policy,
    Strategy,
)
from simulator.config.schema_types import (
    ActName,
    Name,
    Number,
    Season,
    Share,
    SideName,
    Text,
    Written,
    Year,
)
from simulator.config.schema_world import Kind, World


class Switch(Written):
    """From a calendar year on, strategies come from another mix; both empty = never."""

    year: Year | None = None
    mix: Mix | None = None


class Event(Written):
    """What a story forces in one year (`year`) or from a year on (`from_year`)."""

    year: Season | None = None
    from_year: Season | None = None
    to_year: Season | None = None  # last year, with from_year
    provider: StrictStr | None = None  # only the relations of this provider
    funder: StrictStr | None = None  # and of this funder
    side: SideName | None = None
    strategy: StrictStr | None = None
    override: StrictBool | None = None
    breach: StrictBool | Literal["hidden"] | None = None
    settling: StrictBool | None = None  # care already delivered is on the table
    newcomer: StrictBool | None = None  # a new negotiator
    ambiguity: StrictBool | None = None
    maintenance: Share | None = None
    acts: list[ActName | None] | None = None  # own turns from the first; empty = free choice


class Saying(Written):
    """What a source says of a scenario, in a way that its numbers can bear out or not."""

    said: Text  # in the words of practice
    source: StrictStr  # A20, or a reference of docs/bibliography.md
    measure: StrictStr
    side: SideName | None = None  # whose number; empty = of both
    direction: Literal["higher", "lower", "close"]
    within: Annotated[float, Field(gt=0.0)] = 0.05  # with close: how far apart at most
    size: Literal["lot"] | None = None  # "a lot": it must be that large as well
    than: Number | None = None  # a number; empty = the counterfactual
    year: Season | None = None  # counted from 0; empty = mean over the years


class Config(Written):
    """One run, complete: what `config.composed` gives."""

    name: Name  # of the scenario, unless written
    title: Text
    story: Text
    question: Text
    counterfactual: StrictStr | None = None
    compare: Text | None = None
    runs: Annotated[int, Field(strict=True, ge=1, le=10_000_000)]
    years: Annotated[int, Field(strict=True, ge=1, le=200)]
    start: Year
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**64)]
    lang: Literal["nl", "en"]
    threads: Annotated[int, Field(strict=True, ge=1, le=1024)] | None = None
    output: StrictStr | None = None
    trace: StrictBool = False
    record: Literal["relations", "yearly"] = "relations"
    params: dict[StrictStr, Number] = {}
    calendar: Calendar
    accord: Accord
    acts: Acts
    mix: Mix
    switch: Switch = Switch()
    kinds: dict[StrictStr, Kind]
    strategies: dict[StrictStr, Strategy]
    forms: dict[StrictStr, Form]
    policies: dict[StrictStr, Policy]
    contract_form: StrictStr  # where no relation or organisation says otherwise
    instruments: dict[StrictStr, Instrument] = {}  # in use, what each is
    world: World
    script: list[Event] = []
    shows: list[StrictStr] = []  # measures that matter for this scenario, besides the usual ones
    says: list[Saying] = []  # what its source says comes out
    figures: list[Literal["contracted", "survey"]] = []  # and its own figures
    choices: dict[str, str] = {}  # which file of each group was taken
