"""Words of the pages: `configs/taal/web*.yaml`, and everything said in the visitor's language."""

from simulator import texts

SUBJECTS = ("web", "web_demo", "web_play", "web_trainer")
RECONNECT = ("connection_lost", "trying_to_reconnect", "message_too_long", "message_too_long_body")


def say(lang: str, key: str, /, **values: object) -> str:
    """The text of a key `subject.key`; without a subject it is in `web.yaml`."""
    subject, dot, name = key.partition(".")
    if not dot:
        return texts.text("web", key, lang, **values)
    return texts.text(f"web_{subject}", name, lang, **values)


def reconnecting() -> dict[str, dict[str, str]]:
    """What the browser says when the connection is gone, by language: NiceGUI has no Dutch."""
    return {lang: {key: say(lang, key) for key in RECONNECT} for lang in texts.LANGUAGES}
