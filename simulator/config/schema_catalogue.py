"""Files that a config chooses from: strategy, form, policy, calendar, accord, mix and others."""

from typing import Annotated

from pydantic import Field, StrictBool, StrictStr

from simulator.config.schema_types import Share, SideName, Text, Written, Year


class ActMix(Written):
    """Shares of the non-contentious acts; they add up to 1."""

    propose: Share = 0.0
    ask: Share = 0.0
    pause: Share = 0.0
    open: Share = 0.0
    label: Share = 0.0


class Strategy(Written):
    """How a side negotiates (`configs/strategy/*.yaml`); fields as in `strategies.py`."""

    label: Text
    character: Text
    source: list[StrictStr] = []
    opening: Share
    mirroring: Share
    reactivity: Share
    press: Share
    mix: ActMix
    concession: Annotated[float, Field(strict=True, gt=0, le=20, allow_inf_nan=False)]
    reciprocity: Share
    content: Share
    invest: Share
    mediate: Share
    prepare: Share = 0.0
    voice: Share = 0.0
    visit: Share = 0.0
    record: Share = 0.0


class Form(Written):
    """A contract form (`configs/form/*.yaml`); fields as in `FORM` of `state.py`."""

    label: Text
    character: Text
    source: list[StrictStr] = []
    risk: Share
    gain: Share
    corridor: Share = 0.0  # 0 = none
    standard: StrictBool = False
    reopener: StrictBool = False
    indexed: StrictBool = False
    coordination: Share = 0.0
    control: Share = 0.0
    monitoring: Share = 0.0
    years: Annotated[int, Field(strict=True, ge=0, le=40)] = 0  # a framework; 0 = by trust


class Instrument(Written):
    """What an instrument is (`configs/instrument/*.yaml`); the file also sets its numbers."""

    label: Text
    character: Text
    source: StrictStr


class After(Written):
    """Chance to be kind next season, after what both were (own first, then the other)."""

    kind_kind: Share
    kind_tough: Share
    tough_kind: Share
    tough_tough: Share


class Policy(Written):
    """How an organisation picks its strategy each year (`configs/policy/*.yaml`)."""

    label: Text
    character: Text
    source: list[StrictStr] = []
    kind: StrictStr  # strategy played when kind
    tough: StrictStr  # strategy played when tough
    after: After
    patience: Annotated[int, Field(strict=True, ge=0, le=100)] = 0  # seasons before it starts


class Act(Written):
    """What one act does; fields as in `acts.py`."""

    hardness: Share
    pull: Share
    learns: Share
    teaches: Share
    owns: Share
    calm: StrictBool


class ActTable(Written):
    """The seven acts, in the order of `acts.ACTS`."""

    press: Act
    argue: Act
    propose: Act
    ask: Act
    pause: Act
    open: Act
    label: Act


class Acts(Written):
    """What each act does (`configs/act/*.yaml`)."""

    label: Text
    table: ActTable


class Phase(Written):
    """A part of the contracting year: when it is open, and what is decided at its end."""

    label: Text
    first: StrictStr  # "1 Jan"
    last: StrictStr
    decision: Text | None = None  # go or no-go


class Calendar(Written):
    """The season as turns (`configs/calendar/*.yaml`), one date a turn."""

    label: Text
    turns: Annotated[int, Field(strict=True, ge=1, le=60)]
    stragglers: Annotated[int, Field(strict=True, ge=0, le=20)]
    mediation: Annotated[int, Field(strict=True, ge=0, le=60)]
    opener: SideName
    dates: list[StrictStr]  # "15 Oct"
    marks: dict[StrictStr, Annotated[int, Field(strict=True, ge=1, le=80)]] = {}
    phases: list[Phase] = []  # the whole year, also what comes before and after the talks


class Level(Written):
    """From this calendar year on, the accord has this level."""

    year: Year
    level: Share
    mandate: Share | None = None  # and mandates are this far financial; empty = params.mandate


class Accord(Written):
    """National accords over the calendar years (`configs/accord/*.yaml`)."""

    label: Text
    levels: list[Level] = []


class Mix(Written):
    """Which share of the organisations plays which strategy (`configs/mix/*.yaml`)."""

    label: Text
    providers: dict[StrictStr, Share]
    funders: dict[StrictStr, Share]
