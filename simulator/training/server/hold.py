"""One server for one store: a second is refused before it reads a room.

The system lets go of the hold however the server ends.
"""

import os
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

KEY = 0x67756E66  # of the hold on a PostgreSQL database: "gunf"


class HeldError(Exception):
    """Another server has this store."""


def held(engine: Engine) -> Any:
    """Keep a store to this process, for as long as what is returned is kept.

    Raises:
        HeldError: another process has it.
    """
    if engine.dialect.name != "sqlite":
        connection = engine.connect()
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}).scalar():
            connection.close()
            raise HeldError(engine.url.render_as_string(hide_password=True))
        connection.commit()
        return connection
    if not engine.url.database:
        return None  # in memory
    file = Path(engine.url.database)
    return _locked(file.with_name(f"{file.name}.lock"))


def _locked(file: Path) -> Any:
    opened = os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        opened.close()
        raise HeldError(str(file)) from None
    return opened
