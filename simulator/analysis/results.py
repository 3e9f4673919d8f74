"""What every analysis returns: a table that knows what it is about."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from simulator import i18n
from simulator.analysis.luck import Estimate
from simulator.analysis.outcome import Outcome, draws, overall
from simulator.config.catalogue import configs, files, read
from simulator.engine.params import PARAMETERS
from simulator.engine.records import SIDES
from simulator.measures.catalogue import measures
from simulator.sweeps.errors import said
from simulator.sweeps.load import Sweep

KEY = "gunfactor."
ENDS = ("", "_low", "_high", "_luck")  # of a number with its interval and the part that is luck


def interval(name: str, found: Estimate) -> dict[str, pa.Array]:
    """The columns of numbers [m] with their intervals; empty where nothing can be said."""
    return {
        f"{name}{end}": pa.array(np.asarray(part, float), from_pandas=True)
        for end, part in zip(ENDS, found, strict=True)
    }


def table(columns: Mapping[str, Any], found: Outcome, sweep: Sweep, **more: object) -> pa.Table:
    """A table with what it is about in its metadata: see `about`."""
    mean = overall(sweep, found)
    subject = {
        "outcome": found.name,
        "points": len(found.values),
        "dropped": found.dropped,
        "replicates": found.values.shape[1],
        "luck": draws(sweep).luck,
        "points_are": "all" if draws(sweep).fixed else "sample",
        **{f"mean{end}": float(part[0]) for end, part in zip(ENDS, mean, strict=True)},
        "sweep": sweep.manifest["name"],
        "hash": sweep.manifest["hash"],
        **more,
    }
    metadata = {KEY + name: str(value) for name, value in subject.items()}
    return pa.table(dict(columns)).replace_schema_metadata(metadata)


def about(found: pa.Table) -> dict[str, str]:
    """What a table is about: outcome, points, dropped, replicates, ..."""
    metadata = (found.schema.metadata or {}).items()
    plain = {key.decode(): value.decode() for key, value in metadata}
    return {key.removeprefix(KEY): value for key, value in plain.items() if key.startswith(KEY)}


def spoken(outcome: str, lang: str) -> str:
    """An outcome as figures name it: measures, sides and moments in words.

    `value_provider_last, collab − hard` becomes "Value of the year, provider, last year;
    collaborate − studs up": a variant named like a strategy is called what the strategy is called.
    """
    columns, _, variants = outcome.partition(", ")
    known = measures()
    for column in sorted(re.findall(r"\w+", columns), key=len, reverse=True):
        name = max((n for n in known if column.startswith(f"{n}_")), key=len, default=None)
        if name is None:
            continue
        group, _, moment = column.removeprefix(f"{name}_").rpartition("_")
        words = [known[name].label[lang], *_group(group, lang), said(f"moment_{moment}", lang)]
        columns = re.sub(rf"\b{column}\b", ", ".join(words), columns)
    if not variants:
        return columns
    called = [_strategy(word, lang) for word in variants.split(" ")]
    return f"{columns}; {' '.join(called)}"


def _strategy(word: str, lang: str) -> str:
    """What a strategy is called; any other word as it is."""
    file = files("strategy", [configs()]).get(word)
    return str(read(file)["label"][lang]).lower() if file else word


def _group(group: str, lang: str) -> list[str]:
    side, _, rest = group.partition("_")
    if side not in SIDES:
        return [group]
    return [i18n.text("summary", f"side_{side}", lang).lower(), *([rest] if rest else [])]


def label(factor: str) -> str:
    """A factor as figures name it: with its letter in the equations, where it has one."""
    row = PARAMETERS.get(factor)
    return f"{factor} ({row.symbol})" if row and row.symbol != "-" else factor
