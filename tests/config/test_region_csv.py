"""An own region from CSV files: sound files make a world, every bad row is named at once."""

import shutil
from pathlib import Path

import pytest

from simulator.config.compose import ConfigError, composed
from simulator.world.build import built

EXAMPLE = Path(__file__).parents[2] / "docs" / "own-region"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "own"))


def problems(folder: Path, *overrides: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        composed(["scenario=mijn-regio", *overrides], folder)
    return caught.value.problems


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("\n".join(lines) + "\n", "utf-8")


def test_the_example_of_the_documentation_is_a_world(folder: Path) -> None:
    world = built(composed(["scenario=mijn-regio"], folder))
    assert [one.name for one in world.organisations][:2] == ["gemeente", "jeugd_a"]
    by_name = {relation.name: d for d, relation in enumerate(world.relations)}
    home = by_name["thuiszorg|zorgkantoor"]
    assert world.form_names[world.ties["form"][home]] == "tailored"
    assert world.ties["social"][home] == 1.0
    assert world.seats["authority"][home, 0] == 0.4  # a decimal comma
    assert world.relations[by_name["jeugd_b|gemeente"]].volume == 2.5
    small = world.ties["form"][by_name["jeugd_a|gemeente"]]
    assert world.form_names[small] == "pxq"  # the municipality's usual form
    assert world.ties["online"][by_name["jeugd_a|gemeente"]] == 0.5


def test_commas_points_and_a_mark_of_excel_will_do_as_well(folder: Path) -> None:
    for name in ("organisaties.csv", "relaties.csv"):
        text = (folder / name).read_text("utf-8").replace(",", ".").replace(";", ",")
        (folder / name).write_text(text, "utf-8-sig")
    world = built(composed(["scenario=mijn-regio"], folder))
    assert len(world.relations) == 6


def test_every_bad_row_is_named_at_once_with_line_column_value_and_expectation(
    folder: Path,
) -> None:
    write(
        folder,
        "organisaties.csv",
        "name,kind,sector,size",
        "x,provder,vvt,-3",
        "y,provider,,abc",
        "x,insurer,,2",
    )
    write(folder, "relaties.csv", "provider,funder,law,volume", "x,zz,Zwv,3", "y,x,,1,9")
    found = problems(folder, "lang=en")
    for part in (
        "organisaties.csv, line 2, column size: expected a number above 0, but found '-3'",
        "organisaties.csv, line 2, column kind: there is no kind of organisation 'provder'",
        "organisaties.csv, line 3, column size: expected a number above 0, but found 'abc'",
        "organisaties.csv, line 3, column sector: expected a sector",
        "organisaties.csv, line 4, column name: expected each name once, but 'x'",
        "relaties.csv, line 2, column law: expected a law: Zvw, Wlz, Wmo or Jeugdwet",
        "relaties.csv, line 2, column funder: there is no organisation 'zz'",
        "relaties.csv, line 3: expected 4 cells, but there are 5",
    ):
        assert any(sentence.startswith(part) for sentence in found), (part, found)


def test_a_place_is_said_in_dutch_first(folder: Path) -> None:
    write(folder, "organisaties.csv", "name,kind,size", "x,insurer,nul")
    assert any("regel 2, kolom size" in sentence for sentence in problems(folder))


def test_an_unknown_column_is_named_with_the_nearest(folder: Path) -> None:
    write(folder, "organisaties.csv", "name,kind,sise", "x,insurer,2")
    (found,) = problems(folder, "lang=en")
    assert "no column 'sise'" in found
    assert "size" in found


def test_provider_and_funder_that_changed_places_are_noticed(folder: Path) -> None:
    write(folder, "relaties.csv", "provider,funder", "gemeente,jeugd_a")
    found = problems(folder, "lang=en")
    assert len(found) == 2
    assert "does not belong in the column provider" in found[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"n\x00a\x00", "UTF-16"),
        (
            b"name,kind\nx,caf\xe9\n",
            "line 2: expected a CSV file in UTF-8, but this looks like",
        ),
        (b"", "empty"),
        (b"name,sector\nx,vvt\n", "column kind"),
        (b'name,kind\n"x,insurer\n' + b"y" * 200_000, "no CSV"),
    ],
)
def test_a_file_that_is_no_table_is_told_apart(folder: Path, content: bytes, said: str) -> None:
    (folder / "organisaties.csv").write_bytes(content)
    assert any(said in sentence for sentence in problems(folder, "lang=en"))


def test_a_missing_file_says_where_it_was_looked_for(folder: Path) -> None:
    (folder / "relaties.csv").unlink()
    assert any(str(folder / "relaties.csv") in sentence for sentence in problems(folder))


def test_an_unknown_strategy_is_listed(folder: Path) -> None:
    write(
        folder,
        "organisaties.csv",
        "name,kind,sector,strategy",
        "a,provider,vvt,kalm",
        "b,insurer,,",
    )
    write(folder, "relaties.csv", "provider,funder", "a,b")
    (found,) = problems(folder, "lang=en")
    assert "no strategy 'kalm'" in found
    assert "calm" in found
