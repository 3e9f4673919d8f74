"""Files that an older program left behind; `tests/fixtures/README.md` says how they were made."""

import gzip
import tarfile
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
MODEL = "2"  # that they were made with
ROOMS = {"KF9K26": "play", "QMHGBX": "lobby", "VSJ462": "play", "7SDG2L": "bets"}  # and the phase
OWN_CASE, DEBRIEF = "VSJ462", "7SDG2L"


def rooms(folder: Path) -> Path:
    """A store with four rooms."""
    file = folder / "rooms.db"
    file.write_bytes(gzip.decompress((FIXTURES / "rooms-of-model-2.db.gz").read_bytes()))
    return file


def sweep(folder: Path) -> Path:
    """A sweep that was killed after two of its eighty shards."""
    with tarfile.open(FIXTURES / "sweep-of-model-2.tar.gz") as archive:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from Python 3.11.4
        archive.extractall(folder, **safe)
    return folder / "halfway"
