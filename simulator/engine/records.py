"""What changes during a run, and what does not.

Shape letters, everywhere the same: R runs, D relations, 2 sides (0 provider, 1 funder),
N organisations, T turns, Y years, S strategies. Directed state is "this side about the other".
"""

import numpy as np

PROVIDER, FUNDER = 0, 1
SIDES = ("provider", "funder")
ISSUES = ("tariff", "volume", "indexation", "risk")  # D9; 1 = best for the provider

# How a season ended. Each ending has its sentence in configs/locale.
RUNNING, AGREED, MEDIATED, COMMITTEE, NO_CONTRACT, COURT = range(6)
ENDINGS = ("running", "agreed", "mediated", "committee", "no_contract", "court")


def _record(*fields: tuple) -> np.dtype:
    return np.dtype((np.record, list(fields)))


F, I = np.float64, np.int64

# One side of one relation in one run. [R, D, 2]
SIDE = _record(
    # from year to year
    ("trust", F),  # in [0, 1], goodwill trust: benevolence and integrity
    ("competence", F),  # in [0, 1], trust in ability
    ("goodwill", F),  # in [-1, 1], the gunfactor: > 0 grants extras, < 0 shades
    ("tension", F),  # in [0, 1]
    ("image", F),  # in [0, 1], hardness expected of the other
    ("knowledge", F),  # in [0, 1], of the other's priorities; 0 = fixed pie
    ("authority", F),  # in [0, 1], of the negotiator
    ("skill", F),  # in [0, 1], practised in content phases and calm seasons
    ("trust_cap", F),  # in [0, 1], trust never passes it again after a deception
    ("strategy", I),  # index into the strategies
    ("strategy_next", I),  # chosen for next season by policy or imitation, -1 = nothing
    ("reservation", F),  # in [0, 1], utility of no contract
    ("weights", F, (4,)),  # issue weights, sum 1
    ("order", I, (4,)),  # own issues from dearest to cheapest, against the other's weights
    # what holds this year
    ("mandate", F),  # in [0, 1], how far it is financial only
    ("pressure", F),  # in [0, 1], felt this year; news before a meeting changes it
    ("attention", F),  # in [0, 1], left for this relation
    ("estimate", F),  # of the other's reservation, before the talks
    ("sunk", F),  # utility: what care already delivered takes off the own reservation
    ("leverage", F),  # how far it holds out on what the other confided
    # within a season
    ("opening", F),  # this season's h0 (an executive may replace it)
    ("press", F),  # this season's share of PRESS among contentious acts
    ("overridden", I),  # 1 = the executive took over this season
    ("hardness_met", F),  # in [0, 1], smoothed hardness of the other's acts
    ("pressure_met", F),  # in [0, 1], smoothed share of PRESS among them
    ("surprise", F),  # in [0, 1], expected hard, got calm
    ("demand", F),  # in [0, 1], own utility asked for
    ("offered", F),  # own utility of the other's last offer
    ("last_offered", F),  # and of the one before
    ("offers_met", I),
    ("acts_met", I),
    ("hardness_sum", F),  # of the acts met
    ("tension_sum", F),  # over the turns of the season
    ("contentious", I),  # own contentious acts this season
    ("acts_made", I),
    ("surprise_peak", F),
    ("cost", F),  # utility, of this year
    # the outcome of the year
    ("process", F),  # in [0, 1], experience of the process
    ("hardness_mean", F),  # in [0, 1], of the acts met
    ("tension_mean", F),  # in [0, 1], over the season
    ("agreed_utility", F),  # of this season's ending; NaN without talks
    ("utility", F),  # of the contract in force
    ("extra", F),  # given to the other
    ("shading", F),  # done to the other
    ("maintenance", F),  # in [0, 1]
    ("breach", I),  # 1 = broke a term, unrepaired
    ("seen", F),  # in [0, 1], a breach by the other perceived (half if found early)
    ("early", I),  # 1 = and found early, so that it adds no tension
    ("windfall", F),  # utility from shocks, index and volume, by the contract's form
    ("content_value", F),  # utility from transformation content
    ("value", F),  # utility of the year, everything counted
    ("sv_instrumental", F),
    ("sv_self", F),
    ("sv_process", F),
    ("sv_relation", F),
)

