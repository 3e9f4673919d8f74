"""The manifest of a sweep: what is played, by which program, in which shards.

It is written before the first run. A sweep goes on in its folder only if nothing of this differs:
half of one sweep and half of another would look like one.
"""

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from simulator import bounded
from simulator.bounded import TooMuchError
from simulator.sweeps import folder as place
from simulator.sweeps.errors import SweepError
from simulator.sweeps.scheme import Scheme
from simulator.sweeps.sources import of_folder
from simulator.version import MODEL_VERSION, __version__
from simulator.world.build import World

FORMAT = 1
MOST_BYTES = 200_000_000
RELATION_YEARS = 2**20  # of a shard: about two seconds of one core
LEAST_SHARDS = 16  # as far as there are runs enough, so that all cores have work
ELSEWHERE = {"executor", "workers", "address", "memory", "shard", "label"}  # no part in results
UNTOLD = {"title", "story", "question", "counterfactual", "compare", "runs", "lang", "threads",
          "output", "trace", "record", "choices"}  # of a config: no part either  # fmt: skip
PROGRAM = {"program.model", "program.sources"}  # the same sweep, of another gunfactor
SHOWN = 12  # differences that a message names


def shards(scheme: Scheme, first: int = 0) -> list[tuple[int, int]]:
    """The runs [start, stop) of each shard, from run `first`: the start of a round."""
    size = scheme.plan.shard or _fitting(scheme)
    bounds = [*range(first, scheme.runs, size), scheme.runs]
    return list(pairwise(bounds))


