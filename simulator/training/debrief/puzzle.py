"""The puzzle board: your pieces, those you shared, and those that the other brings.

The board is a picture of the talks. A piece is shared with each act of openness; the other adds
pieces of their own as ownership and their knowledge grow in the model.
"""

from dataclasses import dataclass

from simulator.engine import decisions
from simulator.engine.acts import ASK, OPEN
from simulator.training.case.case import Place
from simulator.training.game.match import Sitting
from simulator.training.words import in_language

FIRST, LAST = 0.15, 0.40  # assumed: √ownership × knowledge at the first and the last piece


@dataclass(frozen=True)
class Piece:
    """A piece of the puzzle."""

    label: str
    place: str  # yours, shared or theirs


@dataclass(frozen=True)
class Board:
    """The board as one side sees it."""

    title: str
    pieces: list[Piece]


def board(sitting: Sitting, place: Place, lang: str) -> Board | None:
    """Where each piece lies; None where the case has no board."""
    puzzle = sitting.case.scenario.puzzle
    if puzzle is None or place.s != 0:
        return None
    shared = min(len(puzzle.pieces), told(sitting, place))
    brought = min(len(puzzle.brought), given(sitting, place))
    pieces = [
        Piece(in_language(piece, lang), "shared" if i < shared else "yours")
        for i, piece in enumerate(puzzle.pieces)
    ]
    pieces += [Piece(in_language(piece, lang), "theirs") for piece in puzzle.brought[:brought]]
    return Board(in_language(puzzle.title, lang), pieces)


def told(sitting: Sitting, place: Place) -> int:
    """How often this side was open: a dilemma shared, a question, a call."""
    notes = sitting.played.notes[0, place.d]
    own = notes[notes["actor"] == place.s]["act"]
    far, turn = (int(n) for n in sitting.played.reached[0, place.d])
    done = sitting.decisions.betweens[place.d, :, place.s]["move"]
    past = done if far == decisions.OVER else done[: max(0, (turn - 1) // 2)]
    return int(((own == OPEN) | (own == ASK)).sum() + (past == decisions.CALL).sum())


def given(sitting: Sitting, place: Place) -> int:
    """How many pieces the other brought by now: a step each time the puzzle becomes more shared."""
    puzzle = sitting.case.scenario.puzzle
    if puzzle is None:
        return 0
    moments, notes = sitting.played.moments[0, place.d], sitting.played.notes[0, place.d]
    shared = sitting.played.shared[0, place.d]
    steps = len(puzzle.brought)
    reached = 0
    for turn, note in enumerate(notes):
        if note["actor"] < 0:
            continue
        level = float(shared[turn, 1]) ** 0.5 * float(moments[turn, 1, 1 - place.s]["knowledge"])
        part = (level - FIRST) / (LAST - FIRST) * steps
        reached = max(reached, min(steps, int(part) + 1 if level >= FIRST else 0))
    return reached
