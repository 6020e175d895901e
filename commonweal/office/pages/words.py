"""What the house itself says on the public's pages, in English and Welsh.

A service's own words are in its folder. Both languages hold the same keys and the same placeholders.
"""

from collections.abc import Mapping

from commonweal.office.pages import words_equality, words_paper, words_returning, words_status
from commonweal.office.pages.words_cy import CY
from commonweal.office.pages.words_en import EN

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": EN | words_paper.EN | words_returning.EN | words_status.EN | words_equality.EN,
    "cy": CY | words_paper.CY | words_returning.CY | words_status.CY | words_equality.CY,
}
"""By language, then by key."""


def say(language: str, key: str, **values: object) -> str:
    """The house's words for `key` with its placeholders filled. Raises KeyError for a key it has not."""
    return WORDS[language][key].format(**values)
