"""Who there is and who contracts with whom: kinds, organisations, relations, the world."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictStr

from simulator.config.schema_types import (
    Law,
    Name,
    Positive,
    Sector,
    Share,
    SideName,
    Text,
    Written,
)


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
