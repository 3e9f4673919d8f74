"""What the Tab key offers: scenarios, strategies and other choices, found by listing folders.

Nothing here reads a file or loads Hydra: the Tab key has to answer at once.

Bash hands over `scenario=reg` as three words, zsh and fish as one; both are understood. Groups are
offered as whole pairs (`scenario=region`), so that bash stops at the equal sign without a space.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from simulator.config.catalogue import configs, files

# What is chosen by `key=name`, and the folder of its names.
GROUPS = {
    "scenario": "scenario",
    "world": "world",
    "mix": "mix",
    "calendar": "calendar",
    "accord": "accord",
    "act@acts": "act",
    "contract_form": "form",
}
PLAIN = ("runs", "years", "seed", "start", "threads", "output", "instrument", "params.")
CHOICES = {"lang": ("nl", "en"), "trace": ("true", "false"),
           "record": ("relations", "yearly")}  # fmt: skip
STRATEGIES = "strategies."
DESIGN = "sweep"  # offered by `gunfactor sweep` only, as is what follows
OF_A_SWEEP = {
    "sweep.executor": ("processes", "threads", "dask"),
    "sweep.record": ("summary", "yearly", "relations"),
    "sweep.by": ("side", "kind", "strategy", "family"),
    "sweep.luck": ("shared", "point", "own"),
    "sweep.design.kind": ("grid", "list", "latin", "sobol", "morris"),
}


def override(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offers for a word `key=value`."""
    said = list(ctx.params.get(param.name or "") or ())
    if said and said[-1] == "=":
        said.pop()
        return _starting(incomplete, _values(ctx, said[-1] if said else ""))
    if said and incomplete == "" and "=" not in said[-1]:
        return _values(ctx, said[-1])
    if "=" in incomplete:
        key = incomplete.partition("=")[0]
        return _starting(incomplete, [f"{key}={value}" for value in _values(ctx, key)])
    return _starting(incomplete, _words(ctx, incomplete))


def choice(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Offers for a choice to compare: the names of scenarios."""
    return _starting(incomplete, names(ctx, "scenario"))


def names(ctx: click.Context, group: str) -> list[str]:
    """The files of a group, ours and those of the user's own folder."""
    own = ctx.params.get("config_dir")
    return list(files(group, [configs(), *([Path(own)] if own else [])]))


def _values(ctx: click.Context, key: str) -> list[str]:
    """What a key may be set to, as far as it is a name."""
    if key in GROUPS:
        return names(ctx, GROUPS[key])
    if key == DESIGN and _sweeping(ctx):
        return names(ctx, DESIGN)
    if key.endswith(".strategy"):
        return names(ctx, "strategy")
    return list((CHOICES | OF_A_SWEEP if _sweeping(ctx) else CHOICES).get(key, ()))


def _sweeping(ctx: click.Context) -> bool:
    return ctx.info_name == "sweep"


def _words(ctx: click.Context, incomplete: str) -> Iterator[str]:
    """Pairs and keys to start with; the fields of strategies and numbers once asked for."""
    if incomplete.startswith("params."):
        from simulator.engine.params import PARAMETERS

        yield from (f"params.{name}=" for name in PARAMETERS)
    elif incomplete.startswith(STRATEGIES):
        from simulator.engine.strategies import FIELDS

        for name in names(ctx, "strategy"):
            yield from (f"{STRATEGIES}{name}.{field}=" for field in FIELDS)
    else:
        more = (DESIGN, *OF_A_SWEEP) if _sweeping(ctx) else ()
        for key in (*more, *GROUPS, *CHOICES):
            yield from (f"{key}={value}" for value in _values(ctx, key))
        yield from (word if word.endswith(".") else f"{word}=" for word in (*PLAIN, STRATEGIES))


def _starting(incomplete: str, words: Iterator[str] | list[str]) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
