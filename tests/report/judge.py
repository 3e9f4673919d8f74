"""A judge of reports: reads each sentence and holds it against the numbers of the records.

It shares no rule with the sentences. It has its own list of what each sentence says in Dutch and in
English, its own means of the arrays and its own intervals (SciPy's t); a sentence it does not know
is a fault. Intervals of shares it takes from the page, once their means are its own.
"""

import itertools
import math
import re
from typing import NamedTuple

import numpy as np
from scipy import stats

from simulator.batch import Record
from simulator.config.schema import Config
from simulator.engine.records import ENDINGS
from simulator.measures.catalogue import measures
from simulator.results.groups import family
from tests.report.reading import Page, finely, number, numbers
from tests.report.words import BRIEF, LESS, MORE, NAMES, SAME, VERDICTS

LITTLE = {"goodwill": 0.05}
ELSEWHERE = 0.02
LOT = {"goodwill": 0.25}
LOT_ELSEWHERE = 0.10
EDGE = 1e-9


ROW = re.compile(
    r"(.*?): (\S+)(?: %)? (?:hier|here), (\S+)(?: %)? in “.*”; "
    r"(?:verschil|difference) (\S+).*?\(95\s?%.interval (\S+) (?:tot|to) (\S+?)\)"
)


class Gap(NamedTuple):
    """A paired difference, reckoned here."""

    first: float
    second: float
    mean: float
    low: float
    high: float
    runs: int
    counted: tuple[float, float]
    share: bool


def over(values: np.ndarray, axis: int) -> np.ndarray:
    """Mean of what there is; NaN where there is nothing."""
    there = np.isfinite(values)
    total = np.where(there, values, 0.0).sum(axis=axis)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(there.any(axis=axis), total / there.sum(axis=axis), np.nan)


def gap(one, other, share: bool, counted=(1.0, 1.0)) -> Gap:
    """Second minus first, run by run."""
    both = np.isfinite(one) & np.isfinite(other)
    one, other = one[both], other[both]
    apart = other - one
    if not len(apart):
        return Gap(*[math.nan] * 5, 0, counted, share)
    half = math.nan
    if len(apart) > 1:
        half = stats.t.ppf(0.975, len(apart) - 1) * apart.std(ddof=1) / math.sqrt(len(apart))
    mean = float(apart.mean())
    return Gap(
        float(one.mean()), float(other.mean()), mean, mean - half, mean + half, len(apart),
        counted, share,
    )  # fmt: skip


