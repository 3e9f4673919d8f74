"""A judge of the page of evidence: reads docs/evidence.md beside the stored results."""

import json
import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
SEEDS = 20


def stored() -> dict:
    """The stored results."""
    return json.loads((DOCS / "evidence" / "evidence.json").read_text(encoding="utf-8"))


def page() -> str:
    """The page in English."""
    return (DOCS / "evidence.md").read_text(encoding="utf-8")


def true_verdict(claim: dict) -> str:
    """Holds, fragile or fails, of the numbers of a claim."""
    checks = claim["checks"].values()
    if not all(each["seeds"] >= SEEDS - 1 and each["in_band"] for each in checks):
        return "fails"
    robust = claim["robust"]
    return "fragile" if robust is not None and robust < 0.8 else "holds"


def rows(text: str) -> dict[str, tuple[str, str]]:
    """Claim -> the verdict in the table and the whole line."""
    found = re.findall(r"^\| \*\*(T\w+)\*\* (.*?) \| \*\*(\w+)\*\* \|(.*)$", text, re.MULTILINE)
    return {name: (verdict, line) for name, _, verdict, line in found}


def contradictions(found: dict, text: str) -> list[str]:
    """What the page says against its own numbers."""
    faults, table = [], rows(text)
    if set(table) != set(found["claims"]):
        faults.append(f"claims of the page: {sorted(set(table) ^ set(found['claims']))}")
    for name, (verdict, line) in table.items():
        claim = found["claims"][name]
        if verdict != true_verdict(claim):
            faults.append(f"{name}: the page says {verdict}, is {true_verdict(claim)}")
        printed = re.search(r"\| (\d+)% \((\d+)–(\d+)\)(, [\w ]+)?", line)
        if claim["robust"] is None or printed is None:
            continue
        share, low, high = (int(printed[k]) for k in (1, 2, 3))
        if abs(share - 100 * claim["robust"]) > 0.51 or not low <= share <= high:
            faults.append(f"{name}: {printed[0]}, stored {claim['robust']}")
        said = printed[4] or ""
        if ("line of 80" in said) and not low <= 80 <= high:
            faults.append(f"{name}: on the line, but {low} to {high}")
        if not said and low < 80 < high:
            faults.append(f"{name}: {low} to {high}, and the line is not named")
        if "mostly not" in said and high >= 50.5:
            faults.append(f"{name}: mostly not, but up to {high}")
        seeds = re.search(r"\| (\d+) of (\d+) \|", line)
        least = min(each["seeds"] for each in claim["checks"].values())
        if int(seeds[1]) < least:
            faults.append(f"{name}: {seeds[0]}, the least is {least}")
    faults += _counts(text, table)
    faults += _unbuilt(text, table)
    return faults + _studies(found["studies"], text)


def _counts(text: str, table: dict) -> list[str]:
    line = re.search(
        r"Of the (\d+) claims, (\d+) hold that .*?rules\. (\d+) hold because .*?\. (\d+) are "
        r"fragile and (\d+) fail", text,
    )  # fmt: skip
    verdicts = [verdict for verdict, _ in table.values()]
    counts = (len(verdicts), *(verdicts.count(v) for v in ("holds", "fragile", "fails")))
    every, own, given, fragile, fails = (int(each) for each in line.groups())
    return [] if counts == (every, own + given, fragile, fails) else [f"{line[0]!r}: {counts}"]


def _unbuilt(text: str, table: dict) -> list[str]:
    groups = {"holds": r"Holds, but|The model was set|Built in:|What is left",
              "fails": r"Does not come out|Found in figures", "fragile": r"Fragile:"}  # fmt: skip
    faults = []
    for verdict, heads in groups.items():
        for line in re.findall(rf"^- \*(?:{heads}).*?\*: (.*)$", text, re.MULTILINE):
            for name in re.findall(r"\b(T\d\d\w?): ", line):
                if table[name][0] != verdict:
                    faults.append(f"{name} is listed as {verdict}, is {table[name][0]}")
    return faults


def _studies(numbers: dict, text: str) -> list[str]:
    """Each conclusion of a study, by its stored numbers."""
    pays, firm = numbers["prices"], numbers["principled"]
    tour, bargains = numbers["tournament"], numbers["theory"]["bargaining"]
    timing, main = numbers["timing"], ("press", "mirror", "collab")

    def less(world: str, one: str, other: str) -> float:
        return sum(pays[world][f"{one}-{f}"][1] - pays[world][f"{other}-{f}"][1] for f in main)

    hard, collab, soft = 0, 7, 9
    later = {w: [row[1] for row in tour[w]["provider"]] for w in ("default", "null")}
    true = {
        "So hard pays where the relation is worth nothing later": less("null", "hard", "collab")
        > 0,
        "and sometimes once": any(share[0] > 0 for share in pays["pays"].values()),
        "so there calm costs nothing": less("default", "calm", "argue") >= 0,
        "builds less content": less("default", "calm", "collab") < 0,
        "already in year one": min(firm["default"][:2]) > 0,
        "only pressure works there": firm["null"][2] < 0,
        "no price at all": all(row[1] >= 0 for row in firm.values()),
        "a price in none of these worlds": all(row[1] >= 0 for row in firm.values()),
        "a soft tone wins in the default world": later["default"][collab] > later["default"][hard],
        "giving in does not": later["default"][soft] < later["default"][hard],
        "cooperating loses": later["null"][collab] < later["null"][hard],
        "lie close to the solutions of Nash": bargains["1.0"][0] > 0.95 * max(bargains["1.0"][1:3]),
        "with a fixed-pie view gains are left": bargains["0.0"][0] < 0.95 * bargains["0.0"][1],
        "which is right": 0.11 <= timing["default"][0] <= 0.27,
        "instead of 68%": abs(timing["default"][1] - 0.68) > 0.04,
        "do not tell which delay": len({tuple(row[:2]) for row in timing["kept"]}) > 1,
        "Shortage alone does not fit": not timing["queue_only"],
        "later end date for all does not": not timing["late_only"],
        "two figures fix no rate": numbers["trust_fit"]["kept"] > 1,
    }
    return [f"{said!r} is not so" for said, holds in true.items() if said in text and not holds]
