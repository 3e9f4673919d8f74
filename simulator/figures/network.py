"""The network of one year: who grants whom something extra.

Providers stand left, funders right. The half of a line that touches an organisation shows what
that organisation grants the other: thicker is more, dashed is the opposite. Shape says what kind
of organisation it is, colour and letters how it negotiates.
"""

import re
import textwrap
from dataclasses import dataclass

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.figures import style
from simulator.results.groups import FAMILIES, family

MOST = 24  # organisations that still can be read
COLUMN, LINES = 14, 48  # below each other, and lines between them, that still can be followed
NEUTRAL = 0.05  # goodwill closer to zero is drawn as none
SHAPES = {"provider": "o", "insurer": "s", "care_office": "D", "municipality": "^"}
WIDE, NARROW = 27, 13  # letters on a line of a name
OTHER_SHAPES = "pvhX*"
NODE = 23.0  # points across
LARGER = {"^": 1.25, "D": 0.9}  # so that two letters fit and all look alike in size

Places = dict[str, tuple[float, float]]  # organisation -> x, y


@dataclass(frozen=True)
class Tie:
    """Mean goodwill over runs of a provider and a funder about each other, in [-1, 1]."""

    provider: str
    funder: str
    given: float  # by the provider
    received: float  # from the funder


@dataclass(frozen=True)
class Network:
    """What the figure shows."""

    year: int
    ties: tuple[Tie, ...]
    labels: dict[str, str]  # organisation -> as people read it
    kinds: dict[str, str]  # organisation -> kind
    kind_labels: dict[str, str]
    families: dict[str, str]  # organisation -> family of strategies it started with
    sizes: dict[str, float]  # organisation -> size
    run: int | None  # the one run that is shown; None = the mean of all
    left_out: int  # organisations that did not fit


def network(record: Record, config: Config, lang: str, year: int = -1, most: int = MOST) -> Network:
    """The ties of one year, by default the last.

    Where organisations draw their strategy anew in each run, a mean over runs would make all ties
    alike: then the first run is shown, and the figure says so.

    Args:
        year: counted from 0; negative = from the end.
        most: number of organisations shown at most, the largest ones.
    """
    world = record.world
    shown = _largest(record, most)
    started = record.sides["strategy"][:, 0]  # [R, D, 2]
    run = None if (started == started[:1]).all() else 0
    goodwill = record.sides["goodwill"][:, year]  # [R, D, 2]
    goodwill = goodwill.mean(axis=0) if run is None else goodwill[run]
    pairs: dict[tuple[str, str], list[np.ndarray]] = {}
    families = {}
    for d, relation in enumerate(world.relations):
        pair = (relation.provider, relation.funder)
        if shown.issuperset(pair):
            pairs.setdefault(pair, []).append(goodwill[d])
            for name, strategy in zip(pair, started[0, d], strict=True):
                families[name] = family(world.strategies[strategy])
    known = {each.name: each for each in world.organisations if each.name in families}
    kinds = {name: each.kind for name, each in known.items()}
    return Network(
        world.start + year % record.years,
        tuple(Tie(*pair, *np.mean(both, axis=0).tolist()) for pair, both in pairs.items()),
        {name: i18n.in_language(each.label, lang) for name, each in known.items()},
        kinds,
        {
            kind: i18n.in_language(config.kinds[kind].label.model_dump(), lang)
            for kind in sorted(set(kinds.values()), key=lambda kind: (kind != "provider", kind))
        },
        families,
        {name: each.size for name, each in known.items()},
        run,
        len(world.organisations) - len(known),
    )


