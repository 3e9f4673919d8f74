"""A world of three organisations, worked by hand; and what must not depend on the order."""

import networkx
import numpy as np
import pytest
import yaml

from simulator.config import compose, expansion
from simulator.engine.acts import ACTS
from simulator.world import build as world
from simulator.world import seats

SMALL = """
label: { nl: "Klein", en: "Small" }
organisations:
  kliniek: { kind: provider, sector: ggz, size: 6, strategy: calm, contracts: [insurer] }
  anker: { kind: insurer, size: 3, pressure: 0.2 }
  boei: { kind: insurer, size: 1, mix: { hard: 0.25, press: 0.75 }, capacity: 0.5 }
"""


@pytest.fixture
def made(tmp_path):
    """Builds a world from a YAML text, with settings."""

    def build(text=SMALL, *settings):
        (tmp_path / "world").mkdir(exist_ok=True)
        (tmp_path / "world" / "small.yaml").write_text(text, encoding="utf-8")
        return world.built(compose.composed(["world=small", *settings], tmp_path))

    return build


def names(small):
    return [relation.name for relation in small.relations]


def test_everything_stands_in_order_of_name(made):
    small = made()
    assert [one.name for one in small.organisations] == ["anker", "boei", "kliniek"]
    assert names(small) == ["kliniek|anker", "kliniek|boei"]
    assert small.ties["provider"].tolist() == [2, 2]
    assert small.ties["funder"].tolist() == [0, 1]
    assert small.ties["committee"].tolist() == [1, 1]
    assert small.ties["script"].tolist() == [-1, -1]


def test_volume_is_the_providers_size_split_by_the_size_of_the_funders(made):
    # 6 · 3/(3+1) = 4.5 and 6 · 1/(3+1) = 1.5
    assert [relation.volume for relation in made().relations] == [4.5, 1.5]


def test_size_is_volume_against_the_own_mean_relation(made):
    small = made()
    # provider: mean (4.5 + 1.5)/2 = 3, so 1.5 and .5; each insurer has one relation, so 1
    assert small.seats["scale"].tolist() == [[1.5, 1.0], [0.5, 1.0]]


def test_dilution_is_capacity_over_load_at_most_1(made):
    small = made()
    # the provider carries 2 and so does the mean provider: 1. The insurers carry 1, mean 1: anker
    # has 1; boei has capacity .5 for a load of 1: .5
    assert small.seats["dilution"].tolist() == [[1.0, 1.0], [1.0, 0.5]]


def test_a_relation_is_never_smaller_than_a_fifth_nor_larger_than_five(made):
    text = SMALL.replace("size: 3", "size: 99")
    # shares 99 and 1 of a mean of 50: 1.98 and .02
    assert made(text).seats["scale"][:, 0].tolist() == pytest.approx([1.98, 0.2])


def test_who_has_more_relations_than_its_kind_has_less_attention(made):
    text = SMALL + "  huis: { kind: provider, sector: ggz, contracts: [anker] }\n"
    small = made(text)
    # relations in order: huis|anker, kliniek|anker, kliniek|boei; loads kliniek 2, huis 1: mean 1.5
    assert names(small) == ["huis|anker", "kliniek|anker", "kliniek|boei"]
    assert small.seats["dilution"][:, 0].tolist() == [1.0, 0.75, 0.75]
    # anker: volumes 1 and 4.5, mean 2.75; sizes .364 and 1.636; load 2 against a mean of 1.5
    assert small.seats["scale"][:2, 1].tolist() == pytest.approx([1 / 2.75, 4.5 / 2.75])
    assert small.seats["dilution"][:2, 1].tolist() == pytest.approx([0.75, 0.75])


def test_what_nobody_wrote_is_left_to_the_general_rule(made):
    small = made()
    assert small.seats["pressure"][:, 1].tolist() == [0.2, pytest.approx(np.nan, nan_ok=True)]
    for field in ("reactivity", "mandate", "authority", "trust", "image", "reservation"):
        assert np.isnan(small.seats[field]).all()
    assert (small.seats["strategy"] == -1).all()


def test_relation_goes_before_organisation_and_organisation_before_kind(made):
    text = SMALL.replace("insurer, size: 3", "care_office, size: 3, mandate: 0.4")
    text = text.replace("contracts: [insurer]", "contracts: [insurer, anker]")
    text += """
relations:
  - { provider: kliniek, funder: anker, sides: { funder: { mandate: 0.9, strategy: soft } } }
"""
    small = made(text)
    assert small.relations[0].law == "Wlz"
    seat = small.seats[0, 1]
    assert seat["mandate"] == 0.9
    assert seat["pressure"] == 0.2
    assert seat["reservation"] == 0.30  # of the kind
    assert small.strategy_names[seat["strategy"]] == "soft"


def test_the_executive_is_that_of_the_kind_unless_written(made):
    small = made()
    assert (small.seats["executive"] == small.strategy_names.index("hard")).all()
    text = SMALL.replace("pressure: 0.2", "executive: nobody").replace("size: 6", "executive: calm")
    small = made(text)
    calm, hard = (small.strategy_names.index(name) for name in ("calm", "hard"))
    assert small.seats["executive"].tolist() == [[calm, -1], [calm, hard]]


