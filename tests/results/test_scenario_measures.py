"""What a scenario shows of its own: means by hand, the timing curve, the survey, the words."""

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from simulator.config import compose as configs
from simulator.config.compose import ConfigError, composed
from simulator.engine.records import AGREED, COMMITTEE, NO_CONTRACT
from simulator.figures import contracted, opinions
from simulator.measures.catalogue import measures
from simulator.report import drawings, findings, page
from simulator.results import scenario_measures, summary
from tests import worlds

SURVEY = ("scenario=two-phases", "runs=2", "years=4")


@pytest.fixture(scope="module")
def pair():
    """A small market and its counterfactual."""
    return tuple(
        worlds.played(worlds.world("world=region", "years=3"), 3, 4, queue=queue)
        for queue in (1.0, 0.0)
    )


def config(*shows: str):
    return worlds.config("years=3").model_copy(update={"shows": list(shows)})


def test_a_coalition_weighs_as_much_as_its_members(pair):
    record = pair[0]
    ties = record.world.ties.copy()
    ties["members"][0] = 5.0
    weighted = replace(record, world=replace(record.world, ties=ties))
    (row,) = [r for r in scenario_measures.rows(weighted, config("value")) if r.side == "provider"]
    value = record.sides["value"][:, 1:, :, 0]  # value shows a year late
    by_hand = ((value.sum(axis=2) + 4 * value[:, :, 0]) / (value.shape[2] + 4)).mean(axis=1)
    assert measures()["value"].lag == 1
    assert row.this.mean == pytest.approx(by_hand.mean())
    assert row.other is row.difference is None


def test_differences_are_taken_within_each_run(pair):
    rows = scenario_measures.rows(pair[0], config("tension", "ownership"), pair[1])
    assert [(row.measure.name, row.side) for row in rows] == [
        ("tension", "provider"), ("tension", "funder"), ("ownership", "both")
    ]  # fmt: skip
    one, other = (each.sides["tension"][..., 0].mean(axis=(1, 2)) for each in pair)
    assert rows[0].difference is not None
    assert rows[0].difference.mean == pytest.approx((one - other).mean())
    assert rows[0].this.mean == pytest.approx(one.mean())


def test_years_without_anything_to_tell_do_not_count(pair):
    record = pair[0]
    sides = dict(record.sides)
    sides["tension"] = sides["tension"].copy()
    sides["tension"][:, 1] = np.nan
    (row, _) = scenario_measures.rows(replace(record, sides=sides), config("tension"))
    kept = record.sides["tension"][:, [0, 2], :, 0]
    assert row.this.mean == pytest.approx(kept.mean(axis=2).mean(axis=1).mean())


def test_a_kind_of_funder_is_judged_on_what_its_file_says(pair):
    found = {(one.kind, one.measure.name) for one in scenario_measures.judged(pair[0], config())}
    assert {("insurer", "access"), ("insurer", "efficiency")} <= found  # A7
    assert ("municipality", "choice") in found
    assert not [kind for kind, _ in found if kind == "provider"]


def test_the_timing_curve_counts_agreements_by_turn_and_contracts_that_run_on():
    record = worlds.played(worlds.world("world=draaiboek", "years=2"), 1, 1)
    relations = {
        "negotiated": np.array([[[1, 1, 1, 0]]]),
        "ending": np.array([[[AGREED, AGREED, COMMITTEE, 0]]]),
        "turns": np.array([[[3, 20, 26, 0]]]),
    }
    four = replace(record.world, ties=np.repeat(record.world.ties, 4))
    record = replace(record, world=four, relations={**record.relations, **relations})
    talks, all_ = contracted.settled(record)[0], contracted.covered(record)[0]
    assert (talks[1], talks[2], talks[18], talks[19], talks[-1]) == pytest.approx(
        (0, 1 / 3, 1 / 3, 2 / 3, 2 / 3)  # the committee is no agreement
    )
    assert (all_[0], all_[2], all_[-1]) == pytest.approx((1 / 4, 2 / 4, 3 / 4))
    relations["ending"] = np.array([[[NO_CONTRACT] * 4]])
    nobody = replace(record, relations={**record.relations, **relations})
    assert contracted.settled(nobody).max() == 0.0


def test_the_survey_is_asked_in_the_first_year_and_in_2025():
    record = worlds.played(worlds.world(*SURVEY), 4, 2)
    answers = scenario_measures.answers(record)
    assert [answer.statement for answer in answers] == [
        "S1", "S1_fully", "S2", "S3", "S4", "S5"
    ]  # fmt: skip
    assert answers[0].years == (2022, 2025)
    early = scenario_measures.answers(replace(record, world=replace(record.world, start=2030)))
    assert early[0].years == (2030, 2030)  # no 2025 among the years
    cells = summary.survey_cells(answers, "en")
    assert cells[5][1] == ">55%"
    assert all(cell[2].count("–") == 1 for cell in cells)  # the ends of the interval


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_and_the_report_show_what_the_scenario_asks_for(pair, lang):
    asked = config("by_12_november", "value")
    asked = asked.model_copy(update={"figures": ["contracted", "survey"], "lang": lang})
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(summary.table(pair[0], asked, other=pair[1], other_title="Zonder wachtrij"))
    said = console.export_text()
    label = measures()["by_12_november"].label[lang]
    assert label in said
    assert "Zonder wachtrij" in said
    assert max(map(len, said.splitlines())) <= 80
    comparison = findings.compared(*pair)
    figures = drawings.drawings(pair[0], asked, comparison, pair[1], lang)
    assert [each.name for each in figures][:2] == ["contracted", "survey"]
    html = page.html(asked, pair[0], comparison, figures, pair[1], asked)
    assert label in html


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_its_figures_keep_all_words_in_view(pair, lang, narrow):
    shown_ = contracted.panels(pair[0], lang, pair[1], ("Hier", "Vergeleken"))
    figures = (
        contracted.figure(shown_, pair[0], lang, "emergent", narrow),
        opinions.figure(scenario_measures.answers(pair[0]), lang, "emergent", narrow),
    )
    for figure in figures:
        figure.draw_without_rendering()
        width, height = figure.get_size_inches() * figure.dpi
        for axes in figure.axes:
            for each in (*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels()):
                low, high = sorted(axes.get_ylim())
                if each in axes.get_yticklabels() and not low <= each.get_position()[1] <= high:
                    continue
                box = each.get_window_extent()
                assert box.x0 >= -1, each.get_text()
                assert box.x1 <= width + 1, each.get_text()
                assert box.y0 + 1 >= 0, each.get_text()
                assert box.y1 <= height + 1, each.get_text()


def test_a_measure_that_is_not_there_is_named_before_anything_is_played():
    with pytest.raises(ConfigError, match="goodwil") as found:
        composed(["shows=[goodwil]"])
    assert "goodwill" in str(found.value)
    with pytest.raises(ConfigError, match="opbrengst"):
        composed(["kinds.insurer.judged_on=[opbrengst]"])


@pytest.mark.parametrize("name", sorted(configs.catalogue("scenario")))
def test_what_a_scenario_shows_exists(name):
    asked = configs.catalogue("scenario")[name]
    assert set(asked.get("shows", ())) <= set(measures())
    assert set(asked.get("figures", ())) <= set(drawings.OWN)
