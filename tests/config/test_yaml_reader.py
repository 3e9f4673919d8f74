"""One reader for every YAML that people write, and one kind of message where it cannot read."""

import functools
import shutil
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.config.catalogue import configs, files
from simulator.config.compose import catalogue, checked, composed
from simulator.config.problems import Problem, sentence
from simulator.config.yaml_reader import UnreadableError, files_in, parsed, read
from simulator.evidence import plan as experiments
from simulator.training.case import scenarios as exercises
from simulator.training.demo import lesson
from tests import mistakes
from tests.mistakes import STRATEGY, problems

GROUPS = ("strategy", "form", "mix", "scenario", "world", "sweep", "experiment")


@pytest.fixture
def own(tmp_path):
    """Writes files into a folder of the user's."""
    return functools.partial(mistakes.written, tmp_path)


def said(text: str, lang: str = "en") -> str:
    with pytest.raises(UnreadableError) as caught:
        parsed(text, Path("x.yaml"))
    return sentence(Problem((), caught.value.kind, caught.value.values), "x.yaml", lang)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n\tb: 2\n", "x.yaml, line 2: there is a tab here"),
        ("a:\n\t- 2\n", "x.yaml, line 2: there is a tab here"),
        ("a:\n\N{NO-BREAK SPACE} b: 2\n", "x.yaml, line 2: before this line is a space that is no"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "x.yaml, line 4: expected each name once, but 'c'"),
        ("a: 1\nNO: 2\n", "x.yaml, line 2: expected a name, but YAML does not read 'NO' as text."),
        ("a:\n  null: 2\n", "x.yaml, line 2: expected a name, but YAML does not read 'null'"),
        ("~: 2\n", "x.yaml, line 1: expected a name, but YAML does not read '~'"),
        ("[a, b]: 2\n", "x.yaml, line 1: expected a name, but YAML does not read"),
        ("a: [1\nb: 2\n", "x.yaml, line "),
        ("a: 1\n---\nb: 2\n", "x.yaml, line 2: this cannot be read as YAML ("),
        ("a: 'x\n", "x.yaml, line "),
        ('a: "\\a"\n', "x.yaml, line 1: no text has the sign 'U+0007'"),
        ('a: 1\nb: ["\\uD800"]\n', "x.yaml"),
        ("just text\n", "x.yaml, line 1: expected names with values"),
        ("a: &b { c: *b }\n", "x.yaml, line 1: this refers to itself"),
        ("a: " + "[" * 5000 + "\n", "x.yaml, line 1: there are too many brackets or levels"),
        ("a: " + "[" * 90 + "]" * 90 + "\n", "x.yaml, line 1: there are too many brackets"),
        ("- " * 5000 + "\n", "x.yaml, line 1: there are too many brackets or levels"),
        ("? " * 5000 + "\n", "x.yaml, line 1: there are too many brackets or levels"),
        ("a: !!python/object:os.system x\n", "x.yaml, line 1: this cannot be read as YAML ("),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text, expected):
    assert said(text).startswith(expected)


def test_what_an_alias_repeats_without_end_is_not_carried_out():
    bomb = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
    )
    assert "larger than 200000" in said(bomb)


def test_names_are_spelled_one_way_and_texts_stay_as_they_were_typed():
    raw = parsed(
        "le\N{COMBINING DIAERESIS}a\N{NO-BREAK SPACE}b: x\N{RIGHT SINGLE QUOTATION MARK}s\n"
        "label: { nl: 'e\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}\N{EN DASH} b', en: ' b' }\n"
        "relations_csv: 'a\N{NO-BREAK SPACE}b.csv'\n",
        Path("x.yaml"),
    )
    assert raw == {
        "lëa b": "x's",
        "label": {"nl": "é\N{NO-BREAK SPACE}\N{EN DASH} b", "en": " b"},
        "relations_csv": "a\N{NO-BREAK SPACE}b.csv",
    }


def test_every_file_of_our_own_reads_as_it_is_written():
    from omegaconf import OmegaConf

    for group in (*GROUPS, "exercise", "lesson", "instrument", "kind", "policy"):
        for file in files(group, [configs()]).values():
            assert read(file) == OmegaConf.to_container(OmegaConf.load(file), resolve=False), file


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("group", ["strategy", "scenario", "mix"])
def test_a_mark_of_the_encoding_is_no_difference(own, encoding, group):
    first = "# @package _global_\ndefaults: [region, _self_]\ntitle: { nl: é, en: é }\n"
    mix = "label: { nl: é, en: x }\nproviders: { hard: 1 }\nfunders: { hard: 1 }\n"
    folder = own(strategy_patience=STRATEGY, scenario_mine=first, mix_mine=mix)
    (file,) = (folder / group).iterdir()
    file.write_text(file.read_text("utf-8"), encoding)
    config = composed(["scenario=mine", "mix=mine"], folder)
    assert (config.title.nl, config.mix.label.nl, "patience" in config.strategies) == ("é", "é", 1)
    assert checked(file, lang="en") == []


