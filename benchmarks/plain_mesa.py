"""The same model once more, plainly: Mesa, and an object for every organisation and relation.

This is how one would first write the model down with Mesa: agents, attributes, methods, one call
per act, a DataCollector. It follows the equations of `docs/model.md`, not the engine's code, and
it fills the same columns, so it serves twice:

- it says what the engine's speed is worth (`benchmarks/spine.py`);
- with keyed chance it must give the engine's numbers to the bit, so each checks the other.

Rules that are off unless a scenario asks for them (shocks, turnover, imitation, …) are left out,
which favours the plain model.

    python -m benchmarks.plain_mesa      compare it with the engine
"""

from dataclasses import dataclass, fields
from operator import attrgetter
from types import SimpleNamespace

import click
import mesa
import numpy as np

from benchmarks import measured
from benchmarks.plain.luck import keyed, running
from benchmarks.plain.relation import Relation, Rules, Tie
from benchmarks.plain.side import Act, Seat, Side, Strategy
from benchmarks.plain.year import delivered, evaluated
from simulator import batch
from simulator.engine import params, rng
from simulator.engine.records import SIDES
from simulator.world.build import World


def _columns() -> dict[str, attrgetter]:
    """The engine's columns, as far as the plain model has them."""
    sides = [name for name in batch.SIDE_FIELDS if hasattr(Side, name)]
    columns = {f"{side}_{name}": attrgetter(f"{side}.{name}") for name in sides for side in SIDES}
    left_out = ("aligned", "shock", "reopened", "volume", "spill")
    columns |= {n: attrgetter(n) for n in batch.RELATION_FIELDS if n not in left_out}
    columns |= {name: attrgetter(f"in_force.{name}") for name in batch.CONTRACT_FIELDS}
    columns |= {f"agreed_{name}": attrgetter(f"agreed.{name}") for name in batch.CONTRACT_FIELDS}
    return columns


COLUMNS = _columns()


class Organisation(mesa.Agent):
    """An organisation, with what it plays in all its relations."""

    def __init__(self, model: mesa.Model, plan: Strategy) -> None:
        super().__init__(model)
        self.plan = plan


@dataclass(frozen=True)
class Plain:
    """A world as plain Python objects, the same in all runs."""

    rules: Rules
    strategies: tuple[Strategy, ...]
    mixes: list[list[float]]  # [N][S]
    ids: list[int]  # [N]
    ties: list[Tie]  # [D]
    accord: list[float]  # [Y]


class PlainModel(mesa.Model):
    """One run; `step()` is one contracting year.

    Args:
        world: from `plain`.
        seed: of chance.
        run: with keyed chance, the run; `None` = Mesa's own running chance.
    """

    def __init__(self, world: Plain, seed: int, run: int | None = None) -> None:
        super().__init__(rng=seed)
        self.year = 0
        self.world = world
        draws = running(self.random) if run is None else keyed(seed, run)
        organisations = [
            Organisation(self, _chosen(world.strategies, mix, draws(who, 0, 0, rng.STRATEGY)[0]))
            for mix, who in zip(world.mixes, world.ids, strict=True)
        ]
        for tie in world.ties:
            plans = tuple(
                organisations[n].plan if seat.strategy < 0 else world.strategies[seat.strategy]
                for n, seat in zip((tie.provider, tie.funder), tie.seats, strict=True)
            )
            Relation(self, world.rules, tie, plans, draws)
        self.relations = self.agents_by_type[Relation]
        self.datacollector = mesa.DataCollector(agenttype_reporters={Relation: COLUMNS})

    def step(self) -> None:
        """One contracting year."""
        self.relations.do("negotiate", self.year, self.world.accord[self.year])
        self.relations.do(delivered, self.year)
        self.relations.do(evaluated, self.year)
        self.datacollector.collect(self)
        self.relations.do("turn_over", self.year)
        self.year += 1


def _chosen(strategies: tuple[Strategy, ...], mix: list[float], first: float) -> Strategy:
    """What an organisation plays, drawn from its mix."""
    reached, last = 0.0, 0
    for kind, part in enumerate(mix):
        if part > 0.0:
            reached += part
            last = kind
            if first < reached:
                break
    return strategies[last]


