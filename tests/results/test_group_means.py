"""One table of group means: what the screen, a file, a figure and a report say of a group."""

import io

import numpy as np
import pytest
from rich.console import Console

from simulator.batch import Record
from simulator.config.compose import composed
from simulator.engine.records import FUNDER, PROVIDER
from simulator.figures import years
from simulator.measures.catalogue import measures
from simulator.results import contrast, summary
from simulator.results.group_means import GroupMeans, alike
from simulator.results.intervals import interval
from tests.worlds import REGION, played, world

VALUE = measures()["value"]


@pytest.fixture(scope="module")
def record() -> Record:
    return played(world(*REGION), years=3, runs=4)


def test_a_cell_is_the_mean_over_the_sides_of_a_group(record):
    table = GroupMeans(record)
    kinds = {each.name: each.kind for each in record.world.organisations}
    own = [kinds[each.funder] == "insurer" for each in record.world.relations]
    by_hand = record.sides["value"][:, :, own, FUNDER].mean(axis=2)
    found = table.of(VALUE, "kind", "insurer", FUNDER)
    np.testing.assert_allclose(found, by_hand)
    assert table.interval(VALUE, "kind", "insurer", -1, FUNDER) == interval(found[:, -1])


def test_a_side_has_only_its_own_numbers(record):
    table = GroupMeans(record)
    for side in (PROVIDER, FUNDER):
        by_hand = record.sides["value"][..., side].mean(axis=2)
        np.testing.assert_allclose(table.of_side(VALUE, side), by_hand)


def test_members_weigh_where_that_is_asked(record):
    record.world.ties["members"][0] = 5.0
    try:
        table, value = GroupMeans(record), record.sides["value"][..., PROVIDER]
        by_hand = (value.sum(axis=2) + 4 * value[:, :, 0]) / (value.shape[2] + 4)
        np.testing.assert_allclose(table.of_side(VALUE, PROVIDER, members=True), by_hand)
        np.testing.assert_allclose(table.of_side(VALUE, PROVIDER), value.mean(axis=2))
    finally:
        record.world.ties["members"][0] = 1.0


def test_what_both_sides_share_is_known(record):
    assert alike(measures()["in_time"], [record])
    assert not alike(VALUE, [record])


def test_screen_file_figure_and_contrast_have_the_same_number(record):
    """The last year of the hard family: four faces, one cell of the table."""
    cell = GroupMeans(record).interval(VALUE, "family", "hard", -1, PROVIDER)
    rows = summary.summarised(record, "family", ["value"], PROVIDER).to_pylist()
    (file,) = [row for row in rows if row["group"] == "hard" and row["year"] == 2024]
    assert (file["mean"], file["low"], file["high"]) == cell[:3]
    (row,) = contrast.of_families(record, [VALUE])
    assert row.first == cell
    (panel,) = [each for each in years.panels(record, "en") if "alue" in each.title]
    (line,) = [each for each in panel.lines if each.label == "Hard"]
    assert line.mean[-1] == pytest.approx(cell.mean)
    screen = Console(file=io.StringIO(), width=160)
    screen.print(summary.table(record, composed(REGION), "en"))
    assert summary.written(cell, "utility", "en", 3) in screen.file.getvalue()
