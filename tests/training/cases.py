"""A small sound scenario to play, for tests that need no story."""

from typing import Any

from simulator.training.case.scenario import STANCES

ACTS = ("press", "argue", "propose", "ask", "pause", "open", "label")


def text(words: str) -> dict[str, str]:
    return {"nl": words, "en": f"{words} (en)"}


def lines(whose: str) -> dict[str, Any]:
    return {
        stance: {act: [text(f"{whose} {stance} {act} {n}") for n in range(3)] for act in ACTS}
        for stance in STANCES
    }


def card(whose: str) -> dict[str, Any]:
    return {key: text(f"{whose} {key}") for key in ("situation", "goal", "mandate", "batna")}


def issue(label: str, low: float, high: float, best: str = "high") -> dict[str, Any]:
    return {
        "label": text(label), "explained": text(f"uitleg {label}"), "unit": text(" %"),
        "low": low, "high": high, "digits": 1, "best": best,
    }  # fmt: skip


def interests(whose: str, weights: list[float]) -> dict[str, Any]:
    names = ("tariff", "volume", "wait", "risk")
    return {
        name: {"weight": weight, "why": text(f"{whose} belang {name}")}
        for name, weight in zip(names, weights, strict=True)
    }


def scenario(**changes: Any) -> dict[str, Any]:
    """A GGZ provider and an insurer, as a YAML file would say it."""
    return {
        "title": text("Proef"), "summary": text("Kort"), "story": text("Verhaal"),
        "question": text("Vraag?"), "modes": ["model", "teams"],
        "base": "calm-opens-the-talk", "season": 0, "you": "seller",
        "roles": {
            "seller": {
                "organisation": "ggz_instelling", "label": text("zorgverkoper"),
                "who": text("Sam"), "card": card("seller"), "strategy": "calm",
            },
            "buyer": {
                "organisation": "verzekeraar", "label": text("zorginkoper"),
                "who": text("Kim"), "card": card("buyer"), "strategy": "press",
                "hard": "hard", "easy": "mirror", "lines": lines("buyer"),
            },
        },
        "tables": [
            {
                "provider": "seller", "funder": "buyer",
                "issues": {
                    "tariff": issue("tarief", 1, 4), "volume": issue("volume", 95, 105),
                    "wait": issue("wachttijd", 6, 14), "risk": issue("risico", 0, 100, "low"),
                },
                "interests": {
                    "seller": interests("seller", [0.45, 0.2, 0.1, 0.25]),
                    "buyer": interests("buyer", [0.2, 0.2, 0.45, 0.15]),
                },
                "trade": text("ruil"),
            }
        ],
        "turning_points": [{"meeting": 3, "about": text("kantelpunt")}],
        "debrief": [text("Wat gebeurde er?")], "observe": [text("Wat zie je?")],
        "cards": {
            "cut": {"label": text("Korting"), "text": text("Minder geld"), "role": "buyer",
                    "pressure": 0.2},
            "new": {"label": text("Nieuw"), "text": text("Nieuwe inkoper"), "role": "buyer",
                    "turnover": True},
        },
    } | changes  # fmt: skip