# One relation in one run. [R, D]
RELATION = _record(
    ("ownership", F),  # in [0, 1], shared
    ("aligned", F),  # in [0, 1], how far other funders in the region go along
    ("involved", F),  # in [0, 1], how far others were at the table of the last content phase
    ("content_stock", F),  # in [0, 1], transformation built so far
    ("negotiated", I),  # 1 = talks were held this year
    ("content_phase", I),  # 1 = and a content phase before them
    ("ending", I),  # of this year's season, see ENDINGS
    ("turns", I),  # played this season
    ("mediation", I),  # 1 = mediation was tried
    ("ambiguous", I),  # 1 = a term was misread this year
    ("dispute", I),  # 1 = a perceived breach of last year is on the table
    ("age", I),  # years with a contract without a gap
    ("seasons", I),  # held so far
    # what holds this year, by the contract form and the instruments in use
    ("social", F),  # in [0, 1], strength of the social contract
    ("written", F),  # in [0, 1], agreements put in writing and confirmed
    ("online", F),  # in [0, 1], share of the talks held online
    ("members", F),  # organisations that share the cost of this negotiation
    ("standard", I),  # 1 = the funder's standard contract: take it or leave it
    ("settling", I),  # 1 = care already delivered is on the table, somebody will decide
    # the contract year
    ("shock", F),  # utility, windfall > 0 or setback < 0
    ("reopen", I),  # 1 = a reopener clause calls for a short season next year
    ("reopened", I),  # 1 = one was held this year
    ("volume", F),  # in [0, 1.1], volume delivered: settled, plus what the form invites
    ("spill", F),  # utility that content returned outside the pair
)

# A contract: [R, D, 2], index 0 in force, 1 agreed for next year on
CONTRACT = _record(
    ("has", I),  # 1 = there is one
    ("start", I),  # first year
    ("end", I),  # last year
    ("duration", I),  # years
    ("settlement", F, (4,)),  # per issue in [0, 1], 1 = best for the provider
    ("utility", F, (2,)),  # of the settlement, by side
    ("content", F),  # q in [0, 1], transformation content
    ("clarity", F),  # in [0, 1]
    ("renewal", I),  # 1 = a renewal clause
)
IN_FORCE, AGREED_NEXT = 0, 1

# A relation, the same in all runs. [D]
TIE = _record(
    ("id", np.uint64),  # below 2**32, hash of the names: stable when others come or go
    ("provider", I),  # organisation index
    ("funder", I),
    ("committee", I),  # 1 = a disputes committee is open to this pair
    ("script", I),  # index into the scripts, -1 = none
    ("form", I),  # index into the contract forms
    ("region", I),  # index of the provider's region
    ("members", F),  # how many organisations this negotiation speaks for, >= 1
    ("social", F),  # NaN = the run's number
    ("written", F),
    ("online", F),
)

# What a contract form does. [F forms]
FORM = _record(
    ("risk", F),  # r in [0, 1]: share of a setback the provider bears
    ("gain", F),  # s in [0, 1]: share of a windfall the provider keeps
    ("corridor", F),  # utility: what a shock is beyond it, each bears half of; 0 = no corridor
    ("standard", I),  # 1 = take it or leave it
    ("reopener", I),  # 1 = tariff and index are talked over after a large shock
    ("indexed", I),  # 1 = follows the definite index
    ("coordination", F),  # in [0, 1]: clauses on who does what, evaluation moments
    ("control", F),  # in [0, 1]: penalties and reporting
    ("monitoring", F),  # in [0, 1]: SMART targets followed during the year
    ("years", I),  # a framework of this many years; 0 = as long as trust gives
)

# How an organisation picks its strategy for next season. [P policies]
POLICY = _record(
    ("kind", I),  # strategy it plays when kind
    ("tough", I),  # strategy it plays when tough
    (
        "after",
        F,
        (4,),
    ),  # chance to be kind after (own, other) = kind-kind, kind-tough, tough-kind, tough-tough
    ("patience", I),  # seasons before the rule starts; -1 = from the first
)

