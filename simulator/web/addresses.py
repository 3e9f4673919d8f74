"""An address that a person typed, and every spelling in which a browser sends it.

An accent in a name is sent as xn--..., an IPv6 address in its shortest form between brackets.
"""

import contextlib
import ipaddress
import re
from typing import NamedTuple
from urllib.parse import urlsplit

import idna


class Address(NamedTuple):
    """Where the pages are reached."""

    url: str
    hosts: frozenset[str]  # as a browser may name it, without a port
    secure: bool


def public(typed: str) -> Address | None:
    """The address of --public-url; None = it is none."""
    try:
        parts = urlsplit(typed.strip())
        host, port = parts.hostname, parts.port
    except ValueError:  # a bracket that is not closed, a port that cannot be
        return None
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in ("http", "https") or not host or more:
        return None
    sent = _sent(host)
    if sent is None:
        return None
    shown = f"[{sent}]" if ":" in sent else host
    url = f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")
    return Address(url, frozenset({plain(host), sent}), parts.scheme == "https")


def lan(address: str, port: int) -> Address | None:
    """The address of this machine on its network; None = it is none."""
    try:
        sent = ipaddress.ip_address(address)
    except ValueError:
        return None
    if getattr(sent, "scope_id", None):  # fe80::1%eth0 is known to one machine only
        return None
    shown = f"[{sent}]" if sent.version == 6 else str(sent)
    return Address(f"http://{shown}:{port}", frozenset({str(sent)}), False)


def plain(host: str) -> str:
    """A name or number in the one spelling by which it is compared."""
    low = host.lower().rstrip(".")
    with contextlib.suppress(ValueError):
        return str(ipaddress.ip_address(low))
    return low


def _sent(host: str) -> str | None:
    """A host as a browser sends it; None = no browser would."""
    low = plain(host)
    if not low.isascii():
        try:
            low = idna.encode(low, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    if ":" in low:
        return low if "%" not in low else None
    return low if re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", low) else None
