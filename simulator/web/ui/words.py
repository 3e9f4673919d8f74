"""Words of the pages: `configs/locale/web*.yaml`, and everything said in the visitor's language."""

from simulator import i18n
from simulator.training.server.live_room import NotKeptError

SUBJECTS = ("web", "web_demo", "web_play", "web_trainer")
RECONNECT = ("connection_lost", "trying_to_reconnect", "message_too_long", "message_too_long_body")


def say(lang: str, key: str, /, **values: object) -> str:
    """The text of a key `subject.key`; without a subject it is in `web.yaml`."""
    subject, dot, name = key.partition(".")
    if not dot:
        return i18n.text("web", key, lang, **values)
    return i18n.text(f"web_{subject}", name, lang, **values)


def reconnecting() -> dict[str, dict[str, str]]:
    """What the browser says when the connection is gone, by language: NiceGUI has no Dutch."""
    return {lang: {key: say(lang, key) for key in RECONNECT} for lang in i18n.LANGUAGES}


def not_kept(problem: NotKeptError, lang: str) -> str:
    """What could not be stored did not happen: why, and what to do."""
    return say(lang, f"not_kept_{problem.kind}")
