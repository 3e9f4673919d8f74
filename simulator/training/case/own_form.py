"""The form for an own case: its fields in order, and what is wrong with the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypedDict, get_args

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


class Option(TypedDict):
    """Something to choose, as it goes to the browser."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One field of the form."""

    key: str
    kind: str  # text, long, choice or number
    label: str
    help: str
    limit: int = SHORT  # characters
    choices: list[Option] = field(default_factory=list)
    value: float | None = None  # what is filled in before anybody did


@dataclass(frozen=True)
class IssueFields:
    """The fields of one issue."""

    label: str
    help: str
    fields: list[Field]


def fields(lang: str) -> list[Field | IssueFields]:
    """The fields of the form, in order."""

    def words(key: str, kind: str = "text") -> Field:
        limit = LONG if kind == "long" else SHORT
        return Field(key, kind, say(key, lang), say(f"{key}.help", lang), limit)

    def choice(key: str, names: Iterable[str]) -> Field:
        options: list[Option] = [
            {"value": name, "label": say(f"{key}.{name}", lang)} for name in names
        ]
        return replace(words(key, "choice"), choices=options)

    return [
        words("title"),
        choice("side", ("provider", "funder")),
        words("own_name"),
        choice("sector", get_args(Sector)),
        choice("kind", KINDS),
        words("other_name"),
        words("situation", "long"),
        words("goal", "long"),
        words("mandate", "long"),
        words("batna", "long"),
        choice("batna_worth", ALTERNATIVES),
        words("other_goal", "long"),
        words("other_batna", "long"),
        choice("other_batna_worth", ALTERNATIVES),
        choice("other_style", OTHERS),
        choice("history", HISTORY),
        choice("authority", AUTHORITY),
        *(_issue(i, lang) for i in range(1, N_ISSUES + 1)),
    ]


def _issue(i: int, lang: str) -> IssueFields:
    """What is asked about one issue."""

    def part(name: str, kind: str = "text", value: float | None = None) -> Field:
        label, help_ = say(f"issue.{name}", lang), say(f"issue.{name}.help", lang)
        return Field(f"issue{i}_{name}", kind, label, help_, value=value)

    best: list[Option] = [
        {"value": name, "label": say(f"issue.best.{name}", lang)} for name in ("high", "low")
    ]
    return IssueFields(
        label=say("issue", lang, n=i),
        help=say("issue.help", lang),
        fields=[
            part("label"),
            part("unit"),
            part("low", "number"),
            part("high", "number"),
            replace(part("best", "choice"), choices=best),
            part("own", "number", value=3),
            part("other", "number", value=3),
            part("why"),
        ],
    )


def problems(answers: Mapping[str, Any], lang: str) -> list[str]:
    """What is missing or no number, in the words of the form."""
    found = []
    for one in fields(lang):
        for part in one.fields if isinstance(one, IssueFields) else [one]:
            where = part.label if part is one else f"{one.label}, {part.label}"
            problem = _problem(part, answers.get(part.key))
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


def _problem(part: Field, value: Any) -> str:
    kind = part.kind
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "number"
        if not -1e6 <= value <= 1e6:
            return "number"
        if part.key.endswith(("_own", "_other")) and value not in (1, 2, 3, 4, 5):
            return "scale"
        return ""
    if kind == "choice":
        return "" if value in [one["value"] for one in part.choices] else "choice"
    if part.key.endswith("_unit"):
        return ""
    return "" if plain(value, LONG) else "missing"
