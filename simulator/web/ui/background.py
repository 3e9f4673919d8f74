"""What is costly to work out is worked out beside the pages, one thing after the other.

One thread for what somebody waits for and one for what is wanted later: more would not be done
sooner, and every page would wait for all of them. `until` waits without holding up others.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

log = logging.getLogger("gunfactor")
_NOW = ThreadPoolExecutor(1, thread_name_prefix="aside")
_LATER = ThreadPoolExecutor(1, thread_name_prefix="ahead")
_READ = ThreadPoolExecutor(1, thread_name_prefix="read")


async def worked_out(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function returns; pages go on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_NOW, function, *arguments)


async def read(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function makes of what somebody sent; those who play do not wait for it."""
    return await asyncio.get_running_loop().run_in_executor(_READ, function, *arguments)


def soon(function: Callable[..., Any], *arguments: Any) -> None:
    """Call a function that keeps what it finds; nobody waits for it."""
    _LATER.submit(function, *arguments).add_done_callback(_told)


async def until(ready: Callable[[], bool], seconds: float = 110.0) -> bool:
    """Wait until something is so; False if it took too long."""
    for _ in range(int(seconds / 0.05)):
        if ready():
            return True
        await asyncio.sleep(0.05)
    return ready()


def _told(done: "Future[Any]") -> None:
    """What failed where nobody waits is said in the log; who needs it works it out again."""
    if not done.cancelled() and done.exception() is not None:
        log.error("work ahead of time failed", exc_info=done.exception())
