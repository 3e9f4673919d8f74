"""The command line: what a person types, reads, mistypes and stops."""

import contextlib
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
from simulator.config.catalogue import GROUPS, configs
from simulator.config.compose import composed
from simulator.i18n import text
from simulator.sweeps.plan import Design, Plan

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
    shutil.copy(configs() / "strategy" / "calm.yaml", own / "of_a_user.yaml")
    words = ["--config-dir", "own", "scenario=imposed-deadline", *SMALL]
    assert main(["run", *words, "world.organisations.ouderenzorg.strategy=of_a_user"]) == 0
    assert main(["list", "strategy", "--config-dir", "own"]) == 0
    assert "\nof_a_user " in capsys.readouterr().out


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


# stopping


def _stopped(process: subprocess.Popen[str]) -> str:
    """What a process says after Ctrl-C, pressed again where the compiler swallowed it."""
    for _ in range(15):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=4)[1]
    return process.communicate(timeout=30)[1]


def test_ctrl_c_stops_cleanly():
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "run", "world=ggz_insurer", "runs=500000", "years=12"],
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
        said = _stopped(process)
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
