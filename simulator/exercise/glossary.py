"""The words of care contracting, explained: `configs/taal/begrippen.yaml`."""

from simulator import texts

SUBJECT = "begrippen"
EXPLAINED = ".explained"


def terms(lang: str) -> list[dict[str, str]]:
    """Every term with its explanation, in the order of the language's alphabet."""
    known = texts.subject(SUBJECT)
    found = [
        {
            "key": key,
            "term": texts.text(SUBJECT, key, lang),
            "explained": texts.text(SUBJECT, key + EXPLAINED, lang),
        }
        for key in known
        if not key.endswith(EXPLAINED)
    ]
    return sorted(found, key=lambda one: one["term"].lower())


def explained(key: str, lang: str) -> str:
    """The explanation of one term.

    Raises:
        TextError: there is no such term.
    """
    return texts.text(SUBJECT, key + EXPLAINED, lang)
