"""What is wrong with the files of a user is said in sentences, with file and key."""

import functools
import shutil
from concurrent.futures import ThreadPoolExecutor

import hydra
import pytest
from hydra.core.global_hydra import GlobalHydra

from simulator.config import compose
from simulator.config.catalogue import configs
from tests import mistakes
from tests.mistakes import STRATEGY, problems


@pytest.fixture
def own(tmp_path):
    """Writes files into a folder of the user's."""
    return functools.partial(mistakes.written, tmp_path)


def test_a_mix_adds_up_to_1(own):
    text = "label: { nl: x, en: x }\nproviders: { hard: 0.5, calm: 0.4 }\nfunders: { press: 1 }\n"
    assert problems("mix=mine", folder=own(mix_mine=text)) == [
        "mix/mine.yaml, providers: the shares add up to 0.9, expected 1. "
        "Change them until they add up to 1."
    ]


def test_an_unknown_strategy_is_told_which_there_are(own):
    text = "label: { nl: x, en: x }\nproviders: { hrd: 1 }\nfunders: { press: 1 }\n"
    (said,) = problems("mix=mine", folder=own(mix_mine=text))
    assert said.startswith("mix/mine.yaml, providers.hrd: there is no strategy 'hrd'.")
    assert "Do you mean 'hard'? There are: argue, calm, collab, gmirror, hard, mirror, " in said


def test_a_strategy_that_misses_a_number_is_told_which(own):
    folder = own(
        strategy_patience=STRATEGY.replace("press: 0.1\n", "").replace("ask: 0.5", "ask: 0.4")
    )
    assert problems(folder=folder) == [
        "strategy/patience.yaml: expected 'press' here, but it is missing. Fill in 'press'.",
        "strategy/patience.yaml, mix: the shares add up to 0.9, expected 1. "
        "Change them until they add up to 1.",
    ]


def test_a_problem_that_a_scenario_brings_is_looked_for_there(own):
    text = "# @package _global_\ndefaults: [region, _self_]\nparams: { pressure: 7 }\nyeers: 3\n"
    said = problems("scenario=mine", folder=own(scenario_mine=text))
    assert said[0].startswith("scenario/mine.yaml, yeers: I do not know the name 'yeers' here.")
    assert said[1].startswith("scenario/mine.yaml, params.pressure: expected a number of 1 or less")


def test_a_scenario_needs_its_first_line(own):
    assert problems("scenario=mine", folder=own(scenario_mine="years: 3\n"))[0] == (
        "scenario/mine.yaml: expected on the first line: # @package _global_. It is missing. "
        "Put it at the top of the file."
    )


def test_a_scenario_that_names_an_unknown_file_is_told_which_there_are(own):
    text = "# @package _global_\ndefaults:\n  - override /world: regio\n"
    (said,) = problems("scenario=mine", folder=own(scenario_mine=text))
    assert said.startswith("scenario/mine.yaml: there is no world 'regio'. Do you mean 'region'?")


def test_a_scenario_cannot_override_what_does_not_exist(own):
    text = "# @package _global_\ndefaults:\n  - override /wrold: region\n"
    (said,) = problems("scenario=mine", folder=own(scenario_mine=text))
    assert said.startswith("scenario/mine.yaml: the files do not fit together (")
    assert "wrold" in said


def test_the_scenario_to_compare_with_exists():
    (said,) = problems("counterfactual=regoin")
    assert said.startswith("setting, counterfactual: there is no scenario 'regoin'.")
    assert "Do you mean 'region'?" in said


def test_what_is_not_yaml_is_named_with_its_line(own):
    folder = own(strategy_patience="label: {\n", mix_mine="a: 1\na: 2\n")
    (said,) = problems(folder=folder)
    assert said.startswith("strategy/patience.yaml, line 2: this cannot be read as YAML (")
    folder.joinpath("strategy", "patience.yaml").unlink()
    (said,) = problems("mix=mine", folder=folder)
    assert said.startswith(
        "mix/mine.yaml, line 2: expected each name once, but 'a' is there twice."
    )
    with pytest.raises(compose.ConfigError, match=r"mix/mine\.yaml"):
        compose.catalogue("mix", folder)


