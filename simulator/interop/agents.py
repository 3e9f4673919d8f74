"""Organisations as Mesa agents: they see and change their own rows, and look back each year.

Subclass one of the four kinds and override `prepare` or `evaluate` in plain Python:

    class Learner(Provider):
        def evaluate(self):
            if self.mean("value") < 0.5:
                self.strategy = "collab"
"""

from typing import TYPE_CHECKING

import mesa
import numpy as np

from simulator.engine.records import RELATION, SIDE

if TYPE_CHECKING:
    from simulator.interop.mesa import ContractingModel


class Organisation(mesa.Agent):
    """One organisation with its rows: one per relation, in the order of `relations`.

    Args:
        model: the model it lives in.
        index: its place in `model.world.organisations`.
    """

    model: "ContractingModel"

    def __init__(self, model: "ContractingModel", *, index: int) -> None:
        super().__init__(model)
        self.index = index
        self.organisation = model.world.organisations[index]
        ties = model.world.ties
        self.side = 0 if self.organisation.kind == "provider" else 1
        own = ties["provider"] if self.side == 0 else ties["funder"]
        self.relations = np.flatnonzero(own == index)  # [own D] rows in the model's relations

    @property
    def name(self) -> str:
        """Name, as in the world config."""
        return str(self.organisation.name)

    @property
    def partners(self) -> tuple[str, ...]:
        """Names of those it contracts with, in the order of its rows."""
        ties = self.model.world.ties
        other = ties["funder"] if self.side == 0 else ties["provider"]
        return tuple(self.model.world.organisations[n].name for n in other[self.relations])

    def __getitem__(self, field: str) -> np.ndarray:
        """A column of its rows, [own D]: a field of `SIDE` or of `RELATION`; a copy.

        Raises:
            KeyError: no such field.
        """
        state = self.model.state
        if field in (SIDE.names or ()):
            return np.asarray(state.sides[field][0, self.relations, self.side])
        if field in (RELATION.names or ()):
            return np.asarray(state.relations[field][0, self.relations])
        raise KeyError(
            f"no field {field!r} in a side or a relation; see simulator/engine/records.py"
        )

    def __setitem__(self, field: str, values: float | np.ndarray) -> None:
        """Change a column of its own side; what is shared or the other's is not its to change.

        Raises:
            KeyError: not a field of its own side.
        """
        if field not in (SIDE.names or ()):
            raise KeyError(
                f"{field!r} is no field of a side; see SIDE in simulator/engine/records.py"
            )
        self.model.state.sides[field][0, self.relations, self.side] = values

    def mean(self, field: str) -> float:
        """Mean of a column over its relations; NaN without relations or numbers."""
        column = self[field]
        known = column[~np.isnan(column)] if column.dtype.kind == "f" else column
        return float(known.mean()) if len(known) else float("nan")

    @property
    def strategy(self) -> str:
        """Name of its strategy: that of its first relation, where rows were changed one by one."""
        rows = self["strategy"]
        if not len(rows):
            return ""
        return str(self.model.world.strategy_names[int(rows[0])])

    @strategy.setter
    def strategy(self, name: str) -> None:
        names = self.model.world.strategy_names
        if name not in names:
            raise ValueError(f"no strategy {name!r}; there are: {', '.join(names)}")
        self["strategy"] = names.index(name)

    def prepare(self) -> None:
        """Before the season, every year. Override to act on what is known by then."""

    def evaluate(self) -> None:
        """After the year. Override to look back and change what is one's own."""


class Provider(Organisation):
    """A care provider (zorgaanbieder)."""


class Insurer(Organisation):
    """A health insurer (zorgverzekeraar)."""


class CareOffice(Organisation):
    """A regional long-term-care purchasing office (zorgkantoor)."""


class Municipality(Organisation):
    """A municipality (gemeente), purchaser of youth care and social support."""


KINDS: dict[str, type[Organisation]] = {
    "provider": Provider,
    "insurer": Insurer,
    "care_office": CareOffice,
    "municipality": Municipality,
}
