"""The equality questions that a service may ask, by the harmonised standards of the UK's statistics.

Sources: Government Analysis Function, harmonised standards for age, sex, gender identity, long-lasting
health conditions, impairment, ethnicity (the five groups of England and Wales), religion and sexual
orientation; Welsh as in the 2021 Census. Every question may be left blank, and has "Prefer not to say".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from commonweal.service.house_words import HouseWords

NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class EqualityQuestion:
    """A question and the keys of its answers, in order."""

    key: str
    answers: tuple[str, ...]

    def asked(self, language: str) -> str:
        """The question in a language."""
        return WORDS.say(language, self.key)

    def choices(self, language: str) -> list[tuple[str, str]]:
        """Each answer's key and words, "Prefer not to say" last."""
        found = [(name, WORDS.say(language, f"{self.key}: {name}")) for name in self.answers]
        return [*found, (NOT_SAID, WORDS.say(language, NOT_SAID))]


_Said = tuple[str, str, str, Mapping[str, tuple[str, str]]]


def _question(key: str, english: str, welsh: str, answers: Mapping[str, tuple[str, str]]) -> _Said:
    return key, english, welsh, answers


_YES_NO = {"yes": ("Yes", "Oes"), "no": ("No", "Nac oes")}

_QUESTIONS: tuple[_Said, ...] = (
    _question(
        "age",
        "How old are you?",
        "Faint yw eich oed?",
        {
            "under 25": ("Under 25", "O dan 25"),
            "25 to 34": ("25 to 34", "25 i 34"),
            "35 to 44": ("35 to 44", "35 i 44"),
            "45 to 54": ("45 to 54", "45 i 54"),
            "55 to 64": ("55 to 64", "55 i 64"),
            "65 or over": ("65 or over", "65 neu hŷn"),
        },
    ),
    _question(
        "sex",
        "What is your sex?",
        "Beth yw eich rhyw?",
        {"female": ("Female", "Benyw"), "male": ("Male", "Gwryw")},
    ),
    _question(
        "gender identity",
        "Is the gender you identify with the same as your sex registered at birth?",
        "A yw’r rhywedd rydych yn uniaethu ag ef yr un peth â’r rhyw a gofrestrwyd pan gawsoch eich geni?",
        {"yes": ("Yes", "Ydy"), "no": ("No", "Nac ydy")},
    ),
    _question(
        "health",
        "Do you have any physical or mental health conditions or illnesses lasting or expected to "
        "last 12 months or more?",
        "A oes gennych unrhyw gyflyrau neu salwch corfforol neu feddyliol sydd wedi para, neu y "
        "disgwylir iddynt bara, 12 mis neu fwy?",
        _YES_NO,
    ),
    _question(
        "day to day",
        "If so, do they reduce your ability to carry out day-to-day activities?",
        "Os felly, a ydynt yn lleihau eich gallu i wneud gweithgareddau o ddydd i ddydd?",
        {
            "a lot": ("Yes, a lot", "Ydynt, llawer"),
            "a little": ("Yes, a little", "Ydynt, ychydig"),
            "not at all": ("Not at all", "Ddim o gwbl"),
        },
    ),
    _question(
        "ethnic group",
        "What is your ethnic group?",
        "Beth yw eich grŵp ethnig?",
        {
            "white": (
                "White: includes British, Welsh, Northern Irish, Irish, Gypsy, Irish Traveller, Roma or "
                "any other White background",
                "Gwyn: yn cynnwys Prydeinig, Cymreig, Gogledd Iwerddon, Gwyddelig, Sipsi, Teithiwr "
                "Gwyddelig, Roma neu unrhyw gefndir Gwyn arall",
            ),
            "mixed": ("Mixed or Multiple ethnic groups", "Grwpiau ethnig Cymysg neu Luosog"),
            "asian": (
                "Asian, Asian Welsh or Asian British",
                "Asiaidd, Asiaidd Cymreig neu Asiaidd Prydeinig",
            ),
            "black": (
                "Black, Black Welsh, Black British, Caribbean or African",
                "Du, Du Cymreig, Du Prydeinig, Caribïaidd neu Affricanaidd",
            ),
            "other": ("Other ethnic group", "Grŵp ethnig arall"),
        },
    ),
    _question(
        "religion",
        "What is your religion?",
        "Beth yw eich crefydd?",
        {
            "none": ("No religion", "Dim crefydd"),
            "christian": ("Christian (all denominations)", "Cristnogaeth (pob enwad)"),
            "buddhist": ("Buddhist", "Bwdhaeth"),
            "hindu": ("Hindu", "Hindŵaeth"),
            "jewish": ("Jewish", "Iddewiaeth"),
            "muslim": ("Muslim", "Islam"),
            "sikh": ("Sikh", "Siciaeth"),
            "other": ("Any other religion", "Unrhyw grefydd arall"),
        },
    ),
    _question(
        "sexual orientation",
        "Which of the following best describes your sexual orientation?",
        "Pa un o’r canlynol sy’n disgrifio eich cyfeiriadedd rhywiol orau?",
        {
            "straight": ("Straight or heterosexual", "Strêt neu heterorywiol"),
            "gay": ("Gay or lesbian", "Hoyw neu lesbiaidd"),
            "bisexual": ("Bisexual", "Deurywiol"),
            "other": ("Other sexual orientation", "Cyfeiriadedd rhywiol arall"),
        },
    ),
)


def _words(place: int) -> dict[str, str]:
    """The words in English (0) or Welsh (1): each question's key, and `question: answer`."""
    found = {NOT_SAID: ("Prefer not to say", "Mae’n well gennyf beidio â dweud")[place]}
    for key, english, welsh, answers in _QUESTIONS:
        found[key] = (english, welsh)[place]
        found |= {f"{key}: {name}": said[place] for name, said in answers.items()}
    return found


WORDS: Final = HouseWords("equality", _words(0), _words(1))

EQUALITY_QUESTIONS: Mapping[str, EqualityQuestion] = {
    key: EqualityQuestion(key, tuple(answers)) for key, _, _, answers in _QUESTIONS
}
"""Every question that `equality questions:` in service.yaml may name, in the order they are asked."""
