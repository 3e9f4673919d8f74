"""Every file of `configs/` composes, is built, and keeps what it promises."""

import functools
import re

import pytest

from simulator.config import catalogue, compose
from simulator.engine.params import PARAMETERS
from simulator.engine.strategies import FIELDS, MIX
from simulator.world import build

LARGE = ("national", "national-without-accord")  # take seconds to build


def parameters(rows):
    """Rows for pytest; the large worlds among them are slow."""
    return [pytest.param(*row, marks=pytest.mark.slow if row[-1] in LARGE else ()) for row in rows]


SCENARIOS = parameters((name,) for name in compose.catalogue("scenario"))
STORIES = ("calm-opens-the-talk", "after-the-breach", "imposed-deadline")
CHOSEN = parameters(
    (group, name)
    for group in ("act", "calendar", "accord", "mix", "world")
    for name in compose.catalogue(group)
)
# model.md: opening, mirroring, reactivity, press, mix, concession, reciprocity, content, invest,
# mediate
LIBRARY = {
    "hard": (0.90, 0.20, 1.0, 0.80, (1, 0, 0, 0, 0), 0.30, 0, 0, 0, 0.2),
    "press": (0.55, 0.60, 1.0, 0.60, (0.8, 0.15, 0, 0.05, 0), 0.50, 0.3, 0.3, 0.3, 0.5),
    "argue": (0.75, 0.30, 0.7, 0.05, (0.8, 0.2, 0, 0, 0), 0.60, 0.2, 0.1, 0.2, 0.4),
    "mirror": (0.25, 0.80, 1.0, 0.50, (0.7, 0.2, 0, 0.1, 0), 0.80, 0.6, 0.3, 0.3, 0.5),
    "gmirror": (0.25, 0.55, 0.7, 0.50, (0.7, 0.2, 0, 0.1, 0), 0.80, 0.6, 0.3, 0.3, 0.5),
    "calm": (0.05, 0.10, 0.2, 0.10, (0.2, 0.4, 0.3, 0, 0.1), 0.60, 0.2, 0.3, 0.5, 0.7),
    "open": (0.05, 0.10, 0.3, 0.10, (0.2, 0.2, 0, 0.6, 0), 0.60, 0.2, 0.5, 0.8, 0.8),
    "collab": (0.05, 0.15, 0.3, 0.10, (0.2, 0.25, 0.1, 0.35, 0.1), 0.60, 0.3, 1, 1, 0.9),
    "principled": (0.05, 0.15, 0.3, 0.10, (0.2, 0.25, 0.1, 0.35, 0.1), 0.30, 0.2, 1, 1, 0.9),
    "soft": (0, 0, 0.3, 0, (1, 0, 0, 0, 0), 2.5, 0, 0.3, 0.5, 0.9),
}


@functools.cache
def composed(*overrides):
    return compose.composed(overrides)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_composes_and_builds_a_world(name):
    played = composed(f"scenario={name}")
    made = build.built(played)
    assert played.name == name
    assert made.mixes.sum(axis=1) == pytest.approx(1)
    assert made.accord.shape == (played.years,) == (made.scripts.shape[1],)
    for text in (played.title, played.story, played.question):
        assert text.nl.strip()
        assert text.en.strip()
        assert text.nl != text.en


@pytest.mark.parametrize(("group", "name"), CHOSEN)
def test_every_file_of_a_chosen_group_composes(group, name):
    made = build.built(compose.composed([f"{group}={name}"]))
    assert len(made.relations) > 0


@pytest.mark.parametrize("group", [group for group in catalogue.GROUPS if group != "scenario"])
def test_every_file_has_a_label_in_both_languages(group):
    assert compose.catalogue(group)
    for name, content in compose.catalogue(group).items():
        labelled = content.get("instruments", {}).get(name, content)  # these also set numbers
        if "defaults" not in content:  # which may bring the label
            assert labelled["label"].keys() == {"nl", "en"}, name