def plain(world: World, numbers: np.ndarray) -> Plain:
    """A world as Python objects.

    Args:
        numbers: one record of `PARAMS`.

    Raises:
        ValueError: the world uses a rule that the plain model leaves out.
    """
    _supported(world, numbers)
    p = SimpleNamespace(**{name: float(numbers[name]) for name in params.PARAMETERS})
    strategies = tuple(_strategy(s, row) for s, row in enumerate(world.strategies))
    calendar = world.calendar[0]
    rules = Rules(
        p,
        tuple(Act(*(row[each.name].item() for each in fields(Act))) for row in world.acts),
        *(int(calendar[name]) for name in ("turns", "stragglers", "mediation", "opener")),
    )
    ties = [
        Tie(
            int(tie["id"]),
            int(tie["provider"]),
            int(tie["funder"]),
            bool(tie["committee"]),
            (_seat(p, seats[0], strategies), _seat(p, seats[1], strategies)),
        )
        for tie, seats in zip(world.ties, world.seats, strict=True)
    ]
    mixes = world.mixes.tolist()
    return Plain(rules, strategies, mixes, world.organisation_ids.tolist(), ties, [*world.accord])


def _strategy(s: int, row: np.void) -> Strategy:
    names = [each.name for each in fields(Strategy) if each.name != "index"]
    values = {name: row[name].item() for name in names if name != "mix"}
    return Strategy(index=s, mix=tuple(row["mix"].tolist()), **values)


def _seat(p: SimpleNamespace, row: np.void, strategies: tuple[Strategy, ...]) -> Seat:
    general = {
        "pressure": p.pressure,
        "mandate": p.mandate,
        "authority": p.authority_start,
        "trust": p.trust_start,
        "image": p.image_start,
        "reservation": p.reservation,
    }
    values = {each.name: row[each.name].item() for each in fields(Seat)}
    for name, number in general.items():
        if np.isnan(values[name]):
            values[name] = number
    speaker = values["executive"]
    values["executive"] = strategies[speaker] if speaker >= 0 else None
    return Seat(**values)


def _supported(world: World, numbers: np.ndarray) -> None:
    off = (
        "social", "written", "thermometer", "online", "turnover", "skill", "leverage", "exposure",
        "confirmation", "silence_status", "shock_sd", "index_sd", "form_volume", "form_effort",
        "queue", "align_regional", "examples", "imitation", "preparation", "voice", "visit",
        "legal",
    )  # fmt: skip
    used = [name for name in off if numbers[name] != 0.0]
    forms, seats = world.forms[world.ties["form"]], world.seats
    used += [
        name for name in ("standard", "coordination", "control", "monitoring") if forms[name].any()
    ]
    used += [
        name for name in ("prepare", "voice", "visit", "record") if world.strategies[name].any()
    ]
    used += [name for name in ("allocation", "shift") if seats[name].any()]
    used += ["policy"] if (seats["policy"] >= 0).any() else []
    used += ["script"] if (world.ties["script"] >= 0).any() else []
    used += ["mandates"] if not np.isnan(world.mandates).all() else []
    used += ["later"] if world.later is not None else []
    if used:
        raise ValueError(f"the plain model leaves out {', '.join(used)}; use another world")


def difference(
    world: World, numbers: np.ndarray, runs: int, seed: int, years: int
) -> dict[str, float]:
    """Largest difference between the plain model and the engine, by column.

    Args:
        numbers: one record of `PARAMS`, for all runs.
    """
    record = batch.played(world, np.repeat(numbers[None], runs), np.arange(runs), seed, years)
    simple = plain(world, numbers)
    largest = dict.fromkeys(COLUMNS, 0.0)
    for run in range(runs):
        model = PlainModel(simple, seed, run)
        for year in range(years):
            model.step()
            table = model.datacollector.get_agenttype_vars_dataframe(Relation).loc[year + 1]
            for name in COLUMNS:
                own, other = table[name].to_numpy(float), _recorded(record, name)[run, year]
                apart = np.where(np.isnan(own) & np.isnan(other), 0.0, np.abs(own - other))
                largest[name] = max(largest[name], float(apart.max()))
    return largest


def _recorded(record: batch.Record, name: str) -> np.ndarray:
    """A column of the engine, [R, Y, D]."""
    side, _, field = name.partition("_")
    if side in SIDES:
        return record.sides[field][..., SIDES.index(side)]
    return record.relations[name]


def main() -> None:
    """Say how far the two are apart on two worlds."""
    for mix in ("region", "population_2022"):
        world, numbers = measured.world(16, mix)
        apart = difference(world, numbers, 20, measured.SEED, measured.YEARS)
        largest = max(apart, key=lambda name: apart[name])
        click.echo(
            f"{mix}: {len(apart)} columns, largest difference {apart[largest]:g} ({largest})"
        )


if __name__ == "__main__":
    main()
