"""The other: who sat across the table, with what was on their card."""

from dataclasses import dataclass, replace

from simulator.training.case.case import Place
from simulator.training.debrief.anonymity import TooFew, too_few
from simulator.training.debrief.counterparty import Counterparty, counterparty
from simulator.training.debrief.step import Group, Player, Printed
from simulator.training.game.match import Sitting
from simulator.training.words import in_language, text

PHASE = "analyse"
ORDER = 40
WATCHED = False


@dataclass(frozen=True)
class Reveal:
    """The other with everything that was hidden, and what could have been traded."""

    other: Counterparty
    card: str  # heading of what was on the card
    hidden_trade: str


def team(player: Player, lang: str) -> list[Reveal]:
    """The other at each table."""
    return [reveal(player.sitting, place, lang) for place in player.places]


def reveal(sitting: Sitting, place: Place, lang: str) -> Reveal:
    """The reveal of the other at one table."""
    other = counterparty(sitting.case, sitting, place.table, 1 - place.s, lang)
    return Reveal(
        other=other,
        card=text("other.card", lang, role=other.title),
        hidden_trade=in_language(sitting.case.scenario.tables[place.table].trade, lang),
    )


def room(group: Group, lang: str) -> Reveal | TooFew:
    """The other of this case; what no contract is worth differs by team."""
    if not group.finished:
        return too_few(lang)
    shown = reveal(group.finished[0][1], group.place, lang)
    return replace(shown, other=replace(shown.other, batna_points=None))


def printed(view: Reveal, _: str) -> Printed:
    """Who it was, and what they wanted."""
    other = view.other
    return Printed([other.who, other.goal, other.mandate, other.batna, view.hidden_trade])
