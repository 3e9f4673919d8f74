"""`gunfactor compare A B`: two choices under the same luck, and what differs."""

from pathlib import Path

import click

from simulator.cli import bilingual, complete, options


@bilingual.command("compare")
@click.argument("first", metavar="A", shell_complete=complete.choice)
@click.argument("second", metavar="[B]", required=False, shell_complete=complete.choice)
@options.overrides
@options.config_dir
def command(
    first: str, second: str | None, overrides: tuple[str, ...], config_dir: Path | None
) -> None:
    """Play choices A and B with the same seed and the same luck, and show what differs.

    A choice is a scenario, or a quoted list of changes. Without B, A is compared with the
    counterfactual that its file names. KEY=VALUE after them holds for both:

    \b
      gunfactor compare after-the-breach
      gunfactor compare region null runs=500
      gunfactor compare "mix=population_2022" "mix=population_2025" lang=en
      gunfactor compare region "region strategies.hard.opening=.6"

    Where A and B ask for other numbers of runs or years, the smaller number holds for both.
    """
    from simulator.cli import played
    from simulator.run import changes, is_change, twins

    if second is not None and is_change(second) and not is_change(first):
        overrides, second = (second, *overrides), None  # `compare region runs=5`: no B was given
    with options.mistakes_explained():
        one, other = twins(first, second, overrides, config_dir)
        for config, choice in ((one, first), (other, second or "")):
            options.say_idle(config, [*changes(choice), *overrides])
        typed = [word for word in (first, second, *overrides) if word is not None]
        played.two(one, other, options.as_typed("compare", typed, config_dir))
