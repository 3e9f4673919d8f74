"""Waiting without holding up others."""

import asyncio
from collections.abc import Callable


async def until(ready: Callable[[], bool], seconds: float = 110.0) -> bool:
    """Wait until something is so; False if it took too long."""
    for _ in range(int(seconds / 0.05)):
        if ready():
            return True
        await asyncio.sleep(0.05)
    return ready()
