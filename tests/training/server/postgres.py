"""A real PostgreSQL for a test: made in a temporary folder, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def postgres_url(folder: Path) -> Iterator[str]:
    """The address of a server of its own; asks for the package postgresql."""
    if not FOLDERS and shutil.which("initdb") is None:
        if os.environ.get("CI"):
            pytest.fail("this machine has no PostgreSQL: apt-get install postgresql")
        pytest.skip("this machine has no PostgreSQL: apt-get install postgresql")
    tools = FOLDERS[-1] if FOLDERS else Path(str(shutil.which("initdb"))).parent
    data, port = folder / "pg", free_port()
    data.mkdir()
    user: dict = {}
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        owner = pwd.getpwnam("postgres")
        os.chown(data, owner.pw_uid, owner.pw_gid)
        for parent in (folder, *folder.parents):
            if parent.owner() == "root" and str(parent).startswith("/tmp/"):
                parent.chmod(parent.stat().st_mode | 0o055)
        user = {"user": owner.pw_uid, "group": owner.pw_gid}
    made = [tools / "initdb", "-D", data, "-U", "gunfactor", "--auth=trust", "--no-sync"]
    subprocess.run(made, check=True, capture_output=True, cwd=data, **user)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data}"
    start = [tools / "pg_ctl", "-D", data, "-o", options, "-l", data / "log", "-w", "start"]
    subprocess.run(start, check=True, capture_output=True, cwd=data, **user)
    try:
        yield f"postgresql+psycopg://gunfactor@127.0.0.1:{port}/postgres"
    finally:
        stop = [tools / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
        subprocess.run(stop, check=True, capture_output=True, cwd=data, **user)
