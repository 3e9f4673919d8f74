"""What a user writes is composed, and everything that is wrong is said in sentences."""

import functools
import logging
from pathlib import Path

import pytest
from hydra.core.global_hydra import GlobalHydra

from simulator.config import compose
from simulator.config.catalogue import GROUPS
from simulator.config.problems import MOST_SHOWN
from simulator.engine.params import PARAMETERS
from tests import mistakes
from tests.mistakes import STRATEGY, problems


@pytest.fixture
def own(tmp_path):
    """Writes files into a folder of the user's."""
    return functools.partial(mistakes.written, tmp_path)


# what is composed


def test_without_settings_it_is_the_region():
    plain = compose.composed()
    assert (plain.name, plain.start, plain.lang, plain.trace) == ("region", 2022, "nl", False)
    assert plain.params == {name: number.default for name, number in PARAMETERS.items()}
    assert plain.choices == {
        "scenario": "region", "world": "region", "mix": "region", "act": "default",
        "accord": "dutch", "calendar": "default",
    }  # fmt: skip


def test_settings_change_any_value():
    changed = compose.composed(
        ["runs=7", "params.pressure=.2", "strategies.hard.opening=.8", "accord=none", "lang=en",
         "world.organisations.ziekenhuis_de_brug.strategy=hard", "output=results", "act=default"]
    )  # fmt: skip
    assert (changed.runs, changed.params["pressure"], changed.output) == (7, 0.2, "results")
    assert changed.strategies["hard"].opening == 0.8
    assert changed.accord.levels == []
    assert changed.world.organisations["ziekenhuis_de_brug"].strategy == "hard"


def test_a_setting_goes_before_what_the_scenario_says():
    assert compose.composed(["scenario=null", "params.extra_max=.05"]).params["extra_max"] == 0.05
    assert compose.composed(["scenario=region", "mix=even"]).choices["mix"] == "even"


def test_a_scenario_called_null_is_a_scenario():
    assert compose.composed(["scenario=null"]).name == "null"


def test_a_users_own_strategy_is_found_in_the_folder(own):
    folder = own(strategy_patience=STRATEGY)
    found = compose.composed(["world.organisations.ggz_de_kade.strategy=patience"], folder)
    assert found.strategies["patience"].concession == 0.4
    assert "patience" in compose.catalogue("strategy", folder)
    assert "patience" not in compose.composed().strategies


def test_a_users_own_scenario_builds_on_ours_and_is_named_by_its_file(own):
    text = "# @package _global_\ndefaults: ['null', _self_]\nyears: 3\n"
    text += "strategies: { hard: { press: 1 } }\n"
    mine = compose.composed(["scenario=mine"], own(scenario_mine=text))
    assert (mine.name, mine.years, mine.strategies["hard"].press) == ("mine", 3, 1)
    assert mine.params["extra_max"] == 0


def test_a_folder_with_a_space_and_a_quote_is_found(tmp_path):
    folder = tmp_path / "mijn 'eigen' map"
    (folder / "mix").mkdir(parents=True)
    (folder / "mix" / "half.yaml").write_text(
        "label: { nl: half, en: half }\nproviders: { hard: 1 }\nfunders: { hard: 0.5, soft: 0.5 }\n"
    )
    assert compose.composed(["mix=half"], folder).mix.funders == {"hard": 0.5, "soft": 0.5}


def test_nothing_is_written_and_logging_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = list(logging.getLogger().handlers)
    compose.composed()
    assert list(tmp_path.iterdir()) == []
    assert logging.getLogger().handlers == before
    assert not GlobalHydra.instance().is_initialized()


def test_it_composes_again_after_a_mistake():
    for wrong in (["scenario=nowhere"], ["runs=x"], ["+runs=1,2"], ["a b"]):
        problems(*wrong)
        assert compose.composed(["runs=3"]).runs == 3


def test_an_unlikely_number_is_allowed_and_named():
    assert compose.unusual(compose.composed()) == []
    assert compose.unusual(compose.composed(["params.pressure=.9"])) == ["pressure"]