def test_turnover_splits_a_provider_over_the_laws(made):
    text = SMALL.replace("insurer, size: 3", "care_office, size: 3")
    text = text.replace("contracts: [insurer]", "contracts: [anker, boei]")
    assert [relation.volume for relation in made(text).relations] == [3.0, 3.0]  # equal parts of 6
    text = text.replace("size: 6,", "size: 6, turnover: { Wlz: 0.9, Zvw: 0.1 },")
    assert [relation.volume for relation in made(text).relations] == pytest.approx([5.4, 0.6])


def test_a_written_volume_comes_on_top(made):
    text = SMALL + "relations: [{ provider: kliniek, funder: boei, volume: 2 }]\n"
    assert [relation.volume for relation in made(text).relations] == [6.0, 2.0]


def test_a_law_decides_by_the_sector_of_the_provider(made):
    text = SMALL.replace("insurer, size", "municipality, size").replace(
        "[insurer]", "[municipality]"
    )
    assert {relation.law for relation in made(text).relations} == {"Wmo"}
    small = made(text.replace("ggz", "youth"))
    assert {relation.law for relation in small.relations} == {"Jeugdwet"}
    assert small.ties["committee"].tolist() == [0, 0]


def test_two_laws_between_two_are_two_relations(made):
    text = SMALL + "relations: [{ provider: kliniek, funder: boei, law: Wlz, committee: false }]\n"
    small = made(text)
    assert names(small) == ["kliniek|anker", "kliniek|boei|Wlz", "kliniek|boei|Zvw"]
    assert small.ties["committee"].tolist() == [1, 0, 1]
    assert len(set(small.ties["id"].tolist())) == 3
    graph = small.graph()
    assert isinstance(graph, networkx.Graph)
    assert graph.edges["kliniek", "boei"]["laws"] == ("Wlz", "Zvw")
    assert graph.nodes["kliniek"]["sector"] == "ggz"


def test_count_makes_that_many_alike(made):
    text = SMALL + "  praktijk: { kind: provider, sector: gp, count: 3, contracts: [anker] }\n"
    small = made(text)
    assert [one.name for one in small.organisations][3:] == [
        "praktijk_1",
        "praktijk_2",
        "praktijk_3",
    ]
    assert [relation.funder for relation in small.relations][2:] == ["anker"] * 3


def test_mixes_are_of_the_organisation_or_of_its_side(made):
    small = made()
    chance = {
        one.name: dict(zip(small.strategy_names, row.tolist(), strict=True))
        for one, row in zip(small.organisations, small.mixes, strict=True)
    }
    assert chance["kliniek"]["calm"] == 1
    assert (chance["boei"]["hard"], chance["boei"]["press"]) == (0.25, 0.75)
    assert chance["anker"]["press"] == pytest.approx(0.40)  # of the mix region
    assert small.mixes.sum(axis=1) == pytest.approx(1)


def test_shares_written_with_three_decimals_are_scaled_to_1(made):
    small = made(SMALL, "mix=population_2022")
    shares = (0.54, 0.16, 0.156, 0.083, 0.062)
    press = small.mixes[0][small.strategy_names.index("press")]
    assert press == pytest.approx(0.54 / sum(shares))
    assert sum(small.mixes[0]) == pytest.approx(1, abs=1e-15)


def same(one, other):
    for field in ("ties", "seats", "mixes", "organisation_ids", "strategies", "scripts"):
        assert getattr(one, field).tobytes() == getattr(other, field).tobytes(), field
    assert one.organisations == other.organisations
    assert one.relations == other.relations


def test_the_order_in_the_file_does_not_matter(made):
    written = yaml.safe_load(SMALL)
    turned = dict(reversed(written["organisations"].items()))
    same(made(), made(yaml.safe_dump(written | {"organisations": turned}, sort_keys=False)))


def test_contracts_may_be_written_at_either_side(made):
    text = SMALL.replace(", contracts: [insurer]", "")
    text = text.replace("pressure: 0.2", "pressure: 0.2, contracts: [kliniek]")
    same(made(), made(text.replace("capacity: 0.5", "capacity: 0.5, contracts: [kliniek]")))


def test_ids_stay_when_somebody_comes(made):
    before = made()
    after = made(SMALL + "  aanloop: { kind: provider, sector: gp, contracts: [insurer] }\n")
    numbers = dict(zip(names(after), after.ties["id"].tolist(), strict=True))
    assert [numbers[name] for name in names(before)] == before.ties["id"].tolist()
    assert after.organisation_ids[1:].tolist() == before.organisation_ids.tolist()


def test_ids_are_the_same_on_every_machine():
    # printf 'kliniek|anker|Zvw' | b2sum -l 32, little end first
    number = int.from_bytes(bytes.fromhex("27a3bbe1"), "little")
    assert seats.identities(["kliniek|anker|Zvw"]) == {"kliniek|anker|Zvw": number}


