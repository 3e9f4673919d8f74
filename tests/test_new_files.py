"""A contract form, a policy, a calendar and a scenario as new files only, played at once."""

from pathlib import Path

import numpy as np
import pytest

from simulator.cli.main import gunfactor
from simulator.config import compose
from simulator.engine.records import FUNDER
from simulator.results.range_checks import unsound
from simulator.run import alone
from simulator.world import build

FILES = {
    "form/bundle.yaml": """
label: { nl: "Bundel", en: "Bundle" }
character: { nl: "Eén prijs voor een hele behandeling.", en: "One price for a whole treatment." }
source: [assumed]
risk: 0.7
gain: 0.8
coordination: 0.4
years: 2
""",
    "policy/tit_for_two_tats.yaml": """
label: { nl: "Twee keer geduld", en: "Patient tit for tat" }
character: { nl: "Wacht twee seizoenen en doet dan mee.", en: "Waits two seasons, then follows." }
source: [assumed]
kind: calm
tough: press
after: { kind_kind: 1, kind_tough: 0, tough_kind: 1, tough_tough: 0 }
patience: 2
""",
    "calendar/short.yaml": """
label: { nl: "Kort seizoen", en: "Short season" }
turns: 6
stragglers: 2
mediation: 4
opener: provider
dates: [1 Sep, 15 Sep, 1 Oct, 15 Oct, 1 Nov, 12 Nov, 1 Dec, 31 Dec]
marks: { 15oct: 4, 12nov: 6, 31dec: 8 }
phases:
  - label: { nl: "Praten", en: "Talk" }
    first: 1 Sep
    last: 12 Nov
    decision: { nl: "Ja of nee", en: "Yes or no" }
""",
    "scenario/bundle-pilot.yaml": """
# @package _global_
defaults:
  - region
  - override /calendar: short
  - override /instrument: [shocks]
  - _self_
title: { nl: "Proef met een bundel", en: "Pilot with a bundle" }
story: { nl: "Een regio probeert een bundel.", en: "A region tries a bundle." }
question: { nl: "Wat doet een bundel?", en: "What does a bundle do?" }
contract_form: bundle
counterfactual: region
shows: [by_15_october, multi_year]
figures: [contracted]
kinds: { municipality: { policy: tit_for_two_tats } }
runs: 3
years: 3
""",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of the user with one new file of each group."""
    for name, content in FILES.items():
        file = tmp_path / "own" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.lstrip(), encoding="utf-8")
    return tmp_path / "own"


@pytest.mark.parametrize("name", FILES)
def test_each_new_file_is_sound(own, name):
    assert compose.checked(own / name, own) == []


def test_new_files_are_played_without_any_edit(own):
    chosen = compose.composed(["scenario=bundle-pilot"], own)
    made = build.built(chosen)
    assert (made.calendar["turns"][0], made.calendar["stragglers"][0]) == (6, 2)
    assert made.dates[-1] == "31 Dec"
    bundle = made.form_names.index("bundle")
    assert (made.ties["form"] == bundle).all()
    assert made.forms["gain"][bundle] == 0.8
    kinds = np.array([one.kind for one in made.organisations])[made.ties["funder"]]
    policies = made.seats["policy"][:, FUNDER]
    assert (policies[kinds == "municipality"] >= 0).all()
    assert (policies[kinds != "municipality"] == -1).all()
    record = alone(chosen)
    assert unsound(record) == []
    assert record.relations["turns"].max() <= 8
    signed = record.relations["agreed_has"][:, 0] == 1
    assert (record.relations["agreed_duration"][:, 0][signed] >= 2).all()


def test_the_command_plays_them_up_to_the_report(own, tmp_path, capsys):
    words = ["run", "--config-dir", str(own), "scenario=bundle-pilot", f"output={tmp_path}/out"]
    gunfactor(words, standalone_mode=False)
    said = capsys.readouterr().out
    assert "Proef met een bundel" in said
    assert "Meerjarige contracten" in said
    assert (tmp_path / "out" / "figures" / "contracted.png").is_file()
    assert "Proef met een bundel" in (tmp_path / "out" / "report.html").read_text("utf-8")
