"""Digests of all that is recorded: `python -m tests.golden.digests` compares, `--write` keeps.

Every scenario with its turns, a region with all instruments and a reopener, seasons played by hand
with moves at random (executives, event cards, packages, joint facts, other luck) and the years
after them, and agents at random in the environment. Two versions of the code that give the same
digests give the same numbers, to the bit.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from simulator.config.compose import catalogue
from simulator.engine import decisions
from simulator.engine.acts import ACTS
from simulator.interop.pettingzoo import NegotiationTable
from simulator.training.case.case import DIFFICULTIES, Case
from simulator.training.case.scenarios import names, prepared
from simulator.training.game import replay
from tests import worlds
from tests.digest import digest

FILE = Path(__file__).parent / "digests.json"
RUNS, YEARS = 2, 6
SEASONS = 6  # played by hand, of each case


def arrays(**found: np.ndarray) -> str:
    """A short hash of arrays by name; records are hashed field by field, by name."""
    hashed = hashlib.blake2b(digest_size=8)
    for name in sorted(found):
        array = found[name]
        fields = (
            {"": array} if array.dtype.names is None else {f: array[f] for f in array.dtype.names}
        )
        for field in sorted(fields):
            hashed.update(f"{name}.{field}".encode())
            hashed.update(np.ascontiguousarray(fields[field]).tobytes())
    return hashed.hexdigest()


def scenarios() -> Iterator[tuple[str, str]]:
    """Each scenario of the catalogue, small, with every turn."""
    for name in catalogue("scenario"):
        config = worlds.config(f"scenario={name}")
        world = worlds.world(f"scenario={name}")
        record = worlds.played(
            world, min(config.years, YEARS), RUNS, config.seed, trace=True, **dict(config.params)
        )
        yield f"scenario {name}", digest(record)


def instruments() -> Iterator[tuple[str, str]]:
    """The region with all instruments, clauses and a reopener, on one and on two threads."""
    for threads in (1, 2):
        record = worlds.played(
            worlds.busy(), 4, 60, threads=threads, trace=True, **worlds.INSTRUMENTS
        )
        yield f"instruments, threads {threads}", digest(record)


def at_random(case: Case, seed: int) -> replay.Decisions:
    """A season in which everything is decided at random; some turns are left to strategies."""
    chance = np.random.default_rng(seed)
    hands = {(place.d, place.s): True for role in case.styles for place in case.places(role)}
    if seed % 3 == 0:  # one side by hand only
        hands = dict(list(hands.items())[:1])
    season = replay.undecided(case, hands)
    moves, betweens, cards = season.moves.copy(), season.betweens.copy(), season.cards.copy()
    moves["given"] = 1
    moves["auto"] |= chance.random(moves.shape) < 0.2
    moves["accept"] = chance.random(moves.shape) < 0.05
    moves["act"] = chance.integers(len(ACTS), size=moves.shape)
    moves["offer"] = chance.integers(len(decisions.OFFERS), size=moves.shape)
    moves["demand"] = chance.random(moves.shape)
    moves["package"] = chance.random((*moves.shape, decisions.N_ISSUES))
    moves["mediate"] = chance.random(moves.shape) * (chance.random(moves.shape) < 0.3)
    betweens["given"] = 1
    betweens["move"] = chance.integers(6, size=betweens.shape)
    cards["pressure"] = chance.choice([0.0, 0.0, 0.0, 0.2, -0.1], (*cards.shape, 2))
    cards["turnover"] = chance.random((*cards.shape, 2)) < 0.05
    return replace(season, moves=moves, betweens=betweens, cards=cards)


def seasons() -> Iterator[tuple[str, str]]:
    """Every case, with seasons at random, on the room's luck and on other luck."""
    runs = np.arange(3, dtype=np.uint64)
    for name in names():
        for seed in range(SEASONS):
            case = prepared(name, DIFFICULTIES[seed % 3])
            done = replay.played(case, at_random(case, seed), seed, runs, lenient=seed % 2 == 1)
            state = done.state
            yield f"case {name}, season {seed}", arrays(
                reached=done.reached, over=done.over, notes=done.notes, moments=done.moments,
                shared=done.shared, sides=state.sides, relations=state.relations,
                contracts=state.contracts, organisations=state.organisations,
            )  # fmt: skip
            if done.over.all():
                later = replay.years_on(case, done, {(0, 0): 0}, seed, runs)
                yield f"case {name}, years after {seed}", arrays(**later)


def episodes() -> Iterator[tuple[str, str]]:
    """Agents at random in the environment: all they observe and get."""
    for agents in (("provider",), ("funder",), ("provider", "funder")):
        env = NegotiationTable("scenario=region", "years=3", relation=1, agents=agents)
        env.reset(seed=5)
        chance = np.random.default_rng(7)
        seen, rewards = [], []
        for _ in env.agent_iter():
            observation, reward, over, *_ = env.last()
            seen.append(observation)
            rewards.append(reward)
            action = {
                "accept": int(chance.random() < 0.05),
                "act": int(chance.integers(len(ACTS))),
                "demand": chance.random(1),
            }
            env.step(None if over else action)
        yield f"agents {' '.join(agents)}", arrays(seen=np.array(seen), rewards=np.array(rewards))


def found() -> dict[str, str]:
    """All digests by name."""
    return dict([*scenarios(), *instruments(), *seasons(), *episodes()])


def differences() -> list[str]:
    """Which digests are not as kept: changed, gone or new."""
    kept, now = json.loads(FILE.read_text(encoding="utf-8")), found()
    return [name for name in {**kept, **now} if kept.get(name) != now.get(name)]


def main() -> int:
    """Compare with what was kept, or keep what is found."""
    if "--write" in sys.argv:
        FILE.write_text(json.dumps(found(), indent=1) + "\n", encoding="utf-8")
        return 0
    wrong = differences()
    for name in wrong:
        sys.stdout.write(f"differs: {name}\n")
    sys.stdout.write(f"{len(wrong)} of {len(json.loads(FILE.read_text()))} digests differ\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