# One side's place in a relation, the same in all runs. [D, 2]. NaN = the general rule holds.
SEAT = _record(
    ("scale", F),  # this relation against the organisation's mean one, in [.2, 5]
    ("dilution", F),  # in [0, 1], attention left per relation
    ("pressure", F),
    ("reactivity", F),
    ("mandate", F),
    ("authority", F),
    ("trust", F),
    ("image", F),
    ("reservation", F),
    ("strategy", I),  # -1 = the organisation's
    ("executive", I),  # strategy of the executive who may take over, -1 = nobody does
    ("policy", I),  # index into the policies, -1 = keeps its strategy
    ("allocation", I),  # how attention is shared out, see ALLOCATIONS
    ("capacity", F),  # relations of mean weight the organisation can attend to in full
    ("shift", F),  # log of the size of a coalition against its mean member, 0 = none
    ("money", F),  # in [0, 1], how far money moves the organisation
    ("quality", F),  # in [0, 1], and how far quality of care does; the rest is work joy
    ("tariff_fixed", I),  # 1 = policy sets the tariff here, three issues are open
)
ALLOCATIONS = ("even", "size", "trust", "need")

# An organisation in one run. [R, N]
ORGANISATION = _record(
    ("strategy", I),
    ("room", F),  # relations it can attend to in full
    ("weight", F),  # sum of the claims on its attention that are not yet met in full
    ("full", I),  # how many are
    ("level", F),  # attention per unit of claim
    ("value", F),  # sum over its relations, this year
    ("relations", I),  # how many
    ("strategy_next", I),
)

MONEY_MOVES = 0.6  # assumed, M22: how far money moves who says nothing of its motives
QUALITY_MOVES = 0.3  # assumed, M22: how far quality of care does; the rest is work joy

# What a story forces on a relation in a year. [P scripts, Y]. -1 or NaN = nothing.
SCRIPT_TURNS = 40
HIDDEN = 2  # a breach that was hidden, and came out
SCRIPT = _record(
    ("strategy", I, (2,)),  # the side plays this from now on
    ("override", I, (2,)),  # 1 = the executive takes over this season, 0 = surely not
    ("breach", I, (2,)),  # 1 = breaks a term, the warning is missed; 2 = and hid it; 0 = surely not
    ("ambiguity", I),  # 0 = none
    ("settling", I),  # 1 = care already delivered is on the table this season
    ("newcomer", I, (2,)),  # 1 = a new negotiator this year
    ("maintenance", F, (2,)),
    ("act", I, (2, SCRIPT_TURNS)),  # by side, by own turn number from 0
)

# The trace of a season, one row a turn. [R, D, T]
TRACE = _record(
    ("actor", np.int8),  # side, -1 = not played
    ("act", np.int8),
    ("contentious", np.float32),  # probability of a contentious act
    ("hardness", np.float32),
    ("demand", np.float32),
    ("offered", np.float32),  # utility of the offer to the other
    ("tension", np.float32, (2,)),  # after the turn
    ("surprise", np.float32, (2,)),
    ("knowledge", np.float32, (2,)),
    ("hardness_met", np.float32, (2,)),
    ("ownership", np.float32),
)


def blank_script(years: int) -> np.ndarray:
    """A script that forces nothing, shape [Y]."""
    script = np.zeros(years, SCRIPT)
    for name in ("strategy", "override", "breach", "ambiguity", "settling", "newcomer", "act"):
        script[name] = -1
    script["maintenance"] = np.nan
    return script


def blank_ties(relations: int) -> np.ndarray:
    """Ties that leave every instrument to the run's numbers, shape [D]."""
    ties = np.zeros(relations, TIE)
    ties["script"] = -1
    ties["members"] = 1.0
    for name in ("social", "written", "online"):
        ties[name] = np.nan
    return ties


def blank_seats(relations: int) -> np.ndarray:
    """Seats of mean size without anything of their own, shape [D, 2]."""
    seats = np.zeros((relations, 2), SEAT)
    for name in ("scale", "dilution", "capacity"):
        seats[name] = 1.0
    for name in ("pressure", "reactivity", "mandate", "authority", "trust", "image", "reservation"):
        seats[name] = np.nan
    for name in ("strategy", "executive", "policy"):
        seats[name] = -1
    seats["money"] = MONEY_MOVES
    seats["quality"] = QUALITY_MOVES
    return seats


def plain_forms() -> np.ndarray:
    """One form that shares every shock in half and invites nothing, shape [1]."""
    forms = np.zeros(1, FORM)
    forms["risk"] = forms["gain"] = 0.5
    return forms
