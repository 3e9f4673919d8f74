"""What was decided at a table, as records the engine can play: one per turn, one per meeting.

T turns a season (stragglers included), M = T / 2 meetings of two turns, 2 sides.
"""

import numpy as np

F, I = np.float64, np.int64
N_ISSUES = 4

# What is asked for with a move.
STRATEGY, HOLD, LITTLE, MUCH, DEMAND, PACKAGE = range(6)
OFFERS = ("strategy", "hold", "little", "much", "demand", "package")
LITTLE_STEP = 0.05  # assumed: own utility given up by giving a little; eight of them reach .6
MUCH_STEP = 0.15  # assumed: and by giving much

# Between two meetings.
NOTHING, CALL, RECORD, ALIGN, VISIT, FACTS = range(6)

# Mediation after a turn: not asked for, asked for in vain, held without or with success.
NO_MEDIATION, REFUSED, FAILED, SUCCEEDED = range(4)

# How far a season came; PASSED: the turn took time and nobody bargained.
OVER, AWAITS_MOVE, AWAITS_BETWEEN, AWAITS_ANSWER, GOES_ON, PASSED = range(6)

FAITHFUL, LENIENT = 0, 1  # exactly as decided; or a replay on other luck, see `by_hand.takes`


def _record(*fields: tuple) -> np.dtype:
    return np.dtype((np.record, list(fields)))


# What the side whose turn it is decided. [T + 1]; the last is only an answer to the last offer.
MOVE = _record(
    ("auto", I),  # 1 = the strategy of the seat plays this turn
    ("given", I),  # 1 = decided
    ("accept", I),  # 1 = takes the other's last offer
    ("act", I),  # index into acts.ACTS
    ("offer", I),  # see OFFERS
    ("demand", F),  # own utility asked for, with DEMAND
    ("package", F, (4,)),  # settlement, 1 = best for the provider, with PACKAGE
    ("mediate", F),  # in [0, 1]: willing to escalate to mediation
)

# What a side did between this meeting and the next. [M, 2]
BETWEEN = _record(
    ("given", I),  # 1 = decided
    ("move", I),  # NOTHING ... FACTS
)

# What happened to the parties before a meeting. [M]
CARD = _record(
    ("pressure", F, (2,)),  # added to the pressure of the system
    ("turnover", I, (2,)),  # 1 = somebody new sits on this side
)

# What was said and answered in a turn. [T]
NOTE = _record(
    ("actor", I),  # side, -1 = the turn was not played
    ("act", I),  # -1 = the meeting was used for joint fact finding
    ("overridden", I),  # 1 = the executive took this turn over
    ("accepted", I),  # 1 = the offer of this turn was taken
    ("mediation", I),  # after this turn: see NO_MEDIATION and on
    ("chance", F),  # of a contentious act, before the act
    ("demand", F),
    ("settlement", F, (4,)),  # the offer, 1 = best for the provider
    ("utility", F, (2,)),  # of the offer, by side
)


def undecided(turns: int, by_hand: tuple[bool, bool], opener: int) -> tuple[np.ndarray, np.ndarray]:
    """The moves [T + 1] and betweens [M, 2] of a season in which nothing was decided yet."""
    moves = np.zeros(turns + 1, MOVE)
    moves["act"] = -1
    moves["demand"] = np.nan
    for turn in range(1, turns + 2):
        moves["auto"][turn - 1] = not by_hand[speaker(turn, opener)]
    betweens = np.zeros(((turns + 1) // 2, 2), BETWEEN)
    betweens["given"] = [[not hand for hand in by_hand]]
    return moves, betweens


def no_offers() -> np.ndarray:
    """The last offer of each side, [2, 6]: settlement and utility by side; NaN = none yet."""
    return np.full((2, N_ISSUES + 2), np.nan)


def speaker(turn: int, opener: int) -> int:
    """The side whose turn `turn` (from 1) is."""
    return opener if turn % 2 == 1 else 1 - opener
