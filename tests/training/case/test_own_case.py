"""An own case: a form becomes a scenario that can be played from either side."""

from typing import Any

import pytest
import yaml

from simulator.training.case import own_case, own_file, own_form, scenarios
from simulator.training.case.checks import ScenarioError
from simulator.training.game import reducer
from simulator.training.game.setup import Setup
from simulator.training.paper import sheets
from tests.training.finished import BAD
from tests.training.hands import sent


def answers(**changes: Any) -> dict[str, Any]:
    """A form filled in with the first of every choice."""
    found: dict[str, Any] = {}
    for field in own_case.form("nl"):
        for part in field.fields if isinstance(field, own_form.IssueFields) else [field]:
            if part.kind == "choice":
                found[part.key] = part.choices[0]["value"]
            elif part.kind == "number":
                low = part.key.endswith("_low")
                found[part.key] = part.value or (2.0 if low else 8.0)
            else:
                found[part.key] = f"tekst {part.key}"
    return found | changes


@pytest.mark.parametrize("side", ["provider", "funder"])
@pytest.mark.parametrize("history", list(own_form.HISTORY))
def test_an_own_case_can_be_played_from_either_side(side, history):
    made = own_case.scenario(answers(side=side, history=history))
    case = made.model_dump(mode="json", exclude_none=True)
    now = reducer.opened(Setup("room", "eigen-zaak", 3, case=case).sealed())
    now = sent(sent(now, "a", 0, "joined", alias="a"), "", 1, "start")
    now = sent(now, "", 1, "bets")
    assert now.tables["a"].over
    seat = now.case.world.seats[0, 0 if side == "provider" else 1]
    assert seat["reservation"] == 0.25, "weak: the first choice"


def test_an_own_case_weighs_what_was_said_to_matter():
    mine = {f"issue{i}_own": value for i, value in enumerate((5, 3, 1, 1), 1)}
    made = own_case.scenario(answers(**mine))
    weights = [one.weight for one in made.tables[0].interests["verkoper"].values()]
    assert weights == [0.5, 0.3, 0.1, 0.1]


def test_an_own_case_is_kept_as_a_file_and_read_again(tmp_path):
    made = own_case.scenario(answers(title="Mijn zaak"))
    folder = tmp_path / "exercise"
    folder.mkdir()
    (folder / "mijn-zaak.yaml").write_text(own_file.written(made), encoding="utf-8")
    assert scenarios.checked(folder / "mijn-zaak.yaml", tmp_path) == []
    again = scenarios.scenario("mijn-zaak", tmp_path)
    assert again.title.nl == "Mijn zaak"
    assert yaml.safe_load(own_file.written(made))["base"] == "after-the-breach"


def test_what_is_missing_in_a_form_is_named_all_at_once():
    with pytest.raises(ScenarioError) as found:
        own_case.scenario(answers(title=" ", issue2_low=9.0, issue3_own=7, history="odd"))
    problems = found.value.problems
    assert len(problems) == 3, "the numbers are compared once each is a number"
    assert any(one.startswith("Naam van de casus: ") for one in problems)
    assert any("Onderwerp 3" in one for one in problems)
    with pytest.raises(ScenarioError, match="lager"):
        own_case.scenario(answers(issue2_low=9.0))
    with pytest.raises(ScenarioError, match="andere naam"):
        own_case.scenario(answers(issue2_label="zelfde", issue3_label="Zelfde"))


@pytest.mark.parametrize("value", [None, "3", True, float("nan"), 1e9])
def test_a_form_takes_numbers_only_where_numbers_belong(value):
    with pytest.raises(ScenarioError):
        own_case.scenario(answers(issue1_high=value))


def test_what_somebody_writes_in_a_form_stays_text():
    made = own_case.scenario(answers(title=BAD[:80], other_name="{who} {0}"))
    page = sheets.role_cards(scenarios.resolved(made), "nl")
    assert "<script>" not in page
    now = reducer.opened(
        Setup("room", "eigen-zaak", 3, case=made.model_dump(mode="json", exclude_none=True))
    )
    now = sent(sent(now, "a", 0, "joined", alias="a"), "", 1, "start")
    assert "{who} {0}" in sheets.handout(now, "a", "nl")
