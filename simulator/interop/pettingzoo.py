"""A table for agents from outside: the model as a PettingZoo environment (extra `learning`).

    env = NegotiationTable("scenario=region", relation=0, agents=("provider",))
    env.reset(seed=7)
    for agent in env.agent_iter():
        observation, reward, over, _, _ = env.last()
        env.step(None if over else env.action_space(agent).sample())

One or both sides of one relation are agents; a side that is none, and every other relation, is
played by its strategy. Agents take turns, as the parties do (AEC). An episode is `years` years; the
reward is the value of each year to that side, in utility, given when the year is over.

What an agent may see is decided in `OBSERVED`: its own state and what the other did and offered, as
in the rules. The rules are those of the batch: agents that do what their strategies would have done
give the batch's numbers to the bit. Two things an agent does not decide: no executive takes over
from it, and whether it would be mediated follows its seat's strategy and what it asked last.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from gymnasium import spaces
from pettingzoo import AECEnv

from simulator import batch, i18n
from simulator.config.compose import composed
from simulator.config.values import Setting, words
from simulator.engine import decisions
from simulator.engine.acts import ACTS
from simulator.engine.context import Hand
from simulator.engine.params import records
from simulator.engine.records import IN_FORCE, SIDE, SIDES
from simulator.world.build import built

# What an agent observes, in this order, each in [0, 1] unless said otherwise.
OBSERVED = (
    "trust", "competence", "goodwill",  # goodwill in [-1, 1]
    "tension", "image", "knowledge", "reservation",  # its own
    "demand",  # what it asked for last, 1 at the start
    "offered", "last_offered",  # worth to it of the other's last two offers, 0 before
    "hardness_met", "pressure_met", "surprise",  # of the other's acts, smoothed
    "ownership",  # shared
    "utility",  # of the contract in force
    "accord",  # A of the year
    "opened",  # 1 = the other has made an offer this season
    "answer_only",  # 1 = no turn is left: take the last offer or leave it
    "turn", "year",  # share of the season, of the episode, that is over
    *(f"other_{act}" for act in ACTS),  # 1 = the other's last act
)  # fmt: skip
OWN = OBSERVED[:13]  # fields of the side's own record


class NegotiationTable(AECEnv):  # type: ignore[misc]
    """One relation of a world, with agents on one or both sides.

    Args:
        overrides: settings of the config, such as "scenario=region", "years=5", or mappings.
        relation: index into the world's relations.
        agents: which sides are agents: "provider", "funder" or both.
        steps: None = actions are a Dict with a demand in [0, 1]; a number = they are
            MultiDiscrete, with so many steps of demand, for learners that want that.
        config_dir: a user's own folder of configs.

    An action says whether to accept the other's last offer; if not, which act to do and how much of
    the own utility to ask for: {"accept": 0 or 1, "act": 0..6 (`acts.ACTS`), "demand": [0..1]}.
    Accepting where nothing was offered yet counts as not accepting.
    """

    metadata = {  # noqa: RUF012 - the name and kind are PettingZoo's
        "name": "gunfactor_v0",
        "render_modes": [],
        "is_parallelizable": False,
    }

    def __init__(
        self,
        *overrides: Setting,
        relation: int = 0,
        agents: Sequence[str] = SIDES,
        steps: int | None = None,
        config_dir: Path | str | None = None,
    ) -> None:
        super().__init__()
        if not agents or not set(agents) <= set(SIDES):
            raise ValueError(f"agents: expected 'provider', 'funder' or both, got {agents!r}")
        with i18n.in_python():
            self.config = composed(words(*overrides), config_dir)
        self.world = built(self.config)
        if not 0 <= relation < len(self.world.ties):
            raise ValueError(f"relation: expected 0 to {len(self.world.ties) - 1}, got {relation}")
        self.relation, self.steps = relation, steps
        self.possible_agents = [side for side in SIDES if side in agents]
        self.render_mode = None
        self.luck, self.run = self.config.seed, -1
        calendar = self.world.calendar[0]
        self.turns = int(calendar["turns"] + calendar["stragglers"])
        self._opener = int(calendar["opener"])
        self._hands = (SIDES[0] in agents, SIDES[1] in agents)
        shape = (len(self.world.ties), 2)
        self._by_hand = np.zeros(shape, np.int64)
        self._by_hand[relation] = self._hands
        self._nobody = np.full(shape, -1)
        self._observed = spaces.Box(-1.0, 1.0, (len(OBSERVED),), np.float32)
        self._acted: spaces.Space[Any] = spaces.Dict(
            {
                "accept": spaces.Discrete(2),
                "act": spaces.Discrete(len(ACTS)),
                "demand": spaces.Box(0.0, 1.0, (1,), np.float32),
            }
        )
        if steps is not None:
            self._acted = spaces.MultiDiscrete([2, len(ACTS), steps + 1])

    def observation_space(self, agent: str) -> "spaces.Space[Any]":  # noqa: ARG002
        """The same for both: see `OBSERVED`."""
        return self._observed

    def action_space(self, agent: str) -> "spaces.Space[Any]":  # noqa: ARG002
        """The same for both: accept, act, demand."""
        return self._acted

    def reset(self, seed: int | None = None, options: Mapping[str, Any] | None = None) -> None:
        """Start an episode; with `seed` the same luck again, without it the next luck.

        Args:
            options: {"run": id} for the luck of that run of a batch with the same seed.

        Raises:
            ValueError: a seed or a run that cannot be.
        """
        if seed is not None:
            self.luck, self.run = batch.checked_seed(seed), -1
        self.run = batch.checked_seed((options or {}).get("run", self.run + 1), "run")
        self.agents = list(self.possible_agents)
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos: dict[str, dict[str, Any]] = {agent: {} for agent in self.agents}
        self.year = 0
        self._params = records(1, self.config.params)
        self._runs = np.array([self.run], np.uint64)
        self._simulation = batch.Simulation.of(
            self.world, self._params, self._runs, self.luck, years=self.config.years
        )
        self._start = self._simulation.state
        self.agent_selection = self.agents[0]
        self._new_year()
        self._play_on()

    def step(self, action: Any) -> None:
        """Take the turn of the agent whose turn it is."""
        agent = self.agent_selection
        if self.terminations[agent] or self.truncations[agent]:
            self._was_dead_step(action)
            return
        self._cumulative_rewards[agent] = 0.0
        self.rewards = dict.fromkeys(self.agents, 0.0)
        accept, act, demand = self._read(action)
        move = self._moves[self.relation, self._turn - 1]
        move["given"], move["accept"], move["act"] = 1, accept, act
        move["offer"], move["demand"] = decisions.DEMAND, demand
        side = self._sides[SIDES.index(agent)]
        strategy = self.world.strategies[int(side["strategy"])]
        move["mediate"] = float(strategy["mediate"])
        self._play_on()
        self._accumulate_rewards()

    def observe(self, agent: str) -> np.ndarray:
        """What the agent may see, [len(OBSERVED)], see there."""
        s = SIDES.index(agent)
        side = self._sides[s]
        contract = self._simulation.state.contracts[0, self.relation, IN_FORCE]
        own = [float(side[name]) for name in OWN]
        notes = self._notes[0, self.relation]
        others = notes["act"][notes["actor"] == 1 - s]
        act = int(others[-1]) if len(others) else -1
        rest = [
            float(self._simulation.state.relations["ownership"][0, self.relation]),
            float(contract["utility"][s]),
            float(self.world.accord[min(self.year, self.config.years - 1)]),
            float(side["offers_met"] > 0),
            float(self._turn > self.turns),
            min(1.0, max(0, self._turn - 1) / self.turns),
            min(1.0, self.year / self.config.years),
            *(float(act == one) for one in range(len(ACTS))),
        ]
        return np.clip(np.array(own + rest, np.float32), -1.0, 1.0)

    def close(self) -> None:
        """Nothing is held open."""

    def render(self) -> None:
        """Nothing is drawn: `gunfactor serve` has the room for people."""

    @property
    def _sides(self) -> np.ndarray:
        """Both sides of the table as they are now, [2] of SIDE."""
        return np.asarray(self._simulation.state.sides[0, self.relation])

    def _read(self, action: Any) -> tuple[int, int, float]:
        """Accept, act and demand of an action of either form.

        Raises:
            ValueError: not an action of the action space.
        """
        try:
            if self.steps is None:
                parts = [action[name] for name in ("accept", "act", "demand")]
                accept, act, demand = (float(np.asarray(part).item()) for part in parts)
            else:
                accept, act, demand = (float(part) for part in action)
                demand /= self.steps
        except (TypeError, KeyError, ValueError, IndexError):
            raise ValueError(f"expected an action of {self._acted}, got {action!r}") from None
        if accept not in (0, 1) or act not in range(len(ACTS)) or not 0.0 <= demand <= 1.0:
            raise ValueError(f"expected an action of {self._acted}, got {action!r}")
        return int(accept) * self._something_offered(), int(act), demand

    def _something_offered(self) -> int:
        return int(self._sides[SIDES.index(self.agent_selection)]["offers_met"] > 0)

    def _new_year(self) -> None:
        """A season of which nothing was decided yet."""
        relations = len(self.world.ties)
        moves, betweens = decisions.undecided(self.turns, self._hands, self._opener)
        self._moves = np.repeat(moves[None], relations, axis=0)
        self._betweens = np.repeat(betweens[None], relations, axis=0)
        self._betweens["given"] = 1  # nothing is done between meetings, as in the batch
        self._cards = np.zeros((relations, len(betweens)), decisions.CARD)

    def _play_on(self) -> None:
        """Play until an agent has to decide, or the episode is over."""
        while self.year < self.config.years:
            if not self._lived():
                self._turn = int(self._reached[0, self.relation, 1])
                self.agent_selection = SIDES[decisions.speaker(self._turn, self._opener)]
                return
            self._turn = 0
            ending = int(self._simulation.state.relations["ending"][0, self.relation])
            for agent in self.agents:
                self.rewards[agent] += float(self._sides[SIDES.index(agent)]["value"])
                self.infos[agent] = {"year": self.year, "ending": ending}
            self._simulation.turn_over()
            self._start = self._simulation.state
            self.year += 1
            self._new_year()
        self.terminations = dict.fromkeys(self.agents, True)
        self.agent_selection = self.agents[0]

    def _lived(self) -> bool:
        """Play the year as far as it was decided; True if it came to its end.

        The year is played from its start each time: a turn is a function of what was decided, so
        nothing can get out of step.
        """
        self._simulation.state = batch.copied(self._start)
        relations = len(self.world.ties)
        self._notes = np.zeros((1, relations, self.turns), decisions.NOTE)
        self._notes["actor"] = self._notes["act"] = -1
        self._reached = np.zeros((1, relations, 2), np.int64)
        hand = Hand(
            by_hand=self._by_hand,
            executives=self._nobody,
            moves=self._moves,
            betweens=self._betweens,
            cards=self._cards,
            takeover=-1,
            manner=decisions.FAITHFUL,
            offers=decisions.no_offers(),
            notes=self._notes,
            moments=np.zeros((1, relations, 0, 2, 2), SIDE),
            shared=np.zeros((1, relations, 0, 2)),
            reached=self._reached,
        )
        self._simulation.live(hand)
        return bool((self._reached[:, :, 0] == decisions.OVER).all())
