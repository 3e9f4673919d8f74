"""A setting that changes nothing is named; what is named changes nothing, to the bit."""

from functools import cache

import numpy as np
import pytest

from simulator.batch import Record, played
from simulator.cli.main import main
from simulator.config import idle
from simulator.config.compose import catalogue, composed
from simulator.engine.params import PARAMETERS, records
from simulator.world.build import built

RUNS = 40
WORLDS = (
    ("scenario=region", "years=5"),
    ("world=ggz_insurer", "years=3", "params.two_phase=0"),
    ("world=ggz_insurer", "years=3", "contract_form=tailored", "params.shock_sd=.05"),
    ("scenario=region", "years=3", "instrument=[social_contract,online]"),
)


def runs(count: int = RUNS) -> np.ndarray:
    return np.arange(count, dtype=np.uint64)


@cache
def lived(*words: str) -> Record:
    config = composed(words)
    params = records(RUNS, config.params)
    return played(built(config), params, runs(), config.seed, config.years)


def same(one: Record, other: Record, part: slice = slice(None)) -> bool:
    return all(
        np.array_equal(fields[name], others[name][part], equal_nan=True)
        for fields, others in ((one.sides, other.sides), (one.relations, other.relations))
        for name in fields
        if name != "strategy"  # an index into the names
    )


@pytest.mark.parametrize("words", WORLDS, ids=" ".join)
def test_a_number_that_is_called_idle_is_idle_and_in_the_region_no_other_is(words):
    config = composed(words)
    count = RUNS if words == WORLDS[0] else 10
    base = records(count, config.params)
    rows, names = [base], []
    for name, parameter in PARAMETERS.items():
        for value in {parameter.low, parameter.high} - {config.params[name]}:
            changed = base.copy()
            changed[name] = value
            rows.append(changed)
            names.append((name, value))
    every = played(
        built(config), np.concatenate(rows), np.tile(runs(count), len(rows)), config.seed,
        config.years,
    )  # fmt: skip
    first = played(built(config), base, runs(count), config.seed, config.years)
    for i, (name, value) in enumerate(names, 1):
        varied = config.model_copy(update={"params": dict(config.params) | {name: value}})
        still = same(first, every, slice(i * count, (i + 1) * count))
        told = idle.notes(varied, [f"params.{name}"], "en") != []
        if told:
            assert still, name
        if words == WORLDS[0]:
            assert told == still, name


@pytest.mark.parametrize("form", sorted(catalogue("form")))
@pytest.mark.parametrize("more", [(), ("params.shock_sd=.05",), ("params.form_effort=.1",)])
def test_a_contract_form_is_named_exactly_where_it_changes_nothing(form, more):
    words = ("scenario=region", "years=3", *more)
    chosen = (*words, f"contract_form={form}")
    told = idle.notes(composed(chosen), ["contract_form"], "en")
    assert bool(told) == (form != "even" and same(lived(*words), lived(*chosen)))


IDLE = (
    "strategies.principled.opening=.9",
    "kinds.municipality.mandate=.9",
    "forms.pxq.control=.9",
    "policies.tit_for_tat.patience=3",
    "mix=population_2025",
)


@pytest.mark.parametrize("setting", IDLE)
def test_what_nobody_uses_is_named_and_is_still(setting):
    base = ("world=ggz_insurer", "years=2")
    key = setting.partition("=")[0]
    assert idle.notes(composed([*base, setting]), [key], "en")
    assert same(lived(*base), lived(*base, setting))


@pytest.mark.parametrize("side", ["providers", "funders"])
def test_the_mix_of_a_side_that_names_its_strategies_is_named_and_is_still(side):
    base = ("world=ggz_insurer", "years=2")
    (one, first), (two, second), *_ = getattr(composed(base).mix, side).items()
    words = (*base, f"mix.{side}.{one}=0", f"mix.{side}.{two}={first + second}")
    assert idle.notes(composed(words), [f"mix.{side}.{one}"], "en")
    assert same(lived(*base), lived(*words))


def test_what_is_used_is_not_named():
    config = composed(["scenario=region", "contract_form=pxq", "params.form_volume=.1"])
    keys = ["mix", "mix.providers", "strategies.hard.opening", "forms.pxq.risk", "contract_form",
            "kinds.insurer.mandate", "params.pressure", "runs", "seed", "lang"]  # fmt: skip
    assert idle.notes(config, keys, "en") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "world=ggz_insurer", "contract_form=pxq"], "Let op: contract_form verandert"),
        (["sweep", "sweep=quick", "contract_form=pxq", "lang=en"], "Mind: contract_form changes"),
        (["sweep", "sweep=quick", "world=ggz_insurer", "mix=even"], "Let op: mix verandert hier"),
        (["sweep", "sweep=list", "sweep.design.file=p.csv"], "Let op: params.legal_cost verandert"),
    ],
)  # fmt: skip
def test_the_screen_says_so(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.csv").write_text("legal_cost\n0,01\n0,02\n")
    more = ["--dry-run"] if words[0] == "sweep" else ["runs=2"]
    assert main([*words, "years=1", *more]) == 0
    assert said in capsys.readouterr().err


def test_a_factor_that_another_factor_needs_is_not_called_idle(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.csv").write_text("legal_cost;legal\n0,01;0\n0,02;0,1\n")
    words = ["sweep", "sweep=list", "sweep.design.file=p.csv", "years=1", "--dry-run"]
    assert main(words) == 0
    assert "Let op" not in capsys.readouterr().err
