"""`gunfactor analyse` on the screen and on disk."""

import pytest

from simulator.cli.main import main
from tests.analysis.known import COLUMN, swept


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    """256 points of which the first factor decides."""
    folder = tmp_path_factory.mktemp("command") / "out"
    return swept(folder, lambda unit: unit[:, 0], "sweep.design.points=256").folder


def test_the_chosen_box_is_on_the_screen(sweep, tmp_path, capsys):
    words = ["--outcome", COLUMN, "--above", "0.6", "--output", str(tmp_path / "there")]
    assert main(["analyse", "prim", str(sweep), *words]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Het gekozen blok:\n  ")
    assert "(p " in said.splitlines()[1]
    assert sorted(file.suffix for file in (tmp_path / "there").iterdir()) == [
        ".csv", ".parquet", ".png", ".svg",
    ]  # fmt: skip


def test_rows_that_do_not_fit_are_counted(sweep, tmp_path, capsys):
    words = ["--outcome", COLUMN, "--output", str(tmp_path), "--lang", "en"]
    assert main(["analyse", "response", str(sweep), *words]) == 0
    said = capsys.readouterr().out
    rows = len((tmp_path / f"response-{COLUMN}.csv").read_text().splitlines()) - 1
    assert f"{rows - 15} more rows are in response-{COLUMN}.csv" in said


def test_where_nothing_can_be_written_says_so_and_names_the_way_out(sweep, tmp_path, capsys):
    (tmp_path / "file").write_text("here already")
    words = ["--outcome", COLUMN, "--output", str(tmp_path / "file" / "there")]
    assert main(["analyse", "features", str(sweep), *words]) != 0
    said = capsys.readouterr().err
    assert "Kan niet schrijven" in said
    assert "--output" in said
