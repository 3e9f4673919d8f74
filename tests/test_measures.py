"""Measures: each file keeps its promises, and its arithmetic is shown."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator import i18n
from simulator.batch import Record
from simulator.engine.records import AGREED, COMMITTEE, COURT, MEDIATED, NO_CONTRACT, RUNNING
from simulator.measures.catalogue import FOLDER, MeasureError, measures
from tests.worlds import REGION, played, world

NAMES = sorted(measures())
RANGES = {
    "utility": (-0.5, 1.5),
    "utility_years": (-3.0, 9.0),
    "pie": (0.0, 2.0),
    "gain": (-0.5, 1.0),
    "level": (0.0, 1.0),
    "goodwill": (-1.0, 1.0),
    "share": (0.0, 1.0),
    "per_year": (0.0, 1.0),
}
BROKEN = {
    "GOOD = None": "needs UNIT, measured",
    "raise RuntimeError('away')": "RuntimeError: away",
}
TEXTS = """
label: { nl: "Twee", en: "Two" }
explained: { nl: "Altijd twee.", en: "Always two." }
"""
SOUND = """
UNIT = "level"
GOOD = None


def measured(record):
    return 2.0 + 0.0 * record.sides["value"]
"""


@pytest.fixture(scope="module")
def record() -> Record:
    return played(world(*REGION), years=3, runs=2)


def with_values(record: Record, **values: list[float]) -> Record:
    """One run and year of relations with these values; the rest as it was."""
    count = len(next(iter(values.values())))
    sides = {name: array[:1, :1, :count].copy() for name, array in record.sides.items()}
    relations = {name: array[:1, :1, :count].copy() for name, array in record.relations.items()}
    for name, value in values.items():
        (sides if name in sides else relations)[name] = np.array([[value]])
    return replace(record, sides=sides, relations=relations)


def of(record: Record, name: str) -> np.ndarray:
    """A measure of the provider, one number a relation."""
    return measures()[name].values(record)[0, 0, :, 0]


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_keeps_its_promises(name, record):
    measure = measures()[name]
    values = measure.values(record)
    assert values.shape == (2, 3, len(record.world.relations), 2)
    low, high = RANGES[measure.unit]
    there = values[np.isfinite(values)]
    assert there.size
    assert there.min() >= low
    assert there.max() <= high
    for lang in i18n.LANGUAGES:
        assert measure.label[lang].strip()
        assert measure.explained[lang].endswith(".")


def test_all_files_of_the_folder_are_measures():
    files = {file.stem for file in FOLDER.glob("*.py")} - {"__init__", "catalogue"}
    assert files == set(NAMES)


def test_in_time_counts_agreements_up_to_the_last_turn_of_the_year(record):
    found = with_values(
        record,
        negotiated=[1, 1, 1, 1, 1, 0],
        ending=[AGREED, MEDIATED, AGREED, COMMITTEE, NO_CONTRACT, RUNNING],
        turns=[20, 13, 21, 26, 26, 0],
    )
    np.testing.assert_array_equal(of(found, "in_time"), [1, 1, 0, 0, 0, np.nan])


def test_hostile_and_facilitative_are_told_apart(record):
    found = with_values(
        record,
        negotiated=[1, 1, 1, 1, 1, 0],
        ending=[AGREED, MEDIATED, COURT, COMMITTEE, NO_CONTRACT, RUNNING],
        mediation=[1, 1, 0, 0, 0, 0],
    )
    np.testing.assert_array_equal(of(found, "hostile"), [0, 0, 1, 1, 1, np.nan])
    np.testing.assert_array_equal(of(found, "facilitative"), [1, 1, 0, 0, 0, np.nan])


def test_purely_financial_is_an_agreement_with_hardly_any_content(record):
    found = with_values(
        record,
        ending=[AGREED, AGREED, MEDIATED, COMMITTEE, RUNNING],
        agreed_content=[0.09, 0.10, 0.0, 0.0, 0.0],
    )
    np.testing.assert_array_equal(of(found, "purely_financial"), [1, 0, 1, np.nan, np.nan])


def test_multi_year_is_a_share_of_the_contracts_in_force(record):
    found = with_values(record, duration=[0, 1, 2, 3])
    np.testing.assert_array_equal(of(found, "multi_year"), [np.nan, 0, 1, 1])


def test_clarity_is_that_of_the_contract_in_force(record):
    clear = of(with_values(record, has=[1, 1, 0], clarity=[0.3, 0.7, 0.0]), "clarity")
    assert clear[:2].tolist() == pytest.approx([0.3, 0.7])
    assert np.isnan(clear[2])


def test_content_share_is_what_is_left_beside_contentious_acts(record):
    found = with_values(
        record,
        acts_made=[[8, 4], [5, 4], [0, 4]],
        contentious=[[2, 4], [5, 1], [0, 0]],
    )
    np.testing.assert_array_equal(of(found, "content_share"), [0.75, 0.0, np.nan])


def test_the_pie_is_the_result_of_both(record):
    found = with_values(record, agreed_utility=[[0.6, 0.5], [np.nan, np.nan]])
    np.testing.assert_allclose(of(found, "pie"), [1.1, np.nan])


@pytest.mark.parametrize("name", ["goodwill", "trust", "extras", "shading"])
def test_what_one_side_gives_the_other_gets(name, record):
    given, got = (measures()[each].values(record) for each in (name, f"{name}_received"))
    np.testing.assert_array_equal(given[..., 0], got[..., 1])
    np.testing.assert_array_equal(given[..., 1], got[..., 0])


def test_cumulative_value_adds_up_the_years(record):
    value = measures()["value"].values(record)
    total = measures()["cumulative_value"].values(record)
    np.testing.assert_allclose(total[:, 2], value[:, 0] + value[:, 1] + value[:, 2])


def own(folder: Path, name: str, code: str = SOUND, texts: str = TEXTS) -> None:
    """A measure of the user, with its texts beside it."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    (folder / f"{name}.yaml").write_text(texts, encoding="utf-8")


