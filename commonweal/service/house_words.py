"""The house's own words: what it says besides what a service says, in every language alike.

Words come in groups (pages, letters, paper…). English and Welsh are written beside the code that says them
and are tested; the words of any further language are one file, `ur.yaml`, read by `house_translations`. A
word that a language does not have is English, marked as English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from commonweal.service.house_translations import translated, translations
from commonweal.service.plural_forms import FORMS, forms_of
from commonweal.service.right_to_left import in_order


class Borrowed(str):
    """Words in English that stand in where the house has none in the reader's language.

    On a page they are marked as English, so that a screen reader reads them as English and everybody sees
    which way they run. `str()` gives them unmarked, for attributes and titles.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return f'<span lang="en" dir="ltr">{escape(str(self))}</span>'

    def __str__(self) -> str:
        return "".join(self)

    def __add__(self, other: str) -> Borrowed:
        return Borrowed(str(self) + str(other))

    def format(self, *args: object, **values: object) -> Borrowed:
        """Filled, and still marked."""
        return Borrowed(str(self).format(*args, **values))


class HouseWords(Mapping[str, Mapping[str, str]]):
    """One group of the house's words: by language, then by key. Placeholders are in braces.

    `counted` are the nouns that stand after a number, as `NOUN_FORM` in the forms that each language has.
    """

    def __init__(
        self,
        group: str,
        english: Mapping[str, str],
        welsh: Mapping[str, str],
        *,
        counted: tuple[str, ...] = (),
    ) -> None:
        self.group = group
        self.counted = counted
        self._by_language: dict[str, Mapping[str, str]] = {"en": english, "cy": welsh}
        GROUPS[group] = self

    @property
    def english(self) -> Mapping[str, str]:
        """The words in English: what every other language says again."""
        return self._by_language["en"]

    def wanted(self, language: str) -> dict[str, str]:
        """Every key that a language needs, with its words in English."""
        nouns = {f"{noun}_{form}": noun for noun in self.counted for form in FORMS}
        found: dict[str, str] = {}
        for key, text in self.english.items():
            noun = nouns.get(key)
            if noun is None:
                found[key] = text
            else:
                for form in forms_of(language):
                    found[f"{noun}_{form}"] = self.english[f"{noun}_{'one' if form == 'one' else 'other'}"]
        return found

    def __getitem__(self, language: str) -> Mapping[str, str]:
        words = self._by_language.get(language)
        if words is None:
            told = translated(language).words.get(self.group, {})
            words = {
                key: in_order(told[key], language) if key in told else Borrowed(text)
                for key, text in self.wanted(language).items()
            }
            self._by_language[language] = words
        return words

    def __iter__(self) -> Iterator[str]:
        return iter(("en", "cy", *translations()))

    def __len__(self) -> int:
        return 2 + len(translations())

    def say(self, language: str, key: str, **values: object) -> str:
        """The words for `key`, its placeholders filled. Raises KeyError for a key that there is not."""
        text = self[language][key]
        said = text.format(**values) if values else text
        return said if isinstance(said, Borrowed) else in_order(said, language)

    def forget(self) -> None:
        """Read further languages again when they are next asked for."""
        self._by_language = {code: self._by_language[code] for code in ("en", "cy")}


NAMES = (
    "pages",
    "types",
    "how told",
    "values",
    "deciding",
    "letters",
    "paper",
    "messages",
    "equality",
)
"""Every group of the house, in the order in which a file of a further language holds them."""
GROUPS: dict[str, HouseWords] = {}
"""Every group that has been made, by name: those of the rooms that are running, which may be fewer."""


def forget_translations() -> None:
    """Read every file of a further language again when it is next asked for."""
    translations.cache_clear()
    translated.cache_clear()
    for group in GROUPS.values():
        group.forget()


def in_every_language(words: HouseWords, key: str, languages: tuple[str, ...]) -> dict[str, str]:
    """One sentence by language, in English too: what is kept for whoever reads it later."""
    return {language: str(words[language][key]) for language in dict.fromkeys(("en", *languages))}
