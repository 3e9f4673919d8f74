"""A column that may be read and reckoned with, and says so when somebody writes into the copy."""

from typing import Any

import numpy as np


class Column(np.ndarray):
    """A copy of a field, by relation; what is written into it would be lost, so it is refused.

    `agent["trust"] += 0.1` works: it makes a new column and writes that.
    """

    field: str

    @classmethod
    def of(cls, values: np.ndarray, field: str) -> "Column":
        """A column of values."""
        made = np.array(values).view(cls)
        made.field = field
        made.flags.writeable = False
        return made

    def __setitem__(self, key: Any, value: Any) -> None:
        """Write into a column that was reckoned; a copy of a field is refused.

        Raises:
            ValueError: it is a copy, so nobody would read it.
        """
        if not self.flags.writeable:
            name = getattr(self, "field", "field")
            raise ValueError(
                f"this is a copy, so a change would be lost: "
                f"write agent[{name!r}] = … with one number for each relation"
            )
        super().__setitem__(key, value)

    def __iadd__(self, other: Any) -> Any:  # type: ignore[misc]
        return self + other

    def __isub__(self, other: Any) -> Any:  # type: ignore[misc]
        return self - other

    def __imul__(self, other: Any) -> Any:  # type: ignore[misc]
        return self * other

    def __itruediv__(self, other: Any) -> Any:  # type: ignore[misc]
        return self / other
