"""What is said of how a case is decided, besides what the policy says, in English and Welsh."""

from __future__ import annotations

from commonweal.service.house_words import HouseWords

EN = {
    "more_rules": "{rule}, and {number} more rules",
    "more_to_ask": (
        "Questions were left out that could matter under the rules of that day, so a person must ask them"
    ),
    "not_held": "The rules that were in force on that day are not held here, so a person must apply them",
    "refused": "A refusal is always checked by a person",
    "undecided": "The rules could not work out an answer from what you told us",
    "used_for_person": "Whether a person needs to look at your application",
    "used_for_questions": "Which other questions we need to ask you",
}

CY = {
    "more_rules": "{rule}, a {number} o reolau eraill",
    "more_to_ask": (
        "Gallai cwestiynau na ofynnwyd fod o bwys dan reolau'r diwrnod hwnnw, felly rhaid i berson ofyn"
    ),
    "not_held": "Nid yw rheolau'r diwrnod hwnnw yn cael eu cadw yma, felly rhaid i berson eu cymhwyso",
    "refused": "Mae person bob amser yn gwirio penderfyniad i wrthod",
    "undecided": "Ni allai'r rheolau gyfrifo ateb o'r hyn a ddywedoch wrthym",
    "used_for_person": "A oes angen i berson edrych ar eich cais",
    "used_for_questions": "Pa gwestiynau eraill y mae angen i ni eu gofyn i chi",
}

WORDS = HouseWords("deciding", EN, CY)
say = WORDS.say
