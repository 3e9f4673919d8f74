"""Settings of a run as people read them, the assumptions results depend on, and the command."""

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from simulator import i18n
from simulator.config import compose as configs
from simulator.config.schema import Config
from simulator.engine.params import PARAMETERS
from simulator.report.table import Table
from simulator.version import MODEL_VERSION, __version__

# Which numbers decide most about a result, from how the model is built.
DEPENDS = {
    "talks": ("pressure_pays", "tension_raises_reservation", "tension_slows_concession"),
    "value": ("content_return", "extra_max", "shading_max"),
    "goodwill": ("goodwill_gain", "goodwill_loss", "result_in_goodwill"),
    "trust": ("trust_gain", "trust_loss", "process_weight"),
    "tension": ("tension_to_acts", "contagion", "hardness_shock"),
}
NOT_THE_MODEL = {
    "name",
    "title",
    "story",
    "question",
    "compare",
    "counterfactual",
    "choices",
    "says",
}
NOT_THE_RESULT = {"lang", "threads", "output"}


def command(config: Config) -> str:
    """The command that repeats a run: its scenario, and every number that was changed.

    Lists (such as a script) cannot be written on a command line; they are in config.yaml.
    """
    said = ["gunfactor", "run", f"scenario={config.name}", f"seed={config.seed}"]
    said += [f"{name}={getattr(config, name)}" for name in ("runs", "years", "lang")]
    try:
        plain = configs.composed([f"scenario={config.name}"])
    except configs.ConfigError:  # a scenario from a user's own folder
        return shlex.join(said)
    choices = [
        f"{group}={name}"
        for group, name in config.choices.items()
        if plain.choices.get(group, name) != name and group != "scenario"
    ]
    if choices:
        plain = configs.composed([f"scenario={config.name}", *choices])
    before = dict(_leaves(plain.model_dump(mode="json")))
    for path, value in _leaves(config.model_dump(mode="json")):
        known = path.split(".")[0] not in NOT_THE_MODEL | NOT_THE_RESULT | {"seed", "runs", "years"}
        if known and value != before.get(path, value) and not isinstance(value, list):
            choices.append(f"{path}={'null' if value is None else value}")
    return shlex.join([*said, *choices])


def _leaves(found: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def settings(config: Config, lang: str) -> Table:
    """Scenario, seed, versions, choices and the numbers that differ from the default."""

    def said(key: str, **values: object) -> str:
        return i18n.text("report", key, lang, **values)

    rows = [
        (said("set_scenario"), config.name),
        (said("set_seed"), str(config.seed)),
        (said("set_runs"), str(config.runs)),
        (said("set_years"), str(config.years)),
        (said("set_program"), __version__),
        (said("set_model"), MODEL_VERSION),
    ]
    rows += [(said("set_choice", group=g), name) for g, name in config.choices.items()]
    for name, value in config.params.items():
        known = PARAMETERS[name]
        if value != known.default:
            written = said(
                "set_default", value=i18n.precise(value, lang),
                default=i18n.precise(known.default, lang), source=known.source,
            )  # fmt: skip
            rows.append((said("set_changed", name=f"params.{name}"), written))
    head = (said("setting"), said("setting_value"))
    return Table(said("settings"), head, tuple(rows))


def assumptions(config: Config, lang: str) -> Table:
    """Which results depend on which numbers: their value in this run and plausible range."""
    rows = []
    for result, names in DEPENDS.items():
        parts = []
        for name in names:
            known, value = PARAMETERS[name], config.params.get(name, PARAMETERS[name].default)
            low, high = i18n.precise(known.low, lang), i18n.precise(known.high, lang)
            meaning = i18n.text("report", f"says_{name}", lang)
            parts.append(f"{meaning}: {i18n.precise(value, lang)} ({low} – {high})")
        rows.append((i18n.text("report", f"depends_{result}", lang), "; ".join(parts)))
    head = tuple(i18n.text("report", key, lang) for key in ("depends_result", "depends_on"))
    return Table(i18n.text("report", "depends", lang), head, tuple(rows))
