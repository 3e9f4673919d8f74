"""A visitor without a browser: speaks what a browser speaks to the server, and sees only that.

It keeps everything that came over the wire in `wire`, so a test can look for what must not be
there.
"""

import asyncio
import html
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import aiohttp

PAGE = re.compile(r"parseElements\(String\.raw`(.*?)`\)", re.DOTALL)
CLIENT = re.compile(r"'client_id': '([^']+)'")
NEXT = re.compile(r"'next_message_id': (\d+)")


def still(tree: list) -> str:
    """The texts of a part that only shows."""
    texts = []
    for node in tree:
        if isinstance(node, list):  # [tag, attributes, children...]
            texts.append(still(node[2:]))
        elif isinstance(node, dict):  # a text with terms that are explained in it
            texts.append(node["text"])
        elif isinstance(node, str):
            texts.append(node)
    return "\n".join(texts)


class Robot:
    """One visitor with cookies of its own."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": base}
        )
        self.wire: list[str] = []
        self.elements: dict[str, Any] = {}
        self.client = ""
        self.address = ""
        self.sockets: aiohttp.ClientSession | None = None
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self.reading: asyncio.Task | None = None
        self.changed = asyncio.Event()
        self.version = 0
        self.files: list[str] = []  # what the page gave to keep
        self.sent_to: list[str] = []  # addresses the server sent the browser to

    async def __aenter__(self) -> "Robot":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Shut the page and forget everything."""
        await self.leave()
        await self.session.close()

    def cookie(self, name: str) -> str:
        """A cookie this visitor has; empty = none."""
        found = [one.value for one in self.session.cookie_jar if one.key == name]
        return found[0] if found else ""

    async def leave(self) -> None:
        """Shut the page; the cookies stay."""
        if self.reading is not None:
            self.reading.cancel()
            self.reading = None
        if self.socket is not None:
            await self.socket.close()
            self.socket = None
        if self.sockets is not None:
            await self.sockets.close()
            self.sockets = None

    async def post(self, path: str, data: dict[str, str], **more: Any) -> aiohttp.ClientResponse:
        """Send a form as a page of the server would."""
        async with self.session.post(self.base + path, data=data, **more) as answer:
            self.wire.append(await answer.text(errors="replace"))
        return answer

    async def get(self, path: str, **more: Any) -> aiohttp.ClientResponse:
        """Fetch something."""
        async with self.session.get(self.base + path, **more) as answer:
            self.wire.append(await answer.text(errors="replace"))
        return answer

    async def open(self, path: str) -> "Robot":
        """Open a page and listen to what it is told."""
        await self.leave()
        answer = await self.get(path)
        text = self.wire[-1]
        self.address = str(answer.url)
        found = PAGE.search(text)
        if found is None:
            raise AssertionError(f"no page at {path}: {answer.status} {text[:300]}")
        self.elements = json.loads(html.unescape(found.group(1)))
        self.client = CLIENT.search(text).group(1)  # type: ignore[union-attr]
        following = NEXT.search(text)
        query = {
            "EIO": "4", "transport": "websocket", "client_id": self.client,
            "next_message_id": following.group(1) if following else "0",
            "implicit_handshake": "true", "tab_id": str(uuid.uuid4()),
            "document_id": str(uuid.uuid4()),
        }  # fmt: skip
        place = self.base.replace("http", "ws", 1) + "/_nicegui_ws/socket.io/"
        # as browsers do: on a connection of its own, not one that served pages before
        self.sockets = aiohttp.ClientSession(headers={"Origin": self.base})
        self.socket = await self.sockets.ws_connect(place, params=query)
        await self.socket.receive_str()
        await self.socket.send_str("40")
        joined = await self.socket.receive_str()
        if not joined.startswith("40"):
            raise AssertionError(f"the server did not take the socket: {joined[:200]}")
        self.reading = asyncio.create_task(self._read(self.socket))
        return self

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type == aiohttp.WSMsgType.BINARY:  # a file to keep
                self.files.append(message.data.decode())
                self.wire.append(self.files[-1])
                self.changed.set()
            if message.type != aiohttp.WSMsgType.TEXT:
                continue
            if message.data == "2":
                await socket.send_str("3")
                continue
            self.wire.append(message.data)
            if message.data.startswith("42"):
                self._heard(*json.loads(message.data[2:]))
        self.reading = None
        self.changed.set()

    def _heard(self, kind: str, data: Any = None) -> None:
        if kind == "update":
            for number, element in data.items():
                if number == "_id":
                    continue
                if element is None:
                    self.elements.pop(number, None)
                else:
                    self.elements[number] = element
        elif kind == "open":
            self.sent_to.append(data["path"])
        self.version += 1
        self.changed.set()

    def all(self) -> list[tuple[str, dict]]:
        """All elements that are on the page, from the top."""
        found, todo = [], ["0"]
        while todo:
            number = todo.pop()
            element = self.elements.get(number)
            if element is None:
                continue
            found.append((number, element))
            children = list(element.get("children") or [])
            for slot in (element.get("slots") or {}).values():
                children += slot.get("ids") or []
            todo.extend(str(child) for child in reversed(children))
        return found

    def text(self) -> str:
        """Everything a visitor could read on the page now."""
        parts = []
        for _, element in self.all():
            parts.append(str(element.get("text") or ""))
            props = element.get("props") or {}
            parts += [str(props[k]) for k in ("words", "label", "legend", "help") if k in props]
            parts += [json.dumps(o, ensure_ascii=False) for o in props.get("options") or []]
            tree = json.loads(props.get("tree") or "[]")
            parts.append(still([tree] if tree and isinstance(tree[0], str) else tree))
        return "\n".join(part for part in parts if part)

    def find(self, test: Callable[[dict], bool]) -> tuple[str, dict] | None:
        """The first element on the page that is so."""
        return next(((n, e) for n, e in self.all() if test(e)), None)

    async def until(self, test: Callable[["Robot"], Any], seconds: float = 20.0) -> Any:
        """Wait until something is so on the page.

        Raises:
            ConnectionError: the server shut the page before.
        """
        async with asyncio.timeout(seconds):
            while not (found := test(self)):
                if self.reading is None:
                    raise ConnectionError("the server shut the page")
                self.changed.clear()
                await self.changed.wait()
        return found

    def button(self, text: str) -> tuple[str, dict] | None:
        """The button that says so; what ends in a colon is how it begins."""

        def says(element: dict) -> bool:
            said = element.get("text") or ""
            return said.startswith(text) if text.endswith(":") else said == text

        return self.find(lambda e: e["tag"] == "button" and says(e))

    def choices(self) -> list[tuple[str, dict]]:
        """All choices of one from several."""
        return [(n, e) for n, e in self.all() if "options" in (e.get("props") or {})]

    async def press(self, text: str) -> None:
        """Press a button."""
        found = self.button(text)
        if found is None:
            raise AssertionError(f"no button {text!r} among:\n{self.text()[-1500:]}")
        await self.tell(found, "click", {})

    async def choose(self, legend: str, value: Any) -> None:
        """Choose in the choice whose question contains `legend`."""
        for found in self.choices():
            props = found[1]["props"]
            if legend in (props.get("legend") or props.get("label") or ""):
                await self.tell(found, "value", value)
                return
        raise AssertionError(f"no choice {legend!r} among:\n{self.text()[-1500:]}")

    async def fill(self, label: str, value: Any) -> None:
        """Fill in a field."""
        found = self.find(lambda e: label in ((e.get("props") or {}).get("label") or ""))
        if found is None:
            raise AssertionError(f"no field {label!r}")
        await self.tell(found, "value", value)

    async def tell(self, found: tuple[str, dict], kind: str, value: Any) -> None:
        """Send an event as the browser would."""
        number, element = found
        for event in element.get("events") or []:
            if event["type"] == kind:
                message = {
                    "id": int(number), "client_id": self.client,
                    "listener_id": event["listener_id"], "args": [json.dumps(value)],
                }  # fmt: skip
                await self.emit("event", message)

    async def emit(self, kind: str, message: Any) -> None:
        """Send anything over the socket."""
        if self.socket is None:
            raise AssertionError("the page is shut")
        await self.socket.send_str("42" + json.dumps([kind, message]))
