"""Figures: true to their numbers, legible from the back row, the same every time."""

import dataclasses
import itertools
import re
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

from simulator import i18n
from simulator.engine.records import FUNDER, PROVIDER
from simulator.figures import difference, lines, network, season, style, years
from simulator.measures.catalogue import measures
from simulator.results import contrast
from simulator.results.groups import grouped, means
from simulator.results.summary import COMPARED
from tests.worlds import REGION, config, played, world

STORY, OTHER = "scenario=calm-opens-the-talk", "scenario=calm-opens-the-talk-argue"
LANGUAGES = pytest.mark.parametrize("lang", i18n.LANGUAGES)
WIDTHS = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


@pytest.fixture(scope="module")
def region():
    return played(world(*REGION), years=4, runs=6)


@pytest.fixture(scope="module")
def stories():
    return tuple(played(world(name), years=5, runs=20, trace=True) for name in (STORY, OTHER))


def drawn(name: str, region, stories, lang: str, narrow: bool, framed: bool = True) -> Figure:
    """One of the figures."""
    if name == "years":
        return years.figure(years.panels(region, lang), lang, "", "both", narrow, framed)
    if name == "years_compared":
        shown = years.panels(stories[0], lang, stories[1], ("Met rust", "Met argumenten"))
        return years.figure(shown, lang, "compared", "emergent", narrow, framed)
    if name == "network":
        shown = network.network(region, config(*REGION), lang)
        return network.figure(shown, lang, "emergent", narrow, framed)
    if name == "season":
        shown = [season.season(each, 3, "Een verhaal", lang) for each in stories]
        return season.figure(shown, lang, "built_in", narrow, framed)
    known = [measures()[each] for each in COMPARED]
    both = (contrast.of_families(region, known, when=when) for when in ("first", "last"))
    rows = list(zip(*both, strict=True))
    return difference.figure(rows, 2022, lang, "families", "both", narrow, framed)


ALL = pytest.mark.parametrize(
    "name", ["years", "years_compared", "network", "season", "difference"]
)


def all_texts(figure: Figure) -> list[Text]:
    """Every text that is to be seen: also what no tick in view carries is left out."""
    figure.draw_without_rendering()
    unseen: list[Text] = []
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not (axes.axison and low <= tick.get_loc() <= high):
                    unseen += [tick.label1, tick.label2]
    found = figure.findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())
    return [each for each in found if each.get_text().strip() and each not in unseen]


@ALL
@LANGUAGES
@WIDTHS
def test_no_text_is_cut_off_or_too_small(name, lang, narrow, region, stories):
    figure = drawn(name, region, stories, lang, narrow)
    width, height = figure.get_size_inches() * figure.dpi
    for each in all_texts(figure):
        box = Text.get_window_extent(each)  # of the words alone, without a leading line
        said = each.get_text()
        assert box.x0 >= -1, said
        assert box.y0 >= -1, said
        assert box.x1 <= width + 1, said
        assert box.y1 <= height + 1, said
        least = 10 if len(said) <= 2 else style.SMALL  # letters in a marker
        assert each.get_size() >= least, said


@ALL
@LANGUAGES
@WIDTHS
def test_no_two_names_of_lines_overlap(name, lang, narrow, region, stories):
    figure = drawn(name, region, stories, lang, narrow)
    for axes in figure.axes:
        names = [each for each in axes.texts if each.get_gid() == lines.END]
        boxes = [Text.get_window_extent(each) for each in names]
        for one, other in itertools.combinations(boxes, 2):
            assert not one.padded(-1).overlaps(other.padded(-1))


@ALL
@LANGUAGES
def test_a_framed_figure_says_how_to_read_it_and_what_kind_of_claim_it_is(
    name, lang, region, stories
):
    figure = drawn(name, region, stories, lang, narrow=False)
    said = " ".join(each.get_text().replace("\n", " ") for each in figure.texts)
    assert ("Lees zo:" if lang == "nl" else "How to read:") in said
    words = ("Ingebouwd", "Emergent") if lang == "nl" else ("Built in", "Emergent")
    assert any(word in said for word in words)
    bare = drawn(name, region, stories, lang, narrow=False, framed=False)
    left = " ".join(each.get_text() for each in bare.texts)
    assert "Lees zo:" not in left
    assert "How to read:" not in left


