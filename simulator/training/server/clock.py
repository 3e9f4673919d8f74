"""How long rooms have been there, whatever the clock on the wall does.

A laptop without internet can have any date, and is put right one day. So time is counted while the
server runs, by a clock that only goes forward; of the time between two runs, which only the wall
clock knows, no more is believed than a small part of the time that rooms are kept.
"""

import time

DAY = 86_400.0
BELIEVED = 1 / 30  # of the time that rooms are kept: a day of thirty


def steady() -> float:
    """Seconds that only go forward, also while the machine sleeps where it can tell."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Clock:
    """Seconds on the axis of one store; only differences mean something.

    Args:
        lived: what it stood at when it was kept.
        wall: the clock on the wall at that moment, seconds since 1970.
        days: how long rooms are kept.
    """

    def __init__(self, lived: float, wall: float, days: float) -> None:
        off = time.time() - wall
        self._began = steady()
        self._lived = lived + min(max(off, 0.0), days * DAY * BELIEVED)

    def now(self) -> float:
        """Never less than before."""
        return self._lived + steady() - self._began
