"""The form for an own case: its fields in order, and what is wrong with the answers."""

from collections.abc import Mapping
from typing import Any, get_args

from simulator import i18n
from simulator.config.schema_types import Sector
from simulator.engine.decisions import N_ISSUES
from simulator.training.words import LONG, plain

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
    return i18n.text("exercise_case", key, lang, **values)


def fields(lang: str) -> list[dict[str, Any]]:
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

    found = [
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
        found.append(
            {"key": f"issue{i}", "kind": "issues", "label": label,
             "help": say("issue.help", lang), "fields": parts}
        )  # fmt: skip
    return found


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


def problems(answers: Mapping[str, Any], lang: str) -> list[str]:
    """What is missing or no number, in the words of the form."""
    found = []
    for one in fields(lang):
        parts = one["fields"] if one["kind"] == "issues" else [one]
        for part in parts:
            where = f"{one['label']}, {part['label']}" if part is not one else part["label"]
            problem = _problem(part, answers.get(part["key"]))
            if problem:
                found.append(f"{where.rstrip('?')}: {say(f'wrong.{problem}', lang)}")
    if not found:
        for i in range(1, N_ISSUES + 1):
            if float(answers[f"issue{i}_low"]) >= float(answers[f"issue{i}_high"]):
                found.append(f"{say('issue', lang, n=i)}: {say('wrong.room', lang)}")
        labels = [plain(answers[f"issue{i}_label"], SHORT).lower() for i in range(1, N_ISSUES + 1)]
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
    return "" if plain(value, LONG) else "missing"
