"""`gunfactor list`: what there is to choose from, one line each."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from simulator.cli import options

GROUPS = ("scenario", "strategy", "world", "mix", "calendar", "accord", "act", "kind")
CODED = ("measure", "param")  # these are not files of configs/
SHOWN = ("scenario", "strategy", "world", "mix", "calendar", "accord")
GAP = 2

Line = tuple[str, str]  # name, what it is


@click.command(short_help="Show what there is to choose from: scenarios, strategies, ...")
@click.argument("group", required=False, type=click.Choice((*GROUPS, *CODED)))
@options.config_dir
@options.lang
def command(group: str | None, config_dir: Path | None, lang: str) -> None:
    """Show what there is to choose from, one line each.

    Toont waaruit je kunt kiezen: scenario's, strategieën, werelden en meer.

    Without GROUP it shows what `gunfactor run` can be given. `gunfactor list param` shows the
    numbers of the model with their defaults and ranges, `gunfactor list measure` what is measured.
    """
    from simulator import texts

    with options.mistakes_explained():
        chosen = (group,) if group else SHOWN
        found = {each: list(_lines(each, config_dir, lang)) for each in chosen}
    width = GAP + max(len(name) for lines in found.values() for name, _ in lines)
    for each, lines in found.items():
        if group is None:
            click.secho(texts.text("cli", f"list_{each}", lang), bold=True)
        for name, what in lines:
            click.echo(f"{name:<{width}}{what}".rstrip())
        if group is None:
            click.echo()


def _lines(group: str, config_dir: Path | None, lang: str) -> Iterable[Line]:
    """Name and one line of everything in a group."""
    if group == "measure":
        from simulator.measures.catalogue import measures

        for name, measure in measures().items():
            yield name, f"{measure.label[lang]}: {measure.explained[lang]}"
    elif group == "param":
        from simulator.params import PARAMETERS

        for name, number in PARAMETERS.items():
            scope = f"{number.default:g} ({number.low:g}–{number.high:g})"
            yield name, f"{scope:<16}{number.unit:<13}{number.meaning}; {number.source}"
    else:
        from simulator.config import catalogue

        for name, content in catalogue(group, config_dir).items():
            yield name, _one_line(content, lang)


def _one_line(content: dict[str, Any], lang: str) -> str:
    """Title or label, and where there is one the question or character."""
    heads = (content.get("title") or content.get("label"), content.get("question"))
    said = [text[lang].strip() for text in (*heads, content.get("character")) if text]
    return " – ".join(said)
