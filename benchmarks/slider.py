"""From moving a slider of the sandbox to the changed drawing, in a real browser on this machine.

Needs the extra `browser` and Debian's chromium. 500 runs of ten years are played for each move.

python -m benchmarks.slider
"""

import statistics
import tempfile
import time
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

from tests.web.serving import serving
from tests.web.visitors import CHROMIUM, FLAGS

MOVES = 20
DRAWING = "() => document.querySelector('svg').outerHTML"
CHANGED = "before => document.querySelector('svg').outerHTML !== before"


def answered(page: Page, key: str) -> float:
    """Seconds from a key on the slider that has the focus to another drawing."""
    before = page.evaluate(DRAWING)
    began = time.perf_counter()
    page.keyboard.press(key)
    page.wait_for_function(CHANGED, arg=before, timeout=5000, polling=5)
    return time.perf_counter() - began


@click.command()
def main() -> None:
    """Print how long a slider of the sandbox takes to answer."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"{server.url}/demo")
        page.wait_for_selector("svg")
        for fold in page.query_selector_all("main details summary"):
            fold.click()
        page.click("button:has-text('Alle jaren')")
        page.wait_for_timeout(2000)  # the rules are read in and the first fan is there
        slider = page.query_selector_all("input[type=range]")[2]
        slider.focus()
        seconds = sorted(
            answered(page, "ArrowLeft" if move % 2 else "ArrowRight") for move in range(MOVES)
        )
        browser.close()
    click.echo(
        f"{MOVES} moves: median {statistics.median(seconds):.3f} s, slowest {seconds[-1]:.3f} s"
    )


if __name__ == "__main__":
    main()
