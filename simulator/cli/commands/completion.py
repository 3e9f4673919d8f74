"""`gunfactor completion SHELL`: the script that makes the Tab key work."""

import click
from click.shell_completion import get_completion_class

from simulator.cli import bilingual

SHELLS = ("bash", "zsh", "fish")
# Bash puts a space after a finished word; after `runs=` or `params.` it is not finished.
NO_SPACE = "[[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[.=] ]] && compopt -o nospace"


@bilingual.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that makes the Tab key complete commands, scenarios and strategies.

    Put this line into ~/.bashrc, ~/.zshrc or ~/.config/fish/config.fish:

    \b
      bash   eval "$(gunfactor completion bash)"
      zsh    eval "$(gunfactor completion zsh)"
      fish   gunfactor completion fish | source
    """
    script = get_completion_class(shell)
    if script is None:
        raise click.ClickException(f"No completion for {shell}.")
    root = ctx.find_root().command
    said = script(root, {}, "gunfactor", "_GUNFACTOR_COMPLETE").source()
    if shell == "bash":
        said = said.replace("    return 0\n", f"    {NO_SPACE}\n    return 0\n")
    click.echo(said)
