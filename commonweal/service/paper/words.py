"""What a paper form and a phone script say of themselves, by language."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.service.languages import Borrowed
from commonweal.service.paper.words_cy import CY
from commonweal.service.paper.words_en import EN

WORDS: Mapping[str, Mapping[str, str]] = {"en": EN, "cy": CY}


def say(language: str, key: str, **values: object) -> str:
    """The words for `key`, in English where the language has none. Raises KeyError for an unknown key."""
    text = WORDS.get(language, {}).get(key) or Borrowed(EN[key])
    return text.format(**values) if values else text
