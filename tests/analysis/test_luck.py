"""Intervals hold luck: by hand, against samples whose truth is known, and in words."""

import numpy as np
import pytest

from simulator.analysis import features, heat, morris, response, results, sayings, sobol
from simulator.analysis.luck import OWN, POINT, Draws, estimated, pseudo, weighed
from simulator.analysis.outcome import outcome
from simulator.cli.main import main
from simulator.results.intervals import interval, student
from simulator.sweeps.errors import SweepError
from tests.analysis.known import COLUMN, swept
from tests.sweeps import small

TEN = ["argue", "calm", "collab", "gmirror", "hard", "mirror", "open", "press", "principled"]
TEN.append("soft")


def crossed(random, points, lucks, lift=1.0, own=0.3):
    """Points, lucks that lift every point, and what is left: the mean over all is 0."""
    return (
        random.normal(0.0, 0.5, (points, 1))
        + random.normal(0.0, lift, (1, lucks))
        + random.normal(0.0, own, (points, lucks))
    )


def test_a_small_table_by_hand():
    """Rows 1, 3 and columns 1, 3 without a rest: 2 by each, mean 2; the error is √(1 + 1)."""
    table = np.array([[0.0, 2.0], [2.0, 4.0]])
    found = estimated(table)
    assert found.value == pytest.approx([2.0])
    own = student(1) ** 2  # one row and one column more than one: Satterthwaite has 2 degrees
    half = np.sqrt((student(2) ** 2 * 2.0 + own * 2.0) / 2.0)
    assert (found.high - found.low) / 2.0 == pytest.approx([half])
    assert found.luck == pytest.approx([0.5])


@pytest.mark.parametrize(("points", "lucks"), [(64, 3), (64, 4), (8, 12)])
def test_the_mean_over_space_and_luck_is_in_its_interval_as_often_as_promised(points, lucks):
    random = np.random.default_rng(2)
    held = alone = 0
    for _ in range(600):
        table = crossed(random, points, lucks)
        found = estimated(table)
        held += found.low[0] <= 0.0 <= found.high[0]
        over_points = interval(table.mean(axis=1))
        alone += over_points.low <= 0.0 <= over_points.high
    assert 0.925 < held / 600 < 0.98
    assert alone < 0.85 * held  # an interval over points alone


def test_luck_of_each_point_is_held_by_the_points():
    random = np.random.default_rng(3)
    held = 0
    for _ in range(600):
        table = random.normal(0.0, 0.5, (40, 1)) + random.normal(0.0, 1.0, (40, 3))
        found = estimated(table, Draws(POINT))
        held += found.low[0] <= 0.0 <= found.high[0]
    assert 0.925 < held / 600 < 0.975
    assert 0.2 < found.luck[0] < 1.0


def test_a_grid_is_all_there_is_so_only_luck_is_left():
    table = np.array([[0.0, 1.0], [10.0, 11.0]])
    found = estimated(table, Draws(fixed=True))
    assert found.luck == pytest.approx([1.0])
    assert (found.high - found.low) / 2.0 == pytest.approx([student(1) * 0.5])


def test_one_replicate_says_nothing_about_luck_and_one_point_nothing_about_points():
    one = estimated(np.array([[1.0], [2.0], [4.0]]))
    assert np.isfinite(one.low).all()
    assert np.isnan(one.luck).all()
    assert np.isnan(estimated(np.array([[1.0, 2.0, 3.0]])).low).all()


def test_pseudo_values_take_the_noise_of_few_replicates_off_a_square():
    """Products of different replicates only: (1·2 + 1·4 + 2·4) / 3."""
    found = pseudo(np.array([[1.0, 2.0, 4.0]]), lambda mean: mean[:, None] ** 2)
    assert found.mean() == pytest.approx(14.0 / 3.0)


def test_shares_stay_between_never_and_always():
    never = weighed(np.zeros((30, 4)), np.ones(30))
    assert (never.value[0], never.low[0]) == (0.0, 0.0)
    assert 0.05 < never.high[0] < 0.2


@pytest.fixture(scope="module")
def ten(tmp_path_factory):
    """Ten strategies, four points each, and the strategy decides."""
    home = tmp_path_factory.mktemp("ten")
    lines = [f"{name};{0.05 * k:.2f}" for name in TEN for k in range(1, 5)]
    (home / "points.csv").write_text("strategy.provider;pressure\n" + "\n".join(lines) + "\n")
    words = ("sweep=list", f"sweep.design.file={home / 'points.csv'}", "world=ggz_insurer",
             "years=2", "sweep.replicates=2", "sweep.outcomes=[tension]")  # fmt: skip
    return small.swept(home / "out", *words)


