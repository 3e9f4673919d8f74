"""Words of the field, explained where they stand in a text: on tap, and on focus.

A text with such words becomes {"text": ..., "terms": [[start, end, term, explanation], ...]};
`static/terms.js` makes buttons of them. The text itself stays whole.
"""

from collections.abc import Iterable
from typing import Any

from simulator.training import glossary

# In these a button cannot stand, or would be in the way.
PLAIN = frozenset(
    ("a", "button", "caption", "h1", "h2", "h3", "h4", "label", "legend", "summary", "svg", "th")
)


def marked(tree: list[Any], lang: str) -> list[Any]:
    """A tree of elements with each term explained where it first stands."""
    seen: set[str] = set()

    def walked(node: Any) -> Any:
        if isinstance(node, str):
            return text(node, lang, seen)
        if not isinstance(node, list):
            return node
        tag, attributes, *children = node
        if tag in PLAIN or "aria-hidden" in attributes:
            return node
        return [tag, attributes, *map(walked, children)]

    return [walked(node) for node in tree]


def text(said: str, lang: str, seen: set[str]) -> Any:
    """A text with the terms that were not seen before."""
    terms = []
    for term in glossary.mentions(said, lang):
        if term.key not in seen:
            seen.add(term.key)
            terms.append([term.start, term.end, term.term, term.explained])
    return {"text": said, "terms": terms} if terms else said


def listed(said: Iterable[str], lang: str) -> list[Any]:
    """The terms in texts where no button can stand, such as labels: one button a term."""
    names: dict[str, tuple[str, str, str]] = {}
    for text in said:
        for term in glossary.mentions(text, lang):
            here = text[term.start : term.end]
            names.setdefault(term.key, (here, term.term, term.explained))
    return [
        {"text": here, "terms": [[0, len(here), term, explained]]}
        for here, term, explained in names.values()
    ]
