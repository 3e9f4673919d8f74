"""One number for all results of a sweep, the same however it was cut, spread or broken off.

Every column is hashed in the order of the runs, so bounds between shards leave no trace.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from simulator.sweeps.folder import shard_file
from simulator.sweeps.tables import FAILURES, RECORDED, read

JUDGED = ("run", "kind")  # of a failure: a traceback names files and lines of one machine


def digest(folder: Path, record: str, shards: Iterable[int]) -> str:
    """Hash of all tables of a sweep.

    Args:
        record: summary, yearly or relations.
        shards: numbers of the shards, in order.
    """
    shards = list(shards)
    total = hashlib.blake2b(digest_size=16)
    for table in (*RECORDED[record], FAILURES):
        columns = list(JUDGED) if table == FAILURES else None
        parts: dict[str, hashlib.blake2b] = {}
        for file in (shard_file(folder, table, shard) for shard in shards):
            if file.is_file():
                _add(parts, read(file, columns))
        for name, part in parts.items():
            total.update(f"{table}.{name}:{part.hexdigest()}\n".encode())
    return total.hexdigest()


def _add(parts: dict[str, "hashlib.blake2b"], table: pa.Table) -> None:
    """Each kind of content of a column has a hash of its own, which only ever goes on."""
    for name in table.column_names:
        for chunk in table[name].chunks:
            for kind, content in _contents(chunk):
                key = f"{name}.{kind}"
                parts.setdefault(key, hashlib.blake2b(digest_size=16)).update(content)


def _contents(array: pa.Array) -> Iterator[tuple[str, bytes]]:
    """Values, and where there are none, free of how Arrow happens to store them."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    yield "null", pc.is_null(array).cast(pa.uint8()).to_numpy(zero_copy_only=False).tobytes()
    if pa.types.is_string(array.type):
        array = pc.fill_null(array, "")
        yield "length", pc.binary_length(array).to_numpy(zero_copy_only=False).tobytes()
        yield "text", b"".join(_letters(array))
    else:
        yield "value", pc.fill_null(array, 0).to_numpy(zero_copy_only=False).tobytes()


def _letters(array: pa.Array) -> Iterator[bytes]:
    """The letters of all strings, one after the other."""
    _, offsets, data = array.buffers()
    if data is not None:
        bounds = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1]
        yield memoryview(data)[bounds[0] : bounds[-1]].tobytes()
