"""An own region from two CSV files: who there is, and who contracts with whom.

    world:
      label: { nl: "Mijn regio", en: "My region" }
      organisations_csv: organisaties.csv
      relations_csv: relaties.csv

Every row that cannot be used is reported, with line, column, value and what was expected, all in
one go. Columns, units and an example stand in `docs/own-region.md`.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

from simulator import bounded
from simulator.bounded import TooMuchError
from simulator.config.problems import Problem, nearest, word
from simulator.config.schema_types import Law, Sector

MOST_BYTES = 100_000_000
MOST = 200_000  # rows; more is no region but a mistake


class Column(NamedTuple):
    """A column: must it be filled, and how is its text read?"""

    needed: bool
    read: Callable[[str], Any]
    expected: str  # a word of the problem texts


def _positive(text: str) -> float:
    number = _number(text)
    if not 0 < number <= 1e9:
        raise ValueError
    return number


def _share(text: str) -> float:
    number = _number(text)
    if not 0 <= number <= 1:
        raise ValueError
    return number


def _number(text: str) -> float:
    """A number with a point or, as Dutch Excel writes it, a comma."""
    return float(text.replace(",", "."))


def _name(text: str) -> str:
    if "|" in text:
        raise ValueError
    return text


def _one_of(choices: Iterable[str]) -> Callable[[str], str]:
    known = {choice.lower(): choice for choice in choices}

    def read(text: str) -> str:
        return known[text.lower()]

    return read


ORGANISATIONS = {
    "name": Column(True, _name, "csv_name"),
    "kind": Column(True, str, "csv_kind"),
    "sector": Column(False, _one_of(get_args(Sector)), "csv_sector"),
    "size": Column(False, _positive, "csv_positive"),
    "region": Column(False, str, "text"),
    "label_nl": Column(False, str, "text"),
    "label_en": Column(False, str, "text"),
    "strategy": Column(False, str, "csv_strategy"),
    "capacity": Column(False, _positive, "csv_positive"),
    "authority": Column(False, _share, "csv_share"),
    "form": Column(False, str, "csv_form"),
}
RELATIONS = {
    "provider": Column(True, _name, "csv_organisation"),
    "funder": Column(True, _name, "csv_organisation"),
    "law": Column(False, _one_of(get_args(Law)), "csv_law"),
    "volume": Column(False, _positive, "csv_positive"),
    "form": Column(False, str, "csv_form"),
    "social": Column(False, _share, "csv_share"),
    "written": Column(False, _share, "csv_share"),
    "online": Column(False, _share, "csv_share"),
}


class Sheet(NamedTuple):
    """A file, and the language to speak of its places in."""

    name: str
    lang: str

    def at(self, line: int, column: str = "") -> str:
        """A place in it."""
        place = f"{self.name}, {word('line', self.lang)} {line}"
        return f"{place}, {word('column', self.lang)} {column}" if column else place


class Row(NamedTuple):
    """What could be read of a line."""

    line: int
    values: dict[str, Any]


def expanded(raw: dict[str, Any], folder: Path, lang: str) -> list[Problem]:
    """Put the organisations and relations of the CSV files into the world of a raw config.

    Args:
        raw: a composed config, changed in place.
        folder: where a relative path starts.
        lang: of the places in the files.

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
        file = Sheet(Path(str(paths["organisations"])).name, lang)
        rows, problems = _rows(folder / str(paths["organisations"]), file, ORGANISATIONS)
        found += problems + _checked_organisations(rows, file, known)
        world["organisations"] = {row.values["name"]: _organisation(row.values) for row in rows}
        names = {row.values["name"] for row in rows}
    if paths["relations"] is not None:
        names |= set(world.get("organisations") or {})
        file = Sheet(Path(str(paths["relations"])).name, lang)
        rows, problems = _rows(folder / str(paths["relations"]), file, RELATIONS)
        found += problems
        if names:
            found += _checked_relations(rows, file, names, _known(raw), raw)
        world["relations"] = [row.values for row in rows if _both_known(row, names)]
    return found


def _known(raw: Mapping[str, Any]) -> dict[str, list[str]]:
    groups = {"kind": "kinds", "strategy": "strategies", "form": "forms"}
    return {column: sorted(map(str, raw.get(key) or {})) for column, key in groups.items()}


