"""What stands on a page of a report, and the numbers in a sentence."""

import math
import re
from html.parser import HTMLParser

NUMBER = re.compile(r"[+−-]?\d+(?:[.,]\d+)?")


class Page(HTMLParser):
    """Tables by caption, and the sentences of each list and paragraph in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.sentences: list[tuple[str, str]] = []  # (class of the part, sentence)
        self.pictures: list[str] = []
        self._text: list[str] | None = None
        self._caption = ""
        self._row: list[str] = []
        self._parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "div":
            self._parts.append(given.get("class") or "")
        if tag == "img":
            self.pictures.append(given["alt"] or "")
        if tag in ("li", "p", "caption", "td", "th"):
            self._text = []
        if tag == "tr":
            self._row = []

    def handle_endtag(self, tag):
        if tag == "div":
            self._parts.pop()
        if tag == "tr" and self._row:
            self.tables.setdefault(self._caption, []).append(self._row)
        if self._text is None or tag not in ("li", "p", "caption", "td", "th"):
            return
        said, self._text = " ".join("".join(self._text).split()), None
        if tag == "caption":
            self._caption = said
        elif tag in ("td", "th"):
            self._row.append(said)
        else:
            part = next((each for each in reversed(self._parts) if each), "")
            self.sentences.append((part, said))

    def handle_data(self, data):
        if self._text is not None:
            self._text.append(data)

    def part(self, name: str) -> list[str]:
        """All sentences of one part, such as "brief"."""
        return [said for part, said in self.sentences if part == name]


def numbers(text: str) -> list[float]:
    """All numbers of a text, Dutch or English."""
    return [number(each) for each in NUMBER.findall(text)]


def number(text: str) -> float:
    """One number; NaN where there is none."""
    found = NUMBER.search(text)
    if found is None:
        return math.nan
    return float(found[0].replace("−", "-").replace(",", "."))


def finely(text: str) -> float:
    """Half a unit of the last digit that the first number of a text has, and a little."""
    digits = NUMBER.search(text)[0].replace(",", ".").partition(".")[2]
    return 0.51 * 10.0 ** -len(digits)