def test_a_file_in_a_users_folder_is_a_measure_too(tmp_path, record):
    own(tmp_path, "two")
    (tmp_path / "_notes.py").write_text("raise RuntimeError", encoding="utf-8")
    found = measures(tmp_path)
    assert set(found) == {*NAMES, "two"}
    assert found["two"].label["nl"] == "Twee"
    assert found["two"].explained["en"] == "Always two."
    assert set(found["two"].values(record).flat) == {2.0}


@pytest.mark.parametrize(("content", "said"), BROKEN.items())
def test_a_broken_file_is_named_with_what_it_lacks(content, said, tmp_path):
    own(tmp_path, "odd", content)
    with pytest.raises(MeasureError, match=said) as problem:
        measures(tmp_path)
    assert "odd.py" in str(problem.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"level"', '"euro"', "UNIT 'euro' is not one of"),
        ("GOOD = None", "GOOD = 1", "choose 'high', 'low' or None"),
    ],
)
def test_a_wrong_word_is_named(old, new, said, tmp_path):
    own(tmp_path, "odd", SOUND.replace(old, new))
    with pytest.raises(MeasureError, match=said):
        measures(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('{ nl: "Twee", en: "Two" }', "2", r"odd.yaml: label: expected a text nl: and a text en:"),
        ('en: "Two"', 'de: "Zwei"', r"odd.yaml: label: expected a text nl: and a text en:"),
        ("explained:", "about:", r"odd.py: its texts lack explained"),
    ],
)
def test_texts_that_are_not_complete_are_named(old, new, said, tmp_path):
    own(tmp_path, "odd", texts=TEXTS.replace(old, new))
    with pytest.raises(MeasureError, match=said):
        measures(tmp_path)


def test_texts_that_are_not_there_are_asked_for(tmp_path):
    (tmp_path / "odd.py").write_text(SOUND, encoding="utf-8")
    with pytest.raises(MeasureError, match=r"expected its texts .* beside it in odd.yaml"):
        measures(tmp_path)


def test_a_measure_that_takes_the_place_of_ours_may_keep_its_texts(tmp_path):
    (tmp_path / "trust.py").write_text(SOUND, encoding="utf-8")
    assert measures(tmp_path)["trust"].label == measures()["trust"].label


def test_texts_without_a_measure_are_seen():
    """A measure that went away leaves no texts behind."""
    there = {file.stem for file in (i18n.PLACES[-1] / "measures").glob("*.yaml")}
    assert there == set(NAMES)


def test_a_wrong_shape_is_refused(tmp_path, record):
    own(tmp_path, "flat", SOUND.replace('record.sides["value"]', 'record.sides["value"][:, 0]'))
    with pytest.raises(MeasureError, match=r"Measure flat: expected shape \(2, 3, 43, 2\)"):
        measures(tmp_path)["flat"].values(record)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MeasureError, match="No folder of measures"):
        measures(tmp_path / "nowhere")