# settings


@pytest.mark.parametrize(
    "setting", ["params.presure=.2", "+params.presure=.2", "++params.presure=.2"]
)
def test_a_misspelt_number_is_told_the_nearest_name(setting):
    (said,) = problems(setting)
    assert said.startswith("setting, params.presure: I do not know the name 'presure' here.")
    assert "Do you mean 'pressure'?" in said


def test_a_misspelt_key_is_told_what_is_possible():
    (said,) = problems("+typo=3")
    assert said.startswith("setting, typo: I do not know the name 'typo' here.")
    assert "Possible are: " in said
    assert said.endswith("Correct the name or remove it.")


def test_a_misspelt_group_is_told_the_group():
    (said,) = problems("scenaro=region")
    assert "Do you mean 'scenario'?" in said


def test_a_letter_of_the_equations_is_told_its_name():
    (said,) = problems("params.λ_RV=.1")
    assert "Do you mean 'tension_raises_reservation'?" in said


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("runs=many", "runs: expected a whole number, but found 'many'."),
        ("runs=2.5", "runs: expected a whole number, but found 2.5."),
        ("years=-3", "years: expected a number of 1 or more, but found -3."),
        ("start=-2022", "start: expected a number of 1900 or more, but found -2022."),
        ("seed=-1", "seed: expected a number of 0 or more, but found -1."),
        (
            "seed=99999999999999999999999",
            "seed: expected a number below 18446744073709551616, but",
        ),
        ("lang=NO", "lang: expected one of nl, en, but found 'NO'."),
        ("trace=3", "trace: expected true or false, but found 3."),
        ("params.trust_gain=fast", "params.trust_gain: expected a number, but found 'fast'."),
        ("params.trust_gain=true", "params.trust_gain: expected a number, but found true."),
        (
            "params.trust_gain=1.2",
            "params.trust_gain: expected a number of 1 or less, but found 1.2.",
        ),
        ("params.discount=1", "params.discount: expected a number of 0.999 or less, but found 1."),
        ("params.two_phase=.5", "params.two_phase: expected a whole number, but found 0.5."),
        (
            "params.duration_max=0",
            "params.duration_max: expected a number of 1 or more, but found 0.",
        ),
        ("params=3", "params: expected a group of names with values, but found 3."),
        ("strategies.hard.opening=1.2", "strategies.hard.opening: expected a number of 1 or less"),
        ("strategies.hard.concession=0", "strategies.hard.concession: expected a number above 0"),
        (
            "strategies.hard.mix.ask=.5",
            "strategies.hard.mix.ask: the shares add up to 1.5, expected 1.",
        ),
        ("calendar.opener=insurer", "calendar.opener: expected one of provider, funder, but found"),
        ("title.nl=null", "title.nl: expected text, but found nothing."),
        (
            "title.nl=12",
            'title.nl: expected text, but found the number 12. Put it in quotes, like "12".',
        ),
    ],
)
def test_a_wrong_value_is_told_what_was_expected(setting, expected):
    if setting == "lang=NO":
        with pytest.raises(compose.ConfigError) as caught:
            compose.composed([setting])
        assert caught.value.problems[0].startswith("instelling, lang: verwacht een van nl, en")
        return
    (said,) = problems(setting)
    assert said.startswith(f"setting, {expected}")


def test_several_values_are_several_runs():
    assert problems("seed=1,2")[0] == (
        "setting: expected one value, but found 'seed=1,2'. Do one run for each value."
    )


@pytest.mark.parametrize("setting", ["runs", "=3", "runs 3"])
def test_a_setting_is_a_name_and_a_value(setting):
    (said,) = problems(setting)
    assert said.startswith(f"setting: expected name=value, but found '{setting}'.")