@pytest.mark.parametrize("name", LIBRARY)
def test_a_strategy_has_the_numbers_of_the_model(name):
    strategy = composed().strategies[name]
    opening, mirroring, reactivity, press, mix, *rest = LIBRARY[name]
    assert tuple(getattr(strategy.mix, act) for act in MIX) == mix
    numbers = (opening, mirroring, reactivity, press, *rest)
    assert tuple(getattr(strategy, field) for field in FIELDS[: len(numbers)]) == numbers


def test_the_library_is_complete():
    assert set(LIBRARY) <= set(composed().strategies), "there may be more: one file adds one"


@pytest.mark.parametrize("name", LIBRARY)
def test_a_strategy_names_its_source_and_says_in_one_sentence_what_it_does(name):
    strategy = composed().strategies[name]
    assert strategy.source
    assert all(re.fullmatch(r"[A-E]\d{1,2}|[A-Z][a-z]+\d{4}", key) for key in strategy.source)
    for sentence in (strategy.character.nl, strategy.character.en):
        assert sentence.count(".") == 1
        assert sentence.endswith(".")


def test_the_population_mixes_are_those_of_the_model():
    providers, funders = {}, {}
    for year in (2022, 2025):
        mix = compose.catalogue("mix")[f"population_{year}"]
        providers[year], funders[year] = mix["providers"], mix["funders"]
    assert providers[2022] == {
        "argue": 0.35, "mirror": 0.25, "hard": 0.19, "calm": 0.056, "open": 0.056, "collab": 0.094
    }  # fmt: skip
    assert funders[2022] == {
        "argue": 0.083, "mirror": 0.16, "hard": 0.156, "collab": 0.062, "press": 0.54
    }  # fmt: skip
    assert providers[2025] == {
        "argue": 0.20, "mirror": 0.20, "hard": 0.06, "calm": 0.12, "open": 0.14, "collab": 0.28
    }  # fmt: skip
    assert funders[2025] == {
        "argue": 0.10, "mirror": 0.22, "hard": 0.05, "collab": 0.38, "press": 0.25
    }  # fmt: skip


def test_the_calendar_puts_the_milestones_on_their_dates():
    calendar = composed().calendar
    said = {name: calendar.dates[turn - 1] for name, turn in calendar.marks.items()}
    assert said == {
        "15oct": "15 Oct", "12nov": "12 Nov", "19nov": "19 Nov",
        "31dec": "31 Dec", "31mar": "31 Mar",
    }  # fmt: skip
    assert (calendar.turns, calendar.stragglers, calendar.opener) == (20, 6, "funder")
    assert calendar.mediation == calendar.marks["15oct"]
    assert calendar.turns == calendar.marks["31dec"]


def test_only_municipalities_have_no_disputes_committee():
    kinds = composed().kinds
    funders = {name: kind.committee for name, kind in kinds.items() if kind.side == "funder"}
    assert funders == {"insurer": True, "care_office": True, "municipality": False}


def test_the_region_has_all_sectors_and_kinds():
    region = build.built(composed())
    kinds = [one.kind for one in region.organisations]
    assert kinds.count("insurer") == 3
    assert kinds.count("care_office") == 1
    assert kinds.count("municipality") == 4
    assert kinds.count("provider") == 12
    sectors = {one.sector for one in region.organisations if one.kind == "provider"}
    assert sectors == {"hospital", "ggz", "vvt", "gp", "disability", "youth", "wmo", "welfare"}
    assert {relation.law for relation in region.relations} == {"Zvw", "Wlz", "Wmo", "Jeugdwet"}


@pytest.mark.parametrize("name", ["hard", "collab", "mirror", "argue", "calm", "open"])
def test_in_the_region_each_of_these_is_played_by_one_provider_in_ten_or_more(name):
    assert composed().mix.providers[name] >= 0.10


