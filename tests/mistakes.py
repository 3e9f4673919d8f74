"""Files of a user with something wrong in them, and the sentences they bring."""

from pathlib import Path

import pytest

from simulator.config import compose

STRATEGY = """
label: { nl: "Geduld", en: "Patience" }
character: { nl: "Wacht af.", en: "Waits." }
opening: 0.2
mirroring: 0.1
reactivity: 0.2
press: 0.1
mix: { ask: 0.5, pause: 0.5 }
concession: 0.4
reciprocity: 0.1
content: 0.3
invest: 0.5
mediate: 0.7
"""


def written(folder: Path, **files: str) -> Path:
    """Writes files into a user's folder: `strategy_mine=text` becomes strategy/mine.yaml."""
    for name, text in files.items():
        group, _, stem = name.partition("_")
        (folder / group).mkdir(exist_ok=True)
        (folder / group / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(*overrides, folder=None):
    """The sentences, in English."""
    with pytest.raises(compose.ConfigError) as caught:
        compose.composed([*overrides, "lang=en"], folder)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems
