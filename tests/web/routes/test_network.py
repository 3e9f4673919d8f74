"""The network of a region for who cannot see it: one sentence, and every tie in a table."""

import asyncio
import re

import pytest

from simulator import i18n
from simulator.figures.network import Network, Tie
from simulator.web.routes import network
from tests.web.robot import Robot
from tests.web.serving import serving

SHOWN = Network(
    2031,
    (
        Tie("a", "x", given=0.4, received=-0.2),
        Tie("a", "y", given=0.01, received=0.3),
        Tie("b", "x", given=-0.06, received=0.049),
    ),
    {"a": "Huis A", "b": "Huis B", "x": "Verzekeraar X", "y": "Gemeente Y"},
    {"a": "provider", "b": "provider", "x": "insurer", "y": "municipality"},
    {},
    {"a": "cooperative", "b": "hard", "x": "arguing", "y": "mirroring"},
    {"a": 1.0, "b": 1.0, "x": 1.0, "y": 1.0},
    None,
    0,
)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_tie_is_a_row_with_numbers_and_words(lang):
    rows = network.rows(SHOWN, lang)
    assert len(rows) == len(SHOWN.ties)
    assert len({tuple(row) for row in rows}) == 3
    joined = "\n".join(" ".join(row) for row in rows)
    for name in SHOWN.labels.values():
        assert name in joined


def test_the_row_says_who_grants_whom():
    row = next(row for row in network.rows(SHOWN, "nl") if "Huis A" in row[0] and "X" in row[1])
    assert row == [
        "Huis A (samenwerkend)",
        "Verzekeraar X (argumenterend)",
        "−0,20: werkt tegen",
        "+0,40: gunt iets extra's",
    ]


def test_the_sentence_counts_what_the_picture_draws():
    """Closer to zero than what is drawn as a thick line is neutral."""
    said = network.reading(SHOWN, "en")
    assert re.findall(r"\d+", said) == ["2031", "1", "3", "1", "1", "1"]


@pytest.mark.slow
def test_the_table_goes_with_the_year(tmp_path):
    async def check(base):
        async with Robot(base) as visitor:
            await visitor.open("/demo/netwerk?jaar=9")
            await visitor.until(lambda r: "2030: in" in r.text())
            assert visitor.text().count("werkt tegen") > 1
            before = visitor.text()
            await visitor.press("Jaar verder")
            await visitor.until(lambda r: "2031: in" in r.text())
            assert visitor.text() != before
            await visitor.press("Opnieuw")
            await visitor.until(lambda r: "2022: in" in r.text())
            await visitor.choose("Tempo", "fast")
            await visitor.press("Speel af")
            await visitor.until(lambda r: "2031: in" in r.text())
            await visitor.until(lambda r: r.button("Speel af"))  # it stopped by itself
            answer = await visitor.get("/demo/netwerk.svg?jaar=3&smal=1")
            assert answer.status == 200

    with serving(tmp_path) as server:
        asyncio.run(check(server.url))
