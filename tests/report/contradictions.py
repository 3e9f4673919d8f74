"""Random reports, each judged: `python -m tests.report.contradictions 300`."""

import dataclasses
import io
import random
import re
import sys
import time
from functools import cache

from matplotlib.figure import Figure
from rich.console import Console

from simulator.config import compose
from simulator.config.compose import ConfigError
from simulator.config.schema import Config
from simulator.engine.params import PARAMETERS
from simulator.report import comparison, findings, page
from simulator.report.drawings import drawings
from simulator.results import compare, summary
from simulator.run import ComparisonError, alone, counterfactual, paired, twins
from tests.report.judge import Judge
from tests.report.reading import numbers

LARGE = ("national", "national-without-accord")
MIXES = ("even", "population_2022", "population_2025", "region")
STRATEGIES = ("hard", "press", "collab", "calm", "open", "argue", "mirror")


@cache
def scenarios() -> list[str]:
    """Every scenario but the largest worlds."""
    return sorted(name for name in compose.catalogue("scenario") if name not in LARGE)


def words(chance: random.Random, small: bool) -> list[str]:
    """The words of a random run."""
    found = [f"scenario={chance.choice(scenarios())}"]
    found += [f"runs={chance.choice((1, 2, 3, 5, 8) if small else (1, 2, 3, 5, 8, 12, 20))}"]
    found += [f"years={chance.choice((1, 2, 3, 4) if small else (1, 2, 3, 4, 6, 9, 11))}"]
    found += [f"seed={chance.randrange(10_000)}", f"lang={chance.choice(('nl', 'en'))}"]
    for name in chance.sample(sorted(PARAMETERS), chance.choice((0, 1, 2, 4))):
        low, high = PARAMETERS[name].low, PARAMETERS[name].high
        value = chance.choice((low, high, chance.uniform(low, high)))
        found.append(f"params.{name}={value:.4g}")
    if chance.random() < 0.3:
        found.append(f"mix={chance.choice(MIXES)}")
    if chance.random() < 0.3:
        name = chance.choice(STRATEGIES)
        found.append(f"strategies.{name}.opening={chance.random():.2f}")
    return found


def drawn(*given):
    """The drawings of a report with their texts and tables, but blank: the judge reads."""
    return [
        dataclasses.replace(each, draw=lambda *_: Figure(figsize=(1, 1)))
        for each in drawings(*given)
    ]


def reported(config: Config, asked: list[str]) -> list[str]:
    """Contradictions of a run's report and of its screen."""
    record = alone(config)
    against = counterfactual(config, asked)
    other = None if against is None else alone(against, seed=config.seed)
    held = findings.compared(record, other)
    shown = drawn(record, config, held, other, config.lang)
    html = page.html(config, record, held, shown, other, against)
    judge = Judge(html, config, record, other, against)
    faults = judge.judged()
    title = "" if against is None else getattr(against.title, config.lang)
    return faults + of_screen(screen(summary.table(record, config, None, other, title)))


def compared(first: Config, second: Config) -> list[str]:
    """Contradictions of the report of a comparison and of its screen."""
    pair = paired(first, second)
    before, after = pair.records
    choice = comparison.choice_of(pair.configs)
    held = comparison.compared(pair.records)
    shown = drawn(after, choice, held, before, first.lang)
    html = page.html(choice, after, held, shown, before, first)
    faults = Judge(html, choice, after, before, first, paired=True).judged()
    return faults + of_screen(screen(compare.table(pair, first.lang)))


def screen(shown) -> str:
    """What a screen wide enough shows."""
    console = Console(file=io.StringIO(), width=400, color_system=None)
    console.print(shown)
    return console.file.getvalue()


def of_screen(text: str) -> list[str]:
    """A star stands where a difference looks as if it may be zero, and only there."""
    faults = []
    for line in text.splitlines():
        cells = re.split(r"\s{2,}", line.strip())
        last = cells[-1]
        if len(cells) < 4 or not re.match(r"[+−]?[\d]+([.,]\d+)? (±|\()", last):
            continue
        if not re.match(r"[+−0]", last):
            continue
        if sum("±" in cell for cell in cells) < 3 and "(" not in last:
            continue
        value = numbers(last)
        seems = abs(value[0]) <= value[1] if len(value) == 2 else value[1] <= 0.0 <= value[2]
        if seems != ("*" in last):
            faults.append(f"on the screen {line!r}")
    said = re.search(r"(?:uitgekomen|zegt): .*?(\d+) van de (\d+)|says: (\d+) of (\d+)", text)
    if said:
        came, asked = (int(each) for each in said.groups() if each)
        missed = len(
            re.findall(r"Komt niet uit:|Blijft open:|Does not come out:|Remains open:", text)
        )
        if came != asked - missed:
            faults.append(f"on the screen {said[0]!r}: {missed} did not")
    return faults


def trials(count: int, seed: int = 1, small: bool = False):
    """Random runs, one in five a comparison: the words of each and its contradictions."""
    chance = random.Random(seed)
    made = 0
    while made < count:
        asked = words(chance, small)
        paired_too = made % 5 == 4
        try:
            if paired_too:
                second = chance.choice(scenarios())
                one, other = twins(asked[0].partition("=")[2], second, asked[1:])
                faults = compared(one, other)
                asked = [f"compare {second}", *asked]
            else:
                faults = reported(compose.composed(asked), asked)
        except (ConfigError, ComparisonError):
            continue  # these numbers make no sense together
        made += 1
        yield asked, faults


def told(line: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(count: int, seed: int) -> int:
    """Judge so many random reports and print every contradiction."""
    start, bad = time.monotonic(), 0
    for made, (asked, faults) in enumerate(trials(count, seed), start=1):
        if faults:
            bad += 1
            told("\n    ".join([" ".join(asked), *faults[:6]]))
        if made % 25 == 0:
            told(f"{made}: {bad} with a contradiction, {time.monotonic() - start:.0f} s")
    told(f"{count} reports, {bad} with a contradiction")
    return 1 if bad else 0


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]] or [12]
    sys.exit(main(asked[0], asked[1] if len(asked) > 1 else 1))