@pytest.mark.parametrize(
    ("word", "setting"),
    [
        ("region", "scenario=region"),  # a world and a mix too: the scenario comes first
        ("regoin", "scenario=region"),
        ("vvt_care_office", "world=vvt_care_office"),
        ("care_office", "calendar=care_office"),
        ("bundled", "contract_form=bundled"),
    ],
)
def test_a_bare_name_is_told_how_to_ask_for_it(word, setting):
    (said,) = problems(word)
    assert said == (f"setting: expected name=value, but found '{word}'. Do you mean {setting}?")


def test_every_bare_name_that_can_be_asked_for_can_be_asked_for_as_said(own):
    folder = own(scenario_mine="# @package _global_\ndefaults: [region, _self_]\n")
    for word in ("region", "vvt_care_office", "bundled", "as_if_contracted", "even", "mine"):
        (said,) = problems(word, folder=folder)
        compose.composed([said.removesuffix("?").rpartition(" ")[2]], folder)


def test_a_bare_name_that_no_setting_takes_is_told_what_it_is():
    (said,) = problems("calm")
    assert "That is a strategy; a scenario, world or mix chooses it." in said
    assert said.endswith("See gunfactor list strategy.")


def test_hydras_own_settings_are_not_ours():
    (said,) = problems("hydra.run.dir=elsewhere")
    assert "I do not know the name 'hydra.run.dir' here." in said


@pytest.mark.parametrize("group", ["scenario", "world", "mix", "calendar", "accord", "act"])
def test_an_unknown_choice_is_told_which_there_are(group):
    (said,) = problems(f"{group}=nowhere")
    assert said.startswith(f"setting, {group}: there is no ")
    assert ", ".join(compose.catalogue(group)) in said
    assert f"put your own file in the folder {group} of your --config-dir" in said


def test_an_unknown_organisation_in_a_setting_is_not_made():
    (said,) = problems("world.organisations.ggz_de_kaden.strategy=hard")
    assert said.startswith("setting, world.organisations.ggz_de_kaden.strategy: there is no ")
    assert "Do you mean 'ggz_de_kade'?" in said


def test_an_unknown_strategy_in_a_setting_is_not_made():
    (said,) = problems("strategies.hrad.opening=.5")
    assert "there is no strategy 'hrad'. Do you mean 'hard'?" in said


def test_a_reference_to_nothing_is_named():
    said = problems("runs=${nothing}")
    assert len(said) == 1
    assert said[0].startswith("setting, runs: expected an existing name between ${ and }")


def test_all_problems_come_at_once_in_dutch_unless_english_is_asked():
    with pytest.raises(compose.ConfigError) as caught:
        compose.composed(["years=-1", "runz=3", "foo", "params.presure=1", "seed=x"])
    said = caught.value.problems
    assert len(said) == 5
    assert all(line.startswith("instelling") for line in said)
    assert (
        "instelling, years: verwacht een getal van 1 of meer, maar er staat -1."
        in said[1] + said[2]
    )


# gunfactor check


def test_our_own_files_are_sound():
    folder = Path(__file__).parents[2] / "configs"
    for file in ("strategy/calm.yaml", "scenario/null.yaml", "world/region.yaml"):
        assert compose.checked(folder / file) == []


def test_a_file_is_checked_among_the_other_files_of_its_folder(own):
    text = "label: { nl: x, en: x }\nproviders: { patience: 1 }\nfunders: { press: 1 }\n"
    folder = own(mix_mine=text, strategy_patience=STRATEGY)
    assert compose.checked(folder / "mix" / "mine.yaml") == []
    (folder / "strategy" / "patience.yaml").unlink()
    (said,) = compose.checked(folder / "mix" / "mine.yaml", lang="en")
    assert said.startswith("mix/mine.yaml, providers.patience: there is no strategy 'patience'.")


def test_a_file_elsewhere_is_checked_with_the_folder_named(own, tmp_path):
    folder = own(strategy_patience=STRATEGY)
    elsewhere = folder / "elsewhere" / "mix"
    elsewhere.mkdir(parents=True)
    text = "label: { nl: x, en: x }\nproviders: { patience: 1 }\nfunders: { press: 1 }\n"
    (elsewhere / "mine.yaml").write_text(text, encoding="utf-8")
    assert compose.checked(elsewhere / "mine.yaml", folder) == []
    assert len(compose.checked(elsewhere / "mine.yaml")) == 1
    assert not (tmp_path / "mix").exists()


