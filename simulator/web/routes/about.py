"""What the visitor may want to know: privacy, accessibility, words of the field."""

from fastapi import Request
from nicegui import ui

from simulator.web.site import Site, page
from simulator.web.ui import elements
from simulator.web.ui.words import say

PRIVACY = ("what", "who", "why", "how_long", "rights")
ACCESS = ("aim", "tested", "known", "tell")


def add_pages(site: Site) -> None:
    """Three pages of text."""

    @ui.page("/privacy")
    def privacy(request: Request) -> None:
        _text_page(site, request, "privacy", PRIVACY, days=f"{site.settings.days:g}")

    @ui.page("/toegankelijkheid")
    def accessibility(request: Request) -> None:
        _text_page(site, request, "access", ACCESS)

    @ui.page("/begrippen")
    def words(request: Request) -> None:
        lang = site.lang(request)
        from simulator.training import glossary

        with page(request, lang, say(lang, "glossary"), "narrow"):
            elements.part("h1", say(lang, "glossary"))
            with elements.part("dl", None, "terms"):
                for term in glossary.terms(lang):
                    elements.part("dt", term.term, id=f"begrip-{term.key}")
                    elements.part("dd", term.explained)


def _text_page(
    site: Site, request: Request, name: str, parts: tuple[str, ...], **values: str
) -> None:
    lang = site.lang(request)
    title = say(lang, f"{name}_title")
    with page(request, lang, title, "narrow"):
        elements.part("h1", title)
        for each in parts:
            elements.part("h2", say(lang, f"{name}_{each}_title"))
            elements.part("p", say(lang, f"{name}_{each}", **values))
