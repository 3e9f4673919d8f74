"""A sweep and its analyses, from Python."""

import pytest
from matplotlib.figure import Figure

import simulator as gf
from simulator.sweeps import execute, load
from tests.results.test_store import assert_equal
from tests.sweeps.small import ONE_THREAD, scheme

SMALL = ("sweep=quick", "sweep.design.points=16", "sweep.replicates=3", *ONE_THREAD)
PAIR = ("hard", "collab")


@pytest.fixture(scope="module")
def sweep(tmp_path_factory) -> gf.Sweep:
    return gf.sweep(*SMALL, years=2, lang="en", output=tmp_path_factory.mktemp("sweep") / "s")


def test_numbers_are_those_of_the_command(sweep, tmp_path):
    words = ("sweep.design.points=16", "sweep.replicates=3", "lang=en")
    execute.played(scheme(*ONE_THREAD, *words), tmp_path / "s")
    assert load.read(tmp_path / "s").digest() == sweep.digest()


def test_a_sweep_is_a_frame_with_its_factors(sweep):
    frame = sweep.to_pandas()
    assert len(frame) == 16 * 2 * 3
    assert {"pressure", "variant", "value_provider_mean"} <= set(frame.columns)


def test_a_sweep_comes_back(sweep):
    found = gf.load(sweep.folder)
    assert isinstance(found, gf.Sweep)
    assert_equal(found.to_arrow(), sweep.to_arrow())


def test_asked_for_again_it_plays_nothing_again(sweep):
    before = {file: file.stat().st_mtime_ns for file in sweep.folder.glob("runs/*")}
    gf.sweep(*SMALL, years=2, lang="en", output=sweep.folder)
    assert before == {file: file.stat().st_mtime_ns for file in sweep.folder.glob("runs/*")}


def test_without_a_folder_it_gets_a_new_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ("sweep=quick", "sweep.design.points=4", "sweep.replicates=1", *ONE_THREAD)
    assert gf.sweep(*words, years=1).folder.parent.name == "results"


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("prim", {}),
        ("features", {}),
        ("response", {}),
        ("heat", {"factors": ("pressure", "extra_max")}),
    ],
)
def test_an_analysis_is_a_table_and_a_figure(sweep, name, more):
    found = getattr(gf.analysis, name)(sweep, "value_provider_mean", contrast=PAIR, **more)
    assert len(found.to_pandas()) == found.table.num_rows > 0
    assert isinstance(found.figure(), Figure)
    assert found.about["outcome"].startswith("value_provider_mean")
    assert found._repr_html_().count("<img") == 1
    assert repr(found).startswith(f"<Analysis {name} of ")


def test_a_box_is_sought_where_points_part(sweep):
    """0 parts what can go both ways; every value is above it, and there the median does."""
    both = gf.analysis.prim(sweep, "value_provider_mean", contrast=PAIR)
    assert float(both.about["threshold"]) == 0.0
    level = gf.analysis.prim(sweep, "value_provider_mean", variant="hard")
    frame = sweep.to_pandas().query("variant == 'hard'")
    points = frame.groupby("point")["value_provider_mean"].mean()
    assert (points > 0).all()
    assert float(level.about["threshold"]) == pytest.approx(points.median())
    most = points.max() - 1e-9
    asked = gf.analysis.prim(sweep, "value_provider_mean", variant="hard", threshold=most)
    share = (frame["value_provider_mean"] > most).mean()  # of the runs, not of the points
    assert 0 < share < 1
    assert float(asked.about["share"]) == pytest.approx(share)


def test_an_analysis_takes_a_folder_too(sweep):
    one = gf.analysis.features(str(sweep.folder), "value_provider_mean", variant="hard")
    other = gf.analysis.features(sweep, "value_provider_mean", variant="hard")
    assert one.table.equals(other.table)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda s: gf.analysis.prim(s, "value_provider_mean"), "variant=, or compare two with"),
        (lambda s: gf.analysis.prim(s, "value", contrast=PAIR), "value"),
        (lambda s: gf.analysis.prim(s, "value_provider_mean", contrast="a,b"), "two variants"),
        (lambda s: gf.analysis.heat(s, "value_provider_mean", contrast=PAIR), "factors=('A', 'B')"),
        (lambda s: gf.analysis.sobol(s, "value_provider_mean", contrast=PAIR), "design sobol"),
        (lambda _: gf.sweep("sweep=quik", lang="en"), "Do you mean 'quick'?"),
        (lambda _: gf.sweep("sweep=quick", runs=5, lang="en"), "sweep.replicates=5"),
        (lambda s: gf.load(s.folder.parent, lang="en"), "no run.json"),
    ],
)  # fmt: skip
def test_mistakes_are_sentences_for_who_writes_python(sweep, ask, said):
    with pytest.raises(Exception) as caught:  # noqa: PT011
        ask(sweep)
    text = str(caught.value)
    assert said in text
    assert "--" not in text
    assert "verwacht" not in text


def test_a_sweep_shows_itself(sweep):
    assert repr(sweep).startswith("<Sweep quick: 16 points, 2 variants, 3 replicates, finished")
    said = sweep._repr_html_()
    assert said.count("<img") == said.count("<table") == 1
    assert "pressure" in said
