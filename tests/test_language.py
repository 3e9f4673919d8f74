"""One switch of language: option, setting and variable mean the same to every command."""

import pytest

from simulator import i18n
from simulator.cli.main import main
from simulator.config.compose import ConfigError, composed
from simulator.sweeps.errors import SweepError
from simulator.sweeps.plan import planned

MISTAKES = [
    ["run", "years=-1"],
    ["run", "scenario=x"],
    ["run", "params.pressure=0,2"],
    ["run", "--config-dir", "nowhere"],
    ["run", "--nothing"],
    ["compare", "x", "y"],
    ["compare", "region counterfactual=null"],
    ["sweep"],
    ["sweep", "sweep=x"],
    ["sweep", "sweep=quick", "sweep.replicates=0"],
    ["sweep", "sweep=quick", "sweep.design.kind=lhs"],
    ["sweep", "sweep=quick", "runs=5"],
    ["sweep", "sweep=quick", "sweep.years=3"],
    ["sweep", "sweep=quick", "sweep.foo=1"],
    ["sweep", "sweep=quick", "sweep.factors.pressure.low=0,1"],
    ["sweep", "sweep=quick", "years=0"],
    ["sweep", "sweep=list"],
    ["sweep", "sweep=list", "sweep.design.file=nowhere.csv"],
    ["sweep", "--resume", "."],
    ["list", "nothing"],
    ["check", "nowhere.yaml"],
    ["analyse", "features", "."],
    ["experiment", "nothing"],
    ["nothing"],
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(i18n.VARIABLE, raising=False)


def said(words, capsys) -> str:
    assert main(words) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("words", MISTAKES, ids=" ".join)
def test_a_mistake_is_said_in_the_language_asked_for_in_whichever_way(words, capsys, monkeypatch):
    dutch = said(words, capsys)
    english = said([*words, "--lang", "en"], capsys)
    assert (dutch[:5], english[:6]) == ("Fout:", "Error:")
    assert dutch[5:] != english[6:]
    assert not any(
        word in english for word in ("verwacht", "Schrijf", "Mogelijk", "Er zijn", "kan")
    )
    ways = [[*words, "--lang=en"], [*words, "lang=en"], ["--lang", "en", *words]]
    ways += [[*words, "lang=nl", "--lang", "en"]]
    for way in ways:
        assert said(way, capsys) == english
    monkeypatch.setenv(i18n.VARIABLE, "en")
    assert said(words, capsys) == english
    assert said([*words, "lang=nl"], capsys) == dutch


def test_a_language_that_there_is_not_is_a_mistake_wherever_it_is_said(capsys, monkeypatch):
    for words in (["run"], ["list"], ["sweep", "sweep=quick"]):
        for way in (["lang=de"], ["--lang", "de"], ["--lang=de"]):
            assert "'de'" in said([*words, *way], capsys)
    monkeypatch.setenv(i18n.VARIABLE, "nederlands")
    assert said(["list"], capsys).startswith("Fout: GUNFACTOR_LANG: verwacht nl of en")
    assert main(["list", "mix", "lang=nl"]) == 0
    assert main(["--help"]) == 0


def test_what_goes_well_is_in_that_language_as_well(capsys, monkeypatch):
    assert main(["list", "mix", "lang=en"]) == 0
    english = capsys.readouterr().out
    monkeypatch.setenv(i18n.VARIABLE, "en")
    assert main(["list", "mix"]) == 0
    assert capsys.readouterr().out == english
    assert composed([]).lang == "en"
    assert composed(["lang=nl"]).lang == "nl"


def test_python_users_are_not_told_about_a_command_line():
    for words in (["years=-1"], ["foo"], ["params.presure=1"], ["scenario=x"], ["seed=1,2"]):
        for lang in i18n.LANGUAGES:
            with pytest.raises(ConfigError) as caught:
                composed([*words, f"lang={lang}"])
            assert "opdrachtregel" not in str(caught.value)
            assert "command line" not in str(caught.value)
    with pytest.raises(SweepError) as wrong:
        planned(["sweep=quick", "sweep.foo=1", "lang=en"])
    assert "command line" not in wrong.value.sentence("en")
