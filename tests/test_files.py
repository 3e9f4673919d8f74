"""One door to the disk: whole files only, and one sentence for a disk that is full."""

import ast
import errno
import os
from pathlib import Path

import pytest

from simulator import files, i18n
from simulator.sweeps.folder import unwritable

ROOT = Path(__file__).parents[1]
WRITES = {"write_text", "write_bytes", "savefig", "savetxt", "to_csv", "to_parquet"}
TO_A_SINK = {"write_table", "write_csv", "ParquetWriter"}  # these take a path or an open file
SINKS = {"sink", "buffer"}
DOORS = {"simulator/files.py"}
NO_CONTENT = {"simulator/sweeps/folder.py"}  # the lock, an empty file


def calls(file: Path) -> list[tuple[str, ast.Call]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(ast.unparse(node.func).rpartition(".")[2], node) for node in found]


def goes_around(name: str, call: ast.Call) -> bool:
    """Does a call write a file without the door?"""
    said = [ast.unparse(each) for each in (*call.args, *(k.value for k in call.keywords))]
    if name == "open":
        return any(each in ("'w'", "'wb'", "'a'", "'ab'", "'x'", "'xb'") for each in said)
    if name in TO_A_SINK:
        method = ast.unparse(call.func).startswith("writer.")
        return not method and not SINKS & set(said)
    return name in WRITES


def test_every_file_goes_through_the_door():
    around = []
    for file in sorted((ROOT / "simulator").rglob("*.py")):
        path = str(file.relative_to(ROOT))
        if path in DOORS | NO_CONTENT:
            continue
        around += [f"{path}:{call.lineno}" for name, call in calls(file) if goes_around(name, call)]
    assert not around, f"write these with simulator/files.py: {around}"


@pytest.mark.parametrize(
    ("line", "around"),
    [
        ("path.write_text('x')", True),
        ("path.open('wb')", True),
        ("open(path, 'w')", True),
        ("path.open()", False),
        ("pq.write_table(table, path)", True),
        ("pq.write_table(table, sink)", False),
        ("files.written(path, 'x')", False),
    ],
)
def test_what_goes_around_is_seen(line, around):
    call = ast.parse(line).body[0].value
    assert goes_around(ast.unparse(call.func).rpartition(".")[2], call) == around


def test_a_file_is_there_when_all_of_it_is(tmp_path):
    file = tmp_path / "table"
    with files.growing(file) as sink:
        sink.write(b"half")
        assert not file.exists()
    assert file.read_bytes() == b"half"
    assert [each.name for each in tmp_path.iterdir()] == ["table"]


def test_of_a_file_that_breaks_off_the_old_one_stays(tmp_path):
    file = files.written(tmp_path / "table", "old")

    def broken_off() -> None:
        with files.growing(file) as sink:
            sink.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert file.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["table"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_known_by_its_number(number, tmp_path):
    problem = OSError(number, os.strerror(number))
    kind, values = files.trouble(problem, tmp_path)
    said = i18n.text("files", kind, "en", **values)
    assert said == f"The disk of {tmp_path} is full ({os.strerror(number)})."
    assert unwritable(tmp_path / "file", problem).sentence("en").startswith(said)


def test_any_other_trouble_is_a_folder_that_is_closed(tmp_path):
    problem = OSError(errno.EACCES, os.strerror(errno.EACCES))
    kind, values = files.trouble(problem, tmp_path)
    said = i18n.text("files", kind, "nl", **values)
    assert said == f"Kan niet schrijven in {tmp_path} (Permission denied)."


def test_nobody_else_has_a_sentence_for_it():
    """What to do about it differs; that the disk is full is said in one file of texts."""
    for file in (ROOT / "configs" / "locale").glob("*.yaml"):
        told = file.read_text(encoding="utf-8")
        assert ("De schijf " in told and " is vol (" in told) == (file.stem == "files"), file
        assert ("Cannot write in {" in told) == (file.stem == "files"), file
