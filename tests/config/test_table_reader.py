"""One reader for every table that people write: nothing is read as something else in silence."""

import re
from pathlib import Path

import pytest

from simulator.config.cells import OFF, ON, Decimals, NumberError, is_error, switch
from simulator.config.problems import sentence
from simulator.config.table_reader import Table, read


def table(folder: Path, content: str | bytes) -> tuple[Table, list[str]]:
    file = folder / "t.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    found, problems = read(file)
    return found, [sentence(problem, problem.file, "en") for problem in problems]


def rows(folder: Path, content: str | bytes) -> list[dict[str, str]]:
    found, problems = table(folder, content)
    assert problems == []
    return [row.cells for row in found.rows]


PLAIN = [{"a": "1", "b": "x"}, {"a": "2", "b": "y"}]


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1;x\n2;y\n",
        "a,b\n1,x\n2,y",
        "a\tb\n1\tx\n2\ty\n",
        "a;b\r\n1;x\r\n2;y\r\n",
        "a;b\r1;x\r2;y\r",  # an old Mac
        "# a comment; of two\n\na;b\n1;x\n# and 'one \" here\n\n2;y\n",
        "#########\na;b\n1;x\n2;y\n",
        "sep=;\na;b\n1;x\n2;y\n",
        "sep=|\na|b\n1|x\n2|y\n",
        "a;b;;\n1;x;;\n2;y;\n;;;\n \t;\N{NO-BREAK SPACE};;\n",
        "a;;b\n1;;x\n2;;y\n",
        '"a";"b"\n"1";"x"\n"2"; "y"\n',
        "a\N{ZERO WIDTH SPACE};b\n 1 ;x\n2;y\N{NO-BREAK SPACE}\n",
    ],
)
def test_what_a_spreadsheet_or_editor_makes_of_a_table_is_the_same_table(tmp_path, text):
    assert rows(tmp_path, text) == PLAIN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_mark_of_the_encoding_is_no_difference(tmp_path, encoding):
    assert rows(tmp_path, "a;b\n1;é\n".encode(encoding)) == [{"a": "1", "b": "é"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a;b\n1;é\n".encode("cp1252"), "t.csv, line 2: expected a CSV file in UTF-8, but"),
        ("a;b\n1;é\n".encode("cp1252"), "Windows-1252"),
        ("a;b\n".encode("utf-16-le"), "UTF-16"),
        ("a;b\n".encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04xl/workbook.xml", "Excel (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1", "Excel (.xls)"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "HTML"),
        (b"a;b\n1;\x07\n", "t.csv, line 2: no text has the sign 'U+0007'"),
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"# only\n", "the file is empty"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(tmp_path, content, said):
    found, problems = table(tmp_path, content)
    assert (found.rows, len(problems)) == ([], 1)
    assert said in problems[0]


def test_something_that_is_no_file_is_not_waited_for(tmp_path):
    import os

    os.mkfifo(tmp_path / "t.csv")
    _, (problem,) = read(tmp_path / "t.csv")
    assert problem.kind == "odd_file"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a;b\n1;"x\n2;y\n3;z\n', 2),  # never closed
        ('a;b\n\n# c\n1;x\n2;"y\n', 5),  # on the last line
        ('a;b\n1;"x\n2;"y\n', 2),  # closed by the next mistake
        ('a;b;c\n1;"x;u\n2;y";v\n', 2),  # and by a stray quote at the end of a cell
        ('a;b\n1;"x" y\n', 2),
        ('a;b\n1;"two\nlines"\n2;"x\n', 4),  # lines within quotes count
    ],
)
def test_a_quote_that_is_not_closed_is_said_at_its_own_line(tmp_path, text, line):
    _, problems = table(tmp_path, text)
    assert problems[0].startswith(f"t.csv, line {line}: a quote in this line is not closed")


def test_a_cell_of_two_lines_is_one_cell_and_the_next_row_keeps_its_line(tmp_path):
    found, problems = table(tmp_path, 'a;b\n"Zorg\nDe Linde";x\n#N/B;y\n')
    assert found.rows[0].cells["a"] == "Zorg\nDe Linde"
    assert problems == ["t.csv, line 4, column a: '#N/B' is an error of the spreadsheet. Correct "
                        "the formula or empty the cell, and save again."]  # fmt: skip


ERRORS = (
    "#N/B", "#N/A", "#VERW!", "#REF!", "#WAARDE!", "#VALUE!", "#DEEL/0!", "#DIV/0!", "#NAAM?",
    "#NAME?", "#GETAL!", "#NUM!", "#LEEG!", "#NULL!", "#OVERLOOP!", "#SPILL!", "#CALC!",
    "#GETTING_DATA", "#####", "Err:502", "Fout:508",
)  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("place", [0, 1])
def test_an_error_of_the_spreadsheet_is_no_comment_and_no_name(tmp_path, error, place):
    cells = ["1", "x"]
    cells[place] = error
    _, problems = table(tmp_path, f"a;b\n2;y\n{';'.join(cells)}\n")
    assert len(problems) == 1
    assert problems[0].startswith(f"t.csv, line 3, column {'ab'[place]}: '{error}' is an error")


@pytest.mark.parametrize("name", ["#1", "# 1", "Zorg #1", "#", "nr. #", "N/A", "REF"])
def test_what_only_looks_like_an_error_is_none(name):
    assert not is_error(name)


def test_a_name_that_begins_with_a_number_sign_is_not_passed_over(tmp_path):
    _, problems = table(tmp_path, "a;b\n#1 Zorg;x\n")
    assert problems[0].startswith("t.csv, line 2: this begins with # and looks like a row.")
    assert rows(tmp_path, 'a;b\n"#1 Zorg";x\n') == [{"a": "#1 Zorg", "b": "x"}]
    assert rows(tmp_path, "a;b\n# 1 Zorg;x\n#let op\n1;x\n") == [{"a": "1", "b": "x"}]


@pytest.mark.parametrize("text", ["a;b\n1;x;z\n", "a;b;\n1;x;z\n", "a;;b\n1;z;x\n"])
def test_a_cell_below_no_head_is_said(tmp_path, text):
    _, problems = table(tmp_path, text)
    assert problems[0].startswith("t.csv, line 2: expected 2 cells, but there are")


@pytest.mark.parametrize("cell", ["0,1", "1.5", "27"])
def test_a_table_of_one_column_has_no_comma_between_cells(tmp_path, cell):
    assert rows(tmp_path, f"a\n{cell}\n") == [{"a": cell}]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3", 3), ("-3", -3), ("+3", 3), ("\N{MINUS SIGN}3", -3), ("0,4", 0.4), ("0.4", 0.4),
        (".5", 0.5), (",5", 0.5), ("27,5", 27.5), ("1e3", 1000), ("1,5E-05", 1.5e-5),
        ("0.125", 0.125), ("0,125", 0.125), ("1250", 1250), ("1,2500", 1.25), ("1250.5", 1250.5),
        ("27\N{ZERO WIDTH SPACE}", 27),
    ],
)  # fmt: skip
def test_a_number_has_a_point_or_a_comma(cell, number):
    assert Decimals({"a": [cell]}).number("a", cell) == number