def _rows(
    path: Path, file: Sheet, columns: Mapping[str, Column]
) -> tuple[list[Row], list[Problem]]:
    """The rows of a file that have what they need, and what is wrong."""
    text = _text(path, file)
    if isinstance(text, Problem):
        return [], [text]
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        table = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        return [], [Problem((), "csv_broken", {"detail": str(error)}, file.name)]
    table = [(line, cells) for line, cells in table if any(cells) and not cells[0].startswith("#")]
    if not table:
        return [], [Problem((), "csv_empty", {"choices": list(columns)}, file.name)]
    if len(table) > MOST:
        return [], [Problem((), "csv_long", {"came": len(table), "limit": str(MOST)}, file.name)]
    (first, head), *body = table
    problems = _head_problems(head, columns, file.at(first))
    if problems:
        return [], problems
    rows = []
    for line, cells in body:
        row, wrong = _row(line, dict(zip(head, cells, strict=False)), columns, file)
        if len(cells) > len(head):
            values = {"expected": str(len(head)), "came": len(cells)}
            wrong.append(Problem((), "csv_cells", values, file.at(line)))
        problems += wrong
        if row is not None:
            rows.append(row)
    return rows, problems


def _text(path: Path, file: Sheet) -> str | Problem:
    try:
        return bounded.read_bytes(path, MOST_BYTES).decode("utf-8-sig")
    except TooMuchError as much:
        return Problem((), much.kind, much.values, file.name)
    except OSError:
        return Problem((), "csv_missing", {"came": str(path)}, file.name)
    except UnicodeDecodeError:
        return Problem((), "csv_encoding", {}, file.name)


def _head_problems(head: list[str], columns: Mapping[str, Column], place: str) -> list[Problem]:
    found = []
    for written in head:
        if written not in columns:
            values = {"came": written, "choices": list(columns)}
            found.append(Problem((), "csv_column", values, place))
        elif head.count(written) > 1:
            found.append(Problem((), "twice", {"came": written}, place))
    for name, column in columns.items():
        if column.needed and name not in head:
            found.append(Problem((), "csv_no_column", {"expected": name}, place))
    return found


def _row(
    line: int, cells: dict[str, str], columns: Mapping[str, Column], file: Sheet
) -> tuple[Row | None, list[Problem]]:
    values: dict[str, Any] = {}
    found = []
    for name, column in columns.items():
        text = cells.get(name, "")
        if not text:
            if column.needed:
                values_ = {"expected": column.expected, "came": None}
                found.append(Problem((), "csv_cell", values_, file.at(line, name)))
            continue
        try:
            values[name] = column.read(text)
        except (ValueError, KeyError):
            values_ = {"expected": column.expected, "came": text}
            found.append(Problem((), "csv_cell", values_, file.at(line, name)))
    complete = all(name in values for name, column in columns.items() if column.needed)
    return (Row(line, values) if complete else None), found


def _choices(row: Row, file: Sheet, known: Mapping[str, list[str]]) -> Iterable[Problem]:
    for column, names in known.items():
        came = row.values.get(column)
        if came is not None and came not in names:
            values = {"thing": column, "came": came, "choices": names}
            yield Problem((), "unknown_name", values, file.at(row.line, column))
            del row.values[column]
            if column == "kind":
                row.values["kind"] = nearest(came, names) or names[0]


def _checked_organisations(
    rows: list[Row], file: Sheet, known: Mapping[str, list[str]]
) -> list[Problem]:
    found: list[Problem] = []
    seen: dict[str, int] = {}
    for row in rows:
        found += _choices(row, file, known)
        name = row.values["name"]
        if name in seen:
            found.append(Problem((), "twice", {"came": name}, file.at(row.line, "name")))
        seen.setdefault(name, row.line)
        if row.values["kind"] == "provider" and "sector" not in row.values:
            values = {"choices": get_args(Sector)}
            found.append(Problem((), "no_sector", values, file.at(row.line, "sector")))
            row.values["sector"] = get_args(Sector)[0]
    return found


def _checked_relations(
    rows: list[Row],
    file: Sheet,
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
            place = file.at(row.line, side)
            if came not in names:
                values = {"thing": "organisation", "came": came, "choices": choices}
                found.append(Problem((), "unknown_name", values, place))
            elif _side(came, raw) not in (side, None):
                found.append(Problem((), "csv_side", {"came": came, "side": side}, place))
        key = (row.values["provider"], row.values["funder"], row.values.get("law"))
        if key in seen:
            came = ", ".join(key[:2])
            found.append(Problem((), "twice", {"came": came}, file.at(row.line)))
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
