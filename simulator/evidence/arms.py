"""From the plan of an experiment to the worlds and numbers of its arms.

The base is composed once; each arm differs from it only in what its plan says, so all arms share
names, identities and with them their luck.
"""

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from simulator.config import compose, schema_catalogue, schema_world
from simulator.config.schema import Config
from simulator.engine.params import PARAMETERS
from simulator.engine.records import SIDES
from simulator.evidence.plan import ArmPlan, ExperimentError, ExperimentPlan, Nudge
from simulator.world import build as world
from simulator.world.build import World


class Arm(NamedTuple):
    """One way of working, ready to play."""

    world: World
    params: dict[str, float]  # all numbers of the model
    nudge: Nudge | None


@functools.lru_cache(maxsize=64)
def base(words: tuple[str, ...]) -> Config:
    """The composed base; the same words are composed once."""
    return compose.composed(words)


def built(plan: ExperimentPlan) -> dict[str, Arm]:
    """All arms of an experiment, by name."""
    start = base(plan.base)
    return {name: _arm(start, plan, arm) for name, arm in plan.arms.items()}


def fixed(plan: ExperimentPlan) -> set[str]:
    """Numbers of the model that the experiment sets itself: these are no part of robustness."""
    start = base(plan.base)
    found = {name for name, row in PARAMETERS.items() if start.params[name] != row.default}
    found |= set(plan.params) | set(plan.fixed)
    for arm in plan.arms.values():
        found |= set(arm.params)
    return found


def _arm(start: Config, plan: ExperimentPlan, arm: ArmPlan) -> Arm:
    unknown = [name for name in (*plan.params, *arm.params) if name not in PARAMETERS]
    if unknown:
        raise ExperimentError(f"{plan.title.en}: no such number of the model: {unknown[0]}.")
    params = {**start.params, **plan.params, **arm.params}
    made = start.model_copy(
        update={
            "years": plan.years,
            "params": params,
            "script": [*start.script, *plan.script, *arm.script],
            "strategies": _strategies(start, arm.strategies),
            "world": _sides(start, arm),
            "accord": _accord(start, arm.accord),
            "contract_form": arm.form or start.contract_form,
        }
    )
    return Arm(_placed(world.built(made), arm), params, arm.nudge)


def _strategies(
    start: Config, changes: Mapping[str, Mapping[str, float]]
) -> dict[str, schema_catalogue.Strategy]:
    strategies = dict(start.strategies)
    for name, numbers in changes.items():
        if name not in strategies:
            raise ExperimentError(f"No strategy {name!r}; see gunfactor list strategy.")
        strategies[name] = strategies[name].model_copy(update=dict(numbers))
    return strategies


def _sides(start: Config, arm: ArmPlan) -> schema_world.World:
    """The world, with one strategy for all providers or all funders where the arm says so."""
    wanted = {"provider": arm.provider, "funder": arm.funder}
    for strategy in wanted.values():
        if strategy is not None and strategy not in start.strategies:
            raise ExperimentError(f"No strategy {strategy!r}; see gunfactor list strategy.")
    organisations = {}
    for name, one in start.world.organisations.items():
        strategy = wanted[start.kinds[one.kind].side]
        change: dict[str, Any] = {} if strategy is None else {"strategy": strategy, "mix": None}
        organisations[name] = one.model_copy(update=change)
    return start.world.model_copy(update={"organisations": organisations})


def _accord(start: Config, level: float | None) -> schema_catalogue.Accord:
    if level is None:
        return start.accord
    step = schema_catalogue.Level(year=start.start, level=level)
    return start.accord.model_copy(update={"levels": [step]})


def _placed(made: World, arm: ArmPlan) -> World:
    """Places at the table and the calendar, set by hand."""
    seats, calendar = made.seats.copy(), made.calendar.copy()
    for side, numbers in arm.seats.items():
        for field, value in numbers.items():
            seats[field][:, SIDES.index(side)] = value
    for field, turns in arm.calendar.items():
        calendar[field] = turns
    return dataclasses.replace(made, seats=seats, calendar=calendar)


def relations(arm: Arm) -> int:
    """How many relations one run of the arm has."""
    return int(np.size(arm.world.ties))
