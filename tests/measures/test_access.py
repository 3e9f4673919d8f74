"""Access is what can be delivered, less what comes too late."""

import numpy as np

from simulator.measures.access import LATE, access


def test_access_is_volume_less_lateness():
    relations = {
        "negotiated": np.array([1, 1, 0]),
        "turns": np.array([8, 17, 17]),
        "ending": np.array([1, 1, 1]),
        "volume": np.array([0.9, 0.9, 0.1]),
    }
    assert access(relations, 16).tolist() == [0.9, 0.9 - LATE, 0.1]
