"""Pages from templates: every text that is put in is escaped, so nothing is taken for HTML.

A template stands beside the code that fills it and is named from the package on:
`report/report.html`. What several pages share is in `report/page.html` and `report/parts.html`.
"""

import base64
import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PACKAGE = Path(__file__).parent


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,  # a name that nobody gave is a mistake
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["inline"] = inline
    return made


def filled(template: str, **values: object) -> str:
    """A page as text.

    Args:
        template: its path in the package.
        values: what it speaks of, as plain texts.

    Raises:
        jinja2.TemplateError: no such template, or it asks for a value that is not given.
    """
    return _environment().get_template(template).render(values)


def inline(content: bytes | str, kind: str) -> str:
    """A picture as an address, so that a page stays one file.

    Args:
        kind: "svg+xml" or "png".
    """
    raw = content.encode() if isinstance(content, str) else content
    return f"data:image/{kind};base64,{base64.b64encode(raw).decode()}"
