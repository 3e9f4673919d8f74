"""What does not fit in memory is refused before any of it is taken, with what to do."""

import numpy as np
import pytest

from simulator import batch, memory
from simulator.cli.main import main
from simulator.config.compose import composed
from simulator.engine.params import records
from simulator.memory import TooLittleMemoryError
from simulator.run import alone
from simulator.sweeps import designs, scheme
from simulator.world.build import built

GB = 10**9


@pytest.fixture
def with_memory(monkeypatch):
    """A machine with so many bytes free."""

    def have(size):
        monkeypatch.setattr(memory, "free", lambda: size)

    return have


def test_what_a_record_needs_is_counted_to_the_byte():
    config = composed(["world=ggz_insurer", "runs=3", "years=4", "trace=true"])
    world = built(config)
    runs = np.arange(3, dtype=np.uint64)
    record = batch.blank_record(world, runs, 1, 4, True)
    taken = [*record.sides.values(), *record.relations.values(), record.trace]
    needed = batch.needs(world, 3, 4, True) - records(3, config.params).nbytes
    assert needed == pytest.approx(batch.ON_THE_WAY * sum(array.nbytes for array in taken), abs=1)


@pytest.mark.parametrize(("lang", "words"), [("nl", "geheugen"), ("en", "of memory")])
def test_ten_million_runs_of_two_hundred_years_are_refused_at_once(capsys, tmp_path, lang, words):
    output = f"output={tmp_path / 'here'}"
    assert main(["run", "runs=10000000", "years=200", f"lang={lang}", output]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "runs=" in said, "what to do"
    assert "Traceback" not in said
    assert not (tmp_path / "here").exists()


def test_as_many_runs_as_the_sentence_names_do_fit(with_memory):
    with_memory(GB)
    config = composed(["world=ggz_insurer", "runs=10000000", "years=10"])
    with pytest.raises(TooLittleMemoryError) as found:
        alone(config)
    fit = found.value.values["fit"]
    world = built(config)
    assert 0.8 * GB < batch.needs(world, fit, 10, False) < GB
    batch.ask(world, fit, 10, False)
    with pytest.raises(TooLittleMemoryError):
        batch.ask(world, 2 * fit, 10, False)


def test_whoever_plays_from_python_is_told_as_well(with_memory):
    with_memory(GB // 5)
    config = composed(["world=ggz_insurer"])
    runs = np.arange(50_000, dtype=np.uint64)
    with pytest.raises(MemoryError, match="50000 runs of 10 years"):
        batch.played(built(config), records(50_000, config.params), runs, 1, 10)
    with pytest.raises(MemoryError, match="50000 runs of 12 years"):
        batch.Simulation(config, runs=50_000)


@pytest.mark.parametrize(
    ("kind", "more"),
    [("latin", "points=10000000"), ("sobol", "points=1048576"), ("morris", "points=2000000"),
     ("grid", "levels=200")],
)  # fmt: skip
def test_millions_of_design_points_are_refused_before_they_are_drawn(with_memory, kind, more):
    with_memory(GB // 2)
    with pytest.raises(TooLittleMemoryError, match="points with 3 factors"):
        scheme.of_words(["sweep=quick", f"sweep.design.kind={kind}", f"sweep.design.{more}"])


@pytest.mark.parametrize("kind", ["latin", "sobol", "morris", "grid"])
def test_points_are_counted_as_they_are_drawn(kind):
    found = scheme.of_words(["sweep=quick", f"sweep.design.kind={kind}", "sweep.design.points=8"])
    assert designs.counted(found.plan.design, found.factors) == found.points.number


def test_a_billion_levels_are_counted_and_not_made():
    with pytest.raises(designs.SweepError) as found:
        scheme.of_words(["sweep=quick", "sweep.design.kind=grid", "sweep.design.levels=2000000000"])
    assert found.value.key == "too_many_points"


def test_what_is_much_is_told_before_it_is_taken(with_memory, monkeypatch):
    with_memory(100 * GB)
    told = []
    monkeypatch.setattr(memory, "tellers", [(told.append, "nl"), (told.append, "en")])
    memory.ask("points", GB // 2, points=1, factors=1)
    assert not told
    memory.ask("points", 3 * GB, points=1, factors=1)
    assert told == ["Dit vraagt ongeveer 3,0 GB geheugen.", "This takes about 3.0 GB of memory."]


def test_this_machine_says_what_is_free():
    assert memory.free() is None or 10**7 < memory.free() < 10**15


def test_what_a_container_allows_counts(tmp_path, monkeypatch):
    limit, used = tmp_path / "max", tmp_path / "current"
    limit.write_text(f"{GB}\n")
    used.write_text(f"{GB // 4}\n")
    monkeypatch.setattr(memory, "CGROUPS", ((str(limit), str(used)),))
    assert memory.free() == GB - GB // 4
    limit.write_text("max\n")
    assert memory.free() != GB - GB // 4


def test_what_is_much_is_told_once_also_where_two_are_played(with_memory, monkeypatch, capsys):
    with_memory(GB)
    monkeypatch.setattr(memory, "SMALL", 1_000)
    monkeypatch.setattr(memory, "LARGE", 1_000)
    words = ["world=ggz_insurer", "runs=3", "years=2", "lang=en"]
    assert main(["compare", "scenario=null", "scenario=null", *words]) == 0
    assert capsys.readouterr().err.count("This takes about") == 1
