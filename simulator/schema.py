"""Everything a user can write in a YAML file, with its type and its hard limits.

Hard limits are logical (a probability stays in [0, 1]). The plausible range of a model number is
in `params.py` and is advice. Checks that need more than one key are in `network.py` and
`crosschecks.py`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr

Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Positive = Annotated[float, Field(strict=True, gt=0, le=1e9, allow_inf_nan=False)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Name = Annotated[StrictStr, Field(min_length=1)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]
Season = Annotated[int, Field(strict=True, ge=0, le=199)]  # a year of the run, from 0
ActName = Literal["press", "argue", "propose", "ask", "pause", "open", "label"]
SideName = Literal["provider", "funder"]
Law = Literal["Zvw", "Wlz", "Wmo", "Jeugdwet"]
Sector = Literal["hospital", "ggz", "vvt", "gp", "disability", "youth", "wmo", "welfare"]
TOLERANCE = 0.005  # shares written with two or three decimals still count as adding up to 1


class Written(BaseModel):
    """A piece of a config: no unknown keys, not changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Written):
    """A text in Dutch and in English."""

    nl: StrictStr
    en: StrictStr


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


class Switch(Written):
    """From a calendar year on, strategies come from another mix; both empty = never."""

    year: Year | None = None
    mix: Mix | None = None


class Seat(Written):
    """What somebody at the table has of their own; empty = the general rule holds."""

    pressure: Share | None = None
    reactivity: Share | None = None
    mandate: Share | None = None
    authority: Share | None = None
    trust: Share | None = None
    image: Share | None = None
    reservation: Share | None = None
    executive: StrictStr | None = None  # strategy of who may take over; "nobody" = nobody may
    money: Share | None = None  # what moves the organisation: money, quality of care;
    quality: Share | None = None  # the rest is work joy
    allocation: Literal["even", "size", "trust", "need"] | None = None  # of attention
    policy: StrictStr | None = None  # how it picks its strategy each year


class Kind(Seat):
    """A kind of organisation (`configs/kind/*.yaml`)."""

    label: Text
    side: SideName
    law: Law | None = None  # under which a funder of this kind contracts
    laws: dict[Sector, Law] = {}  # and where a provider's sector decides otherwise
    committee: StrictBool = False  # True = a disputes committee is open
    tariff_fixed: StrictBool = False  # True = policy sets the tariff: three issues are open
    forms: dict[StrictStr, Share] = {}  # share of its organisations with each contract form
    judged_on: list[StrictStr] = []  # measures by which its public task is judged


class Draw(Written):
    """Some organisations of a group or kind, drawn once and for all by name."""

    number: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    of: StrictStr  # a group or kind
    by: Literal["even", "size"] = "even"  # larger ones sooner
    region: Literal["own", "all"] = "all"


class Organisation(Seat):
    """An organisation, or `count` of them alike (`configs/world/*.yaml`)."""

    label: Text | None = None
    kind: StrictStr
    sector: Sector | None = None
    size: Positive = 1.0
    count: Annotated[int, Field(strict=True, ge=1, le=100_000)] = 1
    region: StrictStr = ""
    strategy: StrictStr | None = None
    mix: dict[StrictStr, Share] | None = None
    capacity: Positive | None = None  # relations of mean weight it can attend to in full
    form: StrictStr | None = None  # contract form of a funder; empty = the run's
    turnover: dict[Law, Share] | None = None  # share of each law in a provider's size
    contracts: list[StrictStr | Draw] = []  # organisations, a kind for all of it, or a draw


class RelationSeat(Seat):
    """What holds for one side in this relation only."""

    strategy: StrictStr | None = None


class RelationSides(Written):
    """Both sides of one relation."""

    provider: RelationSeat = RelationSeat()
    funder: RelationSeat = RelationSeat()


class Relation(Written):
    """One relation that is new or differs from what the organisations say."""

    provider: StrictStr
    funder: StrictStr
    law: Law | None = None
    volume: Positive | None = None
    committee: StrictBool | None = None
    form: StrictStr | None = None
    social: Share | None = None
    written: Share | None = None
    online: Share | None = None
    sides: RelationSides = RelationSides()


class Coalition(Written):
    """Providers that bargain together with some funders, where that is allowed (D13, D22-D23)."""

    label: Text | None = None
    members: Annotated[list[StrictStr], Field(min_length=1)]  # organisations or groups
    funders: Annotated[list[StrictStr], Field(min_length=1)]  # organisations, groups or kinds


class World(Written):
    """Who there is and who contracts with whom (`configs/world/*.yaml`)."""

    label: Text
    organisations: dict[Name, Organisation]
    relations: list[Relation] = []
    coalitions: dict[Name, Coalition] = {}


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
