"""One turn at the table: an act, an offer, the answer; and mediation after it.

Batch, Mesa model, training room and outside agents all play these rules. What a side may see is
decided here: its own state, the other's acts and offers, nothing else.
"""

from simulator.engine import by_hand, effects, offers
from simulator.engine.acts import ARGUE
from simulator.engine.decisions import AWAITS_MOVE, FAILED, GOES_ON, OVER, PASSED, SUCCEEDED
from simulator.engine.institutions import ladder, queue
from simulator.engine.jit import rule
from simulator.engine.records import AGREED, FUNDER, MEDIATED, PROVIDER, SCRIPT_TURNS
from simulator.engine.rng import ACT, draws
from simulator.engine.rules import choice, hardness
from simulator.engine.rules.bounds import general

STANDARD_CONCESSION = 0.05  # assumed, D12: who offers a standard contract hardly concedes


@rule
def reactivity(model, pair, s):
    """ψ of side `s`: the organisation's own, otherwise the strategy's; skill lowers it (B14)."""
    side = pair.sides[s]
    own = general(pair.seats[s].reactivity, model.strategies[side.strategy].reactivity)
    return own * (1.0 - model.p.skill * side.skill)


@rule
def intensity(model, pair, s):
    """Chance that the next act of side `s` is contentious (M3)."""
    p, side = model.p, pair.sides[s]
    reaction = hardness.reaction(
        reactivity(model, pair, s), p.tension_to_acts, side.tension, side.pressure
    )
    softening = hardness.softening(
        p.ownership_softens, pair.relation.ownership, p.accord_softens, model.accord
    )
    mirroring = model.strategies[side.strategy].mirroring
    return hardness.intensity(side.opening, mirroring, side.hardness_met, reaction, softening)


@rule
def perform(model, pair, s, act):
    """Side `s` does `act`; both feel it."""
    actor = pair.sides[s]
    actor.acts_made += 1
    if act <= ARGUE:
        actor.contentious += 1
    felt = reactivity(model, pair, 1 - s)
    effects.apply_act(
        model.p, act, model.acts[act], actor, pair.sides[1 - s], pair.relation, felt, s == PROVIDER
    )


@rule
def demanded(model, pair, s, number, floor_at):
    """What side `s` would ask for in turn `number`; nothing is stored."""
    side = pair.sides[s]
    strategy = model.strategies[side.strategy]
    concession = strategy.concession
    if pair.relation.standard == 1 and s == FUNDER:
        concession = STANDARD_CONCESSION
    return offers.next_demand(
        model.p, side, pair.relation.ownership, concession, strategy.reciprocity, number, floor_at
    )


@rule
def accepts(model, pair, s, number, floor_at, utility):
    """Does side `s` take an offer worth `utility` rather than make its own in turn `number`? (M6)

    A provider offered a standard contract takes whatever beats no contract.
    """
    if utility < offers.floor(model.p, pair.sides[s]):  # spares a demand: never below the floor
        return False
    if pair.relation.standard == 1 and s == PROVIDER:
        return True
    return utility >= demanded(model, pair, s, number, floor_at)


@rule
def take_turn(model, pair, contract, luck, turn, trace, hand):
    """A turn and the mediation after it: GOES_ON, OVER (the season is), or AWAITS_MOVE."""
    reached = play_turn(model, pair, contract, luck, turn, trace, hand)
    if reached == GOES_ON and mediate(model, pair, contract, luck, turn, hand):
        return OVER
    return reached


@rule
def play_turn(model, pair, contract, luck, turn, trace, hand):
    """One turn: GOES_ON, PASSED (nobody bargained), OVER (it ends in a contract) or AWAITS_MOVE.

    Args:
        contract: the one for next year, filled where an offer is accepted.
        turn: see `context.Turn`.
        trace: one record of `TRACE` per turn, or shape [0].
        hand: what is decided by hand in this relation, or None: strategies play.
    """
    s = turn.side
    decided = False
    if hand is not None:
        if by_hand.meets_for_facts(hand, turn.number):
            _pass_time(model, pair, turn.number)
            return PASSED
        decided = by_hand.plays(hand, s, turn.number)
        if decided and hand.moves[turn.number - 1].given == 0:
            return AWAITS_MOVE
        if decided and by_hand.takes(hand, pair.sides[s], s, turn.number):
            by_hand.write_contract(hand, contract, 1 - s)
            pair.relation.ending = AGREED
            return OVER
    if not decided and queue.waits(model.p, pair.sides[s], luck, turn.number):
        return GOES_ON
    return bargain(model, pair, contract, luck, turn, trace, hand)


@rule
def bargain(model, pair, contract, luck, turn, trace, hand):
    """An act, an offer, the answer: GOES_ON, or OVER where it is accepted. See `play_turn`."""
    s = turn.side
    act = _chosen_act(model, pair, luck, turn, trace, hand)
    perform(model, pair, s, act)
    utility = _make_offer(model, pair, turn, hand)
    offers.receive(pair.sides[1 - s], utility)
    _pass_time(model, pair, turn.number)
    if trace.shape[0] > 0:
        _write_trace(trace[turn.number - 1], model, pair, turn, act, utility)
    if hand is not None:
        by_hand.write_note(hand, pair, turn, act)
    return _answered(model, pair, contract, turn, utility, hand)


