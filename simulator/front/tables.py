"""Tables for the libraries that a user has: pandas and xarray are asked for only where used."""

import importlib
import importlib.util
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from simulator import i18n
from simulator.batch import Record
from simulator.engine.records import ENDINGS, SIDES
from simulator.results import tables

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


class MissingLibraryError(ImportError):
    """A library that is not installed; the message says how to get it."""


def frame(table: pa.Table, lang: str) -> "pd.DataFrame":
    """A table as a DataFrame; names are categories.

    Raises:
        MissingLibraryError: pandas is not installed.
    """
    _needed("pandas", lang)
    found: pd.DataFrame = table.to_pandas()
    return found


def dataset(record: Record, lang: str) -> "xr.Dataset":
    """A record as a Dataset: by run, year, relation and side, what both share without side.

    Raises:
        MissingLibraryError: xarray is not installed.
    """
    xarray = _needed("xarray", lang)
    world = record.world
    dims = ("run", "year", "relation", "side")
    found = {}
    for fields, own in ((record.sides, dims), (record.relations, dims[:3])):
        for name, values in fields.items():
            about = {"meaning": tables.meaning(name, lang), "unit": tables.unit(name, lang)}
            found[name] = (own, _named(name, values, record), about)
    ends = {side: ("relation", [getattr(each, side) for each in world.relations]) for side in SIDES}
    coordinates = {
        "run": record.runs.astype(np.int64),
        "year": world.start + np.arange(record.years),
        "relation": [each.name for each in world.relations],
        "side": list(SIDES),
        "law": ("relation", [each.law for each in world.relations]),
        **ends,
    }
    made: xr.Dataset = xarray.Dataset(found, coordinates, {"seed": record.seed})
    return made


def _named(name: str, values: np.ndarray, record: Record) -> np.ndarray:
    """Names instead of places, where a field holds places."""
    names = {"strategy": record.world.strategy_names, "ending": ENDINGS}.get(name)
    return values if names is None else np.array(names)[values.astype(np.int64)]


def _needed(library: str, lang: str) -> ModuleType:
    """A library that the user may have.

    Raises:
        MissingLibraryError: it is not installed.
    """
    if importlib.util.find_spec(library) is None:
        raise MissingLibraryError(i18n.text("front", "missing", lang, name=library))
    return importlib.import_module(library)
