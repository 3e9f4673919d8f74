"""What the system refuses is said in a sentence, in the language asked for, without a traceback."""

import errno

import pyarrow as pa
import pytest

from simulator.cli.commands import check
from simulator.cli.main import main

REFUSALS = {
    "memory": (MemoryError(), "geheugen", "memory"),
    "the end of a file": (EOFError("Ran out of input"), "Ran out of input", "Ran out of input"),
    "a damaged table": (pa.ArrowInvalid("Parquet magic bytes not found"), "beschadigd", "damaged"),
    "memory of Arrow": (pa.ArrowMemoryError("malloc of size"), "geheugen", "memory"),
    "a type of Arrow": (pa.ArrowNotImplementedError("no such page"), "beschadigd", "damaged"),
    "a full disk": (OSError(errno.ENOSPC, "x"), "vol", "full"),
    "no right": (PermissionError(errno.EACCES, "x", "/a/file"), "/a/file", "/a/file"),
    "no file": (FileNotFoundError(errno.ENOENT, "x", "/a/file"), "/a/file", "/a/file"),
    "an error of Arrow's files": (OSError("Corrupt snappy compressed data."), "snappy", "snappy"),
    "depth": (RecursionError("maximum recursion"), "niveaus", "levels"),
}


@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_the_system_refuses_is_a_sentence(capsys, monkeypatch, tmp_path, name, lang):
    problem, dutch, english = REFUSALS[name]
    (tmp_path / "file.yaml").write_text("a: 1")

    def refused(**_):
        raise problem

    monkeypatch.setattr(check.command, "callback", refused)
    assert main(["check", str(tmp_path / "file.yaml"), "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert (dutch if lang == "nl" else english) in said
    assert "Traceback" not in said
    assert "Gestopt" not in said
    assert said.startswith("Fout: " if lang == "nl" else "Error: ")


@pytest.mark.parametrize("problem", [ValueError("a mistake of ours"), KeyError("a"), TypeError()])
def test_a_mistake_of_the_program_is_not_hidden(monkeypatch, tmp_path, problem):
    (tmp_path / "file.yaml").write_text("a: 1")

    def wrong(**_):
        raise problem

    monkeypatch.setattr(check.command, "callback", wrong)
    with pytest.raises(type(problem)):
        main(["check", str(tmp_path / "file.yaml")])


def test_ctrl_c_is_still_said_as_such(capsys, monkeypatch, tmp_path):
    (tmp_path / "file.yaml").write_text("a: 1")

    def stopped(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(check.command, "callback", stopped)
    assert main(["check", str(tmp_path / "file.yaml")]) == 130
    assert "Gestopt" in capsys.readouterr().err
