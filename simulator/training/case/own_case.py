"""A participant's own case: a form of parties, interests, BATNA and history becomes a scenario.

What is filled in stays the participant's; the numbers of the model behind a choice are assumed.
"""

from collections.abc import Mapping
from typing import Any

from simulator import i18n
from simulator.engine.decisions import N_ISSUES
from simulator.training.case import checks, own_form, scenarios
from simulator.training.case.case import case
from simulator.training.case.checks import ScenarioError
from simulator.training.case.own_form import (
    ALTERNATIVES,
    AUTHORITY,
    HISTORY,
    SHORT,
    Field,
    IssueFields,
    say,
)
from simulator.training.case.scenario import Scenario
from simulator.training.words import LONG, plain

NAME = "eigen-zaak"
LINES = f"{NAME}/inkoper"  # lines that fit any case


def form(lang: str) -> list[Field | IssueFields]:
    """The fields of the form, in order."""
    return own_form.fields(lang)


def scenario(answers: Mapping[str, Any], lang: str = "nl") -> Scenario:
    """The scenario of a form that was filled in.

    Raises:
        ScenarioError: something is missing or does not fit; all problems at once.
    """
    found = own_form.problems(answers, lang)
    if found:
        raise ScenarioError(found)
    made = checks.read(_written(answers), say("form", lang), lang)
    case(NAME, scenarios.resolved(made))
    return made


def both(value: Any) -> dict[str, str]:
    """What was written, in whatever language, for both."""
    said = plain(value, LONG)
    return {"nl": said, "en": said}


def in_both(key: str) -> dict[str, str]:
    """A text of the form in both languages."""
    return {lang: say(key, lang) for lang in i18n.LANGUAGES}


def _written(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as a scenario file would say them."""
    provider = answers["side"] == "provider"
    mine, theirs = ("verkoper", "inkoper") if provider else ("inkoper", "verkoper")
    past = HISTORY[answers["history"]]
    return {
        "title": both(answers["title"]),
        "summary": both(answers["goal"]),
        "story": both(answers["situation"]),
        "question": in_both("question"),
        "modes": ["model", "teams"],
        "base": "after-the-breach",
        "world": _world(answers, provider),
        "params": past.get("params", {}),
        "season": past.get("season", 0),
        "script": past.get("script", []),
        "you": mine,
        "roles": {mine: _own(answers, provider), theirs: _other(answers, provider)},
        "tables": [_table(answers, provider, mine, theirs)],
        "debrief": [in_both("question")],
        "observe": [in_both("observe")],
        "cards": {
            "druk": {
                "label": in_both("card.pressure"),
                "text": in_both("card.pressure.text"),
                "role": theirs,
                "pressure": 0.2,
            }
        },
        "order": 95,
    }


def _own(answers: Mapping[str, Any], provider: bool) -> dict[str, Any]:
    return {
        "organisation": "eigen",
        "label": in_both("seller" if provider else "buyer"),
        "who": both(answers["own_name"]),
        "strategy": "collab",
        "card": {key: both(answers[key]) for key in ("situation", "goal", "mandate", "batna")},
        "seat": {
            "reservation": ALTERNATIVES[answers["batna_worth"]],
            "authority": AUTHORITY[answers["authority"]],
        },
    }


def _other(answers: Mapping[str, Any], provider: bool) -> dict[str, Any]:
    return {
        "organisation": "ander",
        "label": in_both("buyer" if provider else "seller"),
        "who": both(answers["other_name"]),
        "strategy": answers["other_style"],
        "lines_from": LINES,
        "card": {
            "situation": both(answers["situation"]),
            "goal": both(answers["other_goal"]),
            "mandate": in_both("other_mandate"),
            "batna": both(answers["other_batna"]),
        },
        "seat": {"reservation": ALTERNATIVES[answers["other_batna_worth"]]},
    }


def _world(answers: Mapping[str, Any], provider: bool) -> dict[str, Any]:
    def organisation(name: str, is_provider: bool) -> dict[str, Any]:
        label = {"nl": plain(name, SHORT), "en": plain(name, SHORT)}
        if is_provider:
            return {"label": label, "kind": "provider", "sector": answers["sector"],
                    "strategy": "collab", "contracts": [answers["kind"]]}  # fmt: skip
        return {"label": label, "kind": answers["kind"], "strategy": "press"}

    return {
        "label": {"nl": NAME, "en": NAME},
        "organisations": {
            "eigen": organisation(answers["own_name"], provider),
            "ander": organisation(answers["other_name"], not provider),
        },
    }


def _table(answers: Mapping[str, Any], provider: bool, mine: str, theirs: str) -> dict[str, Any]:
    issues, own, other = {}, {}, {}
    weights = {
        whose: _weights([float(answers[f"issue{i}_{whose}"]) for i in range(1, N_ISSUES + 1)])
        for whose in ("own", "other")
    }
    for i in range(1, N_ISSUES + 1):
        key, label = f"onderwerp{i}", plain(answers[f"issue{i}_label"], SHORT)
        unit = plain(answers.get(f"issue{i}_unit"), SHORT)
        low, high = float(answers[f"issue{i}_low"]), float(answers[f"issue{i}_high"])
        best = answers[f"issue{i}_best"]  # for oneself
        turned = {"high": "low", "low": "high"}
        issues[key] = {
            "label": {"nl": label, "en": label},
            "explained": {"nl": label, "en": label},
            "unit": {"nl": f" {unit}" if unit else "", "en": f" {unit}" if unit else ""},
            "low": low,
            "high": high,
            "digits": 0 if high - low >= 10 else 1,
            "best": best if provider else turned[best],
        }
        why = plain(answers[f"issue{i}_why"], LONG)
        own[key] = {"weight": weights["own"][i - 1], "why": {"nl": label, "en": label}}
        other[key] = {"weight": weights["other"][i - 1], "why": {"nl": why, "en": why}}
    return {
        "provider": mine if provider else theirs,
        "funder": theirs if provider else mine,
        "issues": issues,
        "interests": {mine: own, theirs: other},
        "trade": in_both("trade"),
    }


def _weights(importance: list[float]) -> list[float]:
    """Weights that add up to 1, from importance 1 to 5."""
    total = sum(importance)
    return [round(one / total, 4) for one in importance]
