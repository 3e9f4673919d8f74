"""How a room was set up: scenario, seed, who plays whom. With the events it is all that is kept."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from simulator.training.case import checks, scenarios
from simulator.training.case.case import DIFFICULTIES, Case, case
from simulator.version import MODEL_VERSION

MODES = ("model", "teams", "three")
PACES = ("free", "together")
LUCKS = ("shared", "own")
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Setup:
    """How a room was set up."""

    room: str
    scenario: str
    seed: int
    mode: str = "model"  # each team against the model, team against team, or a table of three
    difficulty: str = "normal"
    pace: str = "free"  # or together: nobody starts a meeting before all ended the last
    lang: str = "nl"
    minutes: int = 25
    rehearse: bool = False
    hot_seat: bool = False
    research: bool = False  # teams are asked whether their moves may be used for research
    luck: str = "shared"  # all tables have the same luck; or own
    case: Mapping[str, Any] | None = None  # an own scenario, as written; then `scenario` names it
    steps: tuple[str, ...] = ()  # of the debrief, in order: those there were when it was made
    version: str = ""  # of the model and of the scenario, see `sealed`

    def sealed(self) -> "Setup":
        """With the version of the model and the scenario, so that no other replays it."""
        return replace(self, version=self.now())

    def now(self) -> str:
        """The version with which this program would play it."""
        return f"{MODEL_VERSION}-{self.played().digest}"

    def played(self) -> Case:
        """The case of this room.

        Raises:
            ScenarioError: there is no such scenario, or it is not sound.
            ValueError: a setting that does not exist.
        """
        for name, known in (
            ("mode", MODES),
            ("pace", PACES),
            ("difficulty", DIFFICULTIES),
            ("luck", LUCKS),
            ("lang", LANGUAGES),
        ):
            if getattr(self, name) not in known:
                raise ValueError(
                    f"{name}: expected one of {', '.join(known)}, found {getattr(self, name)!r}"
                )
        if not 0 <= self.seed < 2**64:
            raise ValueError(f"seed: expected a whole number from 0 to 2**64, found {self.seed}")
        if self.case is None:
            found = scenarios.scenario(self.scenario)
        else:
            found = scenarios.resolved(checks.read(dict(self.case), self.scenario))
        if self.mode not in found.modes:
            modes = ", ".join(found.modes)
            raise ValueError(f"mode: {self.scenario} can be played as {modes}, not {self.mode!r}")
        return case(self.scenario, found, self.difficulty)

    def to_json(self) -> str:
        """As one line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Setup":
        """The setup of a line.

        Raises:
            ValueError: it is no setup.
        """
        raw = json.loads(text)
        known = {one.name for one in fields(cls)}
        if not isinstance(raw, dict) or set(raw) - known:
            raise ValueError(f"expected a setup with {sorted(known)}, but found {text[:80]!r}")
        steps = raw.get("steps", [])
        if not isinstance(steps, list):
            raise ValueError(f"expected a setup with a list at steps, but found {steps!r}")
        return cls(**{**raw, "steps": tuple(steps)})
