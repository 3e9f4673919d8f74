"""Two thousand settings, YAML files and CSV files that people might type, drawn from a seed.

None ends in a traceback, and none is read in silence as something else than it means. What a cell
means is said here by how it was made: a value is drawn first, then a way to write it.
"""

import contextlib
import random
from pathlib import Path
from typing import Any

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser

from simulator import i18n
from simulator.config import cells, table_reader, yaml_reader
from simulator.config.catalogue import configs
from simulator.config.cells import Decimals, NumberError
from simulator.config.compose import ConfigError, composed
from simulator.config.overrides import ready
from simulator.config.problems import Problem, sentence
from simulator.config.yaml_reader import UnreadableError

SEED = 20_260
TABLES, DOCUMENTS, SETTINGS, COMPOSED = 800, 700, 500, 25
SPACES = ("", " ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\t")
ERRORS = ("#N/B", "#N/A", "#VERW!", "#REF!", "#WAARDE!", "#VALUE!", "#DEEL/0!", "#NAAM?", "Err:502")


def written(value: float, mark: str, draw: random.Random) -> tuple[str, bool]:
    """A number as a person or spreadsheet writes it; True = nobody can take it for another."""
    whole, _, decimals = f"{abs(value):.{draw.choice((0, 1, 2, 3, 4))}f}".partition(".")
    if float(f"{whole}.{decimals or 0}") != abs(value):
        whole, _, decimals = f"{abs(value)!r}".partition(".")
        decimals = decimals.rstrip("0")
    sign = draw.choice(("-", "\N{MINUS SIGN}")) if value < 0 else ""
    if len(whole) > 3 and draw.random() < 0.5:
        group = {",": ".", ".": ","}[mark] if draw.random() < 0.7 else draw.choice(" '\xa0\u2009")
        whole = f"{int(whole):,}".replace(",", group)
        return sign + whole + (mark + decimals if decimals else ""), False
    return sign + whole + (mark + decimals if decimals else ""), True


def quoted(cell: str, delimiter: str, draw: random.Random) -> str:
    if delimiter in cell or '"' in cell or "\n" in cell or draw.random() < 0.2:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def table(draw: random.Random) -> tuple[bytes, list[list[tuple[str, object]]], bool]:
    """A CSV, what its cells mean by row, and whether all of it can be understood."""
    delimiter, mark = draw.choice((";", "\t", ",")), draw.choice((",", "."))
    lines, meant, clear = [], [], True
    end = draw.choice(("\n", "\r\n", "\r"))
    spare = draw.choice((0, 0, 2))
    if draw.random() < 0.3:
        lines.append("# een opmerking; met, tekens \" en ' erin")
    lines.append(delimiter.join(["name", "amount", "switch", *[""] * spare]))
    for i in range(draw.randint(1, 6)):
        if draw.random() < 0.15:
            lines.append(draw.choice(("", delimiter * 2, "# weg", " ")))
        value = draw.choice((
            draw.randint(-2000, 2000), draw.randint(1000, 2_000_000), round(draw.uniform(0, 3), 3),
            round(draw.uniform(1, 999), 3), round(draw.uniform(1000, 9999), 2),
        ))  # fmt: skip
        amount, sure = written(value, mark, draw)
        word = draw.choice((*cells.ON, *cells.OFF))
        kind: list[tuple[str, object]] = [
            ("name", f"zorg {i}"), ("number", value), ("switch", word in cells.ON)
        ]  # fmt: skip
        row = [f"zorg {i}", amount, draw.choice((word, word.upper(), word.title()))]
        row = [draw.choice(SPACES[:4]) + cell + draw.choice(SPACES[:4]) for cell in row]
        if draw.random() < 0.05:
            place = draw.randrange(3)
            row[place], kind[place], sure = draw.choice(ERRORS), ("error", None), False
        clear = clear and sure
        lines.append(delimiter.join([*(quoted(c, delimiter, draw) for c in row), *[""] * spare]))
        meant.append(kind)
    encoding = draw.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16"))
    return (end.join(lines) + end).encode(encoding), meant, clear


