"""Every policy of the catalogue, played in the model against seasons that a story forces."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from simulator.config import compose, expansion
from simulator.engine import records
from simulator.engine.acts import ACTS
from simulator.engine.institutions.policy import TOUGH
from tests import worlds

SOFT, HARD = "ask", "press"
SEASONS = [SOFT, HARD, HARD, SOFT, HARD]
# What the provider plays in each season, K kind and T tough; the first is its own strategy, kind.
# In years 1 to 5 it answers the season before.
ANSWERS = {
    "always_kind": "KKKKKK",
    "always_tough": "KTTTTT",
    "tit_for_tat": "KKTTKT",
    "grudger": "KKTTTT",
    "win_stay": "KKTKKT",
}


def played(name: str, first: str, runs: int = 1) -> tuple[list[list[str]], np.ndarray]:
    """Strategies of the provider by run and year, and the hardness it met; the funder is forced.

    Contracts run one year, so that there is a season every year.
    """
    one = worlds.pair(first, "soft")
    years = len(SEASONS) + 1
    script = records.blank_script(years)[None]
    for year, act in enumerate(SEASONS):
        script["act"][0, year, records.FUNDER] = ACTS.index(act)
    script["act"][0, -1, records.FUNDER] = ACTS.index(SOFT)
    seats = one.seats.copy()
    policies = sorted(compose.catalogue("policy"))
    seats["policy"][0, records.PROVIDER] = policies.index(name)
    world = replace(one, scripts=script, seats=seats)
    record = worlds.played(world, years, runs, duration_max=1, override_calm=0, override_dispute=0)
    assert (record.relations["negotiated"] == 1).all()
    kind = compose.catalogue("policy")[name]["kind"]
    index = one.strategy_names.index(kind)
    chosen = record.sides["strategy"][:, :, 0, records.PROVIDER]
    letters = [["K" if strategy == index else "T" for strategy in run] for run in chosen]
    return letters, record.sides["hardness_mean"][0, :, 0, records.PROVIDER]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_policy_answers_the_seasons_of_the_other(name):
    kind = compose.catalogue("policy")[name]["kind"]
    letters, met = played(name, kind)
    assert [hardness >= TOUGH for hardness in met[:-1]] == [act == HARD for act in SEASONS]
    assert "".join(letters[0]) == ANSWERS[name]


def test_calm_comes_after_three_seasons_whatever_the_other_does():
    letters, _ = played("calm_after_three", "argue")
    assert "".join(letters[0]) == "TTTKKK"


def test_a_generous_policy_forgives_one_hard_season_in_three():
    letters, _ = played("generous", "collab", runs=300)
    after_soft = [run[year + 1] for run in letters for year in (0, 3)]
    after_hard = [run[year + 1] for run in letters for year in (1, 2, 4)]
    assert set(after_soft) == {"K"}
    assert after_hard.count("K") / len(after_hard) == pytest.approx(1 / 3, abs=0.06)  # sd .016


def test_every_policy_of_the_catalogue_is_played_here():
    assert set(compose.catalogue("policy")) == {*ANSWERS, "calm_after_three", "generous"}


def test_a_lottery_ticket_is_the_power_of_a_number_from_both_names():
    """u^(1 / size), u from the first eight bytes of a hash of "provider|funder"."""
    sizes = {"anker": 1.0, "boei": 4.0, "ton": 2.0}
    tickets = {}
    for name, size in sizes.items():
        digest = hashlib.blake2b(f"huis|{name}".encode(), digest_size=8).digest()
        tickets[name] = ((int.from_bytes(digest, "little") + 1) / 2**64) ** (1 / size)
    order = sorted(sizes, key=lambda name: -tickets[name])
    for number in (1, 2, 3):
        drawn = expansion.lottery("huis", list(sizes), list(sizes.values()), number)
        assert drawn == order[:number]
