"""The contracting year as turns: when the season ends, when mediation is due, who opens.

A calendar is a config (`configs/calendar/*.yaml`); nothing in the model knows that 15 October is
turn 13.
"""

import numpy as np

CALENDAR = np.dtype(
    (
        np.record,
        [
            ("turns", np.int64),  # to 31 December
            ("stragglers", np.int64),  # further turns, January to March
            ("mediation", np.int64),  # turn after which mediation is considered
            ("opener", np.int64),  # side that takes turn 1
        ],
    )
)
