"""The types of question, a file each, each with its whole GOV.UK pattern in English and Welsh."""

from __future__ import annotations

from commonweal.service.types.address import Address
from commonweal.service.types.any_of import AnyOf
from commonweal.service.types.bank_details import BankDetails
from commonweal.service.types.date import Date
from commonweal.service.types.money import Money, MoneyPer
from commonweal.service.types.national_insurance_number import NationalInsuranceNumber
from commonweal.service.types.number import Number
from commonweal.service.types.one_of import OneOf
from commonweal.service.types.postcode import Postcode
from commonweal.service.types.question_type import Field, FieldError, Parsed, QuestionType, Raw, Wording
from commonweal.service.types.reaching import Email, Phone
from commonweal.service.types.texts import LongText, Name, OneLine
from commonweal.service.types.whole_number import WholeNumber
from commonweal.service.types.yes_or_no import YesOrNo

TYPES: dict[str, type[QuestionType]] = {
    each.name: each
    for each in (
        YesOrNo,
        OneOf,
        AnyOf,
        Name,
        OneLine,
        LongText,
        WholeNumber,
        Number,
        Money,
        Date,
        Postcode,
        Address,
        Email,
        Phone,
        NationalInsuranceNumber,
        BankDetails,
    )
}
"""Each type by the name that journey.yaml gives it."""


def question_type(name: str, wording: Wording) -> QuestionType:
    """The type of that name with a question's wording. Raises KeyError for a name that is not in TYPES."""
    if name == Money.name and wording.per:
        return MoneyPer(wording)
    return TYPES[name](wording)


__all__ = ["TYPES", "Field", "FieldError", "Parsed", "QuestionType", "Raw", "Wording", "question_type"]
