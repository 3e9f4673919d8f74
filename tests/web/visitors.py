"""Visitors with a real browser, and what every page of theirs must be.

Nothing leaves the machine, nothing is written to the console, no page is wider than its screen,
and axe finds no violation of WCAG 2.1 A or AA. Asks for Debian's chromium and for
`pip install 'gunfactor[browser]'`; where one is missing the tests are skipped, but never in CI.
"""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
LANG = os.environ.get("LANG_OF_SHOTS", "nl")
SHOTS = os.environ.get("SHOTS")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
PHONE, LAPTOP, WALL = (390, 844), (1280, 900), (1920, 1080)
LOOK = """async (rules) => {
    const found = await axe.run(document, {runOnly: rules});
    return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 200)).join());
}"""

SETTLED = """async () => {
    const ends = (a) => a.effect?.getComputedTiming().iterations !== Infinity;
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().filter(ends).map((a) => a.finished));
    await Promise.allSettled([...document.images].map((i) => i.decode()));
}"""

# what is worked out is there; a function, because the pages forbid `eval`
READ = "() => [...document.querySelectorAll('.reading')].every((e) => e.textContent)"


class Visitors:
    """Browsers, and what went wrong in any of them."""

    def __init__(self, browser, base, lang):
        self.browser, self.base, self.lang = browser, base, lang
        self.wrong: list[str] = []
        self.seen: set[str] = set()

    def one(self, name, size, context=None):
        """A page of a new visitor, or of one that is there."""
        width, height = size
        made = context or self.browser.new_context(viewport={"width": width, "height": height})
        if context is None:
            made.add_init_script(axe())
        page = made.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(60_000)
        page.on("console", lambda m: m.type == "error" and self.wrong.append(f"{name}: {m.text}"))
        page.on("pageerror", lambda e: self.wrong.append(f"{name}: {e}"))
        page.on("request", lambda r: self.asked(name, r.url))
        if context is None:
            page.goto(f"{self.base}/taal/{self.lang}")
        return page

    def asked(self, name, url):
        if not url.startswith((self.base, self.base.replace("http", "ws"), "data:")):
            self.wrong.append(f"{name} asked {url}")

    def look(self, page, name):
        """Check a page for everybody, and keep a picture if asked."""
        page.wait_for_function(READ)
        page.evaluate(SETTLED)
        self.seen.add(name)
        if SHOTS:
            target = Path(SHOTS) / f"{self.lang}-{name}.png"
            page.screenshot(path=target, full_page=page.viewport_size["width"] != WALL[0])
        self.wrong += [f"{name}: {text}" for text in page.evaluate(LOOK, RULES)]
        lang = page.evaluate("document.documentElement.lang")
        assert lang.startswith(self.lang), (name, lang)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{name} is {wide} pixels wider than the screen"


def axe():
    """The program of axe-core, from the package that carries it."""
    folder = find_spec("axe_playwright_python").submodule_search_locations[0]
    return (Path(folder) / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def browser():
    lacking = [name for name in ("playwright", "axe_playwright_python") if find_spec(name) is None]
    if lacking:
        _missing(f"{' and '.join(lacking)} missing: pip install 'gunfactor[browser]'")
    if not Path(CHROMIUM).is_file():
        _missing("no chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def _missing(why):
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
