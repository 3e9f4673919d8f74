"""One relation as a Mesa agent: its season from opening to signing (M1 to M8)."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import mesa

from benchmarks.plain import start
from benchmarks.plain.luck import Luck
from benchmarks.plain.side import Act, Seat, Side, Strategy
from simulator.engine import rng
from simulator.engine.acts import ARGUE
from simulator.engine.records import AGREED, COMMITTEE, MEDIATED, NO_CONTRACT, RUNNING


@dataclass(frozen=True, slots=True)
class Tie:
    """Who faces whom, the same in all runs; organisations by index."""

    id: int
    provider: int
    funder: int
    committee: bool
    seats: tuple[Seat, Seat]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is the same for all relations of a run."""

    p: SimpleNamespace  # the numbers of the model
    acts: tuple[Act, ...]
    turns: int
    stragglers: int
    mediation: int
    opener: int


@dataclass(slots=True)
class Contract:
    """What was agreed."""

    has: int = 0
    end: int = 0
    duration: int = 0
    utility: tuple[float, float] = (0.0, 0.0)
    content: float = 0.0
    clarity: float = 0.0
    renewal: int = 0


class Relation(mesa.Agent):
    """A provider and a funder. What is recorded has the names of `simulator.engine.records`.

    Args:
        rules: what is the same for all.
        plans: what the provider and the funder play.
        draws: its luck.
    """

    def __init__(
        self,
        model: mesa.Model,
        rules: Rules,
        tie: Tie,
        plans: tuple[Strategy, Strategy],
        draws: Luck,
    ) -> None:
        super().__init__(model)
        self.rules, self.tie, self.draws = rules, tie, draws
        self.provider = Side(rules.p, tie.seats[0], plans[0])
        self.funder = Side(rules.p, tie.seats[1], plans[1])
        self.sides = (self.provider, self.funder)
        start.met(rules.p, tie.id, self.sides, draws)
        self.in_force = Contract(1, 0, 1, (0.5, 0.5), clarity=rules.p.clarity_base)
        self.agreed = Contract()
        self.ownership = self.content_stock = 0.0
        self.negotiated = self.content_phase = self.mediation = self.turns = 0
        self.ambiguous = self.dispute = self.age = 0
        self.ending = RUNNING

    def negotiate(self, year: int, accord: float) -> None:
        """Talk where no contract runs on, and sign."""
        self.negotiated = self.content_phase = self.mediation = self.turns = 0
        self.ending = RUNNING
        for side in self.sides:
            side.new_year()
        if self.in_force.has and self.in_force.end > year:
            return
        self.negotiated = 1
        self._open(year, accord)
        self.ending = self._talk(year, accord)
        if self.ending == NO_CONTRACT:
            self._ask_committee(year)
        self._sign(year, accord)
        for side in self.sides:
            side.look_back(self.turns)

    def _open(self, year: int, accord: float) -> None:
        """Who speaks, and is there a content phase first? (M1, M2)."""
        p = self.rules.p
        override = p.override_dispute if self.dispute else p.override_calm
        provider, funder = self.provider, self.funder
        for s, side in enumerate(self.sides):
            speaker = side.plan
            if side.seat.executive is not None:
                luck = self.draws(self.tie.id, year, 0, rng.OVERRIDE)
                if luck[s] < override * (1.0 - side.authority):
                    speaker = side.seat.executive
                    side.overridden = 1
            side.opening, side.press = speaker.opening, speaker.press
        if p.two_phase > 0.0:
            one, other = provider.plan.content, funder.plan.content
            trust = min(provider.trust, funder.trust)
            held = 0.5 * min(one, other) + 0.5 * (one + other) * trust
            luck = self.draws(self.tie.id, year, 0, rng.CONTENT)
            if luck[0] < min(1.0, max(0.0, held)):
                self._share_content(accord)
        for side in self.sides:
            side.sit_down()

    def _share_content(self, accord: float) -> None:
        p = self.rules.p
        provider, funder = self.provider, self.funder
        crowding = 1.0 + p.accord_cost * accord
        trust = 0.5 * (provider.trust + funder.trust)
        learned = p.content_learning * min(1.0, max(0.0, trust + 0.3)) / crowding
        shared = p.content_learning * min(1.0, max(0.0, 1.4 * trust)) / crowding
        ownership = self.ownership + shared * (1.0 - self.ownership)
        least = min(side.knowledge + learned * (1.0 - side.knowledge) for side in self.sides)
        gate = ownership >= p.multi_year_ownership or least >= 0.5
        if gate:
            self.ownership = ownership
        else:
            learned *= 0.5
        for side in self.sides:
            side.knowledge += learned * (1.0 - side.knowledge)
            side.tension *= 1.0 - p.content_calms
            side.cost += p.content_phase_cost * crowding
        self.content_phase = 1

    def _talk(self, year: int, accord: float) -> int:
        """Turn after turn until somebody agrees, or time is up; how it ended."""
        rules = self.rules
        for turn in range(1, rules.turns + rules.stragglers + 1):
            if turn == rules.turns + 1:
                luck = self.draws(self.tie.id, year, 0, rng.STRAGGLE)
                if luck[0] >= rules.p.straggle:
                    break
            s = rules.opener if turn % 2 == 1 else 1 - rules.opener
            actor, receiver = self.sides[s], self.sides[1 - s]
            if self._turn(turn, actor, receiver, year, accord):
                mine, theirs = actor.demand, receiver.offered
                self.agreed.utility = (mine, theirs) if s == 0 else (theirs, mine)
                return AGREED
            if turn == rules.mediation and self._mediate(receiver, turn, year):
                return MEDIATED
        return NO_CONTRACT

    def _turn(self, turn: int, actor: Side, receiver: Side, year: int, accord: float) -> bool:
        """An act, an offer, the answer (M3 to M6)."""
        rules = self.rules
        contention = actor.contention(self.ownership, accord)
        first, second, _, _ = self.draws(self.tie.id, year, turn, rng.ACT)
        act = actor.choose(contention, first, second)
        actor.acts_made += 1
        if act <= ARGUE:
            actor.contentious += 1
        receiver.hear(act, rules.acts[act], actor, self)
        actor.demand = actor.next_demand(turn, rules.turns, self.ownership)
        utility = actor.worth_to(receiver, actor.demand, actor.knowledge)
        receiver.last_offered, receiver.offered = receiver.offered, utility
        receiver.offers_met += 1
        self.turns = turn
        for side in self.sides:
            side.cost += rules.p.turn_cost
            side.tension_sum += side.tension
        return receiver.accepts(utility, turn + 1, rules.turns, self.ownership)

    def _mediate(self, receiver: Side, turn: int, year: int) -> bool:
        """Mediation, at most once: True if it ends the talks (M8)."""
        p = self.rules.p
        provider, funder = self.provider, self.funder
        wish = receiver.next_demand(turn + 1, self.rules.turns, self.ownership)
        tension = 0.5 * (provider.tension + funder.tension)
        if wish - receiver.offered <= p.mediation_gap or tension <= p.mediation_tension:
            return False
        want, succeed, _, _ = self.draws(self.tie.id, year, 0, rng.MEDIATION)
        if want >= min(1.0, 1.2 * provider.plan.mediate * funder.plan.mediate):
            return False
        self.mediation = 1
        for side in self.sides:
            side.cost += p.mediation_cost
            side.tension *= 0.6
            side.knowledge += 0.25 * (1.0 - side.knowledge)
        if succeed >= min(1.0, max(0.0, p.mediation_success * (1.4 - tension))):
            return False
        return self._agree_on_equal_gain()

    def _agree_on_equal_gain(self) -> bool:
        """Terms that give both the same gain, as far as both know each other."""
        provider, funder = self.provider, self.funder
        alike = 0.5 * (1.0 + provider.reservation - funder.reservation)
        if alike <= provider.reservation:
            return False
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = 0.5 * (low + high)
            other_gain = provider.worth_to(funder, middle, 1.0) - funder.reservation
            if middle - provider.reservation < other_gain:
                low = middle
            else:
                high = middle
        keeps = dict(provider.keeps(0.5 * (low + high), 1.0))
        known = 0.5 * (provider.knowledge + funder.knowledge)
        own = other = 0.0
        for issue in range(4):
            settled = (1.0 - known) * alike + known * keeps[issue]
            own += provider.weights[issue] * settled
            other += funder.weights[issue] * (1.0 - settled)
        self.agreed.utility = (own, other)
        return True

    def _ask_committee(self, year: int) -> None:
        """The disputes committee, where it is open to this pair, may split every issue."""
        p = self.rules.p
        luck = self.draws(self.tie.id, year, 0, rng.COMMITTEE)
        if self.tie.committee and luck[0] < p.committee:
            self.ending = COMMITTEE
            self.agreed.utility = (0.5, 0.5)
            for side in self.sides:
                side.cost += p.committee_cost
                side.tension = min(1.0, side.tension + 0.1)

    def _sign(self, year: int, accord: float) -> None:
        """The terms beside the price: content, duration, clarity, renewal (M7)."""
        p, contract = self.rules.p, self.agreed
        provider, funder = self.provider, self.funder
        if self.ending == NO_CONTRACT:
            own = (provider.reservation, funder.reservation)
            self.agreed = Contract(end=contract.end, utility=own)
        else:
            self._write(p, contract, year, accord)
        provider.agreed_utility, funder.agreed_utility = self.agreed.utility

    def _write(self, p: SimpleNamespace, contract: Contract, year: int, accord: float) -> None:
        provider, funder = self.provider, self.funder
        owned = self.ownership > p.multi_year_ownership
        contract.has, contract.content, contract.duration, contract.renewal = 1, 0.0, 1, 0
        if self.ending != COMMITTEE:
            mandate = max(provider.seat.mandate, funder.seat.mandate)
            known = min(provider.knowledge, funder.knowledge)
            contract.content = self.ownership * known * (1.0 - mandate * (1.0 - 0.5 * accord))
            confidence = min(provider.trust, funder.trust) + p.multi_year_goodwill * min(
                provider.goodwill, funder.goodwill
            )
            if owned and confidence > p.multi_year_trust:
                contract.duration = int(p.duration_max)
            elif owned and p.two_year_option > 0.0 and confidence > p.multi_year_trust - 0.05:
                contract.duration = min(2, int(p.duration_max))
            contract.renewal = int(owned)
        contract.end = year + contract.duration
        known = 0.5 * (provider.knowledge + funder.knowledge)
        contract.clarity = min(1.0, max(0.0, p.clarity_base + 0.4 * known))

    def turn_over(self, year: int) -> None:
        """At the turn of the year the contract agreed takes the place of the one that ends."""
        if not self.in_force.has or self.in_force.end <= year:
            self.in_force = replace(self.agreed)
