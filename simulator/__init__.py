"""gunfactor: a simulator of yearly care contracting in the Netherlands."""

from simulator.version import __version__

__all__ = ["__version__"]
