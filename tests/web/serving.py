"""A real server in a process of its own, started for a test and ended after it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.training.server.postgres import free_port

CODE = "BCDFG-HJKLM"
ROOT = Path(__file__).parents[2]
LONGEST = 300.0  # seconds; a first start compiles the model


@dataclass
class Server:
    """A server that runs."""

    url: str
    process: subprocess.Popen
    folder: Path
    seconds: float  # from the command to the first page

    def ready(self) -> None:
        """Wait until rooms can be entered: a first start compiles the model."""
        began = time.monotonic()
        while True:
            try:
                with urllib.request.urlopen(f"{self.url}/kamer/BBBBBB", timeout=LONGEST) as answer:
                    answer.read()
                return
            except urllib.error.HTTPError as slow:  # a page gives up before a slow machine is done
                if slow.code != 500 or time.monotonic() - began > LONGEST:
                    raise

    def kill(self) -> None:
        """As when the plug is pulled."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def started(folder: Path, *words: str, port: int | None = None) -> Server:
    """Start `gunfactor serve` and wait for the first page."""
    port = port or free_port()
    command = [
        sys.executable, "-m", "simulator", "serve", "--no-browser", "--port", str(port),
        "--trainer-code", CODE, "--store", str(folder / "rooms.db"), *words,
    ]  # fmt: skip
    kept = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    kept |= {"XDG_DATA_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    log = (folder / "server.log").open("ab")
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=log, stderr=log)
    log.close()
    url = f"http://127.0.0.1:{port}"
    while time.monotonic() - began < LONGEST:
        if process.poll() is not None:
            break
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            with urllib.request.urlopen(url, timeout=5) as answer:
                answer.read()
            return Server(url, process, folder, time.monotonic() - began)
        time.sleep(0.02)
    process.kill()
    raise AssertionError((folder / "server.log").read_text()[-3000:])


@contextlib.contextmanager
def serving(folder: Path, *words: str) -> Iterator[Server]:
    """A server for as long as the test needs it."""
    server = started(folder, *words)
    try:
        yield server
    finally:
        server.process.terminate()
        try:
            server.process.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
