"""A digest of small batches, to compare one interpreter with another: `python -m tests.digest`."""

import hashlib
import sys

import numpy as np

from simulator.batch import Record
from tests import worlds


def digest(record: Record) -> str:
    """A short hash of every bit of a record."""
    hashed = hashlib.blake2b(digest_size=8)
    for fields in (record.sides, record.relations):
        for name in sorted(fields):
            hashed.update(name.encode())
            hashed.update(np.ascontiguousarray(fields[name]).tobytes())
    if record.trace is not None:
        hashed.update(np.ascontiguousarray(record.trace).tobytes())
    return hashed.hexdigest()


def small() -> list[Record]:
    """A plain batch with every turn, and one with all instruments on."""
    plain = worlds.played(worlds.world(*worlds.REGION), years=2, runs=1, trace=True)
    return [plain, worlds.played(worlds.busy(), years=3, runs=1, **worlds.INSTRUMENTS)]


if __name__ == "__main__":
    sys.stdout.write(" ".join(digest(record) for record in small()))
