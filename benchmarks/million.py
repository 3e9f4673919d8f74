"""A million runs in one sweep, killed three times at random moments and gone on with.

    python benchmarks/million.py                      # five minutes on two quiet cores
    python benchmarks/million.py --points 2500        # a hundredth of it

Plays the sweep once undisturbed and once killed with SIGKILL, and compares the digests of all
results. Memory is the largest sum over the sweep and its workers, sampled ten times a second.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAIN = "import sys; from simulator.cli.main import main; sys.exit(main(sys.argv[1:]))"
PAGE = os.sysconf("SC_PAGE_SIZE")


def line(points: int, folder: Path) -> list[str]:
    """The command: as `gunfactor sweep ...`."""
    words = ["--config-dir", str(ROOT / "benchmarks" / "configs"), "sweep=million"]
    words += [f"sweep.design.points={points}", f"output={folder}", "lang=en"]
    return [sys.executable, "-c", MAIN, "sweep", *words]


def memory(pid: int) -> int:
    """Bytes held by a process and its children."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if int(entry.name) == pid or parent == pid:
                total += int((entry / "statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue
    return total


def played(
    points: int, folder: Path, kill_at: float | None = None, later: float = 0.0
) -> tuple[int, float, int]:
    """Exit code, seconds and most memory of one go.

    Args:
        kill_at: kill it when this share of the shards is done; `later`: so many seconds after that.
    """
    began, most = time.monotonic(), 0
    process = subprocess.Popen(line(points, folder), cwd=ROOT, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        time.sleep(0.1)
        most = max(most, memory(process.pid))
        if kill_at is not None and finished(folder) >= kill_at:
            time.sleep(later)  # not always just after a file was written
            process.kill()
            process.wait()
    return process.returncode, time.monotonic() - began, most


def finished(folder: Path) -> float:
    """Share of the shards that are on the disk."""
    if not (folder / "manifest.json").is_file():
        return 0.0
    return len(list((folder / "runs").glob("shard-*.parquet"))) / shards(folder)


def shards(folder: Path) -> int:
    """How many shards the sweep has."""
    return len(json.loads((folder / "manifest.json").read_text())["shards"])


def digest(folder: Path) -> str:
    """What the finished sweep says of its results."""
    return str(json.loads((folder / "finished.json").read_text())["digest"])


def main() -> int:
    """Play both, print a table; 0 if the digests are equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=250_000, help="four runs each")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1, help="of the moments of the kills")
    chosen = parser.parse_args()
    say = sys.stdout.write
    with tempfile.TemporaryDirectory(prefix="gunfactor-million-") as home:
        alone, killed = Path(home) / "alone", Path(home) / "killed"
        code, seconds, most = played(chosen.points, alone)
        say(f"undisturbed: {4 * chosen.points} runs, exit {code}, {seconds:.0f} s, ")
        say(f"{most / 2**30:.2f} GiB, load {os.getloadavg()[0]:.1f}\n")
        sys.stdout.flush()
        chance, a_shard = random.Random(chosen.seed), seconds / shards(alone)
        moments = sorted(chance.uniform(0.05, 0.95) for _ in range(chosen.kills))
        total = 0.0
        for moment in [*moments, None]:
            later = chance.uniform(0.0, a_shard)
            code, seconds, more = played(chosen.points, killed, moment, later)
            total, most = total + seconds, max(most, more)
            say(f"  exit {code} with {100 * finished(killed):.0f}% of the shards done\n")
            sys.stdout.flush()
        say(f"killed {len(moments)} times: {total:.0f} s, {most / 2**30:.2f} GiB\n")
        one, other = digest(alone), digest(killed)
        say(f"digests {one} {other}: {'equal' if one == other else 'DIFFERENT'}\n")
    return 0 if one == other else 1


if __name__ == "__main__":
    raise SystemExit(main())
