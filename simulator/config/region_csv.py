"""An own region from two CSV files: who there is, and who contracts with whom.

    world:
      label: { nl: "Mijn regio", en: "My region" }
      organisations_csv: organisaties.csv
      relations_csv: relaties.csv

Every row that cannot be used is reported, with line, column, value and what was expected, all in
one go. Columns, units and an example stand in `docs/own-region.md`.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

from simulator.config import spelling, table_reader
from simulator.config.cells import Decimals, NumberError
from simulator.config.problems import Problem, nearest
from simulator.config.schema_types import Law, Sector


class Column(NamedTuple):
    """A column: must it be filled, and how is its text read?"""

    needed: bool
    read: Callable[[str], Any] | tuple[float, float]  # of a number: least and most
    expected: str  # a word of the problem texts


_POSITIVE = (5e-324, 1e9)  # least number above 0
_SHARE = (0.0, 1.0)


def _name(text: str) -> str:
    if "|" in text:
        raise ValueError
    return spelling.name(text)


def _one_of(choices: Iterable[str]) -> Callable[[str], str]:
    known = {choice.lower(): choice for choice in choices}

    def read(text: str) -> str:
        return known[spelling.name(text).lower()]

    return read


ORGANISATIONS = {
    "name": Column(True, _name, "csv_name"),
    "kind": Column(True, spelling.name, "csv_kind"),
    "sector": Column(False, _one_of(get_args(Sector)), "csv_sector"),
    "size": Column(False, _POSITIVE, "csv_positive"),
    "region": Column(False, spelling.name, "text"),
    "label_nl": Column(False, spelling.plain, "text"),
    "label_en": Column(False, spelling.plain, "text"),
    "strategy": Column(False, spelling.name, "csv_strategy"),
    "capacity": Column(False, _POSITIVE, "csv_positive"),
    "authority": Column(False, _SHARE, "csv_share"),
    "form": Column(False, spelling.name, "csv_form"),
}
RELATIONS = {
    "provider": Column(True, _name, "csv_organisation"),
    "funder": Column(True, _name, "csv_organisation"),
    "law": Column(False, _one_of(get_args(Law)), "csv_law"),
    "volume": Column(False, _POSITIVE, "csv_positive"),
    "form": Column(False, spelling.name, "csv_form"),
    "social": Column(False, _SHARE, "csv_share"),
    "written": Column(False, _SHARE, "csv_share"),
    "online": Column(False, _SHARE, "csv_share"),
}


class Row(NamedTuple):
    """What could be read of a line."""

    line: int
    values: dict[str, Any]


def expanded(raw: dict[str, Any], folder: Path) -> list[Problem]:
    """Put the organisations and relations of the CSV files into the world of a raw config.

    Args:
        raw: a composed config, changed in place.
        folder: where a relative path starts.

    Returns:
        Every problem of every row; the world is filled with what could be read.
    """
    world = raw.get("world")
    if not isinstance(world, dict):
        return []
    found: list[Problem] = []
    names: set[str] = set()
    paths = {key: world.pop(f"{key}_csv", None) for key in ("organisations", "relations")}
    if paths["organisations"] is not None:
        known = _known(raw)
        file = Path(str(paths["organisations"])).name
        rows, problems = _rows(folder / str(paths["organisations"]), ORGANISATIONS)
        found += problems + _checked_organisations(rows, file, known)
        world["organisations"] = {row.values["name"]: _organisation(row.values) for row in rows}
        names = {row.values["name"] for row in rows}
    if paths["relations"] is not None:
        names |= set(world.get("organisations") or {})
        file = Path(str(paths["relations"])).name
        rows, problems = _rows(folder / str(paths["relations"]), RELATIONS)
        found += problems
        if names:
            found += _checked_relations(rows, file, names, _known(raw), raw)
        world["relations"] = [row.values for row in rows if _both_known(row, names)]
    return found


def _known(raw: Mapping[str, Any]) -> dict[str, list[str]]:
    groups = {"kind": "kinds", "strategy": "strategies", "form": "forms"}
    return {column: sorted(map(str, raw.get(key) or {})) for column, key in groups.items()}


def _rows(path: Path, columns: Mapping[str, Column]) -> tuple[list[Row], list[Problem]]:
    """The rows of a file that have what they need, and what is wrong."""
    table, problems = table_reader.read(path, tuple(columns))
    if not table.heads:
        return [], problems
    wrong = _head_problems(table, columns, path.name)
    if wrong:
        return [], [*problems, *wrong]
    numbers = [name for name, column in columns.items() if isinstance(column.read, tuple)]
    decimals = Decimals({name: table.column(name) for name in numbers})
    rows = []
    for written in table.rows:
        row, wrong = _row(written, columns, path.name, decimals)
        problems += wrong
        if row is not None:
            rows.append(row)
    return rows, problems


def _head_problems(
    table: table_reader.Table, columns: Mapping[str, Column], file: str
) -> list[Problem]:
    found = []
    place = {"line": table.line}
    for written in table.heads:
        if written not in columns:
            values = {"came": written, "choices": list(columns)}
            found.append(Problem((), "csv_column", values | place, file))
        elif table.heads.count(written) > 1:
            found.append(Problem((), "twice", {"came": written} | place, file))
    for name, column in columns.items():
        if column.needed and name not in table.heads:
            found.append(Problem((), "csv_no_column", {"expected": name} | place, file))
    return found


def _row(
    written: table_reader.Row, columns: Mapping[str, Column], file: str, decimals: Decimals
) -> tuple[Row | None, list[Problem]]:
    values: dict[str, Any] = {}
    found = []
    for name, column in columns.items():
        text = written.cells.get(name, "")
        about: dict[str, Any] = {"expected": column.expected, "came": text or None}
        about |= {"line": written.line, "column": name}
        if name in written.bad or not (text or column.needed):
            continue
        try:
            if not text:
                raise ValueError
            values[name] = _value(name, text, column, decimals)
        except NumberError as error:
            kind = "csv_thousands" if error.whole else "csv_cell"
            found.append(Problem((), kind, about | {"whole": error.whole}, file))
        except (ValueError, KeyError):
            found.append(Problem((), "csv_cell", about, file))
    complete = all(name in values for name, column in columns.items() if column.needed)
    return (Row(written.line, values) if complete else None), found


def _value(name: str, text: str, column: Column, decimals: Decimals) -> Any:
    """What a cell says.

    Raises:
        ValueError, KeyError: it cannot be.
    """
    if not isinstance(column.read, tuple):
        return column.read(text)
    low, high = column.read
    number = decimals.number(name, text, low, high)
    if not low <= number <= high:
        raise ValueError(text)
    return number


def _choices(row: Row, file: str, known: Mapping[str, list[str]]) -> Iterable[Problem]:
    for column, names in known.items():
        came = row.values.get(column)
        if came is not None and came not in names:
            values = {"thing": column, "came": came, "choices": names}
            values |= {"line": row.line, "column": column}
            yield Problem((), "unknown_name", values, file)
            del row.values[column]
            if column == "kind":
                row.values["kind"] = nearest(came, names) or names[0]


def _checked_organisations(
    rows: list[Row], file: str, known: Mapping[str, list[str]]
) -> list[Problem]:
    found: list[Problem] = []
    seen: dict[str, int] = {}
    for row in rows:
        found += _choices(row, file, known)
        name = row.values["name"]
        if name in seen:
            values = {"came": name, "line": row.line, "column": "name"}
            found.append(Problem((), "twice", values, file))
        seen.setdefault(name, row.line)
        if row.values["kind"] == "provider" and "sector" not in row.values:
            values = {"choices": get_args(Sector), "line": row.line, "column": "sector"}
            found.append(Problem((), "no_sector", values, file))
            row.values["sector"] = get_args(Sector)[0]
    return found


def _checked_relations(
    rows: list[Row],
    file: str,
    names: set[str],
    known: Mapping[str, list[str]],
    raw: Mapping[str, Any],
) -> list[Problem]:
    found: list[Problem] = []
    seen: set[tuple[str, str, str | None]] = set()
    forms, choices = {"form": known["form"]}, sorted(names)
    for row in rows:
        found += _choices(row, file, forms)
        for side in ("provider", "funder"):
            came = row.values[side]
            place = {"line": row.line, "column": side}
            if came not in names:
                values = {"thing": "organisation", "came": came, "choices": choices}
                found.append(Problem((), "unknown_name", values | place, file))
            elif _side(came, raw) not in (side, None):
                values = {"came": came, "side": side}
                found.append(Problem((), "csv_side", values | place, file))
        key = (row.values["provider"], row.values["funder"], row.values.get("law"))
        if key in seen:
            values = {"came": ", ".join(key[:2]), "line": row.line}
            found.append(Problem((), "twice", values, file))
        seen.add(key)
    return found


def _side(name: str, raw: Mapping[str, Any]) -> str | None:
    organisation = (raw["world"].get("organisations") or {}).get(name) or {}
    kind = (raw.get("kinds") or {}).get(organisation.get("kind")) or {}
    side: str | None = kind.get("side")
    return side


def _both_known(row: Row, names: set[str]) -> bool:
    return row.values["provider"] in names and row.values["funder"] in names


def _organisation(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the world config wants it."""
    one = {k: v for k, v in values.items() if k not in ("name", "label_nl", "label_en")}
    name = values["name"]
    dutch = values.get("label_nl") or values.get("label_en") or name
    one["label"] = {"nl": dutch, "en": values.get("label_en") or dutch}
    return one
