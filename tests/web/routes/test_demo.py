"""The sandbox as a trainer uses it: freeze, change, choose a character, share the address."""

import asyncio
import json

import pytest

from tests.web.robot import Robot
from tests.web.serving import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("demo")) as found:
        yield found


def lines(robot):
    """The names of the lines in the chart, with what they look like."""
    found = {}

    def walk(node):
        if not isinstance(node, list):
            return
        tag, attributes, *children = node
        if tag == "text" and "name look-" in attributes.get("class", ""):
            look = attributes["class"].rpartition("look-")[2].split()[0]
            found[look] = " ".join(child[2] for child in children)
        if tag == "polyline" and "look-frozen" in attributes["class"]:
            found["points"] = attributes["points"]
        for child in children:
            walk(child)

    for _, element in robot.all():
        tree = json.loads((element.get("props") or {}).get("tree") or "[]")
        if tree and tree[0] == "svg":
            walk(tree)
    return found


def address(robot):
    urls = [(e.get("props") or {}).get("url") for _, e in robot.all()]
    return next(url for url in urls if url)


def test_a_frozen_line_stays_and_is_in_the_address(server):
    async def check():
        async with Robot(server.url) as one, Robot(server.url) as other:
            await one.open("/demo?a=hard&f=press")
            await one.until(lambda r: "a" in lines(r))
            await one.press("Bevries de lijn")
            await one.until(lambda r: "frozen" in lines(r))
            await one.choose("Zo speelt de zorgaanbieder", "calm")
            await one.until(lambda r: "Rust" in lines(r).get("a", ""))
            assert "Gestrekt been" in lines(one)["frozen"]
            await other.open(address(one))
            await other.until(lambda r: "frozen" in lines(r))
            assert lines(other) == lines(one), "the address shows the same"
            before = lines(one)["points"]
            await one.choose("Wat wil je zien?", "tension")
            await one.until(lambda r: lines(r)["points"] != before)
            assert "Gestrekt been" in lines(one)["frozen"], "of the measure shown now"
            await one.press("Ontdooi de lijn")
            await one.until(lambda r: "frozen" not in lines(r))
            assert "a3=" not in address(one)

    asyncio.run(check())


def test_a_character_and_the_list_of_strategies_agree(server):
    async def check():
        async with Robot(server.url) as one:
            await one.open("/demo?a=hard&f=press")
            await one.until(lambda r: "a" in lines(r))

            def chosen(label):
                for _, element in one.all():
                    props = element.get("props") or {}
                    if label in (props.get("legend") or props.get("label") or ""):
                        return props["value"]
                return None

            await one.choose("Zo speelt de zorgaanbieder", "open")
            await one.until(lambda r: "Openheid" in lines(r).get("a", ""))
            fields = [
                (e.get("props") or {}).get("value")
                for _, e in one.all()
                if (e.get("props") or {}).get("label") == "Zorgaanbieder"
            ]
            assert "open" in fields
            await one.choose("Zo speelt de zorgaanbieder", "<script>")
            field = one.find(lambda e: (e.get("props") or {}).get("label") == "Zorgaanbieder")
            await one.tell(field, "value", "mirror")
            await one.until(lambda r: "Spiegelen" in lines(r).get("a", ""))
            assert chosen("Zo speelt de zorgaanbieder") == "mirror"

    asyncio.run(check())
