"""What travels together through the rules: bundles of records and arrays.

Shape letters as in `records.py`: R runs, D relations, 2 sides, N organisations, T turns, M meetings
of two turns. A rule may take a bundle but must not return one that holds records (Numba 0.68).
"""

from typing import Any, NamedTuple

Records = Any  # an array of records or one of them; compiled rules look their fields up by name


class Luck(NamedTuple):
    """The key of all chance of one relation, or of one organisation, in one year."""

    seed: Any  # below 2**64
    who: Any  # id of the relation or organisation, below 2**32
    run: Any  # id of the run, below 2**32
    year: Any  # from 0, below 2**16


class Model(NamedTuple):
    """What the rules know beside the state: numbers, catalogues, what holds this year."""

    p: Records  # PARAMS of a run; of all runs [R] where all are played
    acts: Records  # [7] of ACT
    strategies: Records  # [S] of STRATEGY
    policies: Records  # [P] of POLICY
    calendar: Records  # CALENDAR
    forms: Records  # [F] of FORM
    accord: Any  # A of the year, in [0, 1]
    mandate: Any  # how far mandates are financial this year, in [0, 1]; NaN = the run's number


class Layout(NamedTuple):
    """Who faces whom, the same in all runs."""

    ties: Records  # [D] of TIE
    seats: Records  # [D, 2] of SEAT
    scripts: Records  # [P + 1] of SCRIPT: what stories force this year; the last forces nothing
    kinds: Any  # [N] kind of each organisation
    ids: Any  # [N] of the organisations, for chance


class State(NamedTuple):
    """What changes: of all runs, with R in front, or of one."""

    organisations: Records  # [R, N] of ORGANISATION
    sides: Records  # [R, D, 2] of SIDE
    relations: Records  # [R, D] of RELATION
    contracts: Records  # [R, D, 2] of CONTRACT: in force, agreed for next year
    regions: Any  # [R, 2, G] weight of the funders of a region, and of those that go along


class Pair(NamedTuple):
    """One relation of one run: what is fixed about it, and its part of the state."""

    tie: Records  # TIE
    terms: Records  # FORM of its contracts
    seats: Records  # [2] of SEAT
    script: Records  # SCRIPT: what a story forces this year
    sides: Records  # [2] of SIDE
    relation: Records  # RELATION
    contracts: Records  # [2] of CONTRACT: in force, agreed for next year


class Turn(NamedTuple):
    """A turn of a season."""

    number: Any  # from 1
    floor_at: Any  # the turn at which demands reach their floor
    side: Any  # whose turn it is


class Hand(NamedTuple):
    """What people, or programs, decide in place of strategies; and what came of it.

    Of all runs, with R in front where marked; or of one relation. See `decisions.py`.
    """

    by_hand: Any  # [D, 2] 1 = this side is played by hand
    executives: Any  # [D, 2] strategy of the executive who may take a meeting over, -1 = nobody
    moves: Records  # [D, T + 1] of MOVE
    betweens: Records  # [D, M, 2] of BETWEEN
    cards: Records  # [D, M] of CARD
    takeover: Any  # meeting (from 0) at which an executive may take over, -1 = none
    manner: Any  # decisions.FAITHFUL or LENIENT
    offers: Any  # [2, 6] room for the last offer of each side, see `decisions.no_offers`
    notes: Records  # [R, D, T] of NOTE, filled
    moments: Records  # [R, D, T, 2, 2] of SIDE, before and after each turn; or T = 0
    shared: Any  # [R, D, T, 2] ownership before and after each turn; or T = 0
    reached: Any  # [R, D, 2] filled: how far each season came, and the turn it waits for
