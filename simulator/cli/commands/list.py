"""`gunfactor list`: what there is to choose from, one line each."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from simulator import i18n
from simulator.cli import bilingual, options
from simulator.config.catalogue import GROUPS

CODED = ("measure", "param")  # these are not files of configs/
OTHERS = ("sweep", "experiment")  # files for commands of those names, not for a run
INNER = ("act", "kind", "policy")  # parts of what a run is given
BY_NAME = (*OTHERS, *CODED, *INNER)  # shown when asked for by name; `list` alone names them
GAP = 2


@bilingual.command("list")
@click.argument(
    "group", required=False, metavar="[GROUP]", type=click.Choice((*GROUPS, *OTHERS, *CODED))
)
@options.config_dir
@options.lang
def command(group: str | None, config_dir: Path | None, lang: str) -> None:
    """Show what there is to choose from, one line each.

    Without GROUP it shows what `gunfactor run` can be given: scenario, strategy, form, calendar,
    accord, mix, instrument and world. Then it names the other groups: sweep, experiment, measure
    (what is measured), param (the numbers of the model with their defaults and ranges), act, kind
    and policy (what somebody plays over the years).

    \b
      gunfactor list
      gunfactor list scenario
      gunfactor list policy --lang en
    """
    shown = sorted((name for name in GROUPS if name not in INNER), key=_scenarios_first)
    with options.mistakes_explained():
        chosen = (group,) if group else shown
        found = {each: list(_lines(each, config_dir, lang)) for each in chosen}
    width = GAP + max(len(name) for lines in found.values() for name, _ in lines)
    for each, lines in found.items():
        if group is None:
            click.secho(i18n.text("cli", f"list_{each}", lang), bold=True)
        for name, what in lines:
            click.echo(f"{name:<{width}}{what}".rstrip())
        if group is None:
            click.echo()
    if group is None:
        click.secho(i18n.text("cli", "list_more", lang), bold=True)
        for each in BY_NAME:
            click.echo(f"{each:<{width}}{i18n.text('cli', f'list_{each}', lang)}")


def _scenarios_first(group: str) -> tuple[bool, bool, int]:
    return group != "scenario", group != "strategy", GROUPS.index(group)


def _lines(group: str, config_dir: Path | None, lang: str) -> Iterable[tuple[str, str]]:
    """Name and one line of everything in a group."""
    if group == "measure":
        from simulator.measures.catalogue import measures

        for name, measure in measures().items():
            yield name, f"{measure.label[lang]} – {measure.explained[lang]}"
    elif group == "param":
        from simulator.engine.params import PARAMETERS

        for name, number in PARAMETERS.items():
            scope = f"{number.default:g} ({number.low:g}–{number.high:g})"
            yield name, f"{scope:<16}{number.unit:<13}{number.meaning}; {number.source}"
    else:
        from simulator.config.compose import catalogue

        every: dict[str, Any] = dict(catalogue(group, config_dir, lang))
        for name, content in every.items():
            said = [str(text.get(lang, "")).strip() for text in _said(content, every)]
            yield name, " – ".join(said)


def _said(content: Any, every: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Title or label, and question or character, of a file: its own, or of what it builds on."""
    if not isinstance(content, Mapping):
        return []
    heads = [content.get("title") or content.get("label")]
    heads += [content.get("question"), content.get("character")]
    found = [text for text in heads if isinstance(text, Mapping)]
    bases = [base for base in content.get("defaults") or () if isinstance(base, str)]
    for base in (every[name] for name in bases if name in every):
        found = found or _said(base, every)
    for inner in content.values():
        if not found and isinstance(inner, Mapping):
            found = _said(inner, every)
    return found
