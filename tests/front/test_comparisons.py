"""Two choices with the same luck, from Python."""

import pyarrow.parquet as pq
import pytest
from matplotlib.figure import Figure

import simulator as gf
from simulator.cli.main import main
from tests.results.test_store import assert_equal


@pytest.fixture(scope="module")
def pair() -> gf.Comparison:
    return gf.compare("region", "null", runs=4, years=2, lang="en")


def test_numbers_are_those_of_the_command(pair, tmp_path):
    words = ["compare", "region", "null", "runs=4", "years=2", "lang=en"]
    assert main([*words, f"output={tmp_path}/pair"]) == 0
    assert_equal(pair.differences(), pq.read_table(tmp_path / "pair" / "differences.parquet"))
    assert_equal(pair.to_arrow("values"), pq.read_table(tmp_path / "pair" / "values.parquet"))


def test_each_choice_is_a_run(pair):
    alone = gf.run("null", runs=4, years=2, lang="en")
    assert_equal(pair.second.to_arrow(), alone.to_arrow())
    assert pair.second.against == pair.first.config


def test_configs_mappings_and_words_are_choices_alike(pair):
    first = gf.compose(scenario="region", years=2, lang="en")
    found = gf.compare(first, {"scenario": "null", "years": 2, "lang": "en"}, runs=4)
    assert_equal(found.differences(), pair.differences())


def test_without_a_second_it_is_the_counterfactual():
    pair = gf.compare("after-the-breach", runs=2, years=2)
    assert pair.configs[1].name == "after-the-breach-no-override"
    with pytest.raises(gf.ComparisonError, match=r"compare\('region counterfactual=null', 'B'\)"):
        gf.compare("region counterfactual=null", runs=2)


def test_differences_are_a_frame_figures_and_a_report(pair, tmp_path):
    frame = pair.to_pandas()
    assert {"side", "measure", "difference", "low", "high"} <= set(frame.columns)
    assert all(isinstance(pair.figure(name), Figure) for name in pair.figures)
    assert "A region" in pair.report(tmp_path).read_text(encoding="utf-8")


def test_what_is_not_there_says_what_is(pair):
    with pytest.raises(ValueError, match=r"Do you mean difference\?"):
        pair.figure("differnce")
    with pytest.raises(ValueError, match="There are: differences, values"):
        pair.to_arrow("runs")
    with pytest.raises(gf.ConfigError, match="setting, scenario"):
        gf.compare("regoin", "null", lang="en")


def test_a_comparison_shows_itself(pair):
    assert repr(pair) == "<Comparison of region (A) and null (B): 4 runs, 2 years, seed 1>"
    said = pair._repr_html_()
    assert said.count("<img") == said.count("<table") == 1