@rule
def _pass_time(model, pair, number):
    """A turn takes time and costs both."""
    pair.relation.turns = number
    for s in range(2):
        pair.sides[s].cost += model.p.turn_cost / pair.relation.members
        pair.sides[s].tension_sum += pair.sides[s].tension


@rule
def _chosen_act(model, pair, luck, turn, trace, hand):
    """The act of this turn: decided by hand, forced by a story, or chosen by the strategy."""
    s, act = turn.side, -1
    own = (turn.number - 1) // 2
    chance = intensity(model, pair, s)
    if trace.shape[0] > 0:
        trace[turn.number - 1].contentious = chance
    told = own < SCRIPT_TURNS
    if hand is not None:
        by_hand.open_note(hand, model, pair, luck, turn, chance)
        act = by_hand.act(hand, s, turn.number)
        told = told and not by_hand.speaks(hand, s, turn.number)
    if act < 0 and told:
        act = pair.script.act[s][own]
    if act < 0:
        actor = pair.sides[s]
        first, second, _, _ = draws(luck, turn.number, ACT)
        act = choice.act(chance, actor.press, model.strategies[actor.strategy].mix, first, second)
    return act


@rule
def known(pair, s):
    """What side `s` uses of what it knows of the other; nothing, with a standard contract."""
    if pair.relation.standard == 1 and s == FUNDER:
        return 0.0
    return pair.sides[s].knowledge


@rule
def _make_offer(model, pair, turn, hand):
    """Side `s` asks for something; what its offer is worth to the other."""
    s = turn.side
    actor, receiver = pair.sides[s], pair.sides[1 - s]
    if hand is None:
        actor.demand = demanded(model, pair, s, turn.number, turn.floor_at)
        return offers.offered(actor, receiver, known(pair, s))
    if by_hand.leaves_demand_to_strategy(hand, s, turn.number):
        actor.demand = demanded(model, pair, s, turn.number, turn.floor_at)
    return by_hand.write_offer(hand, pair, s, turn.number, known(pair, s))


@rule
def _answered(model, pair, contract, turn, utility, hand):
    """OVER where the strategy of the other takes the offer, otherwise GOES_ON."""
    s = turn.side
    if hand is not None and not by_hand.strategy_answers(hand, 1 - s, turn.number):
        return GOES_ON
    if not accepts(model, pair, 1 - s, turn.number + 1, turn.floor_at, utility):
        return GOES_ON
    if hand is None:
        offers.write_contract(pair.sides, contract, s, known(pair, s), utility)
    else:
        hand.notes[turn.number - 1].accepted = 1
        by_hand.write_contract(hand, contract, s)
    pair.relation.ending = AGREED
    return OVER


@rule
def _write_trace(row, model, pair, turn, act, utility):
    """Write one turn into its trace; the chance of a contentious act is there already."""
    row.actor = turn.side
    row.act = act
    row.hardness = model.acts[act].hardness
    row.demand = pair.sides[turn.side].demand
    row.offered = utility
    row.ownership = pair.relation.ownership
    for side in range(2):
        row.tension[side] = pair.sides[side].tension
        row.surprise[side] = pair.sides[side].surprise
        row.knowledge[side] = pair.sides[side].knowledge
        row.hardness_met[side] = pair.sides[side].hardness_met


@rule
def wanted(model, pair, s, turn, hand):
    """What side `s` would ask for now: its strategy in its next turn, a hand what it asked."""
    if hand is not None and not by_hand.strategy_answers(hand, s, turn.number):
        return max(offers.floor(model.p, pair.sides[s]), pair.sides[s].demand)
    return demanded(model, pair, s, turn.number + 1, turn.floor_at)


@rule
def mediate(model, pair, contract, luck, turn, hand):
    """Mediation after a turn, where it is due or asked for (M8). True if it ends the season."""
    due = turn.number == model.calendar.mediation
    if hand is not None and turn.number > model.calendar.mediation:
        due = pair.relation.mediation == 0 and by_hand.asks_mediation(hand, turn)
    if not due:
        return False
    s = turn.side
    own = model.strategies[pair.sides[s].strategy].mediate
    other = model.strategies[pair.sides[1 - s].strategy].mediate
    if hand is not None:
        own = by_hand.willing(hand, s, turn.number, own)
        other = by_hand.willing(hand, 1 - s, max(turn.number - 1, 1), other)
    willing = (own, other) if s == PROVIDER else (other, own)
    gap = wanted(model, pair, 1 - s, turn, hand) - pair.sides[1 - s].offered
    if ladder.mediate(model.p, willing, pair, gap, contract, luck):
        pair.relation.ending = MEDIATED
        if hand is not None:
            hand.notes[turn.number - 1].mediation = SUCCEEDED
        return True
    if hand is not None:
        by_hand.note_mediation(hand, pair, turn, FAILED)
    return False
