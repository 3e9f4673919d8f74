"""A run asked for from Python: the command's numbers, in the shapes a researcher wants."""

import importlib.util
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from matplotlib.figure import Figure

import simulator as gf
from simulator.cli.main import main
from tests.results.test_store import assert_equal

STORY = {"scenario": "after-the-breach", "years": 3, "lang": "en"}


@pytest.fixture(scope="module")
def story() -> gf.Run:
    config = gf.compose(STORY)
    return gf.run(config, runs=4, seed=7, threads=2, against=config.counterfactual)


@pytest.fixture(scope="module")
def region() -> gf.Run:
    return gf.run("region", runs=3, years=2)


def test_numbers_are_those_of_the_command(story, tmp_path):
    words = ["run", "scenario=after-the-breach", "years=3", "runs=4", "seed=7", "lang=en"]
    assert main([*words, f"output={tmp_path}/run"]) == 0
    for name in ("relations", "runs", "organisations", "turns"):
        assert_equal(story.to_arrow(name), pq.read_table(tmp_path / "run" / f"{name}.parquet"))


def test_what_is_saved_is_what_the_command_writes(story, tmp_path):
    words = ["run", "scenario=after-the-breach", "years=3", "runs=4", "seed=7", "lang=en"]
    assert main([*words, f"output={tmp_path}/run"]) == 0
    assert story.save(tmp_path / "mine") == tmp_path / "mine"
    for file in ("relations.parquet", "config.yaml", "counterfactual.yaml", "README.txt"):
        assert (tmp_path / "mine" / file).read_bytes() == (tmp_path / "run" / file).read_bytes()
    one, other = (
        json.loads((tmp_path / name / "run.json").read_text())["settings"]
        for name in ("mine", "run")
    )
    assert one == other


def test_threads_have_no_part_in_the_numbers(region):
    assert_equal(gf.run(region.config, threads=3).to_arrow(), region.to_arrow())


def test_a_config_is_words_a_mapping_or_composed():
    for given in ("after-the-breach runs=2 years=3 lang=en", {**STORY, "runs": 2}):
        config = gf.run(given).config
        assert config == gf.compose(STORY, runs=2)


def test_a_frame_has_a_row_for_each_side(region):
    frame = region.to_pandas()
    assert len(frame) == 3 * 2 * 43 * 2
    assert frame["side"].dtype == "category"
    assert frame.groupby("side", observed=True)["trust"].mean().between(0, 1).all()


def test_a_dataset_is_labelled_and_holds_the_record(region):
    data = region.to_xarray()
    assert dict(data.sizes) == {"run": 3, "year": 2, "relation": 43, "side": 2}
    assert np.array_equal(data["trust"].to_numpy(), region.record.sides["trust"])
    assert data["ownership"].dims == ("run", "year", "relation")
    one = data["goodwill"].sel(run=1, year=2023, side="funder")
    assert np.array_equal(one.to_numpy(), region.record.sides["goodwill"][1, 1, :, 1])
    assert data["trust"].attrs["meaning"]
    names = set(region.record.world.strategy_names)
    assert set(data["strategy"].to_numpy().ravel()) <= names


@pytest.mark.parametrize(("name", "ask"), [("pandas", "to_pandas"), ("xarray", "to_xarray")])
def test_a_library_that_is_missing_is_named(region, monkeypatch, name, ask):
    found = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda n: None if n == name else found(n))
    with pytest.raises(ImportError, match=rf"pip install {name}.*to_arrow"):
        getattr(region, ask)()


def test_a_measure_has_its_shape(region):
    assert region.measure("trust").shape == (3, 2, 43, 2)
    with pytest.raises(ValueError, match=r"'trsut'. Bedoel je trust\?"):
        region.measure("trsut")


def test_a_summary_is_by_group(region):
    found = region.summary(by="side", names=["trust"])
    assert found.column("group").to_pylist() == ["provider", "provider", "funder", "funder"]
    mean = region.record.sides["trust"][:, 0, :, 0].mean()
    assert found.column("mean")[0].as_py() == pytest.approx(mean)
    assert isinstance(region.summary(), pa.Table)
    only = region.summary(by="side", names="trust", side="funder")
    assert set(only.column("group").to_pylist()) == {"funder"}


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda run: run.summary(by="familie"), r"Bedoel je family\?"),
        (lambda run: run.summary(side="left"), "Er zijn: provider, funder"),
        (lambda run: run.figure("yaers"), r"Bedoel je years\?"),
        (lambda run: run.to_arrow("relation"), r"Bedoel je relations\?"),
    ],
)
def test_a_name_that_is_not_there_says_which_are(region, ask, said):
    with pytest.raises(ValueError, match=said):
        ask(region)


def test_every_figure_of_the_report_can_be_drawn(story):
    assert set(story.figures) >= {"years", "season", "difference"}
    for name in story.figures:
        assert isinstance(story.figure(name), Figure)


def test_a_report_holds_it_against_its_counterfactual(story, tmp_path):
    report = story.report(tmp_path / "new" / "out")
    said = report.read_text(encoding="utf-8")
    assert gf.compose("scenario=after-the-breach-no-override").title.en in said
    assert (report.parent / "figures" / "years.png").is_file()


def test_a_folder_that_is_taken_is_said_without_words_of_the_command_line(region, tmp_path):
    region.save(tmp_path / "out")
    with pytest.raises(gf.StoreError, match="Kies een andere map") as caught:
        region.save(tmp_path / "out")
    assert "output=" not in str(caught.value)


def test_a_run_shows_itself_shortly_and_in_a_notebook(story):
    assert repr(story) == "<Run after-the-breach: 4 runs, 3 years, 1 relations, seed 7>"
    said = story._repr_html_()
    assert "<svg" not in said  # within an image, so that no notebook runs what is in it
    assert said.count("<img") == said.count("<table") == 1
    assert said.count("<li>") > 2


def test_what_a_user_wrote_is_escaped():
    config = gf.compose({"title": {"nl": "<script>x</script>", "en": "x"}}, runs=2, years=2)
    said = gf.run(config)._repr_html_()
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_progress_is_told_of_every_run_year():
    told: list[int] = []
    gf.run("after-the-breach", runs=3, years=2, progress=told.append)
    assert sum(told) == 6
