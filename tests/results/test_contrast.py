"""Two things side by side, paired run by run."""

import numpy as np
import pytest

from simulator.engine.records import FUNDER, PROVIDER
from simulator.measures.catalogue import measures
from simulator.results import contrast
from simulator.results.groups import family
from simulator.results.intervals import interval
from tests.worlds import REGION, config, played, world

STORY, OTHER = "scenario=after-the-breach", "scenario=after-the-breach-no-override"


@pytest.fixture(scope="module")
def region():
    return played(world(*REGION), years=3, runs=12)


@pytest.fixture(scope="module")
def stories():
    return tuple(played(world(name), years=4, runs=8) for name in (STORY, OTHER))


def test_families_are_compared_within_each_run(region):
    """Worked out the long way: loop over runs and relations."""
    names = np.array([family(each) for each in region.world.strategies])
    gaps = []
    for r in range(12):
        played_by = names[region.sides["strategy"][r, 0, :, PROVIDER]]
        value = region.sides["value"][r, -1, :, PROVIDER]
        both = [value[played_by == name] for name in ("hard", "cooperative")]
        gaps.append(both[1].mean() - both[0].mean() if all(map(len, both)) else np.nan)
    (found,) = contrast.of_families(region, [measures()["value"]])
    assert found.difference == pytest.approx(interval(np.array(gaps)))
    assert np.isnan(gaps).any(), "a run without one of the two, which no mean may count"
    assert found.second.mean - found.first.mean == pytest.approx(found.difference.mean)
    assert found.year == 2


def test_the_first_year_is_that_in_which_the_talks_show(region):
    names = ("agreed_utility", "value")
    found = contrast.of_families(region, [measures()[n] for n in names], when=contrast.FIRST)
    assert [each.year for each in found] == [0, 1]


def test_no_contrast_where_a_family_is_missing(stories):
    assert contrast.of_families(stories[0], [measures()["value"]]) == []


def test_a_record_does_not_differ_from_itself(stories):
    (found,) = contrast.of_records(stories[0], stories[0], [measures()["value"]])
    assert found.difference[:3] == (0.0, 0.0, 0.0)
    assert not found.difference.sure
    assert contrast.parted(stories[0], stories[0]) is None


def test_stories_part_in_the_year_of_the_override(stories):
    assert contrast.parted(*stories) == 1
    first = contrast.of_records(*stories, [measures()["agreed_utility"]], contrast.FIRST)[0]
    assert first.year == 1
    gap = np.subtract(*(each.sides["agreed_utility"][:, 1, 0, PROVIDER] for each in stories))
    assert first.difference == pytest.approx(interval(gap))


def test_records_of_other_runs_are_refused(stories):
    shorter = played(world(STORY), years=3, runs=8)
    with pytest.raises(ValueError, match="8 runs of 4 years against 8 of 3"):
        contrast.of_records(stories[0], shorter, [measures()["value"]])


def test_years_of_one_side(stories):
    (found,) = contrast.of_years(stories[0], [measures()["trust"]], FUNDER)
    trust = stories[0].sides["trust"][:, :, 0, FUNDER]
    assert found.difference == pytest.approx(interval(trust[:, -1] - trust[:, 0]))
    assert config(STORY).start + found.year == 2022
