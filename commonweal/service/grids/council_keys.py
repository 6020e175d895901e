"""What the key of a grid says: `central_beds_2026_27_proposed` is Central Beds, 2026/27, a proposal."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = re.compile(
    r"(?P<council>[a-z0-9_]+?)_(?P<start>(?:19|20)\d\d)_(?P<end>\d\d)(?:_(?P<rest>[a-z0-9_]+))?"
)
_YEAR = re.compile(r"(\d{4})\s*(?:/|-|–|_| to )\s*(\d{4}|\d{2})")
_LITTLE = frozenset({"and", "of", "upon", "with", "the", "in", "on", "by", "le"})
_PROPOSED = frozenset({"proposal", "proposed", "draft", "option", "consultation"})


@dataclass(frozen=True, slots=True)
class KeySays:
    """The council's name; the years its scheme starts and ends in, or None; and whether it is a proposal."""

    council: str
    years: tuple[int, int] | None
    proposed: bool
    variant: str = ""


def read_key(key: str) -> KeySays:
    """What a grid's key says."""
    text = re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_")
    found = _KEY.fullmatch(text)
    council, years, rest = text, None, ""
    if found is not None:
        council, rest = found["council"], found["rest"] or ""
        years = _years(int(found["start"]), int(found["end"]))
    words = council.split("_")
    more = rest.split("_") if rest else []
    proposed = bool(_PROPOSED & {*words, *more})
    words = [word for word in words if word not in _PROPOSED]
    variant = "_".join(word for word in more if word not in _PROPOSED)
    return KeySays(council_name(" ".join(words) or council), years, proposed, variant)


def council_name(text: str) -> str:
    """A council's name as people write it. Letters without a vowel are initials: lbbd is LBBD."""
    words = text.split()
    return " ".join(
        word.upper()
        if not re.search(r"[aeiouy]", word) and len(word) > 1
        else word
        if word in _LITTLE and index
        else word.capitalize()
        for index, word in enumerate(words)
    )


def read_year(text: str) -> tuple[int, int] | None:
    """The years that "2026/27", "2026-2027" or "2025 to 2027" starts and ends in, or None."""
    found = _YEAR.fullmatch(text.strip())
    if found is None:
        return None
    end = found[2]
    return _years(int(found[1]), int(end) % 100)


def same_council(one: str, other: str) -> bool:
    """Whether two names are of the same council: “Central Beds” and “Central Bedfordshire” are."""
    a, b = (re.sub(r"[^a-z0-9 ]", "", name.lower()).split() for name in (one, other))
    if {"".join(a), "".join(b)} & {*_initials(a), *_initials(b)}:
        return True
    return bool(a) and len(a) == len(b) and all(map(_same_word, a, b))


def _same_word(one: str, other: str) -> bool:
    """Whether two words are equal, or one is a county's short form: beds, herts, northants."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    letters = iter(long)
    return (
        long.endswith("shire")
        and short.endswith("s")
        and short[:2] == long[:2]
        and all(letter in letters for letter in short[:-3])
    )


def _years(start: int, end: int) -> tuple[int, int] | None:
    full = start // 100 * 100 + end
    if full < start:
        full += 100
    return (start, full) if 0 < full - start <= 5 else None


def _initials(words: list[str]) -> set[str]:
    """The initials of a name, and those of its London borough: bd and lbbd for Barking and Dagenham."""
    letters = "".join(word[0] for word in words if word not in _LITTLE)
    return {letters, f"lb{letters}"} if len(letters) > 1 else set()
