"""A text of a user comes out as it was typed, wherever it comes out."""

import html
import io
import re
import shutil
import warnings
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from rich.table import Table

from simulator.cli.main import main
from simulator.cli.screen import console, printed
from simulator.figures import style
from simulator.training import words
from simulator.training.paper.export import safe

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "Linde $$^_ x", "$a_b$", "$", "50 $ en \\frac{", "De [bold]Linde[/bold]", "[/]", "[nieuw]",
    ":smile:", "_Linde", "<script>alert(1)</script>", "</svg>", "A & B", '"x" \'y\'', "]]>", "--",
    "=1+1", "@x", "%s {x}", "\N{GRINNING FACE}", "\N{RIGHT-TO-LEFT OVERRIDE}x",
    "De\N{NO-BREAK SPACE}L", "a\\nb", "#1",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_figure_draws_it_as_it_is_typed_and_keeps_the_screen_quiet(text):
    with style.styled():
        figure = Figure(figsize=(4, 3))
        axes = figure.add_subplot()
    axes.set_title(text)
    axes.set_xticks([0, 1], [text, text])
    figure.text(0.5, 0.5, f"{text}\x07\x00")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = style.svg(figure)
        assert style.png(figure)[:4] == b"\x89PNG"
    ElementTree.fromstring(drawn)
    assert axes.get_title() == text
    assert not any(each.get_parse_math() for each in (axes.title, *figure.texts))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_screen_shows_it_as_it_is_typed(text):
    grid = Table(text, title=text)
    grid.add_row(text)
    screen = console()
    screen.file = io.StringIO()
    printed(grid, screen)
    assert screen.file.getvalue().count(text) == 3


def test_a_region_with_such_names_is_played_and_reported(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    own = Path(shutil.copytree(ROOT / "docs" / "own-region", tmp_path / "own [x] 50%"))
    names = [text.replace(";", "") for text in HOSTILE]
    rows = ["name;kind;sector;label_nl"]
    quoted = ['"' + each.replace('"', '""') + '"' for each in names]
    rows += [f"p{i};provider;vvt;{each}" for i, each in enumerate(quoted)]
    rows += ["funder;insurer;;Z [x] $$"]
    (own / "organisaties.csv").write_text("\n".join(rows), "utf-8")
    pairs = ["provider;funder;law", *(f"p{i};funder;Zvw" for i in range(len(names)))]
    (own / "relaties.csv").write_text("\n".join(pairs), "utf-8")
    for file in (own / "scenario").iterdir():
        text = re.sub(r"^(runs|years):.*\n", "", file.read_text("utf-8"), flags=re.M)
        file.write_text(text + "\nruns: 2\nyears: 1\n", "utf-8")
    words = ["run", "scenario=mijn-regio", "title.nl='[T] $$ <b>'", "output=out"]
    assert main([*words, "--config-dir", str(own)]) == 0
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "Glyph" not in said.err
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert html.escape("[T] $$ <b>") in report
    assert "<script>alert" not in report
    for file in (tmp_path / "out").rglob("*.svg"):
        ElementTree.parse(file)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "|x"])
def test_a_spreadsheet_does_not_carry_out_what_a_team_wrote(text):
    assert str(safe(text))[:1] not in "=+-@\t\r"


SPACES = (
    "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{EN SPACE}\N{IDEOGRAPHIC SPACE}"
)


@pytest.mark.parametrize("space", SPACES)
def test_a_space_of_any_width_stays_in_what_a_team_writes(space):
    assert words.plain(f" meer{space}tijd ", 600) == f"meer{space}tijd"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_an_end_of_a_line_of_any_kind_is_one(end):
    assert words.plain(f"a{end}b", 600) == "a\nb"


def test_signs_without_meaning_go_and_pictures_of_several_signs_stay():
    assert words.plain("a\x00\x1b[31mb\u202ec\ufeff", 600) == "a[31mbc"
    nurse = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{STAFF OF AESCULAPIUS}\N{VARIATION SELECTOR-16}"
    assert words.plain(nurse, 600) == nurse
    assert words.plain("x" * 700, 600) == "x" * 600
    assert words.plain(None, 600) == ""
