"""One side of one relation as a plain Python object: what it thinks and does at the table.

The equations are M3 to M6 of `docs/model.md`.
"""

import math
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Protocol

from simulator.engine.acts import ARGUE, ASK, LABEL, PRESS, PROPOSE


class Shared(Protocol):
    """What a side sees of the relation it sits in."""

    ownership: float


@dataclass(frozen=True, slots=True)
class Act:
    """What an act does (M4)."""

    hardness: float
    pull: float
    learns: float
    teaches: float
    owns: float
    calm: int


@dataclass(frozen=True, slots=True)
class Strategy:
    """How a side negotiates."""

    index: int
    opening: float
    mirroring: float
    reactivity: float
    press: float
    mix: tuple[float, ...]
    concession: float
    reciprocity: float
    content: float
    invest: float
    mediate: float


@dataclass(frozen=True, slots=True)
class Seat:
    """What holds for one side in one relation; numbers of the model filled in."""

    scale: float
    dilution: float
    pressure: float
    reactivity: float  # NaN = the strategy's
    mandate: float
    authority: float
    trust: float
    image: float
    reservation: float
    strategy: int  # -1 = the organisation's
    executive: Strategy | None


class Side:
    """What one side wants, feels and remembers about the other; names as in `engine.records`."""

    __slots__ = (
        "acts_made", "acts_met", "agreed_utility", "authority", "breach", "competence",
        "content_value", "contentious", "cost", "demand", "extra", "goodwill", "hardness_mean",
        "hardness_met", "hardness_sum", "image", "knowledge", "last_offered",
        "maintenance", "offered", "offers_met", "opening", "order", "overridden", "p", "plan",
        "press", "pressure_met", "process", "reactivity", "reservation", "seat", "seen",
        "shading", "surprise", "surprise_peak", "sv_instrumental", "sv_process", "sv_relation",
        "sv_self", "tension", "tension_mean", "tension_sum", "trust", "utility", "value",
        "weights",
    )  # fmt: skip

    def __init__(self, p: SimpleNamespace, seat: Seat, plan: Strategy) -> None:
        self.p, self.seat, self.plan = p, seat, plan
        own = seat.reactivity
        self.reactivity = plan.reactivity if math.isnan(own) else own
        self.goodwill = 0.0
        self.knowledge = p.knowledge_start
        self.tension = p.tension_start
        self.authority = min(1.0, max(0.0, seat.authority))
        self.weights: list[float] = []
        self.order: list[int] = []
        self.trust = self.competence = self.image = self.reservation = 0.0
        self.breach = 0
        self.seen = self.maintenance = self.extra = self.shading = self.value = 0.0

    @property
    def strategy(self) -> int:
        """Index of the strategy it plays."""
        return self.plan.index

    def new_year(self) -> None:
        """Nothing is spent yet."""
        self.cost = 0.0
        self.overridden = 0
        self.contentious = self.acts_made = 0
        self.surprise_peak = 0.0
        self.agreed_utility = self.hardness_mean = self.tension_mean = math.nan

    def sit_down(self) -> None:
        """Expect what the image says and ask for everything."""
        self.hardness_met = self.image
        self.pressure_met = self.surprise = self.surprise_peak = 0.0
        self.demand = 1.0
        self.offered = self.last_offered = 0.0
        self.offers_met = self.acts_met = 0
        self.hardness_sum = self.tension_sum = 0.0
        self.contentious = self.acts_made = 0

    def look_back(self, turns: int) -> None:
        """Means over the season."""
        met = self.acts_met
        self.hardness_mean = self.hardness_sum / met if met else self.hardness_met
        self.tension_mean = self.tension_sum / max(turns, 1)

    def contention(self, ownership: float, accord: float) -> float:
        """Chance that the next act is contentious (M3)."""
        p, mirroring = self.p, self.plan.mirroring
        reaction = self.reactivity * (p.tension_to_acts * self.tension + self.seat.pressure)
        softening = p.ownership_softens * ownership + p.accord_softens * accord
        tone = (1.0 - mirroring) * self.opening + mirroring * self.hardness_met
        return min(1.0, max(0.0, tone + reaction - softening))

    def choose(self, contention: float, first: float, second: float) -> int:
        """The act chosen with two uniform draws."""
        if first < contention:
            return PRESS if second < self.press else ARGUE
        reached = 0.0
        for act, part in enumerate(self.plan.mix, PROPOSE):
            reached += part
            if second < reached:
                return act
        return LABEL if self.plan.mix[-1] > 0.0 else PROPOSE

    def hear(self, act: int, effect: Act, actor: "Side", relation: Shared) -> None:
        """The other acts: what it does to tension, surprise and the image of the talk (M4)."""
        p, hardness, met = self.p, effect.hardness, self.hardness_met
        candour = 1.0
        if act == ASK:
            candour = min(1.0, max(0.0, self.trust + 0.1)) * (1.0 - 0.5 * self.tension)
        self.learn(effect, candour, actor, relation)

        level = self.pulled(hardness, effect.pull, self.reactivity)
        before = self.surprise
        new = effect.calm * max(0.0, met - hardness)
        level *= 1.0 - p.relief * before
        shock = max(0.0, hardness - met - p.shock_threshold)
        level += p.hardness_shock * shock * (1.0 - level)
        self.surprise = min(1.0, p.surprise_memory * before + new)
        self.surprise_peak = max(self.surprise_peak, self.surprise)
        self.knowledge += p.surprise_teaches * new * (1.0 - self.knowledge)

        weight = p.hardness_smoothing
        self.hardness_met = (1.0 - weight) * met + weight * hardness
        pressing = 1.0 if act == PRESS else 0.0
        self.pressure_met = (1.0 - weight) * self.pressure_met + weight * pressing
        self.acts_met += 1
        self.hardness_sum += hardness

        other = actor.tension
        self.tension = level + p.contagion * (0.5 * (level + other) - level)
        actor.tension = other + p.contagion * (0.5 * (other + level) - other)

    def learn(self, effect: Act, candour: float, actor: "Side", relation: Shared) -> None:
        """Who learns what from an act, and what becomes shared."""
        listening = min(1.0, max(0.0, self.trust + 0.3))
        actor.knowledge += effect.learns * candour * (1.0 - actor.knowledge)
        self.knowledge += effect.teaches * listening * (1.0 - self.knowledge)
        relation.ownership += effect.owns * listening * (1.0 - relation.ownership)

    def pulled(self, hardness: float, pull: float, reactivity: float) -> float:
        """Tension after being pulled towards the hardness of an act."""
        step = pull * (hardness - self.tension)
        if hardness > self.tension:
            step = step * (1.0 + reactivity) / 2.0
        return self.tension + step

    def floor(self) -> float:
        """The least it takes now."""
        return self.reservation + self.p.tension_raises_reservation * self.tension

    def next_demand(self, turn: int, turns: int, ownership: float) -> float:
        """The own utility it would ask for in a turn (M5)."""
        least = self.floor()
        if turn > turns:
            return least
        p = self.p
        aspiration = least
        if turn < turns:
            flexibility = (
                self.plan.concession
                * math.exp(-p.tension_slows_concession * self.tension)
                * (1.0 + p.surprise_opens * self.surprise)
                * (1.0 + p.ownership_opens * ownership)
                * (1.0 + p.pressure_pays * self.pressure_met)
            )
            left = 1.0 - math.pow(turn / turns, 1.0 / flexibility)
            aspiration = least + (1.0 - least) * left
        given = self.offered - self.last_offered if self.offers_met >= 2 else 0.0
        answer = self.demand - max(0.0, given)
        w = self.plan.reciprocity
        return max(least, min(self.demand, (1.0 - w) * aspiration + w * answer))

    def keeps(self, demand: float, knowledge: float) -> list[tuple[int, float]]:
        """Issue by issue, what it keeps of each when it asks for `demand`."""
        kept = []
        before = 0.0
        for issue in self.order:
            weight = self.weights[issue]
            efficient = min(1.0, max(0.0, (demand - before) / weight)) if weight > 0.0 else 0.0
            kept.append((issue, (1.0 - knowledge) * demand + knowledge * efficient))
            before += weight
        return kept

    def worth_to(self, other: "Side", demand: float, knowledge: float) -> float:
        """What the other gets when this side asks for `demand`."""
        theirs = other.weights
        utility = 0.0
        for issue, kept in self.keeps(demand, knowledge):
            utility += theirs[issue] * (1.0 - kept)
        return utility

    def accepts(self, utility: float, turn: int, turns: int, ownership: float) -> bool:
        """Is the offer at least what it would ask for itself in its next turn? (M6)."""
        return utility >= self.floor() and utility >= self.next_demand(turn, turns, ownership)
