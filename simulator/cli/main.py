"""The command `gunfactor`: finds its commands in a folder, and ends every mistake in a sentence.

A command is a file in `commands/` with a click command named `command`, made by
`bilingual.command(name)`; its sentences are in `configs/locale/help.yaml`. Files there import what
is heavy (the engine, Hydra, figures) inside the function that needs it, so that help and
completion answer at once.
"""

import functools
import gc
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from simulator import i18n, memory
from simulator.cli import bilingual, commands, language, letters, mistakes
from simulator.version import MODEL_VERSION, __version__

MISTAKE = 2  # exit code of a mistake the user can mend
INTERRUPTED = 130  # as shells count Ctrl-C
GARBAGE = 20_000  # new objects before Python looks for garbage: imports make many, and they stay


class Folder(click.Group):
    """A group whose commands are the files of `commands/`."""

    context_class = bilingual.Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, explained in both languages."""
        return bilingual.explained(super().get_help_option(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """All commands with their sentences; no file of theirs is read for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, bilingual.lines(name)) for name in self.list_commands(ctx)])

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of all commands, in alphabetical order."""
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"{commands.__name__}.{cmd_name}").command
        if not isinstance(found, click.Command):
            raise TypeError(f"commands/{cmd_name}.py: `command` must be a click command.")
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Do what was asked.

        Raises:
            click.ClickException: also for what the system refuses: memory, files, disks.
        """
        try:
            return super().invoke(ctx)
        except Exception as problem:
            mistake = mistakes.of_system(problem)
            if mistake is None:
                raise
            raise mistake from problem

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names.

        Raises:
            NoCommandError: there is none.
        """
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            raise mistakes.NoCommandError(args[0], known, ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=Folder,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="\n\n".join(bilingual.both("gunfactor")),
    epilog="\b\n" + bilingual.lines("start"),
)
@click.version_option(
    __version__,
    message=f"gunfactor %(version)s, model version {MODEL_VERSION}",
    help=bilingual.lines("version"),
)
def gunfactor() -> None:
    """Simulate years of care contracting."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after `gunfactor`; None = those of this process.

    Returns:
        Exit code: 0 well, 2 a mistake of the user's, 130 stopped with Ctrl-C.
    """
    gc.set_threshold(GARBAGE)
    letters.fitted()
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = i18n.asked(words)
    once = functools.cache(functools.partial(click.echo, err=True))  # the same words
    memory.tellers[:] = [(once, lang)]
    try:
        words = language.switched(words, gunfactor)
        code = gunfactor.main(words or ["--help"], prog_name="gunfactor", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as mistake:
        mistakes.show(mistake, words, lang)
        return MISTAKE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Gestopt / stopped.", err=True)
        return INTERRUPTED
