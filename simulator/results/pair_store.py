"""A comparison on disk: what differs, over all runs and run by run, and the settings of both."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from simulator import files, i18n
from simulator.results import compare, store
from simulator.results.compare import Pair

LETTERS = ("A", "B")
TABLES = ("differences", "values")


@dataclass(frozen=True)
class StoredPair:
    """What a folder holds."""

    info: dict[str, Any]  # run.json
    settings: tuple[dict[str, Any], dict[str, Any]]  # config-A.yaml, config-B.yaml
    differences: pa.Table
    values: pa.Table


def written(folder: Path, pair: Pair) -> list[Path]:
    """Write a comparison to `folder`, which is made if need be; run.json comes last.

    Returns:
        The files, in order of writing.

    Raises:
        StoreError: the folder holds another run, cannot be written, or the disk is full.
    """
    one, other = pair.configs
    lang = one.lang
    with store.explained(folder, lang):
        store.make(folder, lang)
        made, columns = [], {}
        for name, table in zip(TABLES, (compare.tidied(pair), compare.by_run(pair)), strict=True):
            file = folder / f"{name}.parquet"
            columns[name] = store.parquet(file, [table]) or table.schema
            made.append(file)
        info = {"kind": store.PAIRED, **store.about(pair.records[0])}
        info |= {"scenario": f"{one.name}, {other.name}"}
        info["settings"] = store.fingerprint(one, other)
        titles = {
            name: i18n.in_language(config.title.model_dump(), lang)
            for name, config in zip(("first", "second"), pair.configs, strict=True)
        }
        opening = i18n.text("store", "readme_comparison", lang, **info, **titles)
        texts = {
            f"config-{letter}.yaml": store.kept(config)
            for letter, config in zip(LETTERS, pair.configs, strict=True)
        }
        info["digests"] = store.digests(made, texts)
        texts |= {
            "README.txt": store.described(opening, columns, lang),
            store.RUN: json.dumps(info, indent=2) + "\n",
        }
        return made + [files.written(folder / name, said) for name, said in texts.items()]


def read(folder: Path, lang: str = "nl") -> StoredPair:
    """A comparison that `written` wrote.

    Raises:
        StoreError: no finished comparison there, or a damaged file.
    """
    known = store.info(folder, lang)
    found = {name: store.table(folder / f"{name}.parquet", lang, known) for name in TABLES}
    return StoredPair(known, settings(folder, lang), **found)


def settings(folder: Path, lang: str = "nl") -> tuple[dict[str, Any], dict[str, Any]]:
    """Settings of both.

    Raises:
        StoreError: no finished comparison there, or a damaged file.
    """
    known = store.info(folder, lang)
    files_of = (folder / f"config-{letter}.yaml" for letter in LETTERS)
    one, other = (store.settings_of(file, lang, known) for file in files_of)
    return one, other
