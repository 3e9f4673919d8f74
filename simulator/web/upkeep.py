"""What the server does by itself: the model made ready, rooms whose time is over deleted.

What fails is said, in the log and on the pages that need it, and tried again: nothing here ends
without a word.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable

from simulator.web.site import Site

EVERY = 3600.0  # seconds between looks for rooms whose time is over
FIRST, LAST = 2.0, 300.0  # seconds before something that failed is tried again; each time twice
log = logging.getLogger("gunfactor")


def begun(site: Site) -> None:
    """Start both; called once the event loop runs."""
    site.tasks.add(asyncio.get_running_loop().create_task(kept_clean(site)))
    threading.Thread(target=warmed, args=(site,), daemon=True, name="warm").start()


def warmed(
    site: Site, prepare: Callable[[Site], object] | None = None, first: float = FIRST
) -> None:
    """Compose all configs and compile the model, while the first page is read; until it is done.

    Args:
        prepare: does it.
        first: seconds before the second try.
    """
    wait = first
    while True:
        try:
            (prepare or _prepared)(site)
        except Exception as problem:
            site.ailing = f"{type(problem).__name__}: {problem}"[:300]
            log.exception("the model could not be made ready; tried again in %.0f seconds", wait)
            time.sleep(wait)
            wait = min(2.0 * wait, LAST)
        else:
            site.ailing = ""
            site.ready = True
            return


def _prepared(site: Site) -> None:
    from simulator.training.demo import sandbox, settings
    from simulator.training.game.warm_up import warm_up

    if site.demo is None:
        table = sandbox.prepared()
        sandbox.lived(table, settings.Play(), 1, runs=2)
        site.demo = table
    warm_up()


async def kept_clean(site: Site, every: float = EVERY, first: float = FIRST) -> None:
    """Delete rooms whose time is over, for as long as the server runs.

    Args:
        every: seconds between two looks.
        first: seconds before a look that failed is done again.
    """
    wait = first
    while True:
        try:
            gone = await site.house.expire(site.settings.days)
        except Exception:
            log.exception("rooms whose time is over could not be deleted; tried again")
            await asyncio.sleep(wait)
            wait = min(2.0 * wait, every)
            continue
        wait = first
        if gone:
            log.info("deleted %d rooms whose time was over", len(gone))
        await asyncio.sleep(every)