def mark_is_shown(found: table_reader.Table) -> bool:
    """Does some cell show the decimal mark of the file beyond doubt, or does none need it?"""
    amounts = [cell.strip().lstrip("-\N{MINUS SIGN}") for cell in found.column("amount")]
    doubtful = [len(part) == 2 and len(part[1]) == 3 and 0 < len(part[0].lstrip("0")) < 4
                for part in (cell.replace(",", ".").split(".") for cell in amounts)]  # fmt: skip
    decimal = ["." in cell or "," in cell for cell in amounts]
    return not any(doubtful) or any(d and not x for d, x in zip(decimal, doubtful, strict=True))


def agreed(row: table_reader.Row, wanted: list[tuple[str, object]], decimals: Decimals) -> int:
    """How many numbers of a row were refused; what was read is what was meant."""
    refused = 0
    for name, (kind, value) in zip(("name", "amount", "switch"), wanted, strict=True):
        if kind == "error":
            assert name in row.bad
        elif kind == "name":
            assert row.cells[name] == value
        elif kind == "switch":
            assert cells.switch(row.cells[name]) is value
        else:
            try:
                number = decimals.number(name, row.cells[name])
            except NumberError:
                refused += 1
            else:
                assert number == value, row
    return refused


def test_no_cell_is_read_as_something_else_in_silence(tmp_path: Path):
    draw = random.Random(SEED)
    file, refused, rows = tmp_path / "t.csv", 0, 0
    for _ in range(TABLES):
        content, meant, clear = table(draw)
        file.write_bytes(content)
        found, problems = table_reader.read(file)
        assert all(sentence(p, p.file, lang) for p in problems for lang in i18n.LANGUAGES)
        errors = [kind for row in meant for kind, _ in row].count("error")
        assert (len(problems), len(found.rows)) == (errors, len(meant)), content
        decimals = Decimals({"amount": found.column("amount")})
        here = sum(agreed(row, each, decimals) for row, each in zip(found.rows, meant, strict=True))
        if clear and mark_is_shown(found):
            assert not here, content
        refused += here
        rows += len(meant)
    assert 100 < refused < rows / 2