def test_each_name_has_a_cell_and_a_mean_of_its_own(ten):
    found = outcome(ten, "tension_funder_mean")
    cells = heat.table(ten, found, factors=("strategy.provider", "pressure")).to_pylist()
    assert list(dict.fromkeys(row["x_label"] for row in cells)) == TEN
    assert {row["points_here"] for row in cells} == {1}
    curve = response.table(ten, found, factors=["strategy.provider"]).to_pylist()
    assert [row["name"] for row in curve] == TEN
    assert {row["points_here"] for row in curve} == {4}


def test_a_map_of_more_names_than_it_can_show_is_refused(ten, monkeypatch):
    monkeypatch.setattr(heat, "MOST_NAMES", 9)
    with pytest.raises(SweepError, match="10 names"):
        heat.table(ten, outcome(ten, "tension_funder_mean"))


def test_names_with_few_points_each_are_never_said_not_to_count(ten):
    rows = {
        r["factor"]: r for r in features.table(ten, outcome(ten, "tension_funder_mean")).to_pylist()
    }
    assert rows["strategy.provider"]["counts"] is None
    assert rows["strategy.provider"]["score"] is None


def test_two_names_can_score_above_numbers_that_matter_less():
    random = np.random.default_rng(1)
    name, number = random.integers(0, 2, 300).astype(float), random.random(300)
    values = 2.0 * name + number
    assert features.scored(name, values, named=True) == pytest.approx(1.0)
    assert features.scored(number, values) < 0.7


def test_numbers_of_a_list_stay_numbers(tmp_path):
    sizes = ["2", "10", "100", "1000"]
    (tmp_path / "points.csv").write_text(
        "world.organisations.ggz_instelling.size\n" + "\n".join(sizes) + "\n"
    )
    words = ("sweep=list", f"sweep.design.file={tmp_path / 'points.csv'}", "world=ggz_insurer",
             "years=2", "sweep.replicates=2", "sweep.outcomes=[value]")  # fmt: skip
    sweep = small.swept(tmp_path / "out", *words)
    curve = response.table(sweep, outcome(sweep, COLUMN)).to_pylist()
    assert [row["position"] for row in curve] == [2.0, 10.0, 100.0, 1000.0]
    assert {row["name"] for row in curve} == {None}


def test_one_trajectory_has_effects_and_no_intervals(tmp_path, recwarn):
    words = ("sweep.design.kind=morris", "sweep.design.points=1")
    sweep = swept(tmp_path / "out", lambda unit: unit[:, 0], *words)
    for row in morris.table(sweep, outcome(sweep, COLUMN)).to_pylist():
        assert row["mu_star_low"] is row["mu_star_high"] is row["sigma"] is None
    assert not [each for each in recwarn if each.category is RuntimeWarning]


def test_one_base_point_is_refused(tmp_path):
    words = ("sweep.design.kind=sobol", "sweep.design.points=1")
    sweep = swept(tmp_path / "out", lambda unit: unit[:, 0], *words)
    with pytest.raises(SweepError, match="One base point"):
        sobol.table(sweep, outcome(sweep, COLUMN))


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """The product of two factors, drawn for second-order indices."""
    folder = tmp_path_factory.mktemp("pairs") / "out"
    words = ("sweep.design.kind=sobol", "sweep.design.points=256",
             "sweep.design.second_order=true")  # fmt: skip
    return swept(folder, lambda unit: (unit[:, 0] - 0.5) * (unit[:, 1] - 0.5), *words)


def test_second_order_indices_are_shown_where_they_were_paid_for(pairs, tmp_path, capsys):
    """All variance of a product of centred factors is in the pair: S2 = 1."""
    rows = sobol.pairs(pairs, outcome(pairs, COLUMN)).to_pylist()
    assert {rows[0]["factor"], rows[0]["with"]} == set(pairs.factors[:2])
    assert rows[0]["s2"] == pytest.approx(1.0, abs=0.1)
    assert rows[1]["s2"] == pytest.approx(0.0, abs=0.1)
    words = ["--outcome", COLUMN, "--lang", "en", "--output", str(tmp_path)]
    assert main(["analyse", "sobol", str(pairs.folder), *words]) == 0
    assert "Pairs of factors (S2)" in capsys.readouterr().out
    assert (tmp_path / f"sobol-pairs-{COLUMN}.csv").is_file()


