"""No sentence of a report, a screen or the page of evidence is contradicted by its numbers."""

import pytest

from simulator import i18n
from simulator.evidence import conclusions
from simulator.results import claims
from simulator.results.claims import Case
from tests.report import contradictions, evidence_judge


def faults(asked: list[str]) -> list[str]:
    """Contradictions of one run."""
    return contradictions.reported(contradictions.compose.composed(asked), asked)


def test_no_sentence_of_random_reports_is_contradicted_by_its_numbers():
    for asked, found in contradictions.trials(12, seed=3, small=True):
        assert not found, (" ".join(asked), found)


@pytest.mark.slow
def test_no_sentence_of_three_hundred_random_reports_is_contradicted_by_its_numbers():
    for asked, found in contradictions.trials(300):
        assert not found, (" ".join(asked), found)


PHASES = ["scenario=two-phases", "params.two_phase=0", "runs=4", "years=3"]
BREACH = ["scenario=after-the-breach", "runs=12", "years=4"]
REGION = ["scenario=region", "runs=6", "years=3"]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    ("asked", "claim", "ending"),
    [
        (PHASES, "other_world", "depends"),
        (REGION, "other_world", "same"),
        (REGION, "direction", "same"),
        (REGION, "direction", "less"),
        (REGION, "size", ""),
        (REGION, "left_out", "none"),
        (REGION, "in_time", "part"),
        (BREACH, "saying", "yes"),
        (BREACH, "saying", "no"),
        (BREACH, "left_out", "alike"),
        (BREACH, "direction", "more"),
    ],
)
def test_the_judge_notices_a_rule_that_lies(asked, claim, ending, lang, monkeypatch):
    asked = [*asked, f"lang={lang}"]
    lie = {claim: (Case(ending, lambda _: True),)}
    if ending == "same":
        lie["size"] = (Case("", lambda _: True),)  # what is the same cannot be small
    monkeypatch.setattr(claims, "RULES", {**claims.RULES, **lie})
    assert faults(asked)


@pytest.mark.parametrize("asked", [PHASES, BREACH, REGION])
def test_the_same_reports_are_not_contradicted_by_our_own_rules(asked):
    assert not faults(asked)


def test_no_sentence_of_the_page_of_evidence_is_contradicted_by_the_stored_results():
    assert not evidence_judge.contradictions(evidence_judge.stored(), evidence_judge.page())


def test_the_judge_of_evidence_notices_numbers_that_turn():
    found = evidence_judge.stored()
    found["claims"]["T02"]["robust"] = 0.3
    found["studies"]["prices"]["pays"] = {"press": [0.0, 0.0]}
    faults = evidence_judge.contradictions(found, evidence_judge.page())
    assert any(each.startswith("T02") for each in faults)
    assert any("sometimes once" in each for each in faults)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_conclusion_of_a_study_has_its_sentences(lang):
    for conclusion, cases in conclusions.RULES.items():
        study, _, name = conclusion.partition(".")
        for case in cases:
            assert i18n.text(f"studies/{study}", f"{name}_{case.ending}", lang)


def test_conclusions_follow_the_stored_numbers():
    studies = evidence_judge.stored()["studies"]

    def said(conclusion: str, numbers) -> str:
        return conclusions.concluded(conclusion, numbers, "en")

    assert said("prices.hard", studies["prices"]).endswith("and sometimes once.")
    never = {
        **studies["prices"],
        "pays": {"press": [0.0, 0.0]},
        "null": studies["prices"]["default"],
    }
    assert said("prices.hard", never) == "So hard does not pay here."
    assert "instead of 68%" in said("timing.february", studies["timing"])
    assert "agrees" in said("timing.february", {"default": [0.2, 0.68]})
    assert said("timing.delay", {"kept": []}) == "None of these delays fits."
