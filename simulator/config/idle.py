"""A setting that changes nothing in this run: said, instead of silently obeyed.

`RULES` is one table: which settings, what has to be so for them to do anything, and how that is
said (configs/locale/idle.yaml). A rule speaks up only where the numbers are the same to the bit.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from simulator import i18n
from simulator.config.schema import Config
from simulator.config.schema_catalogue import Form
from simulator.config.schema_world import Seat
from simulator.engine.records import SIDES

Test = Callable[[Config, str], bool]


class Rule(NamedTuple):
    """Settings that fit `keys` do something only where `alive` says so for a config and a key."""

    keys: str
    alive: Test
    need: str  # a text of configs/locale/idle.yaml
    names: str = ""  # settings that make it so


def keys_of(words: Iterable[str]) -> list[str]:
    """The keys of settings as they are typed."""
    return [word.lstrip("+").partition("=")[0].partition("@")[0].strip() for word in words]


def notes(config: Config, keys: Iterable[str], lang: str) -> list[str]:
    """A sentence for each setting that changes nothing.

    Args:
        keys: of the settings that were given, such as `params.shock_tension`.
    """
    said = []
    for key in dict.fromkeys(keys):
        rule = _idle(config, key)
        if rule is not None:
            need = i18n.text("idle", rule.need, lang, names=rule.names)
            said.append(i18n.text("idle", "nothing", lang, setting=key, need=need))
    return said


def _idle(config: Config, key: str) -> Rule | None:
    """The first rule by which a setting does nothing."""
    fitting = (rule for rule in RULES if fnmatchcase(key, rule.keys))
    return next((rule for rule in fitting if not rule.alive(config, key)), None)


def _over(*names: str) -> Test:
    """Some of these numbers of the model are above 0."""
    return lambda config, _: any(config.params[name] > 0 for name in names)


def _of_relations(name: str) -> Test:
    """A number of the model, or that of a relation of its own, is above 0."""

    def alive(config: Config, _: str) -> bool:
        own = (getattr(relation, name) or 0.0 for relation in config.world.relations)
        return config.params[name] > 0 or any(value > 0 for value in own)

    return alive


def _of_strategies(fields: Sequence[str], *names: str) -> Test:
    """Some of these numbers, or of these fields of a strategy that is played, are above 0."""

    def alive(config: Config, key: str) -> bool:
        played = [config.strategies[name] for name in strategies(config)]
        return _over(*names)(config, key) or any(
            getattr(one, field) > 0 for one in played for field in fields
        )

    return alive


def _of_forms(*fields: str) -> Test:
    """A contract form in use has some of these."""
    return lambda config, _: any(
        getattr(form, field) > 0 for form in _forms(config) for field in fields
    )


def _any(*tests: Test) -> Test:
    return lambda config, key: any(test(config, key) for test in tests)


def strategies(config: Config) -> set[str]:
    """The strategies that somebody plays at some moment."""
    found: set[str | None] = {event.strategy for event in config.script}
    for seat in _seats(config):
        found |= {seat.executive, getattr(seat, "strategy", None)}
    for one in config.world.organisations.values():
        found |= {name for name, part in (one.mix or {}).items() if part > 0}
    for mix in (config.mix, config.switch.mix):
        for side in SIDES if mix is not None else ():
            if _draws(config, side):
                shares = getattr(mix, f"{side}s")
                found |= {name for name, part in shares.items() if part > 0}
    for name in _policies(config):
        found |= {config.policies[name].kind, config.policies[name].tough}
    return {name for name in found if name in config.strategies}


def _seats(config: Config) -> Iterator[Seat]:
    """Every place where something is said about who sits at a table."""
    used = {one.kind for one in config.world.organisations.values()}
    yield from (kind for name, kind in config.kinds.items() if name in used)
    yield from config.world.organisations.values()
    for relation in config.world.relations:
        yield from (relation.sides.provider, relation.sides.funder)


def _draws(config: Config, side: str) -> bool:
    """Does somebody of a side draw its strategy from the mix?"""
    return any(
        one.strategy is None and one.mix is None
        for one in config.world.organisations.values()
        if config.kinds[one.kind].side == side
    )


def _mixed(config: Config, key: str) -> bool:
    part = key.removeprefix("switch.").split(".")[1:2]
    sides = [side for side in SIDES if f"{side}s" in part] or list(SIDES)
    return any(_draws(config, side) for side in sides)


def _forms(config: Config) -> list[Form]:
    """The contract forms in use."""
    return [config.forms[name] for name in _form_names(config) if name in config.forms]


def _form_names(config: Config) -> set[str]:
    funders = [
        one for one in config.world.organisations.values()
        if config.kinds[one.kind].side == "funder"
    ]  # fmt: skip
    found = {relation.form for relation in config.world.relations if relation.form}
    for one in funders:
        kind = config.kinds[one.kind]
        found |= {one.form} if one.form else set(kind.forms) or {config.contract_form}
    return found


def _form_used(config: Config, _: str) -> bool:
    return config.contract_form in _form_names(config)


def _form_differs(config: Config, _: str) -> bool:
    """Does the chosen form act otherwise than the usual one, with these numbers of the model?"""
    chosen, usual = config.forms[config.contract_form], config.forms.get(USUAL_FORM)
    if config.contract_form == USUAL_FORM:
        return True
    return usual is None or _acting(chosen, config) != _acting(usual, config)


USUAL_FORM = "even"  # of configs/config.yaml


def _acting(form: Form, config: Config) -> dict[str, object]:
    """What of a form can act at all."""
    on = {name for name, value in config.params.items() if value > 0}
    needs = {
        "risk": {"shock_sd", "form_volume"},
        "gain": {"shock_sd", "form_effort"},
        "corridor": {"shock_sd"},
        "reopener": {"shock_sd"},
        "indexed": {"index_sd"},
    }
    said = form.model_dump(exclude={"label", "character", "source"})
    return {name: value for name, value in said.items() if not needs.get(name) or needs[name] & on}


def _named(group: Callable[[Config], set[str]]) -> Test:
    """The second part of a key is in use."""
    return lambda config, key: key.split(".")[1] in group(config)


def _policies(config: Config) -> set[str]:
    return {seat.policy for seat in _seats(config) if seat.policy is not None}


def _kinds(config: Config) -> set[str]:
    return {one.kind for one in config.world.organisations.values()}


def _event(field: str) -> Test:
    return lambda config, _: any(getattr(event, field) for event in config.script)


def _hidden(config: Config, _: str) -> bool:
    return any(event.breach == "hidden" for event in config.script)


RULES = (
    Rule("mix", _mixed, "mix"),
    Rule("mix.*", _mixed, "mix"),
    Rule("switch.*", _mixed, "mix"),
    Rule("contract_form", _form_used, "own_forms"),
    Rule("contract_form", _form_differs, "form",
         "params.shock_sd, params.index_sd, params.form_volume, params.form_effort"),
    Rule("strategies.*", _named(strategies), "not_played"),
    Rule("forms.*", _named(_form_names), "not_used"),
    Rule("policies.*", _named(_policies), "not_used"),
    Rule("kinds.*", _named(_kinds), "not_there"),
    Rule("params.social_cost", _of_relations("social"), "over", "params.social"),
    Rule("params.written_cost", _of_relations("written"), "over", "params.written"),
    Rule("params.online_*", _of_relations("online"), "over", "params.online"),
    Rule("params.monitoring_*", _of_forms("monitoring"), "form_with", "monitoring"),
    Rule("params.clause_clarity", _any(_of_forms("coordination"), _over("vision")), "form_or",
         "coordination, params.vision"),
    Rule("params.clause_trust", _of_forms("coordination", "control"), "form_with",
         "coordination, control"),
    Rule("params.exposure_base", _over("exposure"), "over", "params.exposure"),
    Rule("params.exposure*", _of_forms("control"), "form_with", "control"),
    Rule("params.deception", _hidden, "script", "breach: hidden"),
    Rule("params.sunk", _event("settling"), "script", "settling: true"),
    Rule("params.shock_tension", _over("shock_sd"), "over", "params.shock_sd"),
    Rule("params.imitation_sharpness", _over("imitation"), "over", "params.imitation"),
    Rule("params.preparation_gain", _of_strategies(["prepare"], "preparation"), "over",
         "params.preparation"),
    Rule("params.preparation_cost",
         _of_strategies(["prepare"], "preparation", "vision", "internal"),
         "over", "params.preparation, params.vision, params.internal"),
    Rule("params.contact_gain",
         _of_strategies(["voice", "visit"], "voice", "visit", "vision"),
         "over", "params.voice, params.visit, params.vision"),
    Rule("params.coalition", lambda config, _: bool(config.world.coalitions), "coalitions"),
    Rule("params.legal_cost", _over("legal"), "over", "params.legal"),
    Rule("params.content_learning", _over("two_phase"), "over", "params.two_phase"),
    Rule("params.content_calms", _over("two_phase"), "over", "params.two_phase"),
    Rule("params.content_phase_cost",
         _of_strategies(["voice", "visit"], "two_phase", "voice", "visit"),
         "over", "params.two_phase, params.voice, params.visit"),
)  # fmt: skip
