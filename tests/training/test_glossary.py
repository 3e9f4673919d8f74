"""The glossary explains every term, in the order of the alphabet."""

import pytest

from simulator import i18n
from simulator.training import glossary


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_term_is_explained(lang):
    terms = glossary.terms(lang)
    assert len(terms) >= 50
    for one in terms:
        assert one.term
        assert one.explained.endswith(".")
        assert glossary.explained(one.key, lang) == one.explained
    names = [one.term.lower() for one in terms]
    assert names == sorted(names)
