"""A training room: teams that play one scenario, led by a trainer.

    setup = Setup(room="BCDF23", scenario="rust-opent-het-gesprek", seed=7).sealed()
    now = room.folded(setup, events)      # everything that happened, in order
    now = room.after(now, event)          # or Refused, and nothing has changed

The state is a fold over (scenario, seed, events): the same events give the same room, always.
The room knows of no network, clock or database; who keeps the events decides what is kept.
"""

from collections.abc import Iterable

from simulator.training.game.events import Event
from simulator.training.game.happenings import happened
from simulator.training.game.refused import OtherVersion, Refused
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup


def opened(setup: Setup) -> Room:
    """A room in which nothing has happened.

    Raises:
        OtherVersion: it was made with another model or another text of the scenario.
        ScenarioError: the scenario is not sound (any more).
        ValueError: a setting that does not exist.
    """
    now = setup.now()
    if setup.version and setup.version != now:
        raise OtherVersion(now, setup.version)
    return Room(setup, setup.played())


def after(room: Room, event: Event) -> Room:
    """The room after an event.

    Raises:
        Refused: it cannot happen now; the room stays as it is.
    """
    return happened(room, event)


def refusal(room: Room, event: Event) -> Refused | None:
    """Why an event cannot happen now, or None."""
    try:
        happened(room, event)
    except Refused as refused:
        return refused
    return None


def folded(setup: Setup, events: Iterable[Event]) -> Room:
    """The room after all events in order; what cannot happen is passed over.

    Raises:
        OtherVersion: see `opened`.
    """
    room = opened(setup)
    for event in events:
        try:
            room = happened(room, event)
        except Refused:
            continue
    return room
