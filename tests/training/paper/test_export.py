"""The log of a room: for Dutch Excel, without names, and no formula in it."""

import csv
import io
import json
import re

import pytest

from simulator.training.game.room import Room
from simulator.training.paper import export
from tests.training.finished import finished


@pytest.fixture(scope="module")
def done() -> Room:
    return finished()


def table(now: Room, free_text: bool = False) -> list[dict[str, str]]:
    said = export.csv_text(now, free_text)
    assert said.startswith("\ufeff"), "Excel needs a byte-order mark"
    return list(csv.DictReader(io.StringIO(said[1:]), delimiter=";"))


def test_the_log_opens_in_dutch_excel(done):
    said = export.csv_text(done)
    assert "\r\n" in said
    rows = table(done)
    assert rows[0]["kind"] == "joined"
    result = next(row for row in rows if row["kind"] == "result-0")
    assert re.fullmatch(r"0,\d+", result["result"])


def test_the_log_has_no_names_and_no_own_words_unless_asked(done):
    for said in (export.csv_text(done), export.json_lines(done)):
        for secret in ("Rood", "Blauw", "HYPERLINK", "Geheim van blauw", "vragen"):
            assert secret not in said
    assert "HYPERLINK" in export.csv_text(done, free_text=True)


def test_every_event_and_every_result_has_a_row(done):
    lines = [json.loads(line) for line in export.json_lines(done).splitlines()]
    assert len(lines) == len(done.log) + 3
    assert {line["team"] for line in lines} == {"", "1", "2", "3"}
    assert all(set(line) == set(export.COLUMNS) for line in lines)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1"])
def test_a_cell_that_starts_like_a_formula_is_quoted(cell):
    assert export.safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["tekst", "a=b", 3, 0.5, ""])
def test_other_cells_stay_as_they_are(cell):
    assert export.safe(cell) == cell


def test_no_cell_of_the_log_runs_as_a_formula(done):
    for row in table(done, free_text=True):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "@", "\t")), cell
