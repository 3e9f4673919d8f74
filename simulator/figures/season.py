"""A season turn by turn: tension, the chance of a contentious act, and what each side does.

One column a season; two side by side show two years of a story, or a story and its counterfactual.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator import i18n
from simulator.batch import Record
from simulator.engine.acts import ACTS
from simulator.engine.records import FUNDER, PROVIDER, SIDES
from simulator.figures import lines, style
from simulator.figures.lines import Line, Panel

FEW = 0.05  # a mean over fewer of the runs is not drawn
ROOM = 5  # turns between two dates on the axis
LANE = 1.7  # height of a lane of moves, each 1 high


@dataclass(frozen=True)
class Acts:
    """What one side does in its own turns: mean hardness, and the act it does most."""

    x: np.ndarray  # [X] turns
    hardness: np.ndarray  # [X] in [0, 1]
    most: tuple[str, ...]  # [X]
    share: np.ndarray  # [X] how often it is that act


@dataclass(frozen=True)
class Season:
    """The mean over runs of one season; T turns."""

    title: str
    dates: tuple[str, ...]  # [T]
    marks: tuple[int, ...]  # turns to name on the axis
    half: int  # turn after which half of the talks have ended
    tension: Panel
    contentious: Panel
    acts: tuple[Acts, Acts]  # by side


def season(record: Record, year: int, title: str, lang: str, relation: int | None = None) -> Season:
    """One season of a traced record.

    A run counts in a turn as long as it talks, so the end of a line is a mean of the slow ones.

    Args:
        year: counted from 0.
        title: of the column.
        relation: place of the relation; None = all together.

    Raises:
        ValueError: the record was not traced, or nobody talked that year.
    """
    if record.trace is None:
        raise ValueError("This run kept no turns; run it again with trace=true.")
    trace = record.trace[:, year] if relation is None else record.trace[:, year, [relation]]
    trace = trace.reshape(-1, trace.shape[-1])  # [M, T]
    trace = trace[trace["actor"][:, 0] >= 0]
    if len(trace) == 0:
        raise ValueError(f"There were no talks in year {record.world.start + year}.")
    played = trace["actor"] >= 0
    talking = played.mean(axis=0)
    last = int(np.flatnonzero(talking >= FEW)[-1]) + 1
    trace, played, x = trace[:, :last], played[:, :last], np.arange(1, last + 1)
    sides = [(s, i18n.text("figures", SIDES[s], lang)) for s in (PROVIDER, FUNDER)]
    looks = [style.LOOKS[name] for name in SIDES]
    tension = [
        lines.line(name, looks[s], x, np.where(played, trace["tension"][..., s], np.nan))
        for s, name in sides
    ]
    contentious = [
        _own(
            lines.line(
                name, looks[s], x, np.where(trace["actor"] == s, trace["contentious"], np.nan)
            )
        )
        for s, name in sides
    ]
    unit = i18n.text("units", "level", lang)
    return Season(
        title,
        tuple(i18n.date(each, lang) for each in record.world.dates[:last]),
        _marked(last, record),
        int(np.flatnonzero(talking >= 0.5)[-1]) + 1,
        Panel(
            i18n.text("figures", "panel_season_tension", lang), unit, tuple(tension), (0, 1), 0.5
        ),
        Panel(
            i18n.text("figures", "panel_contentious", lang), unit, tuple(contentious), (0, 1), 0.5
        ),
        (_acts(trace, PROVIDER), _acts(trace, FUNDER)),
    )


def _own(line: Line) -> Line:
    """Only the turns in which the side acted, so that its line has no gaps."""
    there = np.isfinite(line.mean)
    return Line(
        line.label, line.look, line.x[there], line.mean[there], line.low[there], line.high[there]
    )


def _acts(trace: np.ndarray, side: int) -> Acts:
    x, hardness, most, share = [], [], [], []
    for t in range(trace.shape[1]):
        own = trace[:, t][trace["actor"][:, t] == side]
        if len(own):
            counts = np.bincount(own["act"], minlength=len(ACTS))
            x.append(t + 1)
            hardness.append(float(own["hardness"].mean()))
            most.append(ACTS[int(counts.argmax())])
            share.append(float(counts.max() / len(own)))
    return Acts(np.array(x), np.array(hardness), tuple(most), np.array(share))


def _marked(last: int, record: Record) -> tuple[int, ...]:
    """Turns to name on the axis: when mediation is due, the end of the year, others between."""
    calendar, marks = record.world.calendar[0], record.world.marks.values()
    first = (1, int(calendar["mediation"]), int(calendar["turns"]))
    kept: list[int] = []
    for turn in (*first, *sorted(marks, reverse=True), last, *range(1, last, ROOM)):
        if 1 <= turn <= last and all(abs(turn - each) >= ROOM for each in kept):
            kept.append(turn)
    return tuple(sorted(kept))


def story_years(record: Record, other: Record | None = None) -> tuple[int, ...]:
    """The season in which a story turns: where it first departs from `other`, or from itself.

    Without another record: the last season before a side changes its strategy, and the first one
    after it; the first season if nobody does.
    """
    strategy = record.sides["strategy"]
    if other is not None and record.trace is not None and other.trace is not None:
        for year in range(record.years):
            if not np.array_equal(record.trace["act"][:, year], other.trace["act"][:, year]):
                return (year,)
    changed = (strategy[:, 1:] != strategy[:, :-1]).any(axis=(0, 2, 3))
    if changed.any():
        year = int(changed.argmax()) + 1
        return (year - 1, year)
    return (0,)


def figure(
    shown: Sequence[Season],
    lang: str,
    word: str | None = None,
    narrow: bool = False,
    framed: bool = True,
) -> Figure:
    """Three rows, one column a season; below each other where `narrow`."""
    columns = 1 if narrow else len(shown)
    size = (style.NARROW[0], 9.6 * len(shown) + 3.0) if narrow else style.WIDE
    with style.styled():
        drawing = style.blank(*size, lang)
        title = i18n.text("figures", "season_title", lang) if framed else ""
        notes = [i18n.text("figures", "season_reading", lang)] if framed else []
        key = _letters(shown, lang)
        style.framed(drawing, title, notes, word if framed else None, lang, key)
        rows = 3 * len(shown) // columns
        heights = [1.0, 1.0, 1.5] * (rows // 3)
        grid = drawing.subplots(rows, columns, squeeze=False, height_ratios=heights)
        for place, each in enumerate(shown):
            axes = grid[3 * place :, 0] if narrow else grid[:, place]
            _column(list(axes[:3]), each, lang, len(shown) > 1, narrow)
        lines.settled(drawing)
    return drawing


def _column(grid: Sequence[Axes], shown: Season, lang: str, titled: bool, narrow: bool) -> None:
    for axes, panel in zip(grid[:2], (shown.tension, shown.contentious), strict=True):
        lines.drawn(axes, panel, narrow)
        axes.tick_params(labelbottom=False)
    _moves(grid[2], shown, lang)
    for axes in grid:
        axes.set_xlim(0.4, len(shown.dates) + 0.6)
        axes.set_xticks(shown.marks, [shown.dates[turn - 1] for turn in shown.marks])
        axes.axvline(shown.half + 0.5, color=style.INK, lw=1.5, ls=":", zorder=1)
    grid[0].annotate(
        i18n.text("figures", "half_done", lang), (shown.half + 0.5, 1.0), xytext=(0, 3),
        textcoords="offset points", ha="center", va="bottom", size=style.SMALL,
        annotation_clip=False,
    )  # fmt: skip
    if titled:
        grid[0].annotate(
            textwrap.shorten(shown.title, 34, placeholder="…"), (0, 1), xytext=(0, 31),
            xycoords="axes fraction", textcoords="offset points", size=style.NORMAL + 1,
            weight="bold", color=style.SOFT,
        )  # fmt: skip


def _moves(axes: Axes, shown: Season, lang: str) -> None:
    """Two lanes, the funder above: the higher in its lane, the harder the move."""
    axes.set_title(i18n.text("figures", "panel_acts", lang), pad=8)
    soft, hard = (i18n.text("figures", key, lang) for key in ("soft", "hard"))
    axes.set_ylim(-0.35, LANE + 1.35)
    axes.set_yticks([0.0, 1.0, LANE, LANE + 1.0], [soft, hard, soft, hard])
    for side, acts in enumerate(shown.acts):
        look, y = style.LOOKS[SIDES[side]], acts.hardness + LANE * side
        axes.plot(acts.x, y, color=look.colour, lw=1.5, ls=look.dash, zorder=2)
        axes.plot(
            acts.x, y, ls="", marker="s" if side else "o", ms=19, color=look.colour,
            markeredgecolor=style.PAPER, clip_on=False, zorder=3,
        )  # fmt: skip
        for x, place, act in zip(acts.x, y, acts.most, strict=True):
            axes.text(
                x, place, i18n.text("figures", f"letter_{act}", lang), color=style.PAPER,
                size=12, weight="bold", ha="center", va="center", zorder=4, clip_on=False,
            )  # fmt: skip
        line = shown.tension.lines[side]
        lines.names_at_ends(axes, [Line(line.label, look, acts.x, y, y, y)])


def _letters(shown: Sequence[Season], lang: str) -> str:
    """What the letters in the markers mean, of the acts that occur."""
    used = {act for each in shown for acts in each.acts for act in acts.most}
    named = (
        f"{i18n.text('figures', f'letter_{act}', lang)} = "
        f"{i18n.text('figures', f'act_{act}', lang)}"
        for act in ACTS
        if act in used
    )
    return i18n.text("figures", "letters", lang, letters=", ".join(named))