def test_sobol_indices_without_luck_are_those_of_salib(pairs):
    """Shares of variance agree with the library; its centring differs in the third digit."""
    salib = pytest.importorskip("SALib.analyze.sobol")
    found = outcome(pairs, COLUMN)
    problem = {"num_vars": 3, "names": pairs.factors, "bounds": [[0, 1]] * 3}
    theirs = salib.analyze(problem, found.means, calc_second_order=True, num_resamples=2)
    ours = {row["factor"]: row for row in sobol.table(pairs, found).to_pylist()}
    for i, name in enumerate(pairs.factors):
        assert ours[name]["st"] == pytest.approx(theirs["ST"][i], abs=0.02)
        assert ours[name]["s1"] == pytest.approx(theirs["S1"][i], abs=0.02)


def test_effects_without_luck_are_those_of_salib(tmp_path):
    salib = pytest.importorskip("SALib.analyze.morris")
    words = ("sweep.design.kind=morris", "sweep.design.points=12")
    sweep = swept(tmp_path / "out", lambda unit: unit[:, 0] ** 2 + unit[:, 0] * unit[:, 1], *words)
    found = outcome(sweep, COLUMN)
    unit = np.stack([sweep.sample[name].to_numpy() for name in sweep.factors], axis=1)
    problem = {"num_vars": 3, "names": sweep.factors, "bounds": [[0, 1]] * 3}
    theirs = salib.analyze(problem, unit, found.means, num_levels=4)
    ours = {row["factor"]: row for row in morris.table(sweep, found).to_pylist()}
    for i, name in enumerate(sweep.factors):
        for key in ("mu", "mu_star", "sigma"):
            assert ours[name][key] == pytest.approx(float(theirs[key][i]), abs=1e-6)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_says_how_much_is_luck(tmp_path, capsys, lang):
    out = tmp_path / "out"
    small.swept(out, "sweep.outcomes=[value]", "sweep.design.points=16")
    words = ["--outcome", COLUMN, "--contrast", "hard,collab", "--lang", lang]
    assert main(["analyse", "response", str(out), *words]) == 0
    said = capsys.readouterr().out
    words = ("is luck", "3 replicates") if lang == "en" else ("toeval", "3 herhalingen")
    assert all(word in said for word in words)
    assert ("Mean over all points" if lang == "en" else "Gemiddeld over alle punten") in said
    head = (out / "analysis").glob("response*.csv")
    first = next(head).read_text(encoding="utf-8-sig").splitlines()[0]
    assert (";" in first) == (lang == "nl")


def test_one_replicate_and_variants_with_luck_of_their_own_are_said(tmp_path):
    once = small.swept(tmp_path / "once", "sweep.outcomes=[value]", "sweep.replicates=1")
    (line,) = sayings.luck(response.table(once, outcome(once, COLUMN, ("hard", "collab"))), "en")
    assert "luck is not in these intervals" in line
    own = small.swept(tmp_path / "own", "sweep.outcomes=[value]", f"sweep.luck={OWN}")
    table = response.table(own, outcome(own, COLUMN, ("hard", "collab")))
    assert results.about(table)["luck"] == OWN
    assert any("no twins" in line for line in sayings.luck(table, "en"))
    single = response.table(own, outcome(own, COLUMN, variant="hard"))
    assert not any("no twins" in line for line in sayings.luck(single, "en"))


@pytest.mark.slow
@pytest.mark.parametrize("design", ["latin", "sobol", "morris"])
def test_every_analysis_holds_what_many_replicates_give(design):
    """As `benchmarks.coverage`, with fewer sweeps: 60 intervals, so wide bounds."""
    from benchmarks import coverage

    case = next(one for one in coverage.CASES if one[:2] == ("known", design) and one[3] == 12)
    true = [coverage.analysed(case, 10_000 + seed, coverage.MANY)[0] for seed in range(60)]
    ours = [coverage.analysed(case, seed, case.replicates)[0] for seed in range(60)]
    for name in ours[0]:
        truth = np.nanmean([each[name][:, 0] for each in true], axis=0)
        found = np.array([each[name] for each in ours])
        held = ((found[..., 1] <= truth) & (truth <= found[..., 2])).mean()
        assert 0.88 < held <= 1.0, name
