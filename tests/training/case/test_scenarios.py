"""Every scenario in the catalogue is sound, complete in both languages, and plays to its end."""

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from simulator import i18n
from simulator.training.case import checks, scenarios
from simulator.training.case.checks import ScenarioError
from simulator.training.case.scenario import STANCES, Scenario
from simulator.training.debrief.agenda import names
from simulator.training.game import reducer as rooms
from simulator.training.game import replay
from simulator.training.game.setup import Setup
from simulator.training.views.debrief import debrief_view
from simulator.training.views.observer import observer_view
from simulator.training.views.participant import participant_view
from simulator.training.views.projector import projector_view
from simulator.training.views.trainer import trainer_view
from tests.training import cases
from tests.training.cases import ACTS
from tests.training.hands import sent, told

FOLDER = Path(__file__).parents[3] / "configs" / "exercise"
STEPS = names()
FILES = sorted(FOLDER.glob("*.yaml"))
NAMES = [file.stem for file in FILES]
HARD = ("hard", "argument", "hard", "voorstel", "hard", "argument", "voorstel", "hard")
OPEN = ("open_vraag", "stilte", "delen", "proces", "open_vraag", "delen", "voorstel", "voorstel")


def spoken(one: Scenario) -> Iterator[tuple[str, str]]:
    """Every line that somebody says, with its language."""
    for role in one.roles.values():
        if role.lines is None:
            continue
        for stance, act in itertools.product(STANCES, ACTS):
            for line in getattr(getattr(role.lines, stance), act):
                yield from (("nl", line.nl), ("en", line.en))
    for point in one.turning_points:
        if point.said is not None:
            yield from (("nl", point.said.nl), ("en", point.said.en))


def read(one: Scenario) -> Iterator[str]:
    """Every Dutch text that a participant reads about the own role, not spoken."""
    for role in one.roles.values():
        card = role.card
        yield from (card.situation.nl, card.goal.nl, card.mandate.nl, card.batna.nl)
        yield from (tip.nl for tip in card.tips)
    yield from (question.nl for question in one.debrief)


def test_there_are_the_scenarios_that_were_promised():
    wanted = {"rust-opent-het-gesprek", "alles-gaat-mis", "opgelegde-deadline", "gemeente",
              "drie-aan-tafel", "eigen-zaak"}  # fmt: skip
    assert wanted <= set(NAMES)
    assert scenarios.names()[0] == "rust-opent-het-gesprek", "the first to teach with"


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_a_scenario_is_sound(file):
    assert scenarios.checked(file) == []


@pytest.mark.parametrize("name", NAMES)
def test_nobody_says_the_same_line_twice(name):
    one = scenarios.scenario(name)
    for role in one.roles.values():
        if role.lines is not None:
            lines = [
                line.nl
                for stance, act in itertools.product(STANCES, ACTS)
                for line in getattr(getattr(role.lines, stance), act)
            ]
            assert len(lines) == len(set(lines)) >= 3 * len(STANCES) * len(ACTS)


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_said_with_u_and_cards_are_written_with_je(name):
    one = scenarios.scenario(name)
    intimate = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
    formal = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
    for lang, line in spoken(one):
        silent = line.startswith("(")  # a stage direction, for the reader
        if lang == "nl" and not silent:
            assert not intimate.search(line), line
    for text in read(one):
        assert not formal.search(re.sub(r'"[^"]*"', "", text)), text


@pytest.mark.parametrize("name", NAMES)
def test_the_two_languages_are_two(name):
    for lang, line in spoken(scenarios.scenario(name)):
        if lang == "en":
            assert not re.search(r"\b(het|een|niet|wij|heb)\b", line), line


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_plays_to_its_last_step_in_every_view(name, lang):
    one = scenarios.scenario(name)
    now = rooms.opened(Setup("room", name, 11, mode=one.modes[0], lang=lang, steps=STEPS).sealed())
    roles = list(one.roles) if one.modes[0] == "three" else [one.you, one.you, one.you]
    for team, role in zip("abc", roles, strict=True):
        now = sent(now, team, 0, "joined", alias=f"Team {team}", role=role, table=None)
    now = sent(now, "o", 0, "joined", alias="O", role="observer", observes="a")
    now = sent(now, "", 1, "start")
    rng = random.Random(name)
    betweens = ["bellen", "niets", "vastleggen", "werkbezoek", "intern", "feiten"]
    while waiting := [(team, each) for team in "abc" for each in now.pending(team)]:
        team, each = waiting[0]
        view = participant_view(now, team, lang)
        decision = next(d for d in view.decisions if d.kind == each.kind)
        data: dict[str, Any]
        if each.kind == "between":
            is_open = [m.key for m in decision.moves if m.open]
            data = {"move": rng.choice([key for key in betweens if key in is_open])}
            data["relation"] = decision.relations[-1].relation
            if rng.random() < 0.5 or data["move"] != "bellen":
                data["relation"] = decision.relation
        elif each.kind.startswith("answer"):
            data = {"accept": True}
        else:
            style = {"a": HARD, "b": OPEN, "c": HARD[::2] + OPEN[::2]}[team]
            data = {"move": style[each.meeting - 1], "offer": "little"}
        now = sent(now, team, each.meeting, each.kind, **data)
    for view in (trainer_view(now, lang), observer_view(now, "o", lang)):
        told(view)
    now = sent(now, "", 1, "bets")
    for step in range(1, len(STEPS) + 1):
        now = sent(now, "", step, "reveal", step=step)
        told(projector_view(now, lang))
    for team in "abco":
        said = told(debrief_view(now, team, lang))
        assert "{" not in re.sub(r'[{}\[\],:]|"[^"{}]*"', "", said), "a place that was not filled"


