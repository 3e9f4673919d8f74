"""What is mistyped on the command line is explained in one language, and ends with code 2."""

from pathlib import Path

import pytest

from simulator.cli.main import main


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch):
    """Every test has a folder of its own to work in."""
    monkeypatch.chdir(tmp_path)


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
        (["run", "years=-1"], "Fout: instelling, years: verwacht"),
        (["run", "years=-1", "lang=en"], "Error: setting, years: expected"),
        (["run", "years=-1", "lang=en", "lang=nl"], "Fout: instelling, years: verwacht"),
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
