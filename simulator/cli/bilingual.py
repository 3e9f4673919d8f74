"""Help for those who have not chosen a language yet: each sentence in Dutch, below it in English.

The sentences are in `configs/locale/help.yaml`: of a command under its name, of an option under
`<command>_<option>`, or `any_<option>` where several commands have it.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import click

from simulator import i18n

HEADINGS = {"Options": "options", "Commands": "commands"}  # as click calls them


def both(key: str) -> tuple[str, str]:
    """A sentence of the help, in Dutch and in English."""
    dutch, english = (i18n.text("help", key, lang) for lang in i18n.LANGUAGES)
    return dutch, english


def lines(key: str) -> str:
    """The same as two lines: what an option or a row of a list says."""
    return "\n".join(both(key))


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a function a command whose help begins with its two sentences.

    What its docstring says after the first paragraph follows them.
    """

    def made(function: Callable[..., Any]) -> click.Command:
        more = inspect.cleandoc(function.__doc__ or "").partition("\n\n")[2]
        said = "\n\n".join((*both(name), more))
        return click.command(name, cls=Command, help=said, short_help=both(name)[0])(function)

    return made


class Formatter(click.HelpFormatter):
    """Click's own, with headings in both languages, and lines that stay lines."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How it is typed."""
        super().write_usage(prog, args, prefix or f"{' / '.join(both('usage'))}: ")

    def write_heading(self, heading: str) -> None:
        """The head of a list."""
        known = HEADINGS.get(heading)
        super().write_heading(" / ".join(both(known)) if known else heading)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of names and what they are, each line of that on a line of its own."""
        parts = [
            (name if i == 0 else "", line)
            for name, text in rows
            for i, line in enumerate(text.split("\n"))
        ]
        super().write_dl(parts, col_max, col_spacing)


class Context(click.Context):
    """What writes help in both languages."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with help in both languages."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, explained in both languages."""
        return explained(super().get_help_option(ctx))


def explained(option: click.Option | None) -> click.Option | None:
    """The option `--help` of a command or of all, in both languages."""
    if option is not None:
        option.help = lines("any_help")
    return option
