"""Names that a user asks for: there, or a sentence that says which are."""

from collections.abc import Sequence
from pathlib import Path

from simulator import i18n
from simulator.config.problems import nearest


class UnknownNameError(ValueError):
    """A name that does not exist; the message says which do."""


def known(key: str, came: object, names: Sequence[str], lang: str) -> str:
    """The name, if it is one of `names`.

    Args:
        key: of the sentence in configs/locale/front.yaml.

    Raises:
        UnknownNameError: it is not.
    """
    if isinstance(came, str) and came in names:
        return came
    close = nearest(came, names)
    hint = i18n.text("front", "hint", lang, name=close) if close else ""
    said = i18n.text("front", key, lang, came=repr(came), hint=hint, known=", ".join(names))
    raise UnknownNameError(said)


def place(folder: Path | str) -> Path:
    """A folder as it was asked for; `~` is somebody's home."""
    return Path(folder).expanduser()
