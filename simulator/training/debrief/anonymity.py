"""From how many teams on something about all of them is told: so many that none is picked out."""

from dataclasses import dataclass

from simulator.training.words import text

FEWEST = 3  # teams, so that nobody can be picked out


@dataclass(frozen=True)
class TooFew:
    """Instead of a picture of all teams: why there is none."""

    reading: str


def too_few(lang: str, about: str = "group") -> TooFew:
    """Why there is no picture; `<about>.too_few` is a text of the exercise."""
    return TooFew(text(f"{about}.too_few", lang))
