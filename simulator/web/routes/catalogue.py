"""All pages, found by listing this folder: a page is a file with `add_pages(site)`."""

import pkgutil
from importlib import import_module
from pathlib import Path

from simulator.web.site import Site

PAGES = __name__.rpartition(".")[0]


def add_pages(site: Site) -> None:
    """Give the server all its pages."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name != "catalogue":
            import_module(f"{PAGES}.{module.name}").add_pages(site)