def test_a_file_that_cannot_be_checked_is_told_why(tmp_path):
    (said,) = compose.checked(tmp_path / "away.yaml", lang="en")
    assert said.endswith("expected a file, but there is none. Correct the name.")
    (tmp_path / "loose.yaml").touch()
    (said,) = compose.checked(tmp_path / "loose.yaml", lang="en")
    assert f"expected a .yaml file in one of the folders {', '.join(GROUPS)}, but this is" in said


def test_a_name_with_an_accent_is_set_as_any_other(tmp_path):
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "mine.yaml").write_text(
        "label: { nl: x, en: x }\norganisations:\n"
        "  lénde: { kind: provider, sector: ggz, size: 2, contracts: [brug] }\n"
        "  brug: { kind: insurer }\n",
        "utf-8",
    )
    words = ["world=mine", "world.organisations.le\N{COMBINING ACUTE ACCENT}nde.size=3"]
    world = compose.composed(words, tmp_path).world
    assert (world.organisations["lénde"].size, world.organisations["lénde"].sector) == (3, "ggz")
    (said,) = problems("world=mine", "world.organisations.lénde.size=-3", folder=tmp_path)
    assert said.startswith("setting, world.organisations.lénde.size: expected a number above 0")
    (said,) = problems("world=mine", "world.organisations.lïnde.size=3", folder=tmp_path)
    assert "Do you mean 'lénde'?" in said


def test_more_problems_than_anybody_reads_are_counted(tmp_path):
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "mine.yaml").write_text(
        "label: { nl: x, en: x }\norganisations_csv: who.csv\n"
    )
    rows = "\n".join(f"o{i};insurer;x" for i in range(5000))
    (tmp_path / "who.csv").write_text(f"name;kind;size\n{rows}\n")
    said = problems("world=mine", folder=tmp_path)
    assert len(said) == MOST_SHOWN + 1
    assert said[-1] == "… and 4500 more. Mend these first."


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("params.pressure=0,2", "A number in a setting has a decimal point: params.pressure=0.2."),
        ("params.pressure=,2", "A number in a setting has a decimal point: params.pressure=0.2."),
        ("params.pressure==.2", "I cannot read the value '=.2' of 'params.pressure'."),
        ("runs=1.000", "'runs=1.000' may stand for thousands. Write 1000 or 1."),
        ("world.organisations.x.size=12.500", "may stand for thousands. Write 12500 or 12.5."),
        ("runs=1e3", "expected a whole number, but found '1000.0'. Write it without a point or an"),
        ("runs=2.0", "Write it without a point or an e: 2."),
        ("runs={", "I cannot read the value '{' of 'runs'."),
        ("title.nl=\x1b", "no text has the sign 'U+001B' that is in 'title.nl'."),
        ("params.π=.2", "I do not know the name 'π' here. Do you mean 'pressure'?"),
        ("seed=-1", "expected a number of 0 or more, but found -1."),
    ],
)
def test_a_number_as_in_a_dutch_text_is_told_how_to_write_it(setting, said):
    (found,) = problems(setting)
    assert said in found


def test_a_decimal_comma_in_a_file_is_told_about_the_point(tmp_path):
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "mine.yaml").write_text(
        "# @package _global_\ndefaults: [region, _self_]\nparams: { pressure: '0,2' }\n"
    )
    (said,) = problems("scenario=mine", folder=tmp_path)
    assert said.endswith("A number in a YAML file or setting has a decimal point: 0.2.")


def test_accents_and_curly_quotes_in_a_value_need_no_care():
    assert compose.composed(["title.nl=Zorg in Oss é"]).title.nl == "Zorg in Oss é"
    curly = "scenario=\N{LEFT DOUBLE QUOTATION MARK}region\N{RIGHT DOUBLE QUOTATION MARK}"
    assert compose.composed([curly]).name == "region"
