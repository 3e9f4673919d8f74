"""A world that cannot be is refused, in sentences."""

import functools

import pytest

from simulator.config import compose
from tests import mistakes
from tests.mistakes import problems

WORLD = """
label: {{ nl: "Klein", en: "Small" }}
organisations:
  kliniek: {{ kind: provider, sector: ggz, contracts: [anker] {kliniek} }}
  anker: {{ kind: insurer {anker} }}
{more}
"""


@pytest.fixture
def own(tmp_path):
    """Writes files into a folder of the user's."""
    return functools.partial(mistakes.written, tmp_path)


def in_world(own, kliniek="", anker="", more=""):
    text = WORLD.format(kliniek=kliniek, anker=anker, more=more)
    return problems("world=small", folder=own(world_small=text))


def test_a_small_world_is_sound(own):
    text = WORLD.format(kliniek="", anker="", more="")
    assert len(compose.composed(["world=small"], own(world_small=text)).world.organisations) == 2


@pytest.mark.parametrize(
    ("kliniek", "anker", "more", "expected"),
    [
        (", size: -1", "", "", "kliniek.size: expected a number above 0, but found -1."),
        (
            ", sise: 1",
            "",
            "",
            "kliniek.sise: I do not know the name 'sise' here. Do you mean 'size'?",
        ),
        (", strategy: hrd", "", "", "kliniek.strategy: there is no strategy 'hrd'."),
        (", mix: { hard: 0.5 }", "", "", "kliniek.mix: the shares add up to 0.5, expected 1."),
        (
            ", mix: { hard: 1 }, strategy: hard",
            "",
            "",
            "kliniek: expected strategy or mix, but both",
        ),
        (", executive: boss", "", "", "kliniek.executive: there is no strategy 'boss'."),
        (", turnover: { Zvw: 0.4 }", "", "", "kliniek.turnover: the shares add up to 0.4"),
        (", turnover: { Wlz: 0.5, Zvw: 0.5 }", "", "", "kliniek.turnover: 'Wlz' has a share, but"),
        (
            "",
            ", region: NO",
            "",
            "anker.region: expected text, but found false. YAML reads words such",
        ),
        (
            "",
            ", region: 03010101",
            "",
            "anker.region: expected text, but found the number 790593. "
            "YAML reads a code with a leading zero as another number (did you write 03010101?).",
        ),
        (
            "",
            "",
            "  03010101: { kind: insurer }",
            "790593: expected text, but found the number 790593",
        ),
        ("", "", "  baken: { kind: insurer }", "baken: expected that every organisation contracts"),
        ("", "", "  baken: { kind: insurance }", "baken.kind: there is no kind of organisation"),
        (
            "",
            ", contracts: [klinik]",
            "",
            "anker.contracts: there is no organisation 'klinik'. Do you mean 'kliniek'?",
        ),
        (
            "",
            ", contracts: [kliniek, kliniek]",
            "",
            "anker.contracts: expected each name once, but",
        ),
        (
            "",
            "",
            "  huis: { kind: provider, contracts: [anker] }",
            "huis.sector: expected a sector",
        ),
        (
            "",
            "",
            "  huis: { kind: provider, sector: gp, contracts: [kliniek] }",
            "huis.contracts: 'huis' and 'kliniek' are both a provider, and a contract is between",
        ),
        ("", "", "  insurer: { kind: insurer, contracts: [kliniek] }", "insurer: expected a name"),
        (
            "",
            "",
            "  'a|b': { kind: insurer, contracts: [kliniek] }",
            "a|b: expected a name without",
        ),
        (
            "",
            "",
            "  a: { kind: insurer, count: 2, contracts: [kliniek] }\n"
            "  a_1: { kind: insurer, contracts: [kliniek] }",
            "a_1: expected each name once, but 'a_1'",
        ),
    ],
)
def test_an_impossible_organisation_is_named(own, kliniek, anker, more, expected):
    (said,) = in_world(own, kliniek, anker, more)
    assert said.startswith(f"world/small.yaml, organisations.{expected}")


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ("{ provider: kliniek, funder: ankr }", "0.funder: there is no organisation 'ankr'."),
        (
            "{ provider: anker, funder: kliniek }",
            "0: expected a provider under provider and a funder",
        ),
        (
            "{ provider: kliniek, funder: kliniek }",
            "0: 'kliniek' and 'kliniek' are both a provider",
        ),
        (
            "{ provider: kliniek, funder: anker, law: ZVW }",
            "0.law: expected one of Zvw, Wlz, Wmo, ",
        ),
        (
            "{ provider: kliniek, funder: anker }, { provider: kliniek, funder: anker, law: Zvw }",
            "1: expected each name once, but 'kliniek, anker, Zvw' is there twice.",
        ),
        (
            "{ provider: kliniek, funder: anker, sides: { funder: { strategy: hrd } } }",
            "0.sides.funder.strategy: there is no strategy 'hrd'.",
        ),
    ],
)
def test_an_impossible_relation_is_named(own, relations, expected):
    (said,) = in_world(own, more=f"relations: [{relations}]")
    assert said.startswith(f"world/small.yaml, relations.{expected}")