@pytest.mark.parametrize(
    "cell",
    ["1.250", "1,250", "12.500", "1.250.000", "1,250,000", "1.250,5", "1,250.5", "1 250",
     "1\N{NO-BREAK SPACE}250", "1\N{THIN SPACE}250", "1'250",
     "1\N{RIGHT SINGLE QUOTATION MARK}250"],
)  # fmt: skip
def test_what_may_be_thousands_is_refused_and_says_the_number(cell):
    with pytest.raises(NumberError) as caught:
        Decimals({"a": [cell]}).number("a", cell)
    assert caught.value.whole in ("1250", "12500", "1250000")


@pytest.mark.parametrize("cell", ["", "nan", "inf", "1_000", "٣", "1e999", "5 %", "25%", "1-mei",
                                  "€ 5", "0x10", "1.2.3", "1,2,3", "--1", "5.", "=1"])  # fmt: skip
def test_what_is_no_number_is_none(cell):
    with pytest.raises(NumberError):
        Decimals({"a": [cell]}).number("a", cell)


@pytest.mark.parametrize(
    ("columns", "limits", "number"),
    [
        ({"a": ["1.250", "2.5"]}, (), 1.25),  # its column writes decimals with a point
        ({"a": ["1.250", "2,5"]}, (), None),  # and here with a comma
        ({"a": ["1.250", "60"], "b": ["0,4"]}, (), None),  # the file does
        ({"a": ["1.250", "2.5"], "b": ["0,4"]}, (), None),  # the file does both
        ({"a": ["1.250", "60"], "b": ["0.4"]}, (), None),  # the column does not say
        ({"a": ["1.250", "60"], "b": ["0.4"]}, (0.0, 20.0), 1.25),  # thousands cannot be
        ({"a": ["1.250", "2,5"]}, (0.0, 20.0), None),
        ({"a": ["1,250", "2,5"]}, (), 1.25),
    ],
)
def test_one_mark_before_three_digits_is_what_its_column_says(columns, limits, number):
    decimals = Decimals(columns)
    cell = columns["a"][0]
    if number is not None:
        assert decimals.number("a", cell, *limits) == number
    else:
        with pytest.raises(NumberError):
            decimals.number("a", cell, *limits)


def test_on_and_off_are_said_in_two_languages_and_nothing_else_is_either():
    for words, wanted in ((ON, True), (OFF, False)):
        for word in words:
            for written in (word, word.upper(), word.title(), f" {word}\N{NO-BREAK SPACE}"):
                assert switch(written) is wanted
    for other in ("", "w", "2", "-1", "wel", "null", "0.0", "#N/B"):
        with pytest.raises(ValueError, match="^" + re.escape(other)):
            switch(other)