def test_an_unknown_kind_of_claim_is_refused(region):
    with pytest.raises(i18n.TextError, match="word_proven"):
        years.figure(years.panels(region, "nl"), "nl", word="proven")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def test_ink_has_the_contrast_that_text_needs():
    """WCAG 2.1 AA: 4.5 to 1; black on white is 21 to 1."""
    assert (1.05) / (luminance("#000000") + 0.05) == pytest.approx(21.0)
    for colour in {style.INK, style.SOFT, *(look.colour for look in style.LOOKS.values())}:
        assert (luminance(style.PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5, colour


def test_no_two_families_differ_by_colour_alone():
    from simulator.results.groups import FAMILIES

    looks = [style.LOOKS[name] for name in FAMILIES]
    for part in ("colour", "dash", "marker"):
        assert len({str(getattr(look, part)) for look in looks}) == len(looks)


@ALL
def test_the_same_figure_is_the_same_file(name, region, stories):
    one, other = (style.svg(drawn(name, region, stories, "nl", False)) for _ in range(2))
    assert one == other
    assert one.startswith("<?xml")


def test_png_and_svg_are_written_whole_and_in_full_hd(region, tmp_path):
    figure = drawn("years", region, None, "nl", narrow=False)
    png, svg = style.written(figure, tmp_path, "years")
    assert struct.unpack(">II", png.read_bytes()[16:24]) == (1920, 1080)
    assert svg.read_text(encoding="utf-8").rstrip().endswith("</svg>")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["years.png", "years.svg"]


def test_lines_of_the_years_are_the_means_of_the_groups(region):
    panels = years.panels(region, "en")
    groups = grouped(region, "family", PROVIDER)
    trust = means(measures()["trust_received"].values(region), groups)
    for g, line in enumerate(panels[0].lines):
        np.testing.assert_allclose(line.mean, np.nanmean(trust[:, :, g], axis=0))
        np.testing.assert_allclose(line.low, np.nanquantile(trust[:, :, g], 0.1, axis=0))
        assert line.look == style.LOOKS[groups.names[g]]
    np.testing.assert_array_equal(panels[0].lines[0].x, [2022, 2023, 2024, 2025])


def test_a_story_has_a_line_for_each_side(stories):
    labels = [line.label for line in years.panels(stories[0], "nl")[0].lines]
    assert labels == ["Zorgaanbieders", "Financiers"]


def test_a_line_passes_over_columns_without_numbers():
    samples = np.array([[1.0, np.nan, 3.0], [3.0, np.nan, np.nan]])
    found = lines.line("x", style.LOOKS["hard"], [0, 1, 2], samples)
    np.testing.assert_array_equal(found.mean, [2.0, np.nan, 3.0])
    np.testing.assert_allclose(found.low, [1.2, np.nan, 3.0])
    np.testing.assert_allclose(found.high, [2.8, np.nan, 3.0])


@given(
    some.lists(some.floats(0.0, 1.0), min_size=1, max_size=8).map(sorted),
    some.floats(0.01, 0.3),
)
def test_names_are_spread_within_the_panel(places, step):
    found = lines.spread(places, step, 0.0, 1.0)
    wide = min(step, 1.0 / len(places))
    assert all(b - a >= wide - 1e-9 for a, b in itertools.pairwise(found))
    assert found[0] >= wide / 2 - 1e-9
    assert found[-1] <= 1.0 - wide / 2 + 1e-9


def test_names_that_lie_apart_stay_where_they_are():
    assert lines.spread([0.2, 0.5, 0.8], 0.1, 0.0, 1.0) == pytest.approx([0.2, 0.5, 0.8])


@pytest.mark.parametrize(
    ("values", "least", "expected"),
    [([0.42, 0.58], 0.3, (0.3, 0.7)), ([0.0, 0.95], 0.3, (0.0, 1.0)), ([np.nan], 0.3, (0.0, 1.0))],
)
def test_a_range_is_round_and_never_too_narrow(values, least, expected):
    assert lines.padded([np.array(values)], least) == pytest.approx(expected)


def test_the_network_shows_one_run_where_strategies_are_drawn_anew(region):
    shown = network.network(region, config(*REGION), "nl")
    assert shown.run == 0
    assert shown.year == 2025
    d = 7
    relation = region.world.relations[d]
    ties = {(tie.provider, tie.funder): tie for tie in shown.ties}
    tie = ties[relation.provider, relation.funder]
    given, received = region.sides["goodwill"][0, -1, d]
    assert (tie.given, tie.received) == pytest.approx((given, received))
    assert "alleen run 1" in network.reading_aid(shown, "nl")


def test_the_network_shows_the_mean_where_strategies_are_fixed(stories):
    shown = network.network(stories[0], config(STORY), "en")
    assert shown.run is None
    (tie,) = shown.ties
    mean = stories[0].sides["goodwill"][:, -1, 0].mean(axis=0)
    assert (tie.given, tie.received) == pytest.approx((mean[PROVIDER], mean[FUNDER]))
    assert "mean of all runs" in network.reading_aid(shown, "en")


def test_the_network_keeps_the_largest_where_there_are_too_many(region):
    shown = network.network(region, config(*REGION), "nl", most=9)
    assert len(shown.labels) <= 9
    assert shown.left_out == 20 - len(shown.labels)
    assert "verzekeraar_de_linde" in shown.labels
    assert f"{shown.left_out} andere" in network.reading_aid(shown, "nl")


@LANGUAGES
@WIDTHS
def test_a_network_of_many_alike_can_be_read(lang, narrow):
    """Sixty providers of one municipality: the large ones first, 2 before 10, no two overlap."""
    sizes = "scenario=municipality-sizes"
    shown = network.network(played(world(sizes), years=1, runs=2), config(sizes), lang)
    assert len(shown.labels) == network.COLUMN + 1
    assert shown.left_out == 61 - len(shown.labels)
    at = network.places(shown)
    column = sorted((name for name in at if at[name][0] == 0.0), key=lambda name: -at[name][1])
    large = [f"jeugdhulp_groot_{number}" for number in range(1, 7)]
    assert column == large + [f"jeugdhulp_{number}" for number in range(1, 9)]
    figure = network.figure(shown, lang, narrow=narrow)
    figure.draw_without_rendering()
    (axes,) = figure.axes
    names = [each for each in axes.texts if len(each.get_text()) > 2]
    boxes = [Text.get_window_extent(each) for each in names]
    assert len(boxes) == len(shown.labels)
    for one, other in itertools.combinations(boxes, 2):
        assert not one.padded(-1).overlaps(other.padded(-1))
    for each, box in zip(names, boxes, strict=True):
        assert box.x0 >= 2, each.get_text()
        assert box.x1 <= figure.bbox.x1 - 2, each.get_text()
        assert set(each.get_text().split()) <= {w for n in shown.labels.values() for w in n.split()}


def test_where_all_contract_with_all_only_as_many_lines_stay_as_can_be_followed(region):
    shown = network.network(region, config(*REGION), "nl")
    assert len(shown.ties) <= network.LINES
    dense = network.network(
        played(world("scenario=gp-centres"), years=1, runs=1), config("scenario=gp-centres"), "nl"
    )
    assert len({tie.funder for tie in dense.ties}) > 1
    assert len(dense.ties) <= network.LINES


def test_everybody_in_the_network_has_a_place_of_its_own(region):
    shown = network.network(region, config(*REGION), "nl")
    places = network.places(shown)
    assert set(places) == set(shown.labels)
    assert len(set(places.values())) == len(places)
    assert network.places(dataclasses.replace(shown, ties=shown.ties[::-1])) == places


def test_half_a_line_is_thick_where_goodwill_is_large_and_dashed_below_zero():
    looks = {goodwill: network._look(goodwill) for goodwill in (-0.6, -0.3, 0.0, 0.3, 0.6)}
    assert looks[0.6][2] > looks[0.3][2] > looks[0.0][2]
    assert looks[-0.6][2] == looks[0.6][2]
    assert looks[0.3][1] == "-" != looks[-0.3][1]


def test_the_season_is_the_mean_of_those_who_still_talk(stories):
    shown = season.season(stories[0], 3, "x", "en")
    trace = stories[0].trace[:, 3, 0]
    held = trace[trace["actor"][:, 0] >= 0]
    last = len(shown.dates) - 1
    assert not (held["actor"][:, last] >= 0).all()
    for turn in (0, 3, last):
        talking = held["actor"][:, turn] >= 0
        expected = held["tension"][talking, turn, FUNDER].mean()
        assert shown.tension.lines[FUNDER].mean[turn] == pytest.approx(expected, rel=1e-5)
    own = shown.contentious.lines[FUNDER]
    np.testing.assert_array_equal(own.x[:3], [1, 3, 5])  # the funder opens, sides alternate
    assert own.mean[0] == pytest.approx(held["contentious"][:, 0].mean(), rel=1e-5)
    assert shown.dates[12] == "15 Oct"
    assert 13 in shown.marks


def test_the_act_shown_is_the_one_most_often_done(stories):
    shown = season.season(stories[1], 3, "x", "nl")
    acts = shown.acts[PROVIDER]
    assert acts.most[0] == "argue"
    trace = stories[1].trace[:, 3, 0]
    second = trace[:, 1][trace["actor"][:, 1] == PROVIDER]
    assert acts.share[0] == pytest.approx((second["act"] == 1).mean())
    assert acts.hardness[0] == pytest.approx(second["hardness"].mean())


def test_the_season_of_a_story_is_where_it_turns(stories):
    assert season.story_years(stories[0]) == (2, 3)  # calm from year 3
    assert season.story_years(*stories) == (3,)
    assert season.story_years(stories[1]) == (0,)  # nobody changes


def test_a_season_needs_turns(region, stories):
    with pytest.raises(ValueError, match="trace=true"):
        season.season(region, 0, "x", "nl")
    silent = stories[0].trace.copy()
    silent["actor"][:, 2] = -1
    with pytest.raises(ValueError, match="no talks in year 2024"):
        season.season(dataclasses.replace(stories[0], trace=silent), 2, "x", "nl")


def test_differences_are_drawn_at_their_means_with_their_intervals(region):
    (row,) = contrast.of_families(region, [measures()["value"]])
    figure = difference.figure([(row,)], 2022, "nl", "families")
    (axes,) = figure.axes
    bar, dot, _zero = axes.lines
    np.testing.assert_allclose(bar.get_xdata(), [row.difference.low, row.difference.high])
    np.testing.assert_allclose(dot.get_xdata(), [row.difference.mean])


def test_every_unit_has_its_place_among_the_differences():
    assert set(difference.SCALES) == set(i18n.subject("units"))


def test_figures_speak_dutch_numbers_in_dutch(region):
    figure = drawn("years", region, None, "nl", narrow=False)
    labels = [each.get_text() for axes in figure.axes for each in axes.get_yticklabels()]
    assert "0,5" in labels
    assert not any(re.search(r"\d\.\d", label) for label in labels)
