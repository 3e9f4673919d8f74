"""The report: one file, honest, and readable by everybody."""

import itertools
import math
import re
import shlex
from html.parser import HTMLParser

import numpy as np
import pytest

from simulator import i18n, templates
from simulator.config import compose as configs
from simulator.config.compose import composed
from simulator.engine.records import ENDINGS
from simulator.measures.catalogue import measures
from simulator.report import drawings, findings, page, settings
from simulator.results import contrast
from simulator.results.claims import Counted
from simulator.results.groups import FAMILIES
from simulator.results.intervals import Interval, interval
from tests.worlds import REGION, config, played, world

STORY, OTHER = "scenario=after-the-breach", "scenario=after-the-breach-no-override"
VOID = {"meta", "img", "source", "br", "hr", "link", "input"}


class Page(HTMLParser):
    """What a page consists of; fails on a tag that is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[tuple[str, str]] = []  # (element, text)
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip() and self.open:
            self.said.append((self.open[-1], data.strip()))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(text for element, text in self.said if element != "style")


@pytest.fixture(scope="module")
def region():
    return played(world(*REGION), years=4, runs=8)


@pytest.fixture(scope="module")
def stories():
    return tuple(played(world(name), years=4, runs=12, trace=True) for name in (STORY, OTHER))


def whole(lang: str, record, other=None, name: str = STORY, other_name: str = OTHER) -> str:
    """The page of a record, against another where given."""
    one = config(name, f"lang={lang}")
    two = config(other_name, f"lang={lang}") if other is not None else None
    comparison = findings.compared(record, other)
    shown = drawings.drawings(record, one, comparison, other, lang)
    return page.html(one, record, comparison, shown, other, two)


@pytest.fixture(scope="module")
def pages(region, stories) -> dict[str, str]:
    return {
        "region nl": whole("nl", region, name="scenario=region"),
        "story en": whole("en", *stories),
        "story nl alone": whole("nl", stories[0]),
    }


EVERY = pytest.mark.parametrize("name", ["region nl", "story en", "story nl alone"])


@EVERY
def test_the_page_is_well_formed_and_says_its_language(name, pages):
    found = Page(pages[name])
    assert found.all("html") == [{"lang": name.split()[1]}]
    assert len(found.all("h1")) == len(found.all("main")) == len(found.all("title")) == 1


@EVERY
def test_headings_go_down_one_step_at_a_time(name, pages):
    levels = [int(tag[1]) for tag, _ in Page(pages[name]).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


@EVERY
def test_nothing_is_asked_of_the_internet(name, pages):
    found = Page(pages[name])
    assert not found.all("script")
    assert not found.all("link")
    for _, attributes in found.tags:
        for key in ("src", "srcset", "href"):
            value = attributes.get(key) or ""
            assert value == "" or value.startswith(("data:image/svg+xml;base64,", "#"))
    assert not re.search(r"url\(|@import", pages[name])
    policies = [each for each in found.all("meta") if "http-equiv" in each]
    assert policies[0]["content"].startswith("default-src 'none'")


@EVERY
def test_every_picture_is_described_read_and_told_in_numbers(name, pages):
    found = Page(pages[name])
    assert len(found.all("figure")) == 3
    assert len(found.all("img")) == len(found.all("figcaption")) == len(found.all("details")) == 3
    for image in found.all("img"):
        assert len(image["alt"]) > 60
    assert len(found.all("source")) == 3  # a narrow drawing for phones


@EVERY
def test_tables_have_a_caption_and_heads(name, pages):
    found = Page(pages[name])
    assert len(found.all("caption")) == len(found.all("table"))
    assert {each.get("scope") for each in found.all("th")} == {"row", "col"}
    regions = [each for each in found.all("div") if each.get("class") == "scroll"]
    assert all(each["tabindex"] == "0" and each["aria-label"] for each in regions)


@EVERY
def test_no_key_or_place_is_left_open(name, pages):
    text = Page(pages[name]).text
    assert not re.search(r"\{\w*\}|\$\w", text)
    assert "nan" not in text.lower().split()
    if "nl" in name.split():
        numbers = re.sub(r"params\.\S+|\w+=\S+|\d+\.\d+\.\d+", "", text)
        assert not re.search(r"[−+ (]0\.\d", numbers)


def test_ink_of_the_page_has_the_contrast_that_text_needs():
    """WCAG 2.1 AA: 4.5 to 1 for every ink on every paper of the page."""
    css = (templates.PACKAGE / "report" / "page.html").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", css))

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    for ink in ("ink", "soft", "blue", "rust"):
        for paper in ("#ffffff", colours["pale"], colours["warm"]):
            ratio = (luminance(paper) + 0.05) / (luminance(colours[ink]) + 0.05)
            assert ratio >= 4.5, (ink, paper)


def test_a_title_is_never_taken_for_html(region):
    one = config(*REGION)
    odd = one.title.model_copy(update={"nl": "<script>alert('x')</script> & co"})
    changed = one.model_copy(update={"title": odd})
    html = page.html(changed, region, findings.compared(region), [])
    assert "<script>" not in html
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co" in html


def test_the_page_says_what_was_asked(pages):
    text = Page(pages["region nl"]).text
    one = config("scenario=region")
    for said in (one.title.nl, one.story.nl, one.question.nl):
        assert said in text
    assert "8 keer na, telkens 4 jaar lang (2022 tot en met 2025)" in text
    assert "12 zorgaanbieders en 8 financiers" in text


@EVERY
def test_the_page_says_what_not_to_conclude(name, pages):
    text = Page(pages[name]).text
    nl = "nl" in name.split()
    for said in ("Geen voorspelling.", "Geen euro's.") if nl else ("No forecast.", "No euros."):
        assert said in text
    assumed = i18n.text("report", "says_tension_raises_reservation", "nl" if nl else "en")
    assert f"{assumed}: 0{',' if nl else '.'}12" in text


def made(samples: list[float], unit: str = "value") -> contrast.Contrast:
    """A contrast whose second side is zero but for these differences."""
    difference = interval(np.array(samples))
    counted = Counted(1.0, 1.0, len(samples), len(samples))
    return contrast.Contrast(measures()[unit], 1, difference, difference, difference, counted)


@pytest.mark.parametrize(
    ("samples", "name", "said", "way"),
    [
        ([0.10, 0.11, 0.12], "value", "Aantoonbaar hoger", "more"),
        ([-0.10, -0.11, -0.12], "value", "Aantoonbaar lager", "less"),
        ([0.010, 0.011, 0.012], "value", "Aantoonbaar hoger, maar klein", "more"),
        ([0.030, 0.031, 0.032], "goodwill_received", "Aantoonbaar hoger, maar klein", "more"),
        ([-0.1, 0.0, 0.2], "value", "Verschil niet aantoonbaar", "same"),
        ([0.0, 0.0, 0.0], "value", "Verschil niet aantoonbaar", "same"),
        ([0.2], "value", "Met één run niet te zeggen", "unknown"),
    ],
)
def test_the_verdict_follows_from_the_interval(samples, name, said, way):
    found = made(samples, name)
    assert findings.verdict(found, "nl") == said
    assert findings.direction(found) == way


def test_the_page_admits_every_difference_that_is_not_shown(region):
    comparison = findings.compared(region)
    table = findings.in_figures(comparison, region, "nl")
    rows = [each for row in comparison.rows for each in row]
    for cells, found in zip(table.rows, rows, strict=True):
        low, high = found.difference.low, found.difference.high
        assert ("niet aantoonbaar" in cells[-1]) == (low <= 0.0 <= high)


def test_in_brief_has_the_numbers_of_the_contrast(region):
    (row,) = contrast.of_families(region, [measures()["value"]])
    sentence = findings.in_brief(findings.compared(region), region, "en")[1]
    for value in row.difference[:3]:
        assert i18n.number(value, "en", 3, signed=True) in sentence
    assert i18n.number(row.second.mean, "en", 3) in sentence


def test_another_world_is_set_beside_this_one(region):
    null = played(world("scenario=null", *REGION[1:]), years=4, runs=8)
    comparison = findings.compared(region, null)
    assert comparison.kind == "families"
    said = findings.in_brief(comparison, region, "nl", null, "Een andere wereld")[-1]
    (there,) = contrast.of_families(null, [measures()["value"]])
    assert said.startswith("In “Een andere wereld”")
    assert i18n.number(there.difference.mean, "nl", 3, signed=True) in said


def test_one_run_is_not_taken_for_a_finding():
    record = played(world(*REGION), years=2, runs=1)
    (said,) = findings.in_brief(findings.compared(record), record, "nl")
    assert said == i18n.text("report", "brief_one_run", "nl")


def test_what_is_compared_follows_from_the_record(region, stories):
    assert findings.compared(region).kind == "families"
    assert findings.compared(*stories).kind == "records"
    alone = findings.compared(stories[0])
    assert (alone.kind, alone.early) == ("years", ())


def test_endings_are_shares_of_all_talks(region):
    table = findings.endings(region, "en")
    held = region.relations["negotiated"] == 1
    for name, row in zip(ENDINGS[1:], table.rows, strict=True):
        share = (region.relations["ending"][held] == ENDINGS.index(name)).mean()
        assert row == (i18n.text("endings", name, "en"), i18n.percentage(share, "en", 1))


def test_every_ending_and_family_has_its_words():
    for name in ENDINGS:
        assert i18n.text("endings", name, "nl").endswith(".")
    for name in FAMILIES:
        assert i18n.text("summary", f"family_{name}", "en")


def test_a_story_without_turns_does_without_its_season(stories):
    one = config(STORY)
    record = played(world(STORY), years=3, runs=3)
    shown = drawings.drawings(record, one, findings.compared(record), None, "nl")
    assert [each.name for each in shown] == ["years", "difference"]
    shown = drawings.drawings(stories[0], one, findings.compared(*stories), stories[1], "nl")
    assert [each.name for each in shown] == ["years", "season", "difference"]


@pytest.mark.parametrize(
    "overrides",
    [
        (),
        ("seed=7", "runs=12", "years=3", "lang=en"),
        ("scenario=after-the-breach", "params.pressure=0.2"),
        ("mix=population_2025", "strategies.hard.opening=0.8", "strategies.hard.mix.ask=0.2",
         "strategies.hard.mix.propose=0.8"),
        ("scenario=null", "start=2024"),
    ],
)  # fmt: skip
def test_the_command_gives_the_same_run_again(overrides):
    one = composed(overrides)
    program, verb, *words = shlex.split(settings.command(one))
    assert (program, verb) == ("gunfactor", "run")
    again = configs.composed(words)
    same = {"choices": one.choices, "threads": one.threads}
    assert again.model_copy(update=same) == one


def test_settings_name_every_number_that_was_changed():
    one = composed(["params.pressure=0.2"])
    rows = dict(settings.settings(one, "nl").rows)
    assert rows["Afwijkend getal: params.pressure"].startswith("0,2 (standaard 0,1; assumed")
    assert rows["Scenario"] == "region"
    assert "Afwijkend getal: params.tension_start" not in rows


def test_assumptions_are_those_of_this_run():
    one = composed(["params.extra_max=0.05"])
    cells = dict(settings.assumptions(one, "en").rows)
    assert "how large an extra a year can be: 0.05 (0.02 – 0.2)" in cells["Value after years"]


def test_the_report_and_its_figures_are_written(stories, tmp_path):
    one, two = config(STORY), config(OTHER)
    found = page.written(tmp_path, one, stories[0], stories[1], two, "gunfactor run it=again")
    assert found == tmp_path / "report.html"
    assert "gunfactor run it=again" in found.read_text(encoding="utf-8")
    names = [
        f"{name}.{kind}" for name in ("difference", "season", "years") for kind in ("png", "svg")
    ]
    assert sorted(file.name for file in (tmp_path / "figures").iterdir()) == names
    assert sorted(file.name for file in tmp_path.iterdir()) == ["figures", "report.html"]


@pytest.mark.parametrize(
    ("found", "unit", "said"),
    [
        (Interval(0.0081, 0.0079, 0.0084, 9), "utility", ("+0,0081", "+0,0079", "+0,0084")),
        (Interval(0.0081, 0.0079, 0.0086, 9), "utility", ("+0,008", "+0,008", "+0,009")),
        (Interval(0.0006, 0.0001, 0.0011, 9), "utility", ("+0,0006", "+0,0001", "+0,0011")),
        (Interval(0.065, 0.045, 0.086, 9), "share", ("+6,5", "+4,5", "+8,6")),
        (Interval(0.0, 0.0, 0.0, 9), "utility", ("0,000", "0,000", "0,000")),
        (Interval(0.1, math.nan, math.nan, 1), "utility", ("+0,100", "–", "–")),
    ],
)
def test_the_ends_of_an_interval_are_told_apart(found, unit, said):
    assert findings.gaps(found, unit, "nl") == said