def test_a_world_has_both_sides(own):
    text = "label: { nl: x, en: x }\norganisations:\n  huis: { kind: provider, sector: gp }\n"
    said = problems("world=alone", folder=own(world_alone=text))
    assert said == [
        "world/alone.yaml, organisations: expected at least one provider and one funder, but there "
        "is no funder. Add one."
    ]


def test_one_broken_organisation_does_not_hide_the_others(own):
    said = in_world(own, ", size: big", ", contracts: [nobody]", "  huis: { kind: provider }")
    assert [line.partition(":")[0] for line in said] == [
        "world/small.yaml, organisations.kliniek.size",
        "world/small.yaml, organisations.huis.sector",
        "world/small.yaml, organisations.anker.contracts",
    ]


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        ("NO", "0: expected text, but found false. YAML reads words such as NO"),
        ("03010101", "0: expected text, but found the number 790593."),
        ("{ number: many, of: insurer }", "0.number: expected a whole number, but found 'many'."),
        ("{ number: 1, of: insurer, bye: 3 }", "0.bye: I do not know the name 'bye' here."),
        ("{ number: 9, of: insurer }", "0.number: expected at least 9 organisations to draw from"),
    ],
)
def test_an_impossible_contract_is_named_once(own, contract, expected):
    text = WORLD.format(kliniek="", anker="", more="").replace("[anker]", f"[{contract}]")
    said = problems("world=small", folder=own(world_small=text))
    assert said[0].startswith(f"world/small.yaml, organisations.kliniek.contracts.{expected}")
    assert sum(line.startswith(said[0].partition(":")[0] + ":") for line in said) == 1


@pytest.mark.parametrize(
    ("more", "contract", "line", "name"),
    [
        ("  NO: { kind: insurer }", "anker", 6, "NO"),
        ("", "{ number: 1, of: insurer, off: 3 }", 4, "off"),
    ],
)
def test_a_name_that_yaml_does_not_read_as_text_is_shown_with_its_line(
    own, more, contract, line, name
):
    text = WORLD.format(kliniek="", anker="", more=more).replace("[anker]", f"[{contract}]")
    said = problems("world=small", folder=own(world_small=text))
    assert said[0].startswith(f"world/small.yaml, line {line}: expected a name")
    assert repr(name) in said[0]


def test_turnover_names_the_laws_of_the_contracts(own):
    said = in_world(own, ", turnover: { Wlz: 1 }")
    place = "world/small.yaml, organisations.kliniek.turnover"
    assert said == [
        f"{place}: expected a share for 'Zvw', because there are contracts under it. Add 'Zvw'.",
        f"{place}: 'Wlz' has a share, but there is no contract under it. "
        "Remove 'Wlz' or name a funder.",
    ]
