"""How hard 31 December is (D24; docs/domain.md).

In the spine demands reach their floor on the last turn of the year. In practice some talks run on
until the end of March while care is paid "as if contracted", so that nobody loses anything yet. In
those relations demands fall towards the last day of the stragglers.
"""

from simulator.engine.jit import rule
from simulator.engine.rng import STRAGGLE, draws


@rule
def reached(p, calendar, luck):
    """The turn at which demands reach their floor: for a share `grace` the last straggler turn.

    By the same draw as `ladder.talks_on`, so that where care is paid on, talks go on too.
    """
    if p.grace <= 0.0:
        return calendar.turns
    first, _, _, _ = draws(luck, 0, STRAGGLE)
    return calendar.turns + calendar.stragglers if first < p.grace else calendar.turns