def test_two_names_with_one_hash_get_different_ids_in_name_order(monkeypatch):
    hashes = {"a": 5, "b": 5, "b#1": 9, "c": 7}
    monkeypatch.setattr(seats, "_hash", hashes.__getitem__)
    assert seats.identities(["c", "b", "a"]) == {"a": 5, "b": 9, "c": 7}


def test_the_accord_follows_the_calendar_years(made):
    small = made(SMALL, "start=2021", "years=7")
    assert small.accord.tolist() == [0, 0, 0.3, 0.3, 0.3, 0.5, 0.5]
    assert small.start == 2021
    assert made(SMALL, "accord=none").accord.sum() == 0


def test_acts_strategies_and_calendar_are_records_of_the_engine(made):
    small = made(SMALL, "calendar.opener=provider", "calendar.mediation=7")
    assert small.acts["hardness"].tolist() == [1, 0.6, 0.3, 0, 0, 0, 0.1]
    assert small.acts["calm"].tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert small.calendar[0].tolist() == (20, 6, 7, 0)
    assert (len(small.dates), small.dates[12]) == (26, "15 Oct")
    calm = small.strategies[small.strategy_names.index("calm")]
    assert calm["mix"].tolist() == pytest.approx([0.2, 0.4, 0.3, 0, 0.1])
    assert calm["concession"] == 0.6


SCRIPT = """# @package _global_
defaults:
  - region
  - _self_
years: 4
script:
  - { from_year: 1, to_year: 2, side: funder, maintenance: 0.5 }
  - { year: 3, side: provider, funder: boei, acts: [ask, null, press] }
  - { from_year: 2, side: provider, funder: boei, strategy: calm }
  - { year: 0, funder: boei, ambiguity: true }
  - { year: 9, side: provider, breach: true }
"""


def test_a_script_forces_what_it_says_and_nothing_else(made, tmp_path):
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "mine.yaml").write_text(SCRIPT, encoding="utf-8")
    small = made(SMALL, "scenario=mine")
    assert small.ties["script"].tolist() == [0, 1]
    anker, boei = small.scripts
    half = small.scripts["maintenance"][:, :, 1]
    assert np.isnan(half[:, [0, 3]]).all()
    assert (half[:, [1, 2]] == 0.5).all()
    assert np.isnan(small.scripts["maintenance"][:, :, 0]).all()
    calm = small.strategy_names.index("calm")
    assert boei["strategy"].tolist() == [[-1, -1], [-1, -1], [calm, -1], [calm, -1]]
    assert boei["act"][3, 0, :4].tolist() == [ACTS.index("ask"), -1, ACTS.index("press"), -1]
    assert boei["ambiguity"].tolist() == [1, -1, -1, -1]
    assert (anker["strategy"] == -1).all()
    assert (anker["act"] == -1).all()
    assert (small.scripts["breach"] == -1).all()  # year 9 never comes
    assert (small.scripts["override"] == -1).all()


TOGETHER = """
label: { nl: "Samen", en: "Together" }
organisations:
  berk: { kind: provider, sector: gp, size: 2, contracts: [insurer] }
  eik: { kind: provider, sector: gp, size: 4, contracts: [insurer] }
  anker: { kind: insurer }
  boei: { kind: insurer }
coalitions:
  samen: { members: [berk, eik], funders: [anker] }
"""


def test_a_coalition_stands_in_for_its_members_before_the_funders_it_names(made):
    small = made(TOGETHER)
    assert names(small) == ["berk|boei", "eik|boei", "samen|anker"]
    # each member's size now goes to boei; the coalition has the size of both
    assert [relation.volume for relation in small.relations] == [2, 4, 6]
    assert small.ties["members"].tolist() == [1, 1, 2]
    # log of the coalition's size, 6, against that of its mean member, 3
    assert small.seats["shift"][:, 0].tolist() == pytest.approx([0, 0, np.log(6 / 3)])


DRAWN = """
label: { nl: "Loting", en: "Lottery" }
organisations:
  huis: { kind: provider, sector: gp, count: 4, contracts: [{ number: 2, of: insurer }] }
  anker: { kind: insurer }
  boei: { kind: insurer }
  ton: { kind: insurer }
"""


def test_a_draw_gives_each_its_number_and_stays_when_somebody_comes(made):
    before = names(made(DRAWN))
    assert len(before) == len(set(before)) == 8
    after = names(made(DRAWN.replace("count: 4", "count: 5")))
    assert [name for name in after if not name.startswith("huis_5|")] == before


def test_a_draw_by_size_prefers_the_large():
    others = [f"funder_{i}" for i in range(10)]
    sizes = [9.0] + [1.0] * 9
    drawn = [expansion.lottery(f"provider_{i}", others, sizes, 1)[0] for i in range(1000)]
    # the large one has 9 of 18: half of the draws, standard error 1.6 points
    assert drawn.count("funder_0") / 1000 == pytest.approx(0.5, abs=0.06)
