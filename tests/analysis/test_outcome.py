"""The number that is analysed, and gaps in it."""

import numpy as np
import pytest

from simulator.analysis import features, response, sobol
from simulator.analysis.outcome import Gaps, Outcome, outcome, whole_points
from simulator.sweeps import folder as place
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import read
from tests.analysis.known import COLUMN, swept
from tests.sweeps import small


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """A sweep of hard against cooperative providers, three replicates."""
    return small.swept(tmp_path_factory.mktemp("pairs") / "out")


def test_a_contrast_is_taken_between_twins(pairs):
    found = outcome(pairs, COLUMN, ("hard", "collab"))
    runs = pairs.runs([COLUMN]).to_pylist()
    by = {(r["point"], r["variant"], r["replicate"]): r[COLUMN] for r in runs}
    for point in range(8):
        for replicate in range(3):
            twins = by[point, "collab", replicate] - by[point, "hard", replicate]
            assert found.values[point, replicate] == pytest.approx(twins, abs=1e-7)
    assert found.means == pytest.approx(found.values.mean(axis=1))


def test_columns_can_be_added_and_taken_off(pairs):
    one, other = (outcome(pairs, f"value_{s}_last", variant="hard") for s in ("provider", "funder"))
    both = outcome(pairs, "value_provider_last + value_funder_last", variant="hard")
    assert np.allclose(both.values, one.values + other.values)
    apart = outcome(pairs, "value_provider_last - value_funder_last", variant="hard")
    assert np.allclose(apart.values, one.values - other.values)


def test_several_variants_must_be_chosen_from(pairs):
    with pytest.raises(SweepError, match="hard, collab"):
        outcome(pairs, COLUMN)
    with pytest.raises(SweepError, match="no variant soft"):
        outcome(pairs, COLUMN, variant="soft")


def test_every_gap_has_its_reason(tmp_path):
    """Point 2 failed, point 5 does not apply, shards of points 6 and 7 are not played."""
    out = tmp_path / "out"
    swept(out, lambda unit: unit[:, 0], "sweep.design.points=8", "sweep.shard=1")
    wrong = {2: np.inf, 5: np.nan}
    for point, value in wrong.items():
        one = swept(tmp_path / f"at{point}", lambda u, v=value: np.full(len(u), v),
                    "sweep.design.points=8", "sweep.shard=1")  # fmt: skip
        source = place.shard_file(one.folder, "runs", point)
        source.replace(place.shard_file(out, "runs", point))
    for point in (6, 7):
        place.shard_file(out, "runs", point).unlink()
    sweep = read(out)
    found = outcome(sweep, COLUMN)
    assert found.gaps == Gaps(failed=1, not_played=2, not_applicable=1)
    with pytest.raises(SweepError) as caught:
        whole_points(found, "refuse")
    for said in ("4 of 8", "1 failed", "2 not played yet", "1 where it does not apply"):
        assert said in str(caught.value)
    left, keep = whole_points(found, "drop")
    assert keep.tolist() == [True, True, False, True, True, False, False, False]
    assert left.dropped == 4


@pytest.mark.parametrize("analysis", [features, response])
def test_gaps_are_refused_or_said_never_used_in_silence(tmp_path, analysis):
    def gap(unit):
        return np.where(unit[:, 0] > 0.9, np.nan, unit[:, 1])

    sweep = swept(tmp_path / "out", gap, "sweep.design.points=64")
    found = outcome(sweep, COLUMN)
    with pytest.raises(SweepError, match="--missing drop"):
        analysis.table(sweep, found)
    table = analysis.table(sweep, found, "drop")
    about = analysis.results.about(table)
    assert int(about["dropped"]) + int(about["points"]) == 64
    assert int(about["dropped"]) >= 5
    texts = [text.get_text() for text in analysis.figure(table, "en").texts]
    assert any(f"{about['dropped']} of 64 points are left out" in text for text in texts)


def test_points_that_belong_together_are_dropped_together():
    values = np.ones((12, 1))
    values[5] = np.nan
    _, keep = whole_points(Outcome("x", values, Gaps(failed=1)), "drop", block=4)
    assert keep.tolist() == [True] * 4 + [False] * 4 + [True] * 4


def test_an_outcome_without_a_single_point_is_told():
    with pytest.raises(SweepError, match="no point is complete"):
        whole_points(Outcome("x", np.full((4, 1), np.nan), Gaps(failed=4)), "drop")


def test_an_analysis_says_which_design_it_needs(tmp_path):
    sweep = swept(tmp_path / "out", lambda unit: unit[:, 0], "sweep.design.points=8")
    with pytest.raises(SweepError, match=r"sweep\.design\.kind=sobol"):
        sobol.table(sweep, outcome(sweep, COLUMN))