class Judge:
    """One report and the records it is about; `faults` are its contradictions."""

    def __init__(
        self, html: str, config: Config, record: Record, other: Record | None = None,
        other_config: Config | None = None, paired: bool = False,
    ) -> None:  # fmt: skip
        self.page, self.config, self.record = Page(html), config, record
        self.other, self.other_config = other, other_config
        self.faults: list[str] = []
        ways = [family(each) for each in record.world.strategies]
        self.ways = np.array(ways)[record.sides["strategy"][:, 0, :, 0].astype(int)]  # [R, D]
        has_both = {"hard", "cooperative"} <= set(self.ways.ravel())
        self.kind = "records"
        if has_both and not paired:
            self.kind = "families"
        elif other is None:
            self.kind = "years"

    def judged(self) -> list[str]:
        """All contradictions of the report."""
        self.brief()
        self.details()
        self.practice()
        self.own()
        self.not_concluded()
        self.endings()
        self.descriptions()
        return self.faults

    def wrong(self, said: str, why: str) -> None:
        """Note a contradiction."""
        self.faults.append(f"{said!r}: {why}")

    # numbers

    def values(self, name: str, record: Record | None = None, side: int = 0) -> np.ndarray:
        """A measure of one side, [R, Y, D]."""
        return measures()[name].values(record or self.record)[..., side]

    def contrast(self, name: str, year: int) -> Gap:
        """What a row of the report is about; `year` is the calendar year that it names."""
        at = year - self.record.world.start
        share = measures()[name].unit == "share"
        mine = self.values(name)
        if self.kind == "families":
            return self.families(mine[:, at], self.ways, share)
        if self.kind == "records":
            theirs = self.values(name, self.other)
            pair = theirs[:, at], mine[:, at]
        else:
            start = min(measures()[name].lag, self.record.years - 1)
            pair = mine[:, start], mine[:, -1]
        counted = tuple(float(np.isfinite(each).mean()) for each in pair)
        return gap(over(pair[0], 1), over(pair[1], 1), share, counted)

    def families(self, values: np.ndarray, ways: np.ndarray, share: bool) -> Gap:
        """Cooperative less hard of one year, [R, D]."""
        means, counted = [], []
        for way in ("hard", "cooperative"):
            here = ways == way
            means.append(over(np.where(here, values, np.nan), 1))
            known = here.any(axis=1)
            parts = (np.isfinite(values) & here).sum(axis=1)[known] / here.sum(axis=1)[known]
            counted.append(float(parts.mean()) if known.any() else math.nan)
        return gap(means[0], means[1], share, tuple(counted))

    def close(self, printed: str, value: float, said: str, what: str, scale: float = 1.0) -> None:
        """Is a printed number that of the record?"""
        found = number(printed)
        if math.isnan(value) and math.isnan(found):
            return
        if not abs(found - scale * value) <= finely(printed) + EDGE:
            self.wrong(said, f"{what}: printed {printed}, reckoned {scale * value}")

    def claim(self, said: str, claim: str, found: Gap, low: float, high: float) -> None:
        """More, less or the same: by the printed interval, and by the one reckoned here."""
        if found.runs < 2:
            self.wrong(said, "claims something of fewer than two runs")
        ends = (low, high) if found.share else (found.low, found.high)
        away = ends[0] > EDGE or ends[1] < -EDGE
        if found.share and (low > 0.0) != (ends[0] > 0.0):
            self.wrong(said, "interval")
        if claim == SAME and away:
            self.wrong(said, f"no difference, but {ends}")
        if claim != SAME and ((claim == MORE) != (found.mean > 0.0) or not _near_away(ends)):
            self.wrong(said, f"{claim}, but {found.mean} {ends}")
        if claim == SAME and not low <= 0.0 <= high:
            self.wrong(said, f"no difference, but printed {low} to {high}")
        if claim != SAME and low <= 0.0 <= high:
            self.wrong(said, f"{claim}, but printed {low} to {high}")

    def small(self, said: str, called: bool, found: Gap, unit: str, shown: bool) -> None:
        """Is it called small exactly where it is shown and below the line?"""
        least = LITTLE.get(unit, ELSEWHERE)
        is_small = shown and abs(found.mean) < least
        if called != is_small and abs(abs(found.mean) - least) > 1e-6:
            self.wrong(said, f"called small: {called}, but {found.mean} against {least}")

    # sentences

    def brief(self) -> None:
        """In brief: each sentence is known and true."""
        told = self.page.part("brief")
        start = next(
            (
                i
                for i, s in enumerate(told)
                if re.match(
                    r"Wat de praktijk erover|What practice says|Waarin “|In what “|In geen van"
                    r"|In none of",
                    s,
                )
            ),
            None,
        )
        general = [s for s in told if not re.match(r"De vraag was|The question was", s)]
        if start is not None:
            answered = self.answer(told[start:])
            general = told[start + answered :]
        if not general:
            self.wrong("in brief", "nothing is said")
        for said in general:
            self.sentence(said)

    def sentence(self, said: str) -> None:
        """One of the general sentences."""
        special = {
            r"Er is maar één run|There is only one run": self.one_run,
            r"Harde zorgaanbieders hebben|Hard care providers have": self.outside,
            r"In “": self.other_world,
            r".*(hier niet te meten|cannot be measured here)": self.unmeasured,
            r".*(verlopen in alle runs precies gelijk|go exactly the same)": self.no_parting,
            r".*(maar één jaar te zien|only one year can be seen)": self.one_year,
        }
        for pattern, judge in special.items():
            if re.match(pattern, said):
                judge(said)
                return
        for name, _, claim, pattern in BRIEF:
            if re.search(pattern, said):
                self.contrasted(said, name, claim)
                return
        self.wrong(said, "the judge does not know this sentence")

    def one_run(self, said: str) -> None:
        """There is only one run."""
        if len(self.record.runs) != 1:
            self.wrong(said, "there are more runs")

    def unmeasured(self, said: str) -> None:
        """Too few runs have both."""
        year = int(re.search(r"\b(\d{4})\b", said)[1])
        if self.contrast(NAMES[said.split(" in ")[0]], year).runs >= 2:
            self.wrong(said, "it can be measured")

    def no_parting(self, said: str) -> None:
        """Both stories are the same."""
        if not self.alike():
            self.wrong(said, "the stories differ")

    def one_year(self, said: str) -> None:
        """The first year that shows the talks is the last."""
        name = NAMES[said.split(":")[0]]
        if self.record.years - 1 > measures()[name].lag:
            self.wrong(said, "there are more years")

    def alike(self) -> bool:
        """Are both stories the same in everything that is kept of the sides?"""
        return all(
            np.array_equal(values, self.other.sides[name], equal_nan=True)
            for name, values in self.record.sides.items()
        )

    def contrasted(self, said: str, name: str, claim: str) -> None:
        """A sentence about one contrast with its numbers."""
        found = re.search(
            r"(?:hard|het andere|the other|Van|From) (\S+?)(?:;| naar| to (?=[−\d])).*?"
            r"(?:verschil|difference) (\S+) \(95\s?%.interval (\S+) (?:tot|to) (\S+?)\)", said,
        )  # fmt: skip
        if found is None:
            self.wrong(said, "has no numbers")
            return
        year = re.search(r"\b((?:19|20|21|22)\d\d)\b", said)
        last = self.record.world.start + self.record.years - 1
        own = self.contrast(name, int(year[1]) if year else last)
        self.close(found[1], own.first, said, "first mean")
        self.close(found[2], own.mean, said, "difference")
        low, high = number(found[3]), number(found[4])
        self.claim(said, claim, own, low, high)
        called = bool(re.search(r"Het verschil is klein|The difference is small", said))
        self.small(said, called, own, measures()[name].unit, claim != SAME)
        self.left_out(said, said, own)

    def left_out(self, said: str, where: str, found: Gap) -> None:
        """Is who does not count said, with the right shares, exactly where not all count?"""
        whole = min(found.counted) >= 0.9995
        told = re.search(
            r"heeft ([\d,.]+)\s?% van de relaties hier|([\d,.]+)\s?% of the relations have a number"
            r" here|getal hebben ([\d,.]+)\s?% .*? en ([\d,.]+)\s?% bij|"
            r"counts: ([\d,.]+)\s?% .*? and ([\d,.]+)\s?% for", where,
        )  # fmt: skip
        if found.runs == 0 or len(self.record.runs) < 2:
            return
        if whole != (told is None):
            self.wrong(said, f"left out: {found.counted}, said {told and told[0]}")
            return
        if told is not None:
            shares = [number(each) / 100 for each in told.groups() if each]
            shares = shares * 2 if len(shares) == 1 else shares
            for printed, share in zip(shares, found.counted, strict=True):
                if abs(printed - share) > 0.0011:
                    self.wrong(said, f"left out: {found.counted}, said {shares}")
        runs = re.search(r"(?:uit|of) (\d+) (?:van|of) (?:de|the) (\d+) runs", where)
        if (runs is None) != (found.runs == len(self.record.runs)):
            self.wrong(said, f"{found.runs} of {len(self.record.runs)} runs count")
        if runs is not None and int(runs[1]) != found.runs:
            self.wrong(said, f"{found.runs} runs count")

    def outside(self, said: str) -> None:
        """Which part of the relations is outside the comparison."""
        order = ("hard", "cooperative")
        shares = [float((self.ways == way).mean()) for way in order]
        for printed, share in zip(numbers(said), [*shares, 1.0 - sum(shares)], strict=True):
            if abs(printed - 100.0 * share) > 0.051:
                self.wrong(said, f"{printed} against {share}")

    def other_world(self, said: str) -> None:
        """The same difference in the other world: does it depend on the assumptions?"""
        ways = np.array([family(each) for each in self.other.world.strategies])
        ways = ways[self.other.sides["strategy"][:, 0, :, 0].astype(int)]
        here, there = (
            over(np.where(w == "cooperative", v, np.nan), 1)
            - over(np.where(w == "hard", v, np.nan), 1)
            for w, v in (
                (self.ways, self.values("value")[:, -1]),
                (ways, self.values("value", self.other)[:, -1]),
            )
        )
        own = gap(there, here, False)
        after = said[said.rindex("”") :]
        if re.search(r"hangt dus weinig af|depends little", said):
            claim = "little"
        elif re.search(r"blijkt hier dus niet|does not appear here", said):
            claim = "same"
        elif re.search(r"hangt dus af|depends on the assumptions", said):
            claim = "depends"
        else:
            claim = "none"
        away = own.low > EDGE or own.high < -EDGE
        true = "none" if own.runs < 2 else "same" if not away else "depends"
        if true == "depends" and abs(own.mean) < ELSEWHERE:
            true = "little"
        if claim != true and abs(abs(own.mean) - ELSEWHERE) > 1e-6:
            self.wrong(said, f"says {claim}, is {true}: {own}")
        printed = re.search(r"(?:in \d{4}(?: is|:)) (\S+) \(", after)
        self.close(printed[1], float(over(there, 0)), said, "the other world")

    # the scenario's own question

    def answer(self, told: list[str]) -> int:
        """The answer to the scenario's own question; how many sentences it took."""
        if re.match(r"Wat de praktijk|What practice", told[0]):
            return 1 + self.sayings(told[1:])
        count = self.rows(told)
        if re.match(r"In geen van|In none of", told[0]):
            for name in self.config.shows:
                for side in (0, 1):
                    own = self.over_years(name, side)
                    if not own.share and (own.low > EDGE or own.high < -EDGE):
                        self.wrong(told[0], f"{name} differs: {own}")
        return 1 + count

    def rows(self, told: list[str]) -> int:
        """Where the worlds differ most: shown, in order; how many sentences those are."""
        count, sizes = 0, []
        for said in told[1:]:
            row = ROW.match(said)
            if not row and not re.match(r"Meer uitkomsten|More outcomes", said):
                break
            count += 1
            if row:
                low, high = number(row[5]), number(row[6])
                if low <= 0.0 <= high:
                    self.wrong(said, "told as a difference, but not shown")
                own, unit = self.shown(row[1])
                self.close(row[4], own.mean, said, "difference", 100.0 if own.share else 1.0)
                self.left_out(said, said, own)
                sizes.append(abs(own.mean) / LITTLE.get(unit, ELSEWHERE))
        if any(later > sooner + 1e-9 for sooner, later in itertools.pairwise(sizes)):
            self.wrong(told[0], f"not in order: {sizes}")
        return count

    def shown(self, label: str) -> tuple[Gap, str]:
        """The row of a measure that the scenario is about, by its words."""
        lang = self.config.lang
        name, side = label, 0
        for ending, place in (
            (", zorgaanbieders", 0), (", care providers", 0), (", financiers", 1), (", funders", 1),
        ):  # fmt: skip
            if label.endswith(ending):
                name, side = label.removesuffix(ending), place
        measure = next(m for key in self.config.shows if (m := measures()[key]).label[lang] == name)
        return self.over_years(measure.name, side), measure.unit

    def over_years(self, name: str, side: int | None, year: int | None = None, than=None) -> Gap:
        """Here against there: mean over the years of the means over organisations."""
        measure = measures()[name]
        years = slice(min(measure.lag, self.record.years - 1), None)
        if year is not None:
            years = slice(year, year + 1)
        sides = (0, 1) if side is None else (side,)
        means, counted = [], []
        for record in (self.other, self.record):
            if record is None:
                continue
            weight = record.world.ties["members"].astype(float)
            parts, shares = [], []
            for s in sides:
                values = self.values(name, record, s)[:, years]
                there = np.isfinite(values)
                heavy = there * weight
                with np.errstate(invalid="ignore", divide="ignore"):
                    mean = np.where(there, values, 0.0) * weight
                    yearly = mean.sum(axis=2) / heavy.sum(axis=2)
                parts.append(over(yearly, 1))
                shares.append(float((heavy.sum(axis=2) / weight.sum()).mean()))
            means.append(np.mean(parts, axis=0))
            counted.append(float(np.mean(shares)))
        share = measure.unit == "share"
        if than is not None:
            return gap(np.full(len(means[-1]), float(than)), means[-1], share, (1.0, counted[-1]))
        return gap(means[0], means[-1], share, (counted[-1], counted[0]))

    def sayings(self, told: list[str]) -> int:
        """What practice says: verdict and numbers of each."""
        count, seen = 0, 0
        for said in told:
            head = re.match(r"“(.*?)” (.*?)\.(?= |$)", said)
            if re.match(r"Meer uitkomsten|More outcomes", said):
                playable = [s for s in self.config.says if (s.year or 0) < self.record.years]
                if number(said) != len(playable) - seen:
                    self.wrong(said, f"{len(playable)} sayings, {seen} told")
            elif re.search(r"jaar dat niet is gespeeld|year that was not played", said):
                late = sum((s.year or 0) >= self.record.years for s in self.config.says)
                if (numbers(said) or [1])[0] != late:
                    self.wrong(said, f"{late} sayings are about a later year")
            elif head:
                seen += 1
                saying = self.saying(head[1])
                own = self.over_years(
                    saying.measure, {None: None, "provider": 0, "funder": 1}[saying.side],
                    saying.year, saying.than,
                )  # fmt: skip
                self.verdict(said, saying, VERDICTS[head[2]], own, said)
                printed = re.search(r"(?:; verschil|; difference) (\S+)", said)
                if printed:
                    scale = 100.0 if own.share else 1.0
                    self.close(printed[1], own.mean, said, "difference", scale)
                if saying.than is None:
                    self.left_out(said, said, own)
            else:
                break
            count += 1
        return count

    def saying(self, words: str):
        """The saying of these words."""
        lang = self.config.lang
        return next(s for s in self.config.says if getattr(s.said, lang) == words)

    def verdict(self, said: str, saying, verdict: str, own: Gap, where: str) -> None:
        """Is the verdict on a saying that of the numbers?"""
        ends = re.search(r"interval (\S+) (?:tot|to) (\S+?)\)|\((\S+) – (\S+)\)", where)
        low, high = own.low, own.high
        unit = measures()[saying.measure].unit
        if own.share and ends:
            low, high = (number(each) / 100.0 for each in ends.groups() if each)
        true = self.true_verdict(saying, own, low, high, unit)
        if verdict not in true:
            self.wrong(said, f"verdict {verdict}, is {true}: {own}")

    def true_verdict(self, saying, own: Gap, low: float, high: float, unit: str) -> set[str]:
        """The verdicts that the numbers bear out; two at an edge."""
        if len(self.record.runs) == 1:
            return {"one"}
        if own.runs < 2:
            return {"none"}
        if saying.direction == "close":
            if -saying.within <= low and high <= saying.within:
                return {"yes"}
            return {"far"} if low > saying.within or high < -saying.within else {"no"}
        if low <= EDGE and high >= -EDGE:
            return {"no"}
        if (own.mean > 0.0) != (saying.direction == "higher"):
            return {"reversed"}
        near, far = sorted((abs(low), abs(high)))
        lot = LOT.get(unit, LOT_ELSEWHERE)
        if saying.size is not None and near < lot:
            return {"less"} if far < lot else {"open"}
        least = LITTLE.get(unit, ELSEWHERE)
        return {"little"} if abs(own.mean) < least else {"yes"}

    # tables

    def table(self, *captions: str) -> list[list[str]]:
        """A table without its heads; empty where there is none."""
        return next((self.page.tables[c][1:] for c in captions if c in self.page.tables), [])

    def details(self) -> None:
        """All measures in figures: what the last column says follows from the numbers."""
        notes = [s for part, s in self.page.sentences if re.match(r".* \d{4}: ", s)]
        for row in self.table(
            "Alle maten, voor zorgaanbieders", "All measures, for care providers"
        ):
            label, year, first, second, gap_, says = row
            name, said = NAMES[label], " | ".join(row)
            own = self.contrast(name, int(year))
            self.telling(said, name, own, gap_, says)
            scale = 100.0 if own.share else 1.0
            if own.runs:
                self.close(first, own.first, said, "first", scale)
                self.close(second, own.second, said, "second", scale)
                self.close(gap_, own.mean, said, "difference", scale)
            note = next((n for n in notes if f"{label} {year}" in n.split(": ")[0]), "")
            self.left_out(said, note, own)

    def telling(self, said: str, name: str, own: Gap, printed: str, says: str) -> None:
        """The last column of a row."""
        if len(self.record.runs) == 1:
            if not re.match(r"Met één run|Cannot be told from one run", says):
                self.wrong(said, "one run")
            return
        if re.match(r"Valt samen|The same, nothing", says):
            if not (self.kind == "years" or self.alike()):
                self.wrong(said, "they differ")
            return
        if re.match(r"Hier niet te meten|Cannot be measured", says):
            if own.runs >= 2:
                self.wrong(said, "it can be measured")
            return
        claim = SAME if re.match(r"Verschil niet|No difference", says) else None
        if claim is None:
            claim = MORE if re.match(r"Aantoonbaar hoger|Demonstrably higher", says) else LESS
        ends = re.search(r"\((\S+?) (?:tot|to) (\S+?)\)", printed.replace("\xa0", " "))
        self.claim(said, claim, own, number(ends[1]), number(ends[2]))
        called = bool(re.search(r"klein|small", says))
        self.small(said, called, own, measures()[name].unit, claim != SAME)

    def practice(self) -> None:
        """The table of all sayings."""
        rows = self.table(
            "Wat de praktijk zegt, en wat hier gebeurde",
            "What practice says, and what happened here",
        )
        for words, measured, size, says in rows:
            saying = next(
                s for s in self.config.says if words.startswith(getattr(s.said, self.config.lang))
            )
            side = {None: None, "provider": 0, "funder": 1}[saying.side]
            own = self.over_years(saying.measure, side, saying.year, saying.than)
            said = f"{words} | {measured} | {size} | {says}"
            self.verdict(said, saying, VERDICTS[says], own, size)
            if saying.than is None:
                self.left_out(said, measured, own)

    def own(self) -> None:
        """What the scenario is about: a star where no difference is shown, and only there."""
        title = r"Waar dit scenario om gaat|What this scenario is about"
        rows = next((t[1:] for c, t in self.page.tables.items() if re.match(title, c)), [])
        stars = any("*" in row[-1] for row in rows)
        note = any(
            re.match(r"\* (het interval bevat 0|the interval contains 0)", s)
            for _, s in self.page.sentences
        )
        if stars != note:
            self.wrong("the note on stars", f"stars {stars}, note {note}")
        if self.other is None:
            return
        for label, *_, last in rows:
            own, _ = self.shown(label)
            self.starred(f"{label} | {last}", last, own)

    def starred(self, said: str, cell: str, own: Gap) -> None:
        """A difference with its half interval and a star, or with both ends."""
        scale = 100.0 if own.share else 1.0
        if own.runs == 0:
            return
        self.close(cell, own.mean, said, "difference", scale)
        star, shown = "*" in cell, numbers(cell)
        if own.runs < 2:
            if star:
                self.wrong(said, "a star of one run")
            return
        if not own.share and star == (own.low > EDGE or own.high < -EDGE):
            self.wrong(said, f"star {star}: {own}")
        seems = abs(shown[0]) <= shown[1] if len(shown) == 2 else shown[1] <= 0.0 <= shown[2]
        if seems != star:
            self.wrong(said, f"star {star}, but looks otherwise")

    def not_concluded(self) -> None:
        """What is said of the deadline is true of this run; the line of "small" is ours."""
        settled = measures()["in_time"].values(self.record)
        settled = settled[np.isfinite(settled)]
        (said,) = [s for s in self.page.part("not") if re.search(r"“Op tijd”|“In time”", s)]
        nearly = bool(re.search(r"bijna alles|nearly everything", said))
        if not settled.size:
            if not re.search(r"niet onderhandeld|no talks", said):
                self.wrong(said, "there were no talks")
        else:
            share = float(settled.mean())
            if nearly != (share >= 0.95):
                self.wrong(said, f"{share} is settled")
            printed = [n for n in numbers(said) if n != 31]
            if abs(printed[0] - 100 * share) > 0.051:
                self.wrong(said, f"{share} is settled")
        (line,) = [s for _, s in self.page.sentences if re.match("“Klein” is|“Small” here", s)]
        if numbers(line) != [0.02, 0.05, 2.0]:
            self.wrong(line, "other lines than the judge's")

    def endings(self) -> None:
        """How the talks ended, in per cent of all talks."""
        ended = self.record.relations["ending"][self.record.relations["negotiated"] == 1]
        rows = self.table("Hoe eindigden de gesprekken?", "How did the talks end?")
        for name, row in zip(ENDINGS[1:], rows, strict=True):
            share = float((ended == ENDINGS.index(name)).mean()) if ended.size else 0.0
            self.close(row[1], share, " | ".join(row), "share", 100.0)

    def descriptions(self) -> None:
        """The descriptions of the network and of the differences."""
        for said in self.page.pictures:
            if re.match(r"Netwerk in|Network in", said):
                _, providers, funders, ties, positive, negative = numbers(said)
                rows = next(
                    t[1:]
                    for c, t in self.page.tables.items()
                    if re.match(r"Wie gunt|Who grants", c)
                )
                both = [(number(r[2]), number(r[3])) for r in rows]
                if ties != len(rows) or len({r[0] for r in rows}) > providers:
                    self.wrong(said, "counts")
                there = {each.funder for each in self.record.world.relations}
                if not len({r[1] for r in rows}) <= funders <= len(there):
                    self.wrong(said, "counts of funders")
                sure = sum(a > 0.0 and b > 0.0 for a, b in both)
                never = sum(a < 0.0 and b < 0.0 for a, b in both)
                zero = sum(0.0 in pair for pair in both)
                if not sure <= positive <= sure + zero or not never <= negative <= never + zero:
                    self.wrong(said, f"{sure} and {never} of {both}")


def _near_away(ends: tuple[float, float]) -> bool:
    return ends[0] > -EDGE or ends[1] < EDGE
