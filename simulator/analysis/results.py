"""What every analysis returns: a table that knows what it is about."""

import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from simulator import i18n
from simulator.analysis.outcome import Outcome
from simulator.config.catalogue import configs, files, read
from simulator.engine.params import PARAMETERS
from simulator.engine.records import SIDES
from simulator.measures.catalogue import measures
from simulator.sweeps.errors import said
from simulator.sweeps.load import Sweep

KEY = "gunfactor."


def table(columns: Mapping[str, Any], found: Outcome, sweep: Sweep, **more: object) -> pa.Table:
    """A table with what it is about in its metadata: see `about`."""
    subject = {
        "outcome": found.name,
        "points": len(found.values),
        "dropped": found.dropped,
        "replicates": found.values.shape[1],
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
