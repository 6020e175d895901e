"""What the house itself says on the public's pages, in English and Welsh.

A service's own words are in its folder. Both languages hold the same keys and the same placeholders.
"""

from collections.abc import Mapping

from commonweal.office.pages import (
    words_equality,
    words_evidence,
    words_helping,
    words_line,
    words_paper,
    words_places,
    words_returning,
    words_signing_in,
    words_status,
    words_telling,
    words_time,
)
from commonweal.office.pages.words_cy import CY
from commonweal.office.pages.words_en import EN
from commonweal.service.languages import LANGUAGE_NAMES, Borrowed

# What belongs to one part of the site has a file of its own, with both languages beside each other.
_PARTS = (
    words_equality,
    words_evidence,
    words_helping,
    words_line,
    words_paper,
    words_places,
    words_returning,
    words_signing_in,
    words_status,
    words_telling,
    words_time,
)


class _Words(dict[str, Mapping[str, str]]):
    """English stands in, marked as English, for a language in which the house has no words."""

    def __missing__(self, language: str) -> Mapping[str, str]:
        if language not in LANGUAGE_NAMES:
            raise KeyError(language)
        return {key: Borrowed(text) for key, text in self["en"].items()}


WORDS: Mapping[str, Mapping[str, str]] = _Words(
    {
        "en": EN | {key: text for part in _PARTS for key, text in part.EN.items()},
        "cy": CY | {key: text for part in _PARTS for key, text in part.CY.items()},
    }
)
"""By language, then by key."""


def say(language: str, key: str, **values: object) -> str:
    """The house's words for `key` with its placeholders filled. Raises KeyError for a key it has not."""
    return WORDS[language][key].format(**values)
