"""What others wrote is read with limits: pipes, devices, gigabytes and circles are refused."""

import os
import time
from pathlib import Path

import pytest
import yaml

from simulator import bounded
from simulator.bounded import TooMuchError
from simulator.cli.main import main
from simulator.config import compose
from simulator.config.compose import ConfigError
from simulator.evidence import plan
from simulator.sweeps import scheme
from simulator.sweeps.errors import SweepError
from simulator.training.demo import lesson

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
SECONDS = 20.0


def laughs(levels: int = 30) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * 9) + "]" for i in range(1, levels)]
    return "\n".join(lines)


def pipe(file: Path) -> None:
    os.mkfifo(file)


def device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def folder(file: Path) -> None:
    file.mkdir()


def gigabytes(file: Path) -> None:
    with file.open("wb") as made:
        made.truncate(5_000_000_000)  # no place on the disk


def brackets(file: Path) -> None:
    file.write_text("a: " + "[" * 50_000)


def circles(file: Path) -> None:
    file.write_text(laughs())


ENDLESS = [pytest.param(pipe, marks=posix), pytest.param(device, marks=posix), gigabytes]
DEEP = [brackets, circles]


@pytest.fixture(autouse=True)
def soon():
    """Nothing here takes long, or waits for ever."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("make", [*ENDLESS, folder])
def test_what_is_no_ordinary_file_or_too_long_is_not_read(tmp_path, make):
    make(tmp_path / "file")
    with pytest.raises(TooMuchError) as found:
        bounded.read_bytes(tmp_path / "file")
    assert found.value.kind == ("too_long" if make is gigabytes else "odd_file")


def test_an_ordinary_file_is_read_whole(tmp_path):
    (tmp_path / "file").write_bytes(b"abc")
    assert bounded.read_bytes(tmp_path / "file", 3) == b"abc"
    with pytest.raises(TooMuchError):
        bounded.read_bytes(tmp_path / "file", 2)
    with pytest.raises(FileNotFoundError):
        bounded.read_bytes(tmp_path / "none")


@pytest.mark.parametrize(("text", "kind"), [
    ("[" * 1000, "too_deep"), ("- " * 1000 + "a", "too_deep"), ("{a: " * 1000, "too_deep"),
    (laughs(), "too_many"), ("[" + "a, " * 400_000 + "]", "too_many"),
])  # fmt: skip
def test_depth_and_number_are_counted_before_anything_is_built(text, kind):
    with pytest.raises(TooMuchError) as found:
        bounded.measured(text)
    assert found.value.kind == kind


@pytest.mark.parametrize("text", ["a: &a [1]\nb: *a", "a: !!int 3", "!x a", "a: !!set {b}"])
def test_plain_yaml_has_no_references_and_no_tags(text):
    bounded.measured(text)
    with pytest.raises(TooMuchError):
        bounded.measured(text, plain=True)


@pytest.mark.parametrize("said", [
    "0x10", "0b11", "0o17", "017_7", "1_000", "1:30", "190:20:30.15", "2026-11-30", ".inf",
    ".nan", "yes", "NO", "on", "9" * 5000, "0x" + "f" * 50_000, "1e999",
])  # fmt: skip
def test_what_is_no_plain_number_stays_text(said):
    assert yaml.load(f"a: {said}", bounded.PlainLoader) == {"a": said}


@pytest.mark.parametrize(("said", "meant"), [
    ("3", 3), ("-3", -3), ("0.5", 0.5), ("-1.0e-05", -1e-5), ("true", True), ("null", None),
    ("", None), ("~", None), ("'3'", "3"),
])  # fmt: skip
def test_plain_numbers_are_read(said, meant):
    assert yaml.load(f"a: {said}", bounded.PlainLoader) == {"a": meant}


@pytest.mark.parametrize("make", [*ENDLESS, *DEEP])
@pytest.mark.parametrize("name", [
    "strategy/mine.yaml", "scenario/mine.yaml", "world/mine.yaml", "strategy/hard.yaml",
    "loose.yaml", "policy/mine.yml",
])  # fmt: skip
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_file_without_end_in_a_folder_of_ones_own_is_named(tmp_path, make, name, lang):
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    make(file)
    with pytest.raises(ConfigError) as found:
        compose.composed([f"lang={lang}"], tmp_path)
    assert any(name.rpartition("/")[2] in one for one in found.value.problems)
    assert compose.checked(file, None, lang)


@pytest.mark.parametrize("make", [*ENDLESS, *DEEP])
def test_a_sweep_without_end_is_named(tmp_path, make):
    (tmp_path / "sweep").mkdir()
    make(tmp_path / "sweep" / "mine.yaml")
    with pytest.raises(SweepError, match=r"sweep/mine\.yaml"):
        scheme.of_words(["sweep=mine"], tmp_path)


@pytest.mark.parametrize("make", ENDLESS)
def test_a_list_of_points_without_end_is_named(tmp_path, make):
    make(tmp_path / "points.csv")
    words = ["sweep=list", f"sweep.design.file={tmp_path / 'points.csv'}"]
    with pytest.raises(SweepError, match=r"points\.csv"):
        scheme.of_words(words)


WORLD = """label: {nl: a, en: a}
organisations_csv: wie.csv
relations_csv: met-wie.csv
"""


def region(tmp_path: Path, rows: str = "") -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "mine.yaml").write_text(WORLD)
    (tmp_path / "wie.csv").write_text("name,kind,sector\na,provider,vvt\nb,care_office,\n")
    (tmp_path / "met-wie.csv").write_text(f"provider,funder\n{rows}")


@pytest.mark.parametrize("make", ENDLESS)
def test_a_region_without_end_is_named(tmp_path, make):
    region(tmp_path)
    (tmp_path / "wie.csv").unlink()
    make(tmp_path / "wie.csv")
    with pytest.raises(ConfigError) as found:
        compose.composed(["world=mine"], tmp_path)
    assert any(one.startswith("wie.csv") for one in found.value.problems)


def test_of_a_hundred_thousand_wrong_rows_the_first_are_told(tmp_path):
    region(tmp_path, "".join(f"z{i},y{i}\n" for i in range(100_000)))
    with pytest.raises(ConfigError) as found:
        compose.composed(["world=mine", "lang=en"], tmp_path)
    assert 100 < len(found.value.problems) < 1000
    assert "more. Mend these first" in found.value.problems[-1]


@pytest.mark.parametrize("make", [*ENDLESS, *DEEP])
def test_a_lesson_or_experiment_without_end_is_named(tmp_path, make):
    file = tmp_path / "mine.yaml"
    make(file)
    with pytest.raises(lesson.LessonError, match=r"mine\.yaml"):
        lesson.read(file, ())
    with pytest.raises(plan.ExperimentError, match=r"mine\.yaml"):
        plan.read(file)


@posix
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_device_to_check_is_told_in_a_sentence(capsys, lang):
    assert main(["check", "/dev/zero", "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert ("no ordinary file" if lang == "en" else "geen gewoon bestand") in said
