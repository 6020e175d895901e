"""What the house itself says on the public's pages, in English and Welsh.

A service's own words are in its folder. Both languages hold the same keys and the same placeholders; further
languages are files (`commonweal/service/house_translations.py`).
"""

from commonweal.office.pages import (
    words_built_in,
    words_equality,
    words_evidence,
    words_helping,
    words_paper,
    words_places,
    words_returning,
    words_signing_in,
    words_status,
    words_telling,
)
from commonweal.office.pages.words_cy import CY
from commonweal.office.pages.words_en import EN
from commonweal.service.house_words import HouseWords

# What belongs to one part of the site has a file of its own, with both languages beside each other.
_PARTS = (
    words_built_in,
    words_equality,
    words_evidence,
    words_helping,
    words_paper,
    words_places,
    words_returning,
    words_signing_in,
    words_status,
    words_telling,
)


WORDS = HouseWords(
    "pages",
    EN | {key: text for part in _PARTS for key, text in part.EN.items()},
    CY | {key: text for part in _PARTS for key, text in part.CY.items()},
)
"""By language, then by key."""

say = WORDS.say
