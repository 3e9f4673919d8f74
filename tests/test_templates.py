"""Pages are filled in from templates, and no text is ever taken for HTML."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from simulator import templates
from simulator.report.table import Table

PACKAGE = Path(templates.__file__).parent
BAD = "<b>\"x\" & 'y'</b>"


class Cells(HTMLParser):
    """Texts of cells and values of attributes, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.said += [value or "" for _, value in attrs]

    def handle_data(self, data):
        self.said.append(data)


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A function that fills in a template of this test."""
    monkeypatch.setattr(templates, "PACKAGE", tmp_path)
    templates._environment.cache_clear()
    (tmp_path / "report").mkdir()
    shared = (PACKAGE / "report" / "parts.html").read_text(encoding="utf-8")
    (tmp_path / "report" / "parts.html").write_text(shared, encoding="utf-8")

    def filled(text: str, **values: object) -> str:
        (tmp_path / "it.html").write_text(text, encoding="utf-8")
        return templates.filled("it.html", **values)

    yield filled
    templates._environment.cache_clear()


def test_every_text_is_escaped(made):
    found = Cells(made('<p title="{{ bad }}">{{ bad }}</p>', bad=BAD))
    assert found.tags == ["p"]
    assert found.said[0] == "".join(found.said[1:]) == BAD


@pytest.mark.parametrize("macro", ["table(found, scroll)", "cards(found)"])
def test_a_table_escapes_its_cells_and_names_its_rows(macro, made):
    table = Table(BAD, ("x", BAD), ((BAD, "&"),))
    values = {"found": table, "scroll": lambda caption: f"scroll {caption}"}
    html = made(f'{{% import "report/parts.html" as parts %}}{{{{ parts.{macro} }}}}', **values)
    assert "b" not in Cells(html).tags
    assert re.search(r'<th scope="row"[^>]*>&lt;b&gt;', html)
    assert re.search(r"<td[^>]*>&amp;</td>", html)


def test_a_value_that_is_not_given_is_a_mistake(made):
    with pytest.raises(UndefinedError, match="nobody"):
        made("{{ nobody }}")


def test_a_picture_travels_inside_the_page():
    assert templates.inline("<svg/>", "svg+xml") == "data:image/svg+xml;base64,PHN2Zy8+"
    assert templates.inline(b"<svg/>", "png").endswith("PHN2Zy8+")


def test_no_python_file_builds_html():
    """An opening tag in a string of Python is a page that nobody escapes."""
    tag = re.compile(r"<(p|h[1-6]|div|ul|li|table|tr|td|th|html|body|figure|section|span)\b[^>]*>")
    wrong = []
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        held = [n for n in ast.walk(tree) if isinstance(n, ast.Constant)]
        spoken = [n for n in held if isinstance(n.value, str) and tag.search(n.value)]
        wrong += [f"{file.relative_to(PACKAGE)}:{n.lineno}" for n in spoken]
    assert not wrong, f"make these templates: {wrong}"


def test_templates_trust_nothing():
    """`safe` would let a text through as HTML."""
    for file in PACKAGE.rglob("*.html"):
        assert not re.search(r"\|\s*safe|autoescape", file.read_text(encoding="utf-8")), file