@pytest.mark.parametrize("seed", range(4))
def test_a_table_that_was_damaged_anywhere_ends_in_sentences(tmp_path: Path, seed: int):
    draw = random.Random(SEED + seed)
    file = tmp_path / "t.csv"
    for _ in range(TABLES // 8):
        content = bytearray(table(draw)[0])
        for _ in range(draw.randint(1, 4)):
            place = draw.randrange(len(content))
            content[place : place + draw.randint(0, 2)] = draw.choice(
                (b'"', b"\n", b"\x00", b"\xff", b";", b"#", b"\xc3", b"\r", b'""', b"=", b"")
            )
        file.write_bytes(content)
        found, problems = table_reader.read(file)
        decimals = Decimals({head: found.column(head) for head in found.heads})
        for row in found.rows:
            for head, cell in row.cells.items():
                try:
                    decimals.number(head, cell)
                except NumberError:
                    continue
        assert all(sentence(each, each.file, "nl") for each in problems)


KEYS = (
    "label",
    "zorg",
    "gëduld",
    "null",
    "NO",
    "on",
    "~",
    "a b",
    "1",
    "nl",
    "'x'",
    '"y"',
    "[a]",
    "? b",
)
VALUES = (
    "1", "1.5", "1,5", "NO", "null", "~", "yes", "'x", '"\\a"', '"\\ud800"', "x: y", "[1, 2",
    "{a: 1}", "*x", "&x 1", "!!python/name:os.system", "!x y", "|\n  tekst", ">\n  tekst", "- 1",
    "\t1", "@x",
    "`x`", "%x", "é", "\N{NO-BREAK SPACE}", "# x", "x # y", "0o7", "007", "1e3", ".inf", ".nan",
    "2026-01-01", "12:30:45", "<<", "{<<: {a: 1}}", "[" * 40 + "]" * 40, "[" * 3000, "${x}", "${",
)  # fmt: skip


def document(draw: random.Random) -> bytes:
    lines = []
    for _ in range(draw.randint(0, 6)):
        indent = draw.choice(("", "", "  ", "    ", "\t", "\N{NO-BREAK SPACE}", "- "))
        lines.append(f"{indent}{draw.choice(KEYS)}:{draw.choice((' ', ''))}{draw.choice(VALUES)}")
    if draw.random() < 0.1:
        lines.insert(
            0, draw.choice(("%YAML 1.2", "---", "...", "# @package", "# @package _global_"))
        )
    encoding = draw.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"))
    return "\n".join(lines).encode(encoding, "replace")


def read_or_refused(file: Path) -> tuple[Any, UnreadableError | None]:
    try:
        return yaml_reader.read(file), None
    except UnreadableError as error:
        return None, error


def test_every_yaml_is_read_or_refused_with_its_file(tmp_path: Path):
    draw = random.Random(SEED)
    file, read, refused = tmp_path / "x.yaml", 0, 0
    for _ in range(DOCUMENTS):
        file.write_bytes(document(draw))
        raw, error = read_or_refused(file)
        if error is not None:
            problem = Problem((), error.kind, error.values)
            for lang in i18n.LANGUAGES:
                assert sentence(problem, error.file.name, lang).startswith("x.yaml")
            refused += 1
            continue
        assert isinstance(raw, dict | list)
        assert all(_is_name(key) for key in _keys(raw)), file.read_bytes()
        assert yaml_reader.tidied(raw) == raw or any(v != v for v in _leaves(raw))
        read += 1
    assert read > 50
    assert refused > 50


def _is_name(key: object) -> bool:
    return not isinstance(key, bool) and key is not None


def _keys(raw):
    if isinstance(raw, dict):
        yield from raw
        for value in raw.values():
            yield from _keys(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _keys(value)


def _leaves(raw):
    inner = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ()
    for value in inner:
        yield from _leaves(value)
    if not isinstance(raw, dict | list):
        yield raw


NAMES = ("runs", "seed", "params.pressure", "world.organisations.x.size", "scenario", "mix",
         "output", "title.nl", "+runs", "~runs", "", "hydra.run.dir", "params.π", "a b", "world@x",
         "instrument", "sweep.x", "lang", "mix.providers.hard")  # fmt: skip
TYPED = ("1", "1.5", "0,2", ",5", "1.000", "1.250", "12.500", "1.375", "1.2500", "==.2", "=3",
         "[1,2]", "[", "{a:1}", "{", "null", "", "a b", "'x", '"x', "\u201cregion\u201d",
         "${x}", "${", "$x", "1,2,3", "choice(1,2)",
         "range(1,5)", "glob(*)", "é", "\x07", "\ud800", "a;b", "%s", "-1", "\N{MINUS SIGN}1",
         "1_000", "1e3",
         "region,null", "\\", "'", "()", "x=y", "\n", "../x", "1e999", "nan", "0x10")  # fmt: skip


MEANT = {"1": 1, "1.5": 1.5, "1.375": 1.375, "1.2500": 1.25, "-1": -1, "\N{MINUS SIGN}1": -1,
         "1_000": 1000, "1e3": 1000.0, "null": None, "[1,2]": [1, 2], "{a:1}": {"a": 1},
         "é": "é", "%s": "%s", "../x": "../x", "0x10": "0x10"}  # fmt: skip


def test_every_setting_is_taken_as_it_is_typed_or_refused():
    draw = random.Random(SEED)
    pairs = [(name, value) for name in NAMES for value in TYPED]
    for name, value in draw.sample(pairs, SETTINGS):
        found, keys, problems = ready([f"{name}={value}"], [configs()])
        assert len(found) + len(problems) >= 1 or not keys or name in ("instrument",), (name, value)
        for problem in problems:
            for lang in i18n.LANGUAGES:
                assert sentence(problem, problem.file, lang)
        if value in ("0,2", ",5", "1.000", "1.250", "12.500") and "output" not in name:
            assert problems or name in ("title.nl", "instrument"), (name, value)
        if found and value in MEANT and name not in ("scenario", "mix", "output", "instrument"):
            parsed = OverridesParser.create().parse_override(found[0])
            assert parsed.value() == MEANT[value], (name, value)
        if "\x07" in value or "\ud800" in value:
            assert problems, (name, value)


def test_several_settings_together_are_a_config_or_sentences():
    draw = random.Random(SEED)
    sound = 0
    for _ in range(COMPOSED):
        words = [f"{draw.choice(NAMES)}={draw.choice(TYPED)}" for _ in range(draw.randint(1, 3))]
        with contextlib.suppress(ConfigError):
            config = composed(words)
            sound += 1
            keys = [word.partition("=")[0].strip("+~") for word in words]
            for word in words:  # what was taken stands in the config as it was typed
                name, _, value = word.partition("=")
                if name in ("runs", "seed") and keys.count(name) == 1:
                    assert getattr(config, name) == MEANT[value], words
    assert sound < COMPOSED
