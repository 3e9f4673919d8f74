"""What a person types and what a browser sends are the same address."""

import asyncio
from pathlib import Path

import pytest

from simulator.web import addresses
from simulator.web.launch import CannotStart, Wish, chosen, opened
from simulator.web.security import Guard


def status(settings, host: str) -> int:
    """What the guard answers to a request for a host."""
    said = []

    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        said.append(message)

    guard = Guard(app, settings.hosts, settings.secure, settings.proxied)
    scope = {
        "type": "http", "method": "GET", "path": "/", "client": ("10.0.0.7", 1),
        "headers": [(b"host", host.encode("latin-1"))],
    }  # fmt: skip
    asyncio.run(guard(scope, None, send))
    return said[0]["status"]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("https://tráining.nl", "xn--trining-iwa.nl"),
        ("https://TRÁINING.nl/", "xn--trining-iwa.nl"),
        ("https://tra\N{COMBINING ACUTE ACCENT}ining.nl", "xn--trining-iwa.nl"),
        ("https://straße.de", "xn--strae-oqa.de"),
        ("https://xn--trining-iwa.nl", "xn--trining-iwa.nl"),
        ("https://Training.Example.NL", "training.example.nl"),
        ("https://training.example.nl.", "training.example.nl"),
        ("http://training.example.nl:8443", "training.example.nl:8443"),
        ("http://10.0.0.5:8080", "10.0.0.5:8080"),
        ("http://[::1]:8080", "[::1]:8080"),
        ("http://[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]"),
        ("https://zorg_regio.nl", "zorg_regio.nl"),
    ],
)
def test_the_name_that_a_browser_sends_is_answered(typed, sent):
    settings = chosen(Wish(public_url=typed))
    assert status(settings, sent) == 200
    assert status(settings, "evil.example") == 421


@pytest.mark.parametrize(
    "typed",
    ["", "training.nl", "ftp://x.nl", "https://", "https://x.nl/path", "https://x.nl?a=1",
     "https://x.nl#a", "https://me:secret@x.nl", "https://x.nl:99999", "https://x.nl:port",
     "https://[::1", "https://a b.nl", "https://x..nl",
     "https://\N{GRINNING FACE}\N{ZERO WIDTH JOINER}.nl",
     "http://[fe80::1%eth0]", "javascript:alert(1)"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_no_address_is_said_in_a_sentence(typed, lang):
    with pytest.raises(CannotStart, match="--public-url"):
        chosen(Wish(public_url=typed, lang=lang))


@pytest.mark.parametrize(
    ("typed", "url", "sent"),
    [
        ("192.168.1.5", "http://192.168.1.5:8080", "192.168.1.5:8080"),
        ("fd00::5", "http://[fd00::5]:8080", "[fd00::5]:8080"),
        ("FD00:0:0::5", "http://[fd00::5]:8080", "[FD00::5]:8080"),
    ],
)
def test_an_address_of_the_network_has_brackets_where_it_needs_them(typed, url, sent):
    settings = chosen(Wish(lan=True, address=typed))
    assert (settings.url, status(settings, sent)) == (url, 200)
    assert settings.host == ("::" if ":" in typed else "0.0.0.0")


@pytest.mark.parametrize("typed", ["fe80::1%eth0", "laptop", "1.2.3", "::x"])
def test_what_is_no_address_of_the_network_is_refused(typed):
    assert addresses.lan(typed, 8080) is None
    with pytest.raises(CannotStart):
        chosen(Wish(lan=True, address=typed))


@pytest.mark.parametrize("name", ["week%2041/rooms.db", "a?b=c.db", "#1.db", "é €.db", "a b.db",
                                  "x;y&z.db", "file:x.db", "[x].db"])  # fmt: skip
def test_the_rooms_are_kept_in_the_file_that_was_named(tmp_path: Path, name: str):
    store = opened(name, tmp_path, "nl")
    store.close()
    assert (tmp_path / name).is_file()
    kept = {
        file.name.removesuffix("-wal").removesuffix("-shm").removesuffix(".lock")
        for file in tmp_path.rglob("*")
    }
    assert kept <= {Path(name).name, *Path(name).parts[:-1]}
