"""A participant's own case: a form of parties, interests, BATNA and history becomes a scenario.

What is filled in stays the participant's; the numbers of the model behind a choice are assumed.
"""

from collections.abc import Mapping
from typing import Any, get_args

import yaml

from simulator import texts
from simulator.exercise import catalogue, soundness
from simulator.exercise.case import case
from simulator.exercise.forms import LONG, text
from simulator.exercise.scenario import N_ISSUES, Scenario
from simulator.exercise.soundness import ScenarioError
from simulator.schema import Sector

NAME = "eigen-zaak"
LINES = f"{NAME}/inkoper"  # lines that fit any case
SHORT = 80  # characters
KINDS = ("insurer", "care_office", "municipality")
OTHERS = ("press", "argue", "hard", "mirror", "collab")  # how the other mostly is
# What each answer means in the model; all assumed.
ALTERNATIVES = {"weak": 0.25, "middle": 0.36, "strong": 0.45}  # utility of no contract
AUTHORITY = {"new": 0.2, "some": 0.5, "much": 0.8}
HISTORY: dict[str, dict[str, Any]] = {
    "new": {},
    "good": {"params": {"trust_start": 0.65, "image_start": 0.25}},
    "tense": {"params": {"trust_start": 0.38, "image_start": 0.70, "tension_start": 0.35}},
    "breach": {
        "params": {"trust_start": 0.45},
        "season": 1,
        "script": [{"year": 0, "side": "provider", "breach": True}],
    },
}


def say(key: str, lang: str, **values: object) -> str:
    """A text of the form."""
    return texts.text("exercise_case", key, lang, **values)


def form(lang: str) -> list[dict[str, Any]]:
    """The fields of the form, in order."""

    def field(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
        return {
            "key": key,
            "kind": kind,
            "label": say(key, lang),
            "help": say(f"{key}.help", lang),
            "limit": LONG if kind == "long" else SHORT,
            **more,
        }

    def choice(key: str, names: tuple[str, ...]) -> dict[str, Any]:
        choices = [{"value": name, "label": say(f"{key}.{name}", lang)} for name in names]
        return field(key, "choice", choices=choices)

    fields = [
        field("title"),
        choice("side", ("provider", "funder")),
        field("own_name"),
        choice("sector", get_args(Sector)),
        choice("kind", KINDS),
        field("other_name"),
        field("situation", "long"),
        field("goal", "long"),
        field("mandate", "long"),
        field("batna", "long"),
        choice("batna_worth", tuple(ALTERNATIVES)),
        field("other_goal", "long"),
        field("other_batna", "long"),
        choice("other_batna_worth", tuple(ALTERNATIVES)),
        choice("other_style", OTHERS),
        choice("history", tuple(HISTORY)),
        choice("authority", tuple(AUTHORITY)),
    ]
    for i in range(1, N_ISSUES + 1):
        parts = [
            _of_issue(i, "label", lang),
            _of_issue(i, "unit", lang),
            _of_issue(i, "low", lang, "number"),
            _of_issue(i, "high", lang, "number"),
            _best(i, lang),
            _of_issue(i, "own", lang, "number", value=3),
            _of_issue(i, "other", lang, "number", value=3),
            _of_issue(i, "why", lang),
        ]
        label = say("issue", lang, n=i)
        fields.append(
            {"key": f"issue{i}", "kind": "issues", "label": label,
             "help": say("issue.help", lang), "fields": parts}
        )  # fmt: skip
    return fields


def _of_issue(
    i: int, part: str, lang: str, kind: str = "text", value: Any = None
) -> dict[str, Any]:
    found = {
        "key": f"issue{i}_{part}",
        "kind": kind,
        "label": say(f"issue.{part}", lang),
        "help": say(f"issue.{part}.help", lang),
        "limit": SHORT,
    }
    return found if value is None else found | {"value": value}


def _best(i: int, lang: str) -> dict[str, Any]:
    choices = [
        {"value": name, "label": say(f"issue.best.{name}", lang)} for name in ("high", "low")
    ]
    return _of_issue(i, "best", lang, "choice") | {"choices": choices}


def scenario(answers: Mapping[str, Any], lang: str = "nl") -> Scenario:
    """The scenario of a form that was filled in.

    Raises:
        ScenarioError: something is missing or does not fit; all problems at once.
    """
    found = _problems(answers, lang)
    if found:
        raise ScenarioError(found)
    made = soundness.read(_written(answers), say("form", lang), lang)
    case(NAME, catalogue.resolved(made))
    return made


def written(one: Scenario) -> str:
    """A scenario as YAML, to keep as a file of one's own."""
    raw = one.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    text_: str = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=100)
    return text_


def _problems(answers: Mapping[str, Any], lang: str) -> list[str]:
    """What is missing or no number, in the words of the form."""
    found = []
    for one in form(lang):
        parts = one["fields"] if one["kind"] == "issues" else [one]
        for part in parts:
            where = f"{one['label']}, {part['label']}" if part is not one else part["label"]
            problem = _problem(part, answers.get(part["key"]))
            if problem:
                found.append(f"{where}: {say(f'wrong.{problem}', lang)}")
    if not found:
        for i in range(1, N_ISSUES + 1):
            if float(answers[f"issue{i}_low"]) >= float(answers[f"issue{i}_high"]):
                found.append(f"{say('issue', lang, n=i)}: {say('wrong.room', lang)}")
        labels = [text(answers[f"issue{i}_label"], SHORT).lower() for i in range(1, N_ISSUES + 1)]
        if len(set(labels)) < N_ISSUES:
            found.append(say("wrong.alike", lang))
    return found


def _problem(part: Mapping[str, Any], value: Any) -> str:
    kind = part["kind"]
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "number"
        if not -1e6 <= value <= 1e6:
            return "number"
        if part["key"].endswith(("_own", "_other")) and value not in (1, 2, 3, 4, 5):
            return "scale"
        return ""
    if kind == "choice":
        return "" if value in [one["value"] for one in part["choices"]] else "choice"
    if part["key"].endswith("_unit"):
        return ""
    return "" if text(value, LONG) else "missing"


def both(value: Any) -> dict[str, str]:
    """What was written, in whatever language, for both."""
    said = text(value, LONG)
    return {"nl": said, "en": said}


def in_both(key: str) -> dict[str, str]:
    """A text of the form in both languages."""
    return {lang: say(key, lang) for lang in texts.LANGUAGES}


SELLER = {"nl": "zorgverkoper", "en": "care seller"}
BUYER = {"nl": "zorginkoper", "en": "care purchaser"}


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
        "label": SELLER if provider else BUYER,
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
        "label": BUYER if provider else SELLER,
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
        label = {"nl": text(name, SHORT), "en": text(name, SHORT)}
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
        key, label = f"onderwerp{i}", text(answers[f"issue{i}_label"], SHORT)
        unit = text(answers.get(f"issue{i}_unit"), SHORT)
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
        why = text(answers[f"issue{i}_why"], LONG)
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
