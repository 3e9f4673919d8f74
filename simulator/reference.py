"""The tables of `docs/model.md`, made from the code so that they cannot differ from it.

`python -m simulator.reference` writes them anew between their marks; a test holds them.
"""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from simulator import files
from simulator.config import catalogue
from simulator.engine.params import PARAMETERS
from simulator.engine.strategies import FIELDS, MIX

DOCUMENT = Path("docs") / "model.md"
ENGINE = (  # where rules of the model stand
    "engine/rules/*.py", "engine/institutions/*.py", "engine/season.py", "engine/turn.py",
    "engine/by_hand.py", "engine/effects.py", "engine/delivery.py", "engine/evaluation.py",
    "engine/offers.py", "engine/year.py", "engine/initial_state.py", "engine/decisions.py",
    "world/seats.py", "engine/records.py",
)  # fmt: skip
FIXED = re.compile(r"^([A-Z_]+) = (\d+\.\d+)  # (.+?): (.+)$", re.MULTILINE)


def row(*cells: object) -> str:
    """One row of a Markdown table."""
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    names = list(head)
    return "\n".join([row(*names), row(*["---"] * len(names)), *(row(*cells) for cells in rows)])


def parameters() -> str:
    """Every number of the model with symbol, default, plausible range, unit and source."""
    return table(
        ("name", "symbol", "default", "range", "unit", "meaning", "source"),
        (
            (
                f"`{one.name}`",
                one.symbol,
                f"{one.default:g}",
                f"{one.low:g} - {one.high:g}",
                one.unit,
                one.meaning,
                one.source,
            )
            for one in PARAMETERS.values()
        ),
    )


def engine() -> list[Path]:
    """The files in which the rules of the model stand."""
    package = Path(__file__).parent
    return [file for pattern in ENGINE for file in sorted(package.glob(pattern))]


def fixed() -> str:
    """The numbers in the rules themselves: beside no range, and moved by no sweep."""
    package = Path(__file__).parent
    rows = (
        (f"`{name}`", f"{float(value):g}", meaning, source, f"`{file.relative_to(package)}`")
        for file in engine()
        for name, value, source, meaning in FIXED.findall(file.read_text("utf-8"))
    )
    return table(("name", "value", "meaning", "source", "file"), rows)


def _files(group: str) -> dict[str, dict[str, Any]]:
    files = catalogue.files(group, [catalogue.configs()])
    return {name: catalogue.read(file) for name, file in files.items()}


def strategies() -> str:
    """The strategy library."""
    rows = []
    for name, one in _files("strategy").items():
        mix = " / ".join(f"{one['mix'].get(act, 0):g}" for act in MIX)
        numbers = [f"{one.get(field, 0):g}" for field in FIELDS]
        rows.append((f"`{name}`", *numbers[:4], mix, *numbers[4:], ", ".join(one["source"])))
    head = ("name", *FIELDS[:4], " / ".join(MIX), *FIELDS[4:], "source")
    return table(head, rows)


def acts() -> str:
    """The act table."""
    acts_ = _files("act")["default"]["table"]
    fields = ("hardness", "pull", "learns", "teaches", "owns", "calm")
    return table(
        ("act", *fields), ((f"`{name}`", *(one[f] for f in fields)) for name, one in acts_.items())
    )


def forms() -> str:
    """The contract forms."""
    fields = (
        "risk", "gain", "corridor", "standard", "reopener", "indexed", "coordination", "control",
        "monitoring", "years",
    )  # fmt: skip
    rows = (
        (f"`{name}`", *(_said(one.get(field, 0)) for field in fields), ", ".join(one["source"]))
        for name, one in _files("form").items()
    )
    return table(("form", *fields, "source"), rows)


def policies() -> str:
    """The yearly policies: chance to be kind after own and other's last season."""
    rows = (
        (
            f"`{name}`",
            one["kind"],
            one["tough"],
            *(f"{chance:g}" for chance in one["after"].values()),
            one.get("patience", 0),
            ", ".join(one["source"]),
        )
        for name, one in _files("policy").items()
    )
    after = ("kind-kind", "kind-tough", "tough-kind", "tough-tough")
    return table(("policy", "kind", "tough", *after, "patience", "source"), rows)


def instruments() -> str:
    """The instruments and the numbers each of them sets."""
    rows = []
    for name, one in _files("instrument").items():
        said = one["instruments"][name]
        numbers = ", ".join(f"`{key}` {value:g}" for key, value in one.get("params", {}).items())
        numbers = numbers or "kinds, see the file"
        rows.append((f"`{name}`", said["character"]["en"], numbers, said["source"]))
    return table(("instrument", "what it is", "sets", "source"), rows)


def _said(value: float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "-"
    return f"{value:g}"


TABLES: dict[str, Callable[[], str]] = {
    "parameters": parameters,
    "fixed": fixed,
    "strategies": strategies,
    "acts": acts,
    "forms": forms,
    "policies": policies,
    "instruments": instruments,
}


def filled(text: str) -> str:
    """The document with every table made anew between `<!-- name -->` and `<!-- end -->`.

    Raises:
        ValueError: a mark is missing.
    """
    for name, make in TABLES.items():
        begin, end = f"<!-- {name} -->\n", "\n<!-- end -->"
        if begin not in text:
            raise ValueError(f"expected the line {begin.strip()} in {DOCUMENT}")
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}{make()}{end}{after}"
    return text


def main() -> None:
    """Write the tables into the document of this checkout."""
    document = catalogue.configs().parent / DOCUMENT
    files.written(document, filled(document.read_text("utf-8")))
    sys.stdout.write(f"{document}\n")


if __name__ == "__main__":
    main()
