"""Digests of the null world's batch: `python -m tests.engine.null_world RUNS YEARS THREADS`.

Prints two: of the record, and of what the C library of this process answers to the same questions.
"""

import hashlib
import math
import struct
import sys

from tests import worlds
from tests.digest import digest


def batch(runs: int, years: int, threads: int) -> str:
    """Every bit of the record of a batch as `gunfactor run scenario=null` plays it."""
    world = worlds.world("scenario=null")
    return digest(worlds.played(world, years=years, runs=runs, threads=threads))


def library() -> str:
    """Bits of some thousands of answers of the C library."""
    hashed = hashlib.blake2b(digest_size=8)
    for k in range(1, 20_000):
        x = k / 20_000
        found = math.exp(-20.0 * x), math.log(x), math.pow(x, 2.3), math.cos(6.0 * x)
        hashed.update(struct.pack("<4d", *found))
    return hashed.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(f"{batch(*map(int, sys.argv[1:]))} {library()}")