HIDDEN = ("._x.yaml", ".#x.yaml", ".x.yaml", "~$x.yaml", "#x.yaml")


@pytest.mark.parametrize("name", [*HIDDEN, "x.yaml~", "x.yaml.swp", "#x.yaml#", ".DS_Store"])
@pytest.mark.parametrize("group", GROUPS)
def test_what_an_editor_or_a_mac_hides_is_passed_over(tmp_path, group, name):
    (tmp_path / group).mkdir()
    (tmp_path / group / name).write_bytes(b"\x00\x05\x16\x07Mac OS X")
    assert files_in(tmp_path / group) == []
    assert catalogue(group, tmp_path) == catalogue(group)


def test_a_link_that_points_nowhere_is_hidden_for_an_editor_and_named_for_a_person(tmp_path):
    (tmp_path / "mix").mkdir()
    (tmp_path / "mix" / ".#mine.yaml").symlink_to("user@host.123:456")
    assert catalogue("mix", tmp_path) == catalogue("mix")
    (tmp_path / "mix" / "mine.yaml").symlink_to("nowhere")
    (found,) = problems("mix=mine", folder=tmp_path)
    assert found.startswith("mix/mine.yaml: this file cannot be read (")


BROKEN = {
    "tab": (b"label: { nl: x, en: x }\n\tpress: 1\n", "line 2: there is a tab here"),
    "windows": ("label: { nl: é, en: x }\n".encode("cp1252"), "line 1: expected a file in UTF-8"),
    "utf-16": ("label: { nl: x, en: x }\n".encode("utf-16-le"), "looks like 'UTF-16'"),
    "twice": (b"a: 1\na: 2\n", "line 2: expected each name once"),
    "no": (b"a: 1\nno: 2\n", "does not read 'no' as text"),
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_with_the_same_sentence_by_every_command(
    tmp_path, capsys, group, kind
):
    content, expected = BROKEN[kind]
    file = tmp_path / group / "mine.yaml"
    file.parent.mkdir()
    file.write_bytes(content)
    own = ["--config-dir", str(tmp_path), "--lang", "en"]
    for words in (["list", group, *own], ["check", str(file), "--lang", "en"]):
        assert main(words) == 2
        found = capsys.readouterr().err
        assert f"{group}/mine.yaml" in found
        assert expected.replace("'", "") in found.replace("'", "")
    if group == "sweep":
        assert main(["sweep", "sweep=mine", "lang=en", "--config-dir", str(tmp_path)]) == 2
        assert f"{group}/mine.yaml" in capsys.readouterr().err


def test_lessons_exercises_and_experiments_are_read_by_the_same_reader(tmp_path):
    file = tmp_path / "les.yaml"
    file.write_bytes(BROKEN["tab"][0])
    with pytest.raises(lesson.LessonError, match=r"les\.yaml, line 2: there is a tab here"):
        lesson.read(file, ())
    with pytest.raises(experiments.ExperimentError, match=r"les\.yaml, line 2: there is a tab"):
        experiments.read(file)
    assert exercises.checked(file, lang="en")[0].startswith("les.yaml, line 2: there is a tab here")


def test_a_name_that_looks_the_same_is_the_same_in_files_settings_and_folders(own):
    folder = own(strategy_patience=STRATEGY)
    shutil.move(
        folder / "strategy/patience.yaml", folder / "strategy/ge\N{COMBINING DIAERESIS}duld.yaml"
    )
    mix = "label: { nl: x, en: x }\nproviders: { gëduld: 1 }\nfunders: { hard: 1 }\n"
    own(mix_mine=mix)
    assert "gëduld" in composed(["mix=mine"], folder).strategies
    typed = "world.organisations.ggz_instelling.strategy=ge\N{COMBINING DIAERESIS}duld"
    config = composed(["world=ggz_insurer", typed], folder)
    assert config.world.organisations["ggz_instelling"].strategy == "gëduld"


def test_a_letter_of_another_alphabet_is_pointed_out():
    (found,) = problems("scenario=r\N{CYRILLIC SMALL LETTER IE}gion")
    assert "They look the same, but the sign here is U+0435, CYRILLIC SMALL LETTER IE." in found


@pytest.mark.parametrize("name", ["a b", "50%", "${x}", "it's", "é", "[x]"])
def test_a_folder_of_ones_own_may_have_any_name(tmp_path, name):
    folder = tmp_path / name
    (folder / "scenario").mkdir(parents=True)
    (folder / "scenario" / "mine.yaml").write_text(
        "# @package _global_\ndefaults: [region, _self_]\n", "utf-8"
    )
    assert composed(["scenario=mine"], folder).name == "mine"
