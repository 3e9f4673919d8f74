"""One switch of language for every command, before the first message is said.

The option --lang, the setting lang= and the variable GUNFACTOR_LANG mean the same, anywhere among
the words; the last one typed counts, and what is typed beats the variable.
"""

import os
from collections.abc import Sequence

import click

from simulator import i18n


def switched(words: Sequence[str], group: click.Group) -> list[str]:
    """The words with the language that they ask for as one option of their command, if it has any.

    Raises:
        click.ClickException: nothing typed, and a variable that names no language.
    """
    kept, asked = _parted(words)
    name = next((word for word in kept if not word.startswith("-")), "")
    context = click.Context(group)
    if name not in group.list_commands(context):
        return kept
    command = group.get_command(context, name)
    if command is None or not any(param.name == "lang" for param in command.params):
        return list(words)
    told = os.environ.get(i18n.VARIABLE)
    if not asked and told and told not in i18n.LANGUAGES:
        said = i18n.text("cli", "bad_variable", i18n.LANGUAGES[0], came=told)
        raise click.ClickException(said)
    place = kept.index(name) + 1
    return [*kept[:place], *(["--lang", asked[-1]] if asked else []), *kept[place:]]


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that are not about language, and the languages that the others name."""
    kept: list[str] = []
    asked: list[str] = []
    left = iter(words)
    for word in left:
        key, sign, value = word.partition("=")
        if sign and key.strip() in ("lang", "+lang", "++lang", "--lang"):
            asked.append(value.strip("'\""))
        elif word == "--lang":
            value = next(left, "")
            if not value:  # click says that a value is missing
                kept.append(word)
            else:
                asked.append(value)
        else:
            kept.append(word)
    return kept, asked
