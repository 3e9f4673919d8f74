"""The seven things a negotiator can do in a turn, and what each does.

The effects are data (`configs/act/*.yaml`), one record an act.
"""

import numpy as np

PRESS, ARGUE, PROPOSE, ASK, PAUSE, OPEN, LABEL = range(7)
ACTS = ("press", "argue", "propose", "ask", "pause", "open", "label")

ACT = np.dtype(
    (
        np.record,
        [
            ("hardness", np.float64),  # in [0, 1], h
            ("pull", np.float64),  # in [0, 1], e: how far the receiver's tension moves towards h
            ("learns", np.float64),  # in [0, 1], knowledge the actor gains
            ("teaches", np.float64),  # in [0, 1], knowledge the receiver gains
            ("owns", np.float64),  # in [0, 1], shared ownership gained
            ("calm", np.int64),  # 1 = surprises one who expected hardness
        ],
    )
)
