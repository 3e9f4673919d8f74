"""A worker process: `python -m simulator.sweeps.executors.worker`, started by `processes.py`.

It speaks to the sweep over one connection and writes no files, so that it may be killed at any
moment. It ends by itself when the sweep is gone.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from multiprocessing.connection import Client, Connection

ADDRESS, KEY = "GUNFACTOR_WORKER_ADDRESS", "GUNFACTOR_WORKER_KEY"
MEBIBYTE = 2**20


def main() -> None:
    """Connect, take in the study, then play jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the sweep; this job is finished
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    family = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
    with Client(os.environ[ADDRESS], family, bytes.fromhex(os.environ[KEY])) as line:
        line.send(os.getpid())
        with contextlib.suppress(EOFError, ConnectionError):
            work(line)


def work(line: Connection) -> None:
    """Answer jobs with results."""
    from simulator.sweeps.evaluate import OutOfMemoryError, played

    study, memory = line.recv()
    if memory is not None:
        limited(memory)
    while True:
        job = line.recv()
        try:
            answer: tuple[str, object] = ("done", played(study, job))
        except OutOfMemoryError as error:
            answer = ("memory", f"out of memory: {error}")
        except Exception as error:
            answer = ("broken", f"{type(error).__name__}: {error}")
        line.send(answer)


def limited(mebibytes: int) -> None:
    """Take no more memory than now plus so much; what does not fit is told, not swapped."""
    import resource

    pages = int(open("/proc/self/statm").read().split()[0])  # noqa: PTH123, SIM115
    most = pages * resource.getpagesize() + mebibytes * MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _follow(parent: int) -> None:
    """End when the sweep has ended, whatever this worker is doing."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
