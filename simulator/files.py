"""Files that appear whole or not at all: they grow beside their place under another name."""

import contextlib
from pathlib import Path


def written(file: Path, content: bytes | str) -> Path:
    """Write a file; of one that cannot be written nothing is left.

    Raises:
        OSError: a full disk, a folder that is closed.
    """
    partial = file.with_name(f".{file.name}.partial")
    try:
        partial.write_bytes(content.encode() if isinstance(content, str) else content)
        return partial.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise
