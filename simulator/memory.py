"""How much memory there is, so that what does not fit is refused before it is taken."""

import os
import platform
from collections.abc import Callable
from pathlib import Path

from simulator import i18n

CGROUPS = (  # what a container or batch system allows: limit and use
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
)


SMALL, LARGE = 100_000_000, 1_000_000_000  # bytes not worth a look, and worth a word
Told = Callable[[str], object]
tellers: list[tuple[Told, str]] = []  # whom to tell what is about to be taken, and in what language


class TooLittleMemoryError(MemoryError):
    """More memory is needed than there is.

    Args:
        kind: what would not fit: the sentence `memory.<kind>` of configs/locale/cli.yaml.
        needed: bytes.
        there: bytes that are free.
        values: for the sentence.
    """

    def __init__(self, kind: str, needed: int, there: int, **values: object) -> None:
        self.kind, self.needed, self.there, self.values = kind, needed, there, values
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """What does not fit, and what to do."""
        sizes = {"needed": gigabytes(self.needed, lang), "free": gigabytes(self.there, lang)}
        return i18n.text("cli", f"memory.{self.kind}", lang, **sizes, **self.values)


def gigabytes(size: float, lang: str) -> str:
    """A size as people write it."""
    return f"{i18n.number(size / 1e9, lang, 1 if size < 1e10 else 0)} GB"


def ask(kind: str, needed: int, **values: object) -> None:
    """Go on only if there is memory for it; what is much is told before it is taken.

    Raises:
        TooLittleMemoryError: there is not.
    """
    if needed < SMALL:
        return
    there = free()
    if there is not None and needed > there:
        raise TooLittleMemoryError(kind, needed, there, **values)
    if needed >= LARGE:
        for tell, lang in tellers:
            tell(i18n.text("cli", "memory.large", lang, needed=gigabytes(needed, lang)))


def free() -> int | None:
    """Bytes that this process can still take; None where it cannot be told."""
    found = [size for size in (_machine(), *map(_allowed, CGROUPS)) if size is not None]
    return min(found, default=None)


def _machine() -> int | None:
    if platform.system() == "Linux":
        lines = _said("/proc/meminfo").splitlines()
        kilobytes = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
        return int(kilobytes[0]) * 1024 if kilobytes else None
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


def _allowed(files: tuple[str, str]) -> int | None:
    limit, used = (_said(file).strip() for file in files)
    return int(limit) - int(used) if limit.isdigit() and used.isdigit() else None


def _said(file: str) -> str:
    try:
        return Path(file).read_text(encoding="ascii")
    except OSError:
        return ""