def _fitting(scheme: Scheme) -> int:
    """Runs in a shard: seconds of work, small in memory, and several for each core."""
    study = scheme.study
    largest = max(len(world.ties) for world in study.worlds) * study.years
    target = RELATION_YEARS // (8 if study.record == "relations" else 1)
    fair = -(-scheme.runs // LEAST_SHARDS)
    return max(1, min(target // max(1, largest), fair))


def identity(scheme: Scheme) -> dict[str, Any]:
    """Everything that the results depend on, as plain data."""
    plan = scheme.plan.model_dump(mode="json", exclude=ELSEWHERE)
    del plan["factors"], plan["leave_out"], plan["base"]
    config = scheme.config.model_dump(mode="json", exclude=UNTOLD)
    study = scheme.study
    found = _plain(
        {
            "plan": plan | {"outcomes": list(study.outcomes)},
            "factors": {f.name: _scope(f) for f in scheme.factors},
            "config": config,
            "worlds": {
                " ".join(names) or "base": digest_of([*_arrays(world), study.params[c]])
                for c, (names, world) in enumerate(
                    zip(scheme.cell_names, study.worlds, strict=True)
                )
            },
            "design": digest_of(scheme.points.columns.values()),
            "seed": study.seed,
            "measures": of_folder(Path(study.measures).expanduser() if study.measures else None),
            "program": {"model": MODEL_VERSION, "sources": study.fingerprint},
        }
    )
    return dict(found)


def _arrays(world: World) -> list[np.ndarray]:
    """Everything of a world that the engine reads."""
    found: list[np.ndarray] = []
    for field in fields(world):
        value = getattr(world, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, np.ndarray | int):
                found.append(np.asarray(each))
    return found


def _scope(factor: Any) -> list[Any]:
    return list(factor.values) if factor.values else [factor.low, factor.high]


def _plain(data: Any) -> Any:
    """As it comes back from JSON, so that it can be compared with what was read."""
    return json.loads(json.dumps(data, default=str))


def digest_of(arrays: Any) -> str:
    """Hash of some arrays."""
    digest = hashlib.blake2b(digest_size=12)
    for array in arrays:
        values = np.asarray(array)
        digest.update(str((values.dtype.str, values.shape)).encode())
        digest.update(
            json.dumps(values.tolist()).encode() if values.dtype == object else values.tobytes()
        )
    return digest.hexdigest()


def made(scheme: Scheme) -> dict[str, Any]:
    """The manifest of a new sweep."""
    identified = identity(scheme)
    return {
        "format": FORMAT,
        "name": scheme.name,
        "label": scheme.plan.label.model_dump(),
        "words": list(scheme.typed),
        "config_dir": str(scheme.config_dir) if scheme.config_dir else None,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {
            "gunfactor": __version__,
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "numba", "pyarrow")},
            "platform": platform.platform(),
        },
        "runs": scheme.runs,
        "points": scheme.points.number,
        "variants": list(scheme.variants),
        "replicates": scheme.plan.replicates,
        "rounds": list(scheme.study.rounds),
        "years": scheme.study.years,
        "relations": [len(world.ties) for world in scheme.study.worlds],
        "record": scheme.plan.record,
        "hash": _hash(identified),
        "identity": identified,
        "shards": [list(shard) for shard in shards(scheme)],
    }


def _hash(identified: Mapping[str, Any]) -> str:
    text = json.dumps(identified, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def more_replicates(found: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    """Is the sweep that is there asked for with more replicates?"""
    return bool(asked["replicates"] > found["replicates"])


def extended(found: Mapping[str, Any], asked: Mapping[str, Any], scheme: Scheme) -> dict[str, Any]:
    """The manifest of a sweep with a round of replicates more; what is there keeps its shards."""
    extra = asked["replicates"] - found["replicates"]
    own = ("words", "runs", "replicates", "hash", "identity")
    return {
        **found,
        **{name: asked[name] for name in own},
        "rounds": [*rounds(found), extra],
        "shards": [*found["shards"], *map(list, shards(scheme, found["runs"]))],
    }


def rounds(found: Mapping[str, Any]) -> list[int]:
    """Replicates, as they were asked for one after the other."""
    return list(found.get("rounds", [found["replicates"]]))


def read(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder; None where there is none.

    Raises:
        SweepError: it cannot be read, or was written by a later gunfactor.
    """
    file = folder / place.MANIFEST
    try:
        found = json.loads(bounded.read_bytes(file, MOST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError, TooMuchError) as error:
        raise SweepError("broken_manifest", file=file, detail=error) from None
    if not isinstance(found, dict):
        raise SweepError("broken_manifest", file=file, detail=type(found).__name__)
    if found.get("format") != FORMAT:
        raise SweepError("other_format", file=file, came=found.get("format"), expected=FORMAT)
    return dict(found)


def same(
    found: Mapping[str, Any], asked: Mapping[str, Any], folder: Path, but: Sequence[str] = ()
) -> None:
    """Check that a sweep may go on in a folder.

    Args:
        but: keys of the identity that may differ.

    Raises:
        SweepError: it is another sweep, with every difference shown.
    """
    there, here = dict(_flat(found["identity"])), dict(_flat(asked["identity"]))
    differ = [
        key for key in sorted(there | here) if there.get(key) != here.get(key) and key not in but
    ]
    if not differ:
        return
    if set(differ) <= PROGRAM:
        raise SweepError("other_gunfactor", folder=folder, **_models(found, asked))
    lines = [f"  {key}: {_shown(there, key)} → {_shown(here, key)}" for key in differ[:SHOWN]]
    if len(differ) > SHOWN:
        lines.append(f"  … + {len(differ) - SHOWN}")
    raise SweepError("other_sweep", folder=folder, differences="\n".join(lines))


def _models(found: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, str]:
    """Model and fingerprint of the rules, there and here."""
    programs = {"came": found["identity"]["program"], "here": asked["identity"]["program"]}
    return {
        name: f"{program['model']}, {program['sources'][:8]}" for name, program in programs.items()
    }


def _flat(data: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict) and data:
        for name, value in data.items():
            yield from _flat(value, f"{key}.{name}" if key else name)
    elif isinstance(data, list) and any(isinstance(item, dict) for item in data):
        for i, value in enumerate(data):
            yield from _flat(value, f"{key}.{i}")
    else:
        yield key, data


def _shown(data: Mapping[str, Any], key: str) -> str:
    text = json.dumps(data[key], ensure_ascii=False) if key in data else "–"
    return text if len(text) < 60 else f"{text[:57]}…"