def _largest(record: Record, most: int) -> set[str]:
    """Names of the organisations to show: all, or the largest of each side with their ties.

    Where so many contract with each other that no line can be followed, the smallest funders go.
    """
    world = record.world
    pairs = {(each.provider, each.funder) for each in world.relations}
    columns = [{pair[side] for pair in pairs} for side in (0, 1)]
    fits = max(map(len, columns)) <= COLUMN and len(pairs) <= LINES
    if len(world.organisations) <= most and fits:
        return {each.name for each in world.organisations}
    sizes = {each.name: each.size for each in world.organisations}
    by_size = sorted(columns[1], key=lambda n: _rank(sizes[n], n))
    for count in range(min(most // 3, len(by_size)), 0, -1):
        funders = set(by_size[:count])
        tied = {provider for provider, funder in pairs if funder in funders}
        largest = sorted(tied, key=lambda n: _rank(sizes[n], n))[: min(COLUMN, most - count)]
        chosen = funders | set(largest)
        if count == 1 or sum(chosen.issuperset(pair) for pair in pairs) <= LINES:
            break
    return chosen


def _rank(size: float, name: str) -> tuple[float, str]:
    """The largest first; of equals in the order of their numbers: 2 before 10."""
    return -size, re.sub(r"\d+", lambda found: found[0].zfill(9), name)


def places(shown: Network) -> Places:
    """Where each organisation stands: x 0 or 1, y in [0, 1], near those it contracts with."""
    graph = nx.Graph((tie.provider, tie.funder) for tie in shown.ties)
    right = sorted({tie.funder for tie in shown.ties}, key=lambda n: (shown.kinds[n], n))
    left = _ordered(graph, {tie.provider for tie in shown.ties}, right, shown.sizes)
    return {
        name: (x, 1.0 - (i + 0.5) / len(column))
        for x, column in ((0.0, left), (1.0, right))
        for i, name in enumerate(column)
    }


def _ordered(
    graph: nx.Graph, column: set[str], other: list[str], sizes: dict[str, float]
) -> list[str]:
    """By the mean place of partners, which crosses fewest lines; those with the same by size."""
    place = {name: i for i, name in enumerate(other)}

    def key(name: str) -> tuple[float, float, str]:
        return float(np.mean([place[each] for each in graph[name]])), *_rank(sizes[name], name)

    return sorted(column, key=key)


def figure(
    shown: Network,
    lang: str,
    word: str | None = None,
    narrow: bool = False,
    framed: bool = True,
) -> Figure:
    """The network as two columns; `narrow` for a phone, `framed` with its texts."""
    rows = max(len({tie.provider for tie in shown.ties}), len({tie.funder for tie in shown.ties}))
    width, height = (style.NARROW[0], 0.62 * rows + 6.0) if narrow else style.WIDE
    with style.styled():
        drawing = Figure(figsize=(width, height))
        title = i18n.text("figures", "network_title", lang, year=shown.year) if framed else ""
        notes = [reading_aid(shown, lang)] if framed else []
        bottom, top = style.framed(drawing, title, notes, word if framed else None, lang)
        bottom = _legends(drawing, shown, lang, bottom, 2 if narrow else 4)
        axes = drawing.add_axes((0.0, bottom, 1.0, top - bottom))
        at = places(shown)
        _lines(axes, shown, at)
        names = _names(shown, at, NARROW if narrow else WIDE)
        _organisations(axes, shown, at, lang, names)
        left, right = _room(names, at, width) if narrow else (0.62, 0.62)
        axes.set_xlim(-left, 1.0 + right)
        axes.set_ylim(0.0, 1.0)
        axes.set_axis_off()
    return drawing


def reading_aid(shown: Network, lang: str) -> str:
    """How to read the figure, and whom it leaves out."""
    seen = "mean" if shown.run is None else "run"
    aid = i18n.text("figures", f"network_reading_{seen}", lang, run=(shown.run or 0) + 1)
    if shown.left_out:
        aid += " " + i18n.text("figures", "network_left_out", lang, count=shown.left_out)
    return aid


def _lines(axes: Axes, shown: Network, at: Places) -> None:
    for tie in sorted(shown.ties, key=lambda tie: abs(tie.given) + abs(tie.received)):
        ends = np.array([at[tie.provider], at[tie.funder]])
        middle = ends.mean(axis=0)
        for end, goodwill in zip(ends, (tie.given, tie.received), strict=True):
            colour, dash, width = _look(goodwill)
            near, far = end + 0.03 * (middle - end), end + 0.98 * (middle - end)
            axes.plot(
                *np.array([near, far]).T, color=colour, ls=dash, lw=width, solid_capstyle="butt",
                dash_capstyle="butt", zorder=1,
            )  # fmt: skip


def _look(goodwill: float) -> tuple[str, str | tuple[float, tuple[float, ...]], float]:
    """Colour, dashes and width of half a line."""
    if abs(goodwill) < NEUTRAL:
        return style.SOFT, "-", 1.0
    width = 1.5 + 9.0 * abs(goodwill)
    if goodwill > 0.0:
        return style.BLUE, "-", width
    return style.RUST, (0, (5.0 / width + 0.6, 2.5 / width + 0.3)), width


def _organisations(
    axes: Axes, shown: Network, at: Places, lang: str, names: dict[str, str]
) -> None:
    shapes = _shapes(shown)
    for name, (x, y) in at.items():
        group, shape = shown.families[name], shapes[shown.kinds[name]]
        axes.plot(
            x, y, ls="", marker=shape, ms=NODE * LARGER.get(shape, 1.0), zorder=3,
            color=style.LOOKS[group].colour, markeredgecolor=style.PAPER, markeredgewidth=1.5,
        )  # fmt: skip
        axes.text(
            x, y, _letters(group, lang), size=10.5, weight="bold", color=style.PAPER,
            ha="center", va="top" if shape == "^" else "center", zorder=4,
        )  # fmt: skip
        axes.annotate(
            names[name], (x, y), xytext=(18 if x else -18, 0), textcoords="offset points",
            ha="left" if x else "right", va="center", size=style.SMALL, linespacing=0.95,
        )  # fmt: skip


def _names(shown: Network, at: Places, least: int) -> dict[str, str]:
    """The names on lines of at least so many letters, and long enough for the longest word."""
    short = {name: shown.labels[name].split(", ")[0] for name in at}  # a comma explains
    found = {}
    for name, (x, _) in at.items():
        beside = (short[other].split() for other in at if at[other][0] == x)
        longest = max(len(word) for words in beside for word in words)
        found[name] = "\n".join(textwrap.wrap(short[name], max(least, longest)))
    return found


def _room(names: dict[str, str], at: Places, width: float) -> tuple[float, float]:
    """Room for the names left and right, as a share of what is between the columns."""
    left, right = (
        max(len(line) for name in at if at[name][0] == x for line in names[name].split("\n"))
        for x in (0.0, 1.0)
    )
    inches = [0.45 + 1.1 * style.SMALL * style.LETTER * letters for letters in (left, right)]
    between = width - sum(inches)
    return inches[0] / between, inches[1] / between


def _letters(group: str, lang: str) -> str:
    """The two letters that stand for a family."""
    return i18n.text("summary", f"family_{group}", lang)[:2]


def _shapes(shown: Network) -> dict[str, str]:
    spare = iter(OTHER_SHAPES * 10)
    return {kind: SHAPES.get(kind) or next(spare) for kind in shown.kind_labels}


def _legends(drawing: Figure, shown: Network, lang: str, bottom: float, columns: int) -> float:
    """Three short legends, from above: kinds, ways of working, goodwill. Returns their top."""
    shapes, height = _shapes(shown), drawing.get_size_inches()[1]
    kinds = [
        Line2D([], [], ls="", marker=shapes[kind], ms=13, color=style.SOFT, label=label)
        for kind, label in shown.kind_labels.items()
    ]
    groups = [
        Line2D(
            [], [], ls="", marker="o", ms=13, color=style.LOOKS[group].colour,
            label=f"{_letters(group, lang)} = {i18n.text('summary', f'family_{group}', lang)}",
        )
        for group in FAMILIES
        if group in shown.families.values()
    ]  # fmt: skip
    lines = []
    for goodwill, key in ((0.6, "more"), (0.0, "neutral"), (-0.6, "less")):
        colour, dash, width = _look(goodwill)
        label = i18n.text("figures", f"network_{key}", lang)
        lines.append(Line2D([], [], color=colour, ls=dash, lw=width, label=label))
    for handles in (lines, groups, kinds):
        drawing.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(0.0, bottom), ncols=columns,
            frameon=False, fontsize=style.SMALL, columnspacing=1.4, handletextpad=0.5,
            handlelength=2.4 if handles is lines else 1.2, labelspacing=0.35,
            borderpad=0.2, borderaxespad=0.4,
        )  # fmt: skip
        bottom += (0.31 * -(-len(handles) // columns) + 0.04) / height
    return float(bottom + 0.1 / height)
