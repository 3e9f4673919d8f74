"""What a mistake of the user's is called: one sentence, in the language that was asked for.

Mistakes in settings have their sentences already (configs/locale/problems.yaml). What click finds
in the words themselves (a command, an option, a value that cannot be) gets its sentence here.
"""

import difflib
import errno
import os
import re
import shlex
from collections.abc import Iterable, Sequence

import click

from simulator import files, i18n
from simulator.cli import complete
from simulator.memory import TooLittleMemoryError

_said = i18n.about("cli")
KEYS = {*complete.GROUPS, *complete.PLAIN, *complete.CHOICES, *complete.OF_A_SWEEP, complete.DESIGN}


class NoCommandError(click.UsageError):
    """A command that does not exist."""

    def __init__(self, name: str, known: Iterable[str], ctx: click.Context) -> None:
        super().__init__(name, ctx)
        self.name, self.known = name, tuple(known)


class SystemMistakeError(click.ClickException):
    """What the system refused: memory, a file, a disk."""

    def __init__(self, problem: Exception) -> None:
        super().__init__(str(problem))
        self.problem = problem


def of_system(problem: Exception) -> click.ClickException | None:
    """The mistake to tell; None for what is a mistake of the program, or told elsewhere."""
    broken_pipe = isinstance(problem, OSError) and problem.errno == errno.EPIPE
    told = isinstance(problem, MemoryError | EOFError | OSError | RecursionError) or _arrow(problem)
    return SystemMistakeError(problem) if told and not broken_pipe else None


def _arrow(problem: Exception) -> bool:
    return any(one.__module__.startswith("pyarrow") for one in type(problem).__mro__)


def _of_system(problem: Exception, lang: str) -> str:
    if isinstance(problem, TooLittleMemoryError):
        return problem.sentence(lang)
    if isinstance(problem, MemoryError):
        return _said("memory.out", lang)
    if isinstance(problem, RecursionError):
        return _said("system.deep", lang)
    if isinstance(problem, OSError) and problem.errno is not None:
        why = os.strerror(problem.errno)
        if problem.errno in files.FULL:
            return i18n.text("files", "command_full", lang, why=why)
        return _said("system.file", lang, file=problem.filename or "?", why=why)
    detail = (str(problem).strip() or type(problem).__name__).splitlines()[0][:300]
    return _said("system.damaged", lang, detail=detail)


def show(mistake: click.ClickException, words: Sequence[str], lang: str) -> None:
    """Say a mistake on the screen.

    Args:
        words: what was typed, apart from the language.
    """
    said = sentence(mistake, words, lang)
    click.echo(i18n.text("cli", "mistake", lang, said=said), err=True)
    if isinstance(mistake, click.UsageError) and mistake.ctx is not None:
        command = mistake.ctx.command_path
        click.echo(i18n.text("cli", "help_at", lang, command=command), err=True)


def sentence(mistake: click.ClickException, words: Sequence[str], lang: str) -> str:
    """What is wrong, and what to do."""
    if isinstance(mistake, SystemMistakeError):
        return _of_system(mistake.problem, lang)
    if isinstance(mistake, NoCommandError):
        return unknown("no_command", mistake.name, mistake.known, lang)
    if isinstance(mistake, click.NoSuchOption) and mistake.ctx is not None:
        return _option(mistake.option_name, mistake.ctx, words, lang)
    if isinstance(mistake, click.BadOptionUsage):
        wanted = "argument" in mistake.message
        return _said("needs_value" if wanted else "takes_no_value", lang, name=mistake.option_name)
    if isinstance(mistake, click.BadParameter) and mistake.param is not None:
        return _value(mistake, mistake.param, lang)
    if isinstance(mistake, click.UsageError):
        return _said("no_usage", lang, detail=mistake.format_message())
    return mistake.format_message()


def unknown(key: str, came: str, known: Sequence[str], lang: str) -> str:
    """A name that does not exist: the nearest, or all there are."""
    close = difflib.get_close_matches(came, known, 1)
    hint = _said("hint", lang, name=close[0]) if close else _said("known", lang, names=_list(known))
    return _said(key, lang, came=came, hint=hint)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _option(name: str, ctx: click.Context, words: Sequence[str], lang: str) -> str:
    """An unknown option; most are settings, which have no dashes."""
    params = ctx.command.get_params(ctx)
    known = [each for param in params for each in param.opts if each.startswith("-")]
    near = difflib.get_close_matches(name, known, 1)
    key, value = _typed(name, words)
    settable = any(param.name == "overrides" for param in params) and len(key) > 1
    if settable and (key in KEYS or not near):
        setting = shlex.quote(f"{key}={value}") if value else f"{key}=…"
        return _said("no_dashes", lang, setting=setting)
    return unknown("no_option", name, known, lang)


def _typed(name: str, words: Sequence[str]) -> tuple[str, str]:
    """The option as it was typed, without dashes, and the value behind it."""
    for word, after in zip(words, (*words[1:], "-"), strict=True):
        typed, sign, value = word.partition("=")
        if typed == name or (len(name) == 2 and typed.startswith(name)):  # click reads -runs as -r
            return typed.lstrip("-"), value if sign or after.startswith("-") else after
    return name.lstrip("-"), ""


def _value(mistake: click.BadParameter, param: click.Parameter, lang: str) -> str:
    """A value that is missing or cannot be."""
    name = max(param.opts)
    if isinstance(param, click.Argument):
        name = param.human_readable_name.strip("[]")
    kind = param.type
    if isinstance(kind, click.Choice):
        expected = _said("one_of", lang, names=_list(map(str, kind.choices)))
    elif isinstance(kind, click.Path):
        expected = _said("a_file" if kind.dir_okay is False else "a_folder", lang)
    elif isinstance(kind, click.IntRange | click.FloatRange):
        expected = _said("at_least", lang, least=kind.min)
        if kind.max is not None:
            expected = _said("between", lang, least=kind.min, most=kind.max)
    elif kind in (click.INT, click.FLOAT):
        expected = _said("a_number", lang)
    else:
        expected = _said("a_word", lang)
    if isinstance(mistake, click.MissingParameter):
        return _said("no_value", lang, name=name, expected=expected)
    found = re.search(r"'(.*?)'|^(\S+) is not", mistake.message)
    came = (found[1] or found[2]) if found else ""
    said = _said("bad_value", lang, name=name, expected=expected, came=came)
    known = list(kind.choices) if isinstance(kind, click.Choice) else []
    near = difflib.get_close_matches(came, known, 1)
    return f"{said} {_said('hint', lang, name=near[0])}" if near else said