def test_a_file_may_not_hide_one_of_ours(own):
    (said,) = problems(folder=own(strategy_hard=STRATEGY))
    assert said == (
        "strategy/hard.yaml: expected a name of its own, but 'hard' is in gunfactor's own "
        "catalogue too. Give your file another name."
    )


def test_files_that_would_be_passed_over_are_named(tmp_path):
    (tmp_path / "strategies").mkdir()
    (tmp_path / "strategies" / "mine.yaml").touch()
    (tmp_path / "mix").mkdir()
    (tmp_path / "mix" / "mine.yml").touch()
    said = problems(folder=tmp_path)
    assert said[0].startswith("mix/mine.yml: expected a file that ends in .yaml")
    assert "but found 'strategies'. Do you mean 'strategy'?" in said[1]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    (said,) = problems(folder=tmp_path / "away")
    assert (
        said == f"{tmp_path / 'away'}: expected a folder, but there is none. Correct --config-dir."
    )


FIRST = "# @package _global_\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ": expected on the first line: # @package _global_."),
        ("just text\n", ", line 1: expected names with values"),
        ("# @package _globl_\nyears: 3\n", ": expected on the first line: # @package _global_."),
        (FIRST + "years: 3\n", ": expected 'title' here, but it is missing."),
        (FIRST + "defaults: 3\n", ": the files do not fit together ("),
        (FIRST + "defaults: [mine, _self_]\n", ": this file builds on itself."),
        (
            FIRST + "defaults: [nowhere]\n",
            ": there is no scenario 'nowhere'. There are: after-the-",
        ),
        (FIRST + "years:\n\t3\n", ", line 3: there is a tab here"),
        (FIRST + "params: &a { x: *a }\n", ", line 2: this refers to itself (& and *)."),
        (FIRST + "years: !!python/object:os.system 3\n", ", line 2: this cannot be read as YAML ("),
        (FIRST + "years: ${yeers}\n", ", years: expected an existing name between ${ and }"),
        (FIRST + "years: ${runs\n", ": this cannot be read as YAML ("),
    ],
)
def test_a_scenario_that_cannot_be_is_named(own, text, expected):
    said = problems("scenario=mine", folder=own(scenario_mine=text))
    assert said[0].startswith(f"scenario/mine.yaml{expected}")


def test_a_program_that_uses_hydra_itself_goes_on():
    with hydra.initialize(config_path=None, version_base="1.3"):
        assert compose.composed(["runs=2"]).runs == 2
        assert GlobalHydra.instance().is_initialized()
        problems("scenario=nowhere")
        assert GlobalHydra.instance().is_initialized()
    assert not GlobalHydra.instance().is_initialized()


def test_it_composes_in_several_threads():
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda seed: compose.composed([f"seed={seed}"]).seed, range(6))
    assert list(found) == list(range(6))


@pytest.mark.parametrize("name", ["config.yaml", "mine.yaml", "mine.yml"])
def test_a_loose_file_is_not_passed_over_in_silence(tmp_path, name):
    (tmp_path / name).write_text("runs: 3\n", encoding="utf-8")
    (found,) = problems(folder=tmp_path)
    assert found.startswith(f"{tmp_path / name}: '{name}' is not read here")
    assert "strategy, form" in found


def test_a_copy_of_our_own_file_and_hidden_files_do_no_harm(tmp_path):
    shutil.copy(configs() / "config.yaml", tmp_path)
    (tmp_path / ".hidden.yaml").write_text("runs: 3\n", encoding="utf-8")
    assert compose.composed([], tmp_path).runs == compose.composed([]).runs
    assert compose.composed([], configs()).runs == compose.composed([]).runs