@pytest.mark.parametrize("name", NAMES)
def test_a_season_usually_ends_with_a_contract_and_history_differs_with_luck(name):
    case = scenarios.prepared(name)
    runs = np.arange(60, dtype=np.uint64)
    done = replay.played(case, replay.undecided(case, {}), 1, runs, moments=False)
    assert done.over.all()
    d = case.relations[0]
    assert done.state.contracts["has"][:, d, 1].mean() > 0.8
    assert done.state.sides["agreed_utility"][:, d, 0].std() > 0.01


def test_three_parties_are_tied_by_attention_and_by_the_wrong_pocket():
    case = scenarios.prepared("drie-aan-tafel")
    assert len(case.relations) == 2
    seats = case.world.seats
    assert (seats["dilution"] < 1.0).any(), "one diary for two tables"
    assert case.params["align_regional"][0] == 1.0


def broken(**changes: Any) -> list[str]:
    """The problems of a scenario with something changed."""
    with pytest.raises(ScenarioError) as found:
        checks.read(cases.scenario(**changes), "proef.yaml")
    return found.value.problems


def test_a_slip_of_the_pen_is_answered_with_what_was_meant():
    (problem,) = broken(titel={"nl": "x", "en": "x"})
    assert problem.startswith("proef.yaml: titel: ")
    assert "Bedoel je 'title'?" in problem


def test_a_text_in_one_language_only_is_named():
    (problem,) = broken(question={"nl": "Waarom?"})
    assert "question" in problem
    assert "'en'" in problem


def test_all_problems_come_at_once():
    found = broken(you="nobody", modes=["three"], cards={"x": {
        "label": cases.text("x"), "text": cases.text("x"), "role": "who"}})  # fmt: skip
    assert len(found) == 3
    assert any("'nobody'" in problem for problem in found)
    assert any("'who'" in problem for problem in found)
    assert any("three" in problem for problem in found)


def changed_table(**changes: Any) -> dict[str, Any]:
    return {"tables": [{**cases.scenario()["tables"][0], **changes}]}


def test_weights_that_do_not_add_up_are_named():
    interests = {
        "seller": cases.interests("seller", [0.5, 0.5, 0.5, 0.5]),
        "buyer": cases.interests("buyer", [0.2, 0.2, 0.4, 0.2]),
    }
    (problem,) = broken(**changed_table(interests=interests))
    assert "2" in problem
    assert "tables.0.interests.seller" in problem


def test_an_issue_without_room_is_named():
    issues = cases.scenario()["tables"][0]["issues"] | {"tariff": cases.issue("tarief", 4, 1)}
    (problem,) = broken(**changed_table(issues=issues))
    assert "tables.0.issues.tariff" in problem


def test_a_role_that_the_model_may_play_needs_lines():
    roles = cases.scenario()["roles"]
    del roles["buyer"]["lines"]
    (problem,) = broken(roles=roles)
    assert "roles.buyer" in problem
    assert "lines_from" in problem


def test_two_lines_are_too_few():
    roles = cases.scenario()["roles"]
    roles["buyer"]["lines"]["closed"]["press"].pop()
    assert "press" in broken(roles=roles)[0]


def test_what_only_shows_beside_the_model_is_named_too(tmp_path):
    raw = cases.scenario()
    raw["roles"]["buyer"]["hard"] = "hrd"
    raw["roles"]["seller"]["organisation"] = "ggz_instellng"
    file = tmp_path / "proef.yaml"
    file.write_text(yaml.safe_dump(raw), encoding="utf-8")
    found = scenarios.checked(file)
    assert any("'hrd'" in problem and "'hard'" in problem for problem in found)
    assert any("ggz_instelling" in problem for problem in found)


def test_a_file_that_is_no_yaml_says_where(tmp_path):
    file = tmp_path / "proef.yaml"
    file.write_text("title: [", encoding="utf-8")
    (problem,) = scenarios.checked(file)
    assert problem.startswith("proef.yaml, regel 2: ")


def test_lines_of_another_role_are_taken_or_missed(tmp_path):
    folder = tmp_path / "exercise"
    folder.mkdir()
    raw = cases.scenario()
    del raw["roles"]["buyer"]["lines"]
    raw["roles"]["buyer"]["lines_from"] = "rust-opent-het-gesprek/inkoper"
    (folder / "proef.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    lines = scenarios.scenario("proef", tmp_path).roles["buyer"].lines
    assert lines == scenarios.scenario("rust-opent-het-gesprek").roles["inkoper"].lines
    raw["roles"]["buyer"]["lines_from"] = "rust/inkoper"
    (folder / "ander.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    with pytest.raises(ScenarioError, match="rust/inkoper"):
        scenarios.scenario("ander", tmp_path)


def test_a_new_scenario_is_a_new_file_and_no_code(tmp_path):
    folder = tmp_path / "exercise"
    folder.mkdir()
    (folder / "proef.yaml").write_text(yaml.safe_dump(cases.scenario()), encoding="utf-8")
    assert "proef" in scenarios.names(tmp_path)
    assert scenarios.prepared("proef", own=tmp_path).styles["buyer"] >= 0
