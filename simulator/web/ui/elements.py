"""The parts pages are built of: the browser's own elements, with a label on everything.

Texts go to the browser as texts, never as HTML, and attributes never through a parsed string, so
what a visitor types cannot become code. Nothing here needs `eval` in the browser.
"""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from simulator.web.ui import glossary_terms

Handler = Callable[..., Any]


class Part(Element):
    """An element of HTML with its attributes."""

    def __init__(
        self,
        tag: str,
        text: str | None = None,
        cls: str = "",
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(tag)
        self._text = text
        if cls:
            self.classes(cls)
        for name, value in (attrs or {}).items():
            self.set(name, value)

    def set(self, name: str, value: Any) -> None:
        """Give an attribute; None or False takes it away."""
        if value is None or value is False:
            self._props.pop(name, None)
        else:
            self._props[name] = value

    def show(self, is_there: bool) -> None:
        """Be there, or be hidden from everybody."""
        if is_there == ("hidden" in self._props):
            self.set("hidden", not is_there)
            self.update()

    def say(self, text: str) -> None:
        """Change the text."""
        if text != self._text:
            self._text = text
            self.update()


class Node:
    """An element inside `still`: only its place in the tree."""

    def __init__(self, tree: list[Any]) -> None:
        self.tree = tree

    def __enter__(self) -> "Node":
        _STILL.append(self.tree)
        return self

    def __exit__(self, *_: object) -> None:
        _STILL.pop()


_STILL: list[list[Any]] = []  # where elements go while `still` is open; never across an await


def part(tag: str, text: str | None = None, cls: str = "", /, **attrs: Any) -> Any:
    """An element; `aria_label` becomes aria-label, `for_` becomes for."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
    if not _STILL:
        return Part(tag, text, cls, named)
    kept = {
        name: value for name, value in named.items() if value is not None and value is not False
    }
    if cls:
        kept["class"] = cls
    tree = [tag, kept, *([text] if text is not None else [])]
    _STILL[-1].append(tree)
    return Node(tree)


@contextlib.contextmanager
def still(cls: str = "", explain: str = "") -> Iterator[None]:
    """Everything made inside is one element for the server: quick, but nothing in it can act.

    Args:
        explain: a language; words of the field are then explained in it where they stand.
    """
    if _STILL:
        yield  # inside another already
        return
    with _gathered() as tree:
        yield
    made = Still(tree=_written(tree, explain))
    if cls:
        made.classes(cls)


@contextlib.contextmanager
def _gathered() -> Iterator[list[Any]]:
    tree: list[Any] = []
    _STILL.append(tree)
    try:
        yield tree
    finally:
        _STILL.clear()


def _written(tree: list[Any], explain: str) -> str:
    return json.dumps(glossary_terms.marked(tree, explain) if explain else tree, ensure_ascii=False)


def tree_of(draw: Callable[[], object], explain: str = "") -> str:
    """What `draw` makes, as the tree of a `Still`; see `still`."""
    with _gathered() as tree:
        draw()
    return _written(tree, explain)


def terms(lead: str, texts: Iterable[str], lang: str) -> None:
    """The words of the field in texts where they cannot be explained inside, such as labels."""
    buttons = glossary_terms.listed(texts, lang)
    if buttons:
        made = Still(tree=json.dumps([["span", {}, lead], *buttons], ensure_ascii=False))
        made.classes("terms-here")


def drawing(tree: list[Any], label: str) -> Any:
    """A drawing that shows, with what it says for who cannot see it."""
    if not _STILL:
        return Drawing(tree=json.dumps(tree), label=label)
    tag, attributes, *children = tree
    named = {**attributes, "role": "img", "aria-label": label}
    _STILL[-1].append([tag, named, *children])
    return Node(_STILL[-1][-1])


def button(text: str, pressed: Handler, cls: str = "", /, **attrs: Any) -> Part:
    """A button; `pressed` may be a coroutine function and takes nothing."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
    made = Part("button", text, f"button {cls}".strip(), {"type": "button", **named})
    made.on("click", lambda _: pressed(), args=[])
    return made


def link(text: str, to: str, cls: str = "", /, **attrs: Any) -> Any:
    """A link."""
    return part("a", text, cls, href=to, **attrs)


class Control(Element):
    """What all own components share."""

    def __init__(self, **props: Any) -> None:
        if _STILL:
            raise TypeError(f"{type(self).__name__} acts, so it cannot stand in a still part")
        super().__init__()
        for name, value in props.items():
            if value is not None:
                self._props[name] = value

    def give(self, **props: Any) -> None:
        """Change what it shows."""
        changed = {k: v for k, v in props.items() if self._props.get(k) != v}
        if changed:
            self._props.update(changed)
            self.update()


class Field(Control, component="../components/field.js"):
    """A labelled field."""


class Choice(Control, component="../components/choice.js"):
    """One of several, as cards."""


class Drawing(Control, component="../components/drawing.js"):
    """A drawing from a tree of parts."""


class Still(Control, component="../components/still.js"):
    """A tree that only shows."""


class Heading(Control, component="../components/heading.js"):
    """A heading that may take the focus."""


class Pick(Control, component="../components/pick.js"):
    """A file of text, read by the browser: nothing is uploaded."""


class Keys(Control, component="../components/keys.js"):
    """Keys of the page."""


class Address(Control, component="../components/address.js"):
    """The address bar."""


class Clock(Control, component="../components/clock.js"):
    """Time left."""


def field(
    kind: str,
    label: str,
    value: Any,
    changed: Handler | None = None,
    throttle: float = 0.0,
    **props: Any,
) -> Field:
    """A labelled field; `changed` gets its value. See `components/field.js` for the kinds.

    Args:
        throttle: seconds between two messages while somebody drags or types; the last one counts.
    """
    made = Field(kind=kind, label=label, value=value, **props)
    if changed is not None:
        made.on("value", lambda e: changed(e.args), throttle=throttle)
    return made


def choice(
    legend: str,
    options: Iterable[Mapping[str, Any]],
    value: Any,
    changed: Handler,
    **props: Any,
) -> Choice:
    """One of several; an option has value, label and, if needed, explained, why, disabled, rows."""
    made = Choice(legend=legend, options=list(options), value=value, **props)
    made.on("value", lambda e: changed(e.args))
    return made


def keys(names: Sequence[str], pressed: Handler) -> Keys:
    """Listen to keys of the whole page."""
    made = Keys(keys=list(names))

    def heard(event: GenericEventArguments) -> Any:
        return pressed(event.args)

    made.on("press", heard)
    return made


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> Any:
    """A table; the first cell of a row is its name."""
    with (
        part("div", None, "scroll", tabindex="0", role="region", aria_label=caption or None) as box,
        part("table"),
    ):
        if caption:
            part("caption", caption)
        with part("thead"), part("tr"):
            for text in head:
                part("th", text, scope="col")
        with part("tbody"):
            for row in rows:
                with part("tr"):
                    for i, text in enumerate(row):
                        part("th", text, scope="row") if i == 0 else part("td", text)
    return box


def details(summary: str, opened: bool = False, cls: str = "") -> Any:
    """A part that opens on demand; use it with `with`."""
    made = part("details", None, cls, open=opened or None)
    with made:
        part("summary", summary)
    return made
