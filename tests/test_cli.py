"""The command line: what a person types, reads, mistypes and stops."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import click
import pyarrow.parquet as pq
import pytest
from click.shell_completion import ShellComplete

from simulator.cli import complete
from simulator.cli.folders import new_folder
from simulator.cli.main import gunfactor, main
from simulator.configuration.catalogue import GROUPS, configs
from simulator.configuration.config import composed
from simulator.sweeps.plan import Design, Plan
from simulator.texts import subject, text
from simulator.version import MODEL_VERSION, __version__

SMALL = ["runs=3", "years=3"]


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch):
    """Every test has a folder of its own to work in."""
    monkeypatch.chdir(tmp_path)


def run(*words: str, **options) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "simulator", *words],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def titled(scenario: str, lang: str = "nl") -> str:
    return str(getattr(composed([f"scenario={scenario}"]).title, lang))


def only(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


# help and version


def test_help_answers_within_a_second():
    took = []
    for _ in range(3):
        began = time.perf_counter()
        assert run("--help").returncode == 0
        took.append(time.perf_counter() - began)
    assert min(took) < 1.0


def test_help_names_every_command(capsys):
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for name in ("run", "list", "compare", "check", "completion"):
        assert f"\n  {name} " in said


EVERY = gunfactor.list_commands(click.Context(gunfactor))


@pytest.mark.parametrize("name", EVERY)
def test_every_command_explains_itself_in_dutch_and_english(name, capsys):
    assert main([name, "--help"]) == 0
    dutch, english = capsys.readouterr().out.split("\n\n")[1:3]
    assert " ".join(dutch.split()) == text("help", name, "nl")
    assert " ".join(english.split()) == text("help", name, "en")


@pytest.mark.parametrize("name", EVERY)
def test_every_option_is_explained_in_dutch_and_english(name):
    command = gunfactor.get_command(click.Context(gunfactor), name)
    options = [
        each for each in command.get_params(click.Context(command)) if each.opts[0][0] == "-"
    ]
    assert options
    known = {(each["nl"], each["en"]) for each in subject("help").values()}
    for option in options:
        assert tuple(option.help.split("\n")) in known


@pytest.mark.parametrize("words", [[], ["serve"], ["list"], ["run"], ["check"]])
def test_help_has_the_dutch_line_above_the_english_in_eighty_columns(words, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*words, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Gebruik / Usage: gunfactor")
    assert re.search(r"\n  -h, --help +Toont deze hulp\.\n +Show this help\.\n", said)
    assert max(map(len, said.splitlines())) <= 80


def test_help_loads_nothing_heavy():
    """So it answers in a twentieth of a second: no command is read for it."""
    words = (
        "import sys; from simulator.cli.main import main; main(['--help']);"
        "print(*(n for n in ('hydra', 'numpy', 'numba', 'pydantic', 'rich') if n in sys.modules),"
        "*(n for n in sys.modules if n.startswith('simulator.cli.commands.')), sep=',', end='|')"
    )
    done = subprocess.run(
        [sys.executable, "-c", words],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith(".\n|")


def test_version_names_program_and_model(capsys):
    assert main(["--version"]) == 0
    expected = f"gunfactor {__version__}, model version {MODEL_VERSION}\n"
    assert capsys.readouterr().out == expected


# run


def test_run_plays_up_to_the_report(capsys):
    assert main(["run", *SMALL]) == 0
    folder = only(Path("results"))
    said = capsys.readouterr().out
    assert folder.name.startswith("region-")
    assert str(folder) in said
    assert titled("region") in said
    assert "<html" in (folder / "report.html").read_text(encoding="utf-8")
    rows = pq.read_table(folder / "relations.parquet")
    assert rows.num_rows > 0


def test_run_speaks_english_when_asked(capsys):
    assert main(["run", *SMALL, "lang=en"]) == 0
    assert titled("region", "en") in capsys.readouterr().out


def test_module_and_command_are_the_same():
    done = run("run", "scenario=after-the-breach", *SMALL, "output=here")
    assert done.returncode == 0, done.stderr
    assert Path("here/report.html").is_file()
    assert done.stderr == ""


def test_run_uses_files_of_the_user(capsys):
    own = Path("own/strategy")
    own.mkdir(parents=True)
    shutil.copy(configs() / "strategy" / "calm.yaml", own / "patient.yaml")
    words = ["--config-dir", "own", "scenario=imposed-deadline", *SMALL]
    assert main(["run", *words, "world.organisations.ouderenzorg.strategy=patient"]) == 0
    assert main(["list", "strategy", "--config-dir", "own"]) == 0
    assert "\npatient " in capsys.readouterr().out


# where it is written


def test_runs_that_start_together_get_folders_of_their_own():
    def made(_: int) -> Path:
        with new_folder("region") as folder:
            (folder / "something").touch()
            return folder

    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(made, range(16)))
    assert len(set(folders)) == 16


def test_a_folder_in_which_nothing_came_is_taken_away():
    with pytest.raises(RuntimeError), new_folder("region"):
        raise RuntimeError
    assert not list(Path("results").iterdir())


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_played(capsys):
    Path("file").touch()
    assert main(["run", "runs=100000", "years=100", "output=file/inside"]) == 2
    said = capsys.readouterr().err
    assert "output" in said
    assert "file/inside" in said


def test_a_folder_with_something_in_it_is_left_alone(capsys):
    Path("full").mkdir()
    Path("full/precious").write_text("kept")
    assert main(["run", *SMALL, "output=full"]) == 2
    assert "full is niet leeg" in capsys.readouterr().err
    assert main(["run", *SMALL, "output=full", "lang=en"]) == 2
    assert "full is not empty" in capsys.readouterr().err
    assert [file.name for file in Path("full").iterdir()] == ["precious"]


# mistakes


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run", "scenario=regoin"], "region"),
        (["run", "params.presure=.2"], "pressure"),
        (["run", "+typo=3"], "typo"),
        (["run", "years=-1"], "years"),
        (["run", "runs=many"], "runs"),
        (["run", "region"], "Bedoel je scenario=region?\n"),
        (["run", "scenario="], "scenario"),
        (["run", "=="], "=="),
        (["compare", "region", "nul"], "null"),
        (["list", "strategies"], ", maar er staat 'strategies'. Bedoel je strategy?\n"),
        (["rn"], "Fout: De opdracht rn bestaat niet. Bedoel je run?\n"),
        (["rnu", "lang=en"], "Error: There is no command rnu. Do you mean run?\n"),
        (["xyzzy"], "Er zijn: analyse, check, compare"),
        (["run", "--runs", "5"], "Fout: Instellingen schrijf je zonder streepjes: runs=5\n"),
        (["run", "--runs=5"], "Fout: Instellingen schrijf je zonder streepjes: runs=5\n"),
        (["run", "-runs=5"], "Fout: Instellingen schrijf je zonder streepjes: runs=5\n"),
        (["run", "--runs"], "Fout: Instellingen schrijf je zonder streepjes: runs=…\n"),
        (["sweep", "--seed", "5"], "Fout: Instellingen schrijf je zonder streepjes: seed=5\n"),
        (
            ["run", "--runs", "5", "lang=en"],
            "Error: Settings are written without dashes: runs=5\nHelp: gunfactor run --help\n",
        ),
        (["run", "--lang", "en"], "Error: Settings are written without dashes: lang=en\n"),
        (
            ["run", "--config-dri", "x"],
            "De optie --config-dri bestaat niet. Bedoel je --config-dir?",
        ),
        (["serve", "--prot", "80"], "De optie --prot bestaat niet. Bedoel je --port?"),
        (
            ["serve", "--port", "0"],
            "Fout: --port: verwacht een getal van 1 tot en met 65535, maar er",
        ),
        (["serve", "--days", "x"], "Fout: --days: verwacht een getal van 0.04 of meer, maar er"),
        (["serve", "--port"], "Fout: Achter --port hoort een waarde.\n"),
        (["serve", "--lan=3"], "Fout: Achter --lan hoort geen waarde.\n"),
        (
            ["experiment", "two_phase"],
            "Fout: Het experiment two_phase bestaat niet. Bedoel je two_p",
        ),
        (
            ["experiment", "xyzzy", "--lang", "en"],
            "Error: There is no experiment xyzzy. There are: a",
        ),
        (["check"], "Fout: FILE ontbreekt: verwacht een bestand dat er is.\n"),
        (["compare", "one", "two", "three"], "three"),
        (["completion", "--lang=en"], "There is no option --lang."),
        (["run", "--config-dir", "nowhere"], "nowhere"),
        (["check", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_a_mistake_ends_in_a_sentence_and_code_2(words, expected, capsys):
    assert main(words) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert "Traceback" not in said.err
    assert not Path("results").exists()


@pytest.mark.parametrize(
    ("words", "head"),
    [
        (["run", "years=-1"], "Fout: opdrachtregel, years: verwacht"),
        (["run", "years=-1", "lang=en"], "Error: command line, years: expected"),
        (["run", "years=-1", "lang=en", "lang=nl"], "Fout: opdrachtregel, years: verwacht"),
        (["check", "nowhere.yaml"], "Fout: FILE: verwacht een bestand"),
        (["check", "nowhere.yaml", "--lang", "en"], "Error: FILE: expected a file"),
        (["check", "nowhere.yaml", "--lang=en"], "Error: FILE: expected a file"),
        (["compare", "region counterfactual=null"], "Fout: Het scenario region noemt niets"),
        (
            ["compare", "region counterfactual=null lang=en"],
            "Error: Scenario region names nothing to compare it with.",
        ),
        (["sweep"], "Fout: Welke sweep?"),
        (["sweep", "lang=en"], "Error: "),
    ],
)
def test_a_mistake_is_said_in_one_language(words, head, capsys):
    assert main(words) == 2
    assert capsys.readouterr().err.startswith(head)


def test_without_a_command_it_helps(capsys):
    assert main([]) == 0
    assert "\n  run " in capsys.readouterr().out


def test_all_mistakes_are_named_at_once(capsys):
    assert main(["run", "years=-1", "runs=0", "params.presure=.2"]) == 2
    said = capsys.readouterr().err
    for name in ("years", "runs", "presure"):
        assert name in said


def test_ctrl_c_stops_cleanly():
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "run", "runs=1000000", "years=3"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + 60
        while not list(Path().glob("results/*")) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not list(Path("results").iterdir())


def test_a_reader_that_stops_reading_is_no_mistake():
    words = f"{sys.executable} -m simulator list param | head -n 1"
    done = subprocess.run(
        ["bash", "-c", words],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


# list, check, compare


@pytest.mark.parametrize("group", [*GROUPS, "sweep", "experiment"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_list_has_one_line_for_every_file(group, lang, capsys):
    assert main(["list", group, "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    files = sorted(file.stem for file in (configs() / group).glob("*.yaml"))
    assert [line.split()[0] for line in lines] == files
    assert all(len(line.split()) > 1 for line in lines)


def test_list_shows_all_groups(capsys):
    assert main(["list"]) == 0
    said = capsys.readouterr().out
    assert "\nregion " in said
    assert "\ncalm " in said


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_list_shows_or_names_every_group_there_is(lang, capsys):
    """A group is shown with its files, or named in the last lines with what it is."""
    assert main(["list", "--lang", lang]) == 0
    shown, _, named = capsys.readouterr().out.partition("(gunfactor list …)\n")
    command = gunfactor.get_command(click.Context(gunfactor), "list")
    (parameter,) = (each for each in command.params if each.name == "group")
    more = dict(line.split(maxsplit=1) for line in named.splitlines())
    for group in parameter.type.choices:
        headed = text("cli", f"list_{group}", lang) in shown.splitlines()
        assert (group in more) != headed
        for file in (configs() / group).glob("*.yaml") if headed else ():
            assert f"\n{file.stem} " in shown
    assert {"sweep", "experiment", "measure", "param", "policy"} <= set(more)
    for group in more:
        assert main(["list", group, "--lang", lang]) == 0


def test_help_of_list_names_every_group(capsys):
    assert main(["list", "--help"]) == 0
    said = set(re.findall(r"\w+", capsys.readouterr().out))
    assert {*GROUPS, "sweep", "experiment", "measure", "param"} <= said


def test_list_shows_numbers_and_measures(capsys):
    assert main(["list", "param"]) == 0
    assert main(["list", "measure"]) == 0
    said = capsys.readouterr().out
    assert "\npressure " in said
    assert "\ngoodwill " in said


def test_check_passes_what_is_sound_and_names_all_that_is_not(capsys):
    own = Path("strategy")
    own.mkdir()
    sound = (configs() / "strategy" / "calm.yaml").read_text(encoding="utf-8")
    (own / "mine.yaml").write_text(sound)
    assert main(["check", "strategy/mine.yaml"]) == 0
    wrong = sound.replace("opening: 0.05", "opening: 5").replace("press:", "presss:")
    (own / "mine.yaml").write_text(wrong)
    assert main(["check", "strategy/mine.yaml"]) == 2
    said = capsys.readouterr().err
    assert "opening" in said
    assert "presss" in said


def test_compare_takes_the_counterfactual_of_a_story(capsys):
    assert main(["compare", "after-the-breach", *SMALL]) == 0
    said = capsys.readouterr().out
    assert f"A  {titled('after-the-breach')}\n" in said
    assert f"B  {titled('after-the-breach-no-override')}\n" in said
    folder = only(Path("results"))
    assert pq.read_table(folder / "differences.parquet").num_rows > 0


def test_compare_takes_changes_in_quotes(capsys):
    words = ["compare", "region", "region strategies.hard.opening=.6", *SMALL, "lang=en"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert f"B  {titled('region', 'en')} (B: region strategies.hard.opening=.6)\n" in said


# completion


def offered(*words: str) -> set[str]:
    *said, incomplete = words
    shell = ShellComplete(gunfactor, {}, "gunfactor", "_GUNFACTOR_COMPLETE")
    return {item.value for item in shell.get_completions(said, incomplete)}


def test_tab_offers_commands_scenarios_and_strategies():
    assert offered("r") == {"run"}
    assert "scenario=after-the-breach" in offered("run", "scenario=af")
    assert offered("run", "strategies.calm.op") == {"strategies.calm.opening="}
    assert offered("run", "world.organisations.x.strategy=ca") == {
        "world.organisations.x.strategy=calm"
    }
    assert offered("run", "params.pressure") == {"params.pressure=", "params.pressure_pays="}
    assert "after-the-breach" in offered("compare", "after")


def test_tab_understands_how_bash_cuts_words():
    assert offered("run", "scenario", "=", "regi") == {"region"}
    assert "region" in offered("run", "scenario", "=")


def test_tab_offers_designs_where_there_is_a_sweep():
    assert offered("sweep", "sweep=so") == {"sweep=sobol"}
    assert offered("sweep", "sweep", "=", "so") == {"sobol"}
    assert offered("sweep", "sweep.record=") == {
        f"sweep.record={name}" for name in ("summary", "yearly", "relations")
    }
    assert {"sweep=quick", "sweep.executor=dask", "mix=region"} <= offered("sweep", "")
    assert not offered("run", "sweep")


def test_tab_offers_for_a_sweep_what_a_sweep_takes():
    """The Tab key may not load what a plan is checked with, so the words stand twice."""
    for key, words in complete.OF_A_SWEEP.items():
        owner, field = (Design, "kind") if key == "sweep.design.kind" else (Plan, key[6:])
        assert words == get_args(owner.model_fields[field].annotation)


def test_tab_offers_files_of_the_user():
    Path("own/scenario").mkdir(parents=True)
    Path("own/scenario/mine.yaml").touch()
    assert offered("run", "--config-dir", "own", "scenario=mi") == {"scenario=mine"}


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_with_the_printed_script():
    bin_folder = Path("bin")
    bin_folder.mkdir()
    program = bin_folder / "gunfactor"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m simulator "$@"\n')
    program.chmod(0o755)
    script = """
        eval "$(gunfactor completion bash)"
        compopt() { :; }
        COMP_WORDS=(gunfactor run scenario = regi) COMP_CWORD=4
        _gunfactor_completion gunfactor
        echo "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "-c", script],
        env={
            **os.environ,
            "PATH": f"{bin_folder.resolve()}:{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["region"], done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell, capsys):
    assert main(["completion", shell]) == 0
    assert "_GUNFACTOR_COMPLETE" in capsys.readouterr().out
