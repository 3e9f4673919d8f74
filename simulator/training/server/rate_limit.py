"""How often somebody may try: a bucket that fills with time, one for each address or purpose."""

import time
from collections import OrderedDict
from collections.abc import Callable


class Limit:
    """At most `burst` at once and `rate` a second after that, for each key.

    The number of keys is bounded: the one longest unused is forgotten.
    """

    def __init__(
        self,
        rate: float,
        burst: float,
        most: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate, self.burst, self.most, self.clock = rate, burst, most, clock
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # key: left, at

    def _now(self, key: str) -> float:
        left, at = self.left.get(key, (self.burst, self.clock()))
        return min(self.burst, left + (self.clock() - at) * self.rate)

    def allows(self, key: str) -> bool:
        """Take one if there is one."""
        left = self._now(key)
        good = left >= 1.0
        self.left[key] = (left - 1.0 if good else left, self.clock())
        self.left.move_to_end(key)
        while len(self.left) > self.most:
            self.left.popitem(last=False)
        return good

    def waits(self, key: str) -> float:
        """Seconds until the next one is allowed."""
        return max(0.0, (1.0 - self._now(key)) / self.rate)

    def forget(self, key: str) -> None:
        """Begin anew for one key."""
        self.left.pop(key, None)
