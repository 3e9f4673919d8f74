"""Signs that look alike: one spelling for names, on reading, so that both sides compare equal.

A Mac writes é as two signs, Word puts no-break spaces and curly quotes, a web page brings signs
without width. In names these are put right; in texts only the accents are, for there a no-break
space or a curly quote is meant.
"""

import re
import unicodedata

_SPELLED = {  # in names
    **dict.fromkeys(map(ord, "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"), "'"),
    **dict.fromkeys(map(ord, "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"), '"'),
    **dict.fromkeys(map(ord, "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}"), "-"),
}
# No text of people has these; XML, terminals or UTF-8 cannot take them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def name(text: str) -> str:
    """A name as it is compared: accents as one sign, plain spaces, quotes and dashes."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")  # without width
    return " ".join(unicodedata.normalize("NFC", seen).translate(_SPELLED).split())


def plain(text: str) -> str:
    """A text as it is kept: accents as one sign, the rest as it was typed."""
    return unicodedata.normalize("NFC", text)


def control(text: str) -> str | None:
    """The first sign that no text has, as U+0007; None = there is none."""
    found = _CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def visible(text: str) -> str:
    """A text without the signs that no text has."""
    return _CONTROL.sub("", text)


def foreign(came: str, meant: str) -> str | None:
    """The sign by which a name differs from one that looks the same, as U+0430 and its name."""
    if len(came) != len(meant):
        return None
    signs = [c for c, m in zip(came, meant, strict=True) if c != m]
    if not signs or any(_latin(c) for c in signs):
        return None
    return f"U+{ord(signs[0]):04X}, {unicodedata.name(signs[0], '?')}"


def _latin(sign: str) -> bool:
    return sign.isascii() or unicodedata.name(sign, "").startswith("LATIN")
