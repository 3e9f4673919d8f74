"""What the server writes on the screen: one line for each thing, of a bounded length and number.

What strangers send ends up in messages of the libraries below us. So no text makes a line that
looks like ours, and a flood of them is counted instead of written.
"""

import logging
import sys
import time
from collections.abc import Callable

LONGEST = 400  # letters of a message
LINES = 40  # of the story of a mistake
RATE, BURST = 2.0, 100.0  # messages a second, and at once


def clean(text: str, most: int = LONGEST) -> str:
    """A text in which nothing starts a line or moves the cursor."""
    plain = "".join(
        sign if sign.isprintable() else "\N{SYMBOL FOR NEWLINE}" for sign in text[:most]
    )
    return plain if len(text) <= most else f"{plain}… ({len(text)})"


class OneLine(logging.Formatter):
    """Each message on one line; the story of a mistake below it, each line set in."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """What is written of a record."""
        record.message = clean(record.getMessage())
        record.asctime = self.formatTime(record, self.datefmt)
        said = self.formatMessage(record)
        if record.exc_info and record.exc_info[0] is not None:
            story = self.formatException(record.exc_info).splitlines()[-LINES:]
            said += "".join(f"\n    | {clean(line)}" for line in story)
        return said


class Few(logging.Filter):
    """Lets so many messages through; says how many it kept back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.clock, self.left, self.at, self.kept_back = clock, BURST, clock(), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a message is written."""
        now = self.clock()
        self.left = min(BURST, self.left + (now - self.at) * RATE)
        self.at = now
        if self.left < 1.0:
            self.kept_back += 1
            return False
        self.left -= 1.0
        if self.kept_back:
            record.msg = f"{record.getMessage()[:LONGEST]} (and {self.kept_back} messages before)"
            record.args = ()
            self.kept_back = 0
        return True


def begun() -> None:
    """Write what the server and all below it log in this way, and in no other."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    handler.addFilter(Few())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("gunfactor").setLevel(logging.INFO)
    for name in list(logging.root.manager.loggerDict):
        below = logging.getLogger(name)
        below.handlers.clear()
        below.propagate = True
