"""A strategy is data: how hard it opens, how it answers, how it concedes, what it invests.

One YAML a strategy in `configs/strategy/`; one record of `STRATEGY` in the engine. What a
strategy may *see* is not in the file: it is a modelling decision and lives in `season.py`.
"""

import numpy as np

MIX = ("propose", "ask", "pause", "open", "label")  # the non-contentious acts, in order

STRATEGY = np.dtype(
    (
        np.record,
        [
            ("opening", np.float64),  # h0 in [0, 1]: contentious by itself
            ("mirroring", np.float64),  # rho in [0, 1]: takes over the hardness met
            ("reactivity", np.float64),  # psi in [0, 1]: own tension and pressure leak into acts
            ("press", np.float64),  # in [0, 1]: share of PRESS among contentious acts
            ("mix", np.float64, (5,)),  # shares of PROPOSE, ASK, PAUSE, OPEN, LABEL, sum 1
            ("concession", np.float64),  # beta > 0: < 1 holds out (boulware), > 1 gives in early
            ("reciprocity", np.float64),  # w in [0, 1]: tit-for-tat part of the demand
            ("content", np.float64),  # in [0, 1]: willing to start with content
            ("invest", np.float64),  # in [0, 1]: maintenance of the relation
            ("mediate", np.float64),  # in [0, 1]: willing to mediate
            # instruments a side uses by itself, each at a cost; 0 = not
            ("prepare", np.float64),  # in [0, 1]: studies the other before the talks
            ("voice", np.float64),  # in [0, 1]: answers the published policy, brings in topics
            ("visit", np.float64),  # in [0, 1]: invites for a working visit
            ("record", np.float64),  # in [0, 1]: confirms agreements in writing
        ],
    )
)
FIELDS = tuple(name for name in STRATEGY.names or () if name != "mix")
