"""What a paper form and a phone script say of themselves, by language."""

from __future__ import annotations

from commonweal.service.house_words import HouseWords
from commonweal.service.paper.words_cy import CY
from commonweal.service.paper.words_en import EN

WORDS = HouseWords("paper", EN, CY)
say = WORDS.say
