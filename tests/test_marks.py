"""The marks of axes are written as the language of the figure writes numbers."""

import re

import numpy as np
import pytest
from matplotlib.figure import Figure

from simulator import i18n
from simulator.analysis import bars
from simulator.evidence import section
from simulator.figures import marks, style
from simulator.results.intervals import interval
from tests.test_figures import ALL, LANGUAGES, WIDTHS, drawn, region, stories

__all__ = ["region", "stories"]  # fixtures

channels, timing, tournament = map(section.study, ("channels", "timing", "tournament"))
DRAWN = np.random.Generator(np.random.PCG64(1))


def marked(figure: Figure) -> set[str]:
    """What stands beside the marks of all axes."""
    figure.draw_without_rendering()
    every = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    return {label.get_text() for axis in every for label in axis.get_ticklabels()}


def expect_written(figure: Figure, lang: str) -> None:
    """Every number is the place of its mark, written in `lang`; at least one is no round number."""
    figure.draw_without_rendering()
    point, other = (",", r"\.") if lang == "nl" else (r"\.", ",")
    written = re.compile(rf"[+{i18n.MINUS}]?\d+({point}\d+)?")
    found = []
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        for tick in axis.get_major_ticks():
            said, place = tick.label1.get_text(), tick.get_loc()
            assert not re.search(rf"\d{other}\d|-\d", said), said
            if written.fullmatch(said):
                number = float(said.replace(",", ".").replace(i18n.MINUS, "-"))
                assert number == pytest.approx(place, abs=1e-9)
                found.append(said)
    assert any(re.search(point, said) for said in found)


@pytest.mark.parametrize("name", [name for name in ALL.args[1] if name != "network"])
@WIDTHS
@LANGUAGES
def test_figures_of_a_run(name, lang, narrow, region, stories):
    expect_written(drawn(name, region, stories, lang, narrow), lang)


def study_of_channels():
    values = [interval(DRAWN.normal(0.05, 0.01, 9)) for _ in range(7)]
    row = dict(zip(("whole", "null", *channels.OFF), values, strict=True))
    return channels._drawn(dict.fromkeys(channels.HEADLINES, row))


def study_of_timing():
    curve = np.linspace(0.0, 0.99, timing.LAST)
    return timing._drawn({(1.0, 20): curve, (1.0, 26): curve / 2}, [(1.0, 26, 0.3)])


def study_of_tournament():
    count = len(tournament.players())
    return tournament._drawn(
        {name: DRAWN.uniform(0.4, 0.7, (count, count, 2, 2)) for name in ("default", "null")}
    )


@pytest.mark.parametrize("made", [study_of_channels, study_of_timing, study_of_tournament])
@pytest.mark.parametrize("framed", [True, False])
@LANGUAGES
def test_figures_of_the_evidence(made, framed, lang):
    expect_written(made().draw(lang, framed), lang)


@LANGUAGES
@pytest.mark.parametrize("framed", [True, False])
def test_what_the_marks_of_the_tournament_mean_covers_none_of_them(framed, lang):
    figure = study_of_tournament().draw(lang, framed)
    figure.draw_without_rendering()
    legend = figure.axes[0].get_legend().get_window_extent()
    for axes in figure.axes:
        assert not legend.overlaps(axes.get_window_extent())
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            assert not legend.overlaps(label.get_window_extent())


@LANGUAGES
def test_figures_of_an_analysis(lang):
    values = np.array([0.25, -0.125])
    series = [bars.Series("total", values, values - 0.01, values + 0.01, filled=True)]
    expect_written(bars.figure(["a", "b"], series, "", [], "", lang), lang)


def test_marks_have_as_many_digits_as_one_of_them_needs():
    assert marks.digits([0.0, 0.1 + 0.2, 0.6]) == 1
    assert marks.digits([0.0, 0.25, 0.5]) == 2
    assert marks.digits([2022.0, 2024.0]) == 0
    assert marks.digits([-1e-4, 0.0, 1e-4]) == 4
    assert marks.Numbers("nl").format_ticks([-0.5, 0.0, 0.25]) == ["−0,50", "0,00", "0,25"]
    assert marks.Numbers("en").format_ticks([-0.5, 0.0, 0.25]) == ["−0.50", "0.00", "0.25"]
    assert marks.Numbers("nl").format_ticks([]) == []
    short = marks.Numbers("nl", short=True).format_ticks([-0.5, 0.0, 0.05])
    assert short == ["−0,5", "0", "0,05"]


def test_an_axis_keeps_a_way_of_its_own():
    figure = style.blank(4.0, 3.0, "nl")
    one, other = figure.subplots(1, 2)
    one.xaxis.set_major_formatter(lambda x, _: i18n.percentage(x, "nl"))
    one.set_xticks([0.5])
    other.set_xticks([0.5], ["half"])
    figure.add_subplot()
    assert {"50\N{NO-BREAK SPACE}%", "half"} <= marked(figure)