def test_the_null_is_the_region_with_the_channels_of_cooperation_closed():
    region, null = composed("scenario=region"), composed("scenario=null")
    closed = {name for name in PARAMETERS if null.params[name] != region.params[name]}
    assert closed == {
        "distributive", "tension_raises_reservation", "tension_slows_concession",
        "ownership_softens",
        "ownership_opens", "extra_max", "shading_max", "two_phase", "content_return",
        "content_cost",
    }  # fmt: skip
    assert null.params["distributive"] == 1  # nothing to trade
    assert {null.params[name] for name in closed - {"distributive"}} == {0.0}
    assert null.params["pressure_pays"] == region.params["pressure_pays"] > 0
    assert (null.world, null.mix, null.seed) == (region.world, region.mix, region.seed)


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_one_relation_many_times_with_every_turn_kept(name):
    story = composed(f"scenario={name}")
    assert len(build.built(story).relations) == 1
    assert (story.runs, story.trace) == (500, True)
    assert story.compare is not None


@pytest.mark.parametrize("name", STORIES)
def test_a_counterfactual_differs_from_its_story_in_the_choice_only(name):
    story = composed(f"scenario={name}")
    other = composed(f"scenario={story.counterfactual}")
    assert other.counterfactual == name
    alike = set(type(story).model_fields) - {
        "name", "title", "story", "question", "counterfactual", "choices", "script", "says", "world"
    }  # fmt: skip
    assert story.model_dump(include=alike) == other.model_dump(include=alike)
    assert (story.script != other.script) != (story.world != other.world)
    assert build.built(story).ties["id"] == build.built(other).ties["id"]


@pytest.mark.parametrize(
    ("name", "kind", "sector", "provider", "funder"),
    [
        ("calm-opens-the-talk", "insurer", "ggz", "argue", "press"),
        ("after-the-breach", "care_office", "vvt", "collab", "press"),
        ("imposed-deadline", "care_office", "vvt", "open", "press"),
    ],
)
def test_a_story_has_the_parties_and_strategies_of_its_source(name, kind, sector, provider, funder):
    made = build.built(composed(f"scenario={name}"))
    by_side = {
        ("provider" if one.kind == "provider" else "funder"): one for one in made.organisations
    }
    assert by_side["funder"].kind == kind
    assert by_side["provider"].sector == sector
    played = {
        one.name: made.strategy_names[int(chances.argmax())]
        for one, chances in zip(made.organisations, made.mixes, strict=True)
    }
    assert played[by_side["provider"].name] == provider
    assert played[by_side["funder"].name] == funder
    assert made.mixes.max(axis=1) == pytest.approx(1)


def test_calm_comes_in_the_fourth_season():
    made = build.built(composed("scenario=calm-opens-the-talk"))
    calm = made.strategy_names.index("calm")
    assert made.scripts[0]["strategy"][:, 0].tolist() == [-1, -1, -1, calm, calm, calm, calm, calm]
    assert (made.scripts[0]["strategy"][:, 1] == -1).all()


def test_after_the_breach_the_executive_opens_with_threats_and_the_line_stays_hard():
    made = build.built(composed("scenario=after-the-breach"))
    script = made.scripts[0]
    hard = made.strategy_names.index("hard")
    assert script["breach"][:, 0].tolist() == [1] + [-1] * 9
    assert script["override"][:, 0].tolist() == [-1, 1] + [-1] * 8
    assert script["strategy"][:, 0].tolist() == [-1] + [hard] * 9
    assert script["act"][1, 0, :2].tolist() == [0, -1]
    assert made.seats["authority"][0, 0] == 0.2


def test_the_deadline_is_three_threats_and_contact_stays_full():
    script = build.built(composed("scenario=imposed-deadline")).scripts[0]
    assert script["act"][0, 1, :4].tolist() == [0, 0, 0, -1]
    assert (script["act"][1:] == -1).all()
    assert (script["maintenance"][:, 0] == 1).all()
