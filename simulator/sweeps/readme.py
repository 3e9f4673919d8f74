"""What lies beside the data for whoever finds it in ten years: the design, and a text about it."""

from typing import Any

import numpy as np
import pyarrow as pa

from simulator.measures.catalogue import measures
from simulator.results.tables import column
from simulator.sweeps import folder as place
from simulator.sweeps import tables
from simulator.sweeps.errors import said
from simulator.sweeps.factors import Factor
from simulator.sweeps.scheme import Scheme


def designs(scheme: Scheme) -> dict[str, pa.Table]:
    """The design, a row a point; and the same in the unit cube where it was drawn there."""
    count = scheme.points.number
    point = pa.field(
        "point", pa.int32(), metadata={"unit": "-", "meaning": said("column_point", "en")}
    )
    rows = column(np.arange(count, dtype=np.int32))
    varied = [scheme.points.columns[factor.name] for factor in scheme.factors]
    fields = [point, *map(_field, scheme.factors, varied)]
    columns = [rows, *map(_column, varied)]
    found = {place.DESIGN: pa.Table.from_arrays(columns, schema=pa.schema(fields))}
    if scheme.points.unit is not None:
        names = [factor.name for factor in scheme.factors]
        unit = [column(each) for each in scheme.points.unit.T]
        found[place.SAMPLE] = pa.Table.from_arrays([rows, *unit], names=["point", *names])
    return found


def _field(factor: Factor, values: np.ndarray) -> pa.Field:
    kind = pa.float64()
    if values.dtype == object:
        kind = pa.bool_() if _switches(values) else pa.string()
    scope = ", ".join(map(str, factor.values)) or f"{factor.low:g} to {factor.high:g}"
    about = {"unit": factor.unit or "-", "meaning": factor.meaning or factor.name, "scope": scope}
    return pa.field(factor.name, kind, metadata=about)


def _switches(values: np.ndarray) -> bool:
    """Are they all on or off?"""
    return all(isinstance(value, bool | np.bool_) for value in values)


def _column(values: np.ndarray) -> pa.Array:
    """Names as text, on and off as they are, numbers as numbers."""
    if values.dtype == object and _switches(values):
        return column(values.astype(bool))
    if values.dtype == object:
        return column([str(value) for value in values])
    return column(values.astype(float))


def text(scheme: Scheme, manifest: dict[str, Any]) -> str:
    """The README of a sweep: what was played, which file holds what, what each column is."""
    lang = scheme.config.lang
    known = measures(None) if scheme.study.measures is None else _own(scheme)
    shown = [tables.RUNS, *(t for t in tables.RECORDED[scheme.plan.record] if t != tables.RUNS)]
    parts = [
        said("readme_head", lang, title=scheme.plan.label.model_dump()[lang], **_counts(manifest)),
        said("readme_files", lang),
        said("readme_run", lang),
    ]
    for table in shown:
        parts.append(f"{table}/\n" + _columns(tables.schema(table, scheme.study, known)))
    explained = {
        known[name].label["en"]: known[name].explained["en"] for name in scheme.study.outcomes
    }
    parts.append("\n".join(f"  {label}: {what}" for label, what in explained.items()))
    parts.append("failures/\n" + said("readme_failures", lang))
    parts.append(f"{place.DESIGN}\n" + _columns(designs(scheme)[place.DESIGN].schema))
    parts.append(said("readme_reading", lang))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _own(scheme: Scheme) -> Any:
    from pathlib import Path

    return measures(Path(str(scheme.study.measures)).expanduser())


def _counts(manifest: dict[str, Any]) -> dict[str, object]:
    names = ("name", "runs", "points", "replicates", "years", "started", "hash")
    return {name: manifest[name] for name in names} | {
        "variants": len(manifest["variants"]),
        "words": " ".join(manifest["words"]) or "-",
        "version": manifest["versions"]["gunfactor"],
    }


def _columns(schema: pa.Schema) -> str:
    width = max(len(name) for name in schema.names) + 2
    lines = []
    for field in schema:
        about = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
        lines.append(f"  {field.name:<{width}}{about['meaning']} [{about['unit']}]")
    return "\n".join(lines)
