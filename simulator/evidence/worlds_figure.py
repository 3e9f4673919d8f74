"""The figure of a claim: in which worlds does this hold?

A row for all plausible worlds, and one for each of the three numbers that decide most, with the
share holding where that number is low, middle and high.
"""

import textwrap

from matplotlib.figure import Figure

from simulator import i18n
from simulator.evidence.results import Result
from simulator.figures.style import (
    BLUE,
    GREY,
    NORMAL,
    OCHRE,
    PAPER,
    RUST,
    SMALL,
    blank,
    framed,
    styled,
)

said = i18n.about("evidence")
LOOKS = ((OCHRE, "v"), (GREY, "s"), (BLUE, "^"))  # low, middle, high
KINDS = {"built_in": "built_in", "emergent": "emergent", "calibrated": "calibrated", "both": "both"}


def rows(result: Result, lang: str) -> list[tuple[str, tuple[float, ...]]]:
    """What each row shows: its name and one or three shares."""
    if result.robust is None:
        return []
    whole: tuple[float, ...] = (result.robust.share,)
    found = [(said("all_worlds", lang), whole)]
    found += [
        (i18n.text("evidence_numbers", each.name, lang), each.thirds) for each in result.deciders
    ]
    return found


def description(result: Result, lang: str) -> str:
    """The figure in words."""
    lines = [
        f"{name}: " + ", ".join(i18n.percentage(share, lang) for share in shares)
        for name, shares in rows(result, lang)
    ]
    return said("worlds_alt", lang, claim=result.claim, rows="; ".join(lines))


def figure(result: Result, lang: str, with_frame: bool = True) -> Figure:
    """The figure; `with_frame` adds title and reading aid for use by itself."""
    shown = rows(result, lang)
    with styled():
        made = blank(9.6, (1.6 if with_frame else 0.6) + 0.75 * len(shown) + 0.9, lang)
        axes = made.add_subplot()
        for place, (_, shares) in enumerate(shown):
            y = len(shown) - 1 - place
            if len(shares) == 1:
                axes.barh(y, shares[0], height=0.5, color=BLUE)
                axes.annotate(
                    i18n.percentage(shares[0], lang), (0.0, y), (8, 0), color=PAPER,
                    textcoords="offset points", va="center", size=NORMAL, weight="bold",
                )  # fmt: skip
                continue
            axes.plot(shares, [y] * 3, color=GREY, linewidth=1.5, zorder=1)
            for share, (colour, marker) in zip(shares, LOOKS, strict=True):
                axes.plot(share, y, marker=marker, color=colour, markersize=11, linestyle="")
        axes.axvline(0.8, color=RUST, linestyle=(0, (4, 3)), linewidth=1.5)
        axes.set_yticks(
            range(len(shown)),
            [textwrap.fill(name, 34) for name, _ in reversed(shown)],
            size=SMALL,
        )
        axes.set_xlim(0, 1.08)
        axes.set_ylim(-0.6, len(shown) - 0.4)
        axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
        axes.set_xticklabels([i18n.percentage(tick, lang) for tick in axes.get_xticks()])
        axes.set_xlabel(said("worlds_axis", lang), size=SMALL)
        axes.grid(axis="y", visible=False)
        for key, (colour, marker) in zip(("low", "middle", "high"), LOOKS, strict=True):
            axes.plot([], [], marker=marker, color=colour, linestyle="", label=said(key, lang))
        axes.legend(
            loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=3, frameon=False, fontsize=SMALL
        )
        if with_frame:
            framed(
                made, f"{result.claim}: {said('worlds_title', lang)}",
                [said("worlds_reading", lang)], KINDS[result.plan.kind], lang,
            )  # fmt: skip
    return made
