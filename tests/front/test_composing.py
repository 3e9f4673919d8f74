"""Configs from Python: the command's configs, and mistakes for who writes Python."""

import pytest

import simulator as gf
from simulator.config.compose import composed

WRONG = [
    {"runs": -1},
    {"scenario": "regoin"},
    {"params": {"presure": 1}},
    {"lang": "de"},
    {"world": "nowhere"},
    {"params.pressure": object()},
    {"config_dir": "not-there"},
]


def test_words_mappings_and_names_make_the_config_of_the_command():
    expected = composed(["scenario=region", "params.pressure=.2", "runs=5"])
    assert gf.compose("scenario=region", "params.pressure=.2", "runs=5") == expected
    assert gf.compose({"scenario": "region", "params": {"pressure": 0.2}}, runs=5) == expected
    assert gf.compose(scenario="region", runs=5, **{"params.pressure": 0.2}) == expected


def test_what_comes_later_holds():
    assert gf.compose("runs=5", {"runs": 6}).runs == 6
    assert gf.compose("runs=5", {"runs": 6}, runs=7).runs == 7


def test_a_folder_of_ones_own_is_looked_in(tmp_path):
    (tmp_path / "mix").mkdir()
    (tmp_path / "mix" / "mine.yaml").write_text(
        "label: { nl: Mijn, en: Mine }\nproviders: { hard: 1 }\nfunders: { collab: 1 }\n",
        encoding="utf-8",
    )
    assert gf.compose(mix="mine", config_dir=str(tmp_path)).mix.label.en == "Mine"


@pytest.mark.parametrize("wrong", WRONG, ids=[next(iter(each)) for each in WRONG])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_mistakes_are_in_the_language_asked_for_and_never_of_the_command_line(wrong, lang):
    with pytest.raises(gf.ConfigError) as caught:
        gf.compose(**{"lang": lang} | wrong)
    said = str(caught.value)
    assert not any(word in said for word in ("opdrachtregel", "command line", "--"))
    if "lang" not in wrong:
        assert ("expected" in said or "there is" in said or "I do not" in said) == (lang == "en")


def test_the_catalogue_is_what_there_is_to_choose_from():
    assert {"hard", "collab"} <= gf.catalogue("strategy").keys()
    assert gf.catalogue("scenario")["region"]["title"]["en"]
    assert "quick" in gf.catalogue("sweep")
    with pytest.raises(gf.ConfigError, match=r"Do you mean 'strategy'\?"):
        gf.catalogue("stratgy", lang="en")
