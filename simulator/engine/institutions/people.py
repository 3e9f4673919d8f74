"""Who sits at the table: turnover and skill (M2, M23; B2, B14, E12, E18)."""

from simulator.engine.jit import rule
from simulator.engine.rng import TURNOVER, draws

NEWCOMER_AUTHORITY = 0.2  # assumed, A29: authority of a new negotiator
NEWCOMER_KNOWS = 0.5  # assumed, M2: share of the knowledge that is handed over
TRUST_PASSED_ON = 0.7  # assumed, M2: weight of the trust of who left in that of the newcomer
TRUST_AFRESH = 0.3  # assumed, M2: weight of the mean trust at the start in it
CALM_SEASON = 0.5  # assumed: mean hardness of both below which a season is no spiral
PRACTICE = 0.1  # assumed: ten practised seasons make full skill


@rule
def replace(p, sides, forced, luck):
    """New negotiators: half the knowledge, little authority, trust towards the general mean."""
    if p.turnover <= 0.0 and forced[0] < 0 and forced[1] < 0:
        return
    provider, funder, _, _ = draws(luck, 0, TURNOVER)
    for s in range(2):
        leaves = (provider if s == 0 else funder) < p.turnover
        if forced[s] >= 0:
            leaves = forced[s] == 1
        if leaves:
            side = sides[s]
            side.knowledge *= NEWCOMER_KNOWS
            side.authority = NEWCOMER_AUTHORITY
            side.trust = TRUST_PASSED_ON * side.trust + TRUST_AFRESH * p.trust_start
            side.skill = 0.0


@rule
def practise(sides, relation):
    """A content phase or a season without spiral is practice for both."""
    calm = 0.5 * (sides[0].hardness_mean + sides[1].hardness_mean) < CALM_SEASON
    if calm or relation.content_phase == 1:
        for s in range(2):
            sides[s].skill = min(1.0, sides[s].skill + PRACTICE)
