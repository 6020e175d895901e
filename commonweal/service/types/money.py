"""An amount in pounds and pence; with a period, an income or a cost that comes each week, month or year.

Weekly sums follow the Housing Benefit Regulations 2006, regulation 33: a month is multiplied by 12 and
divided by 52.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

from commonweal.service.languages import money_text
from commonweal.service.types.bounds import out_of_bounds, within_bounds
from commonweal.service.types.question_type import Field, FieldError, Parsed, QuestionType, Raw
from commonweal.service.types.typed_number import typed_number, without_currency
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say

MOST = 999_999_999
EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)
_STORED = re.compile(r"-?(0|[1-9]\d{0,8})\.\d\d", re.ASCII)


class Money(QuestionType):
    """Stored as text with two decimals ("1200.00")."""

    name = "money"
    feel_type = "number"
    keys_allowed = frozenset({"at least", "at most", "per"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input with a pound sign before it."""
        return (self.amount_field("value"),)

    def amount_field(self, part: str, label: str = "", suffix: str = "") -> Field:
        """The input for the amount."""
        return Field(
            part, label=label, inputmode="decimal", spellcheck=False, width="10", prefix="£", suffix=suffix
        )

    def nothing_entered(self, language: str) -> str:
        """GOV.UK's sentence for a currency field."""
        return say(language, "amount_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the amount."""
        return self.read_amount(raw, "value", language)

    def read_amount(self, raw: Raw, part: str, language: str) -> Parsed:
        """Read the amount in one field."""
        text = one_line(raw.get(part))
        if not text:
            return self.error(part, self.missing(language))
        number = typed_number(without_currency(text)) if len(text) <= 60 else None
        subject = self.subject(language, "the_amount")
        if number is None:
            return self.error(part, say(language, "amount_wrong", subject=subject))
        if number != number.quantize(Decimal("0.01"), context=EXACT):
            return self.error(part, say(language, "amount_places", subject=subject))
        message = out_of_bounds(number, self.wording, subject, language, _short_money, Decimal(MOST))
        return self.error(part, message) if message else Parsed(f"{number:.2f}")

    def accepts(self, value: object) -> bool:
        """Text with two decimals within the bounds."""
        if not isinstance(value, str) or _STORED.fullmatch(value) is None:
            return False
        return value != "-0.00" and within_bounds(Decimal(value), self.wording, MOST)

    def show(self, value: object, language: str) -> str:
        """£1,200.00."""
        return money_text(Decimal(value)) if isinstance(value, str) and self.accepts(value) else ""

    def feel(self, value: object) -> object:
        """A FEEL number of pounds."""
        return Decimal(value) if isinstance(value, str) and self.accepts(value) else None


class MoneyPer(Money):
    """Money with its period.

    Stored as `{"amount": "1200.00", "per": "month"}`; in FEEL, pounds a week, exactly.
    """

    name = "money"
    parts = ("amount", "per")

    PERIODS = ("week", "fortnight", "four weeks", "month", "year")

    def fields(self, language: str) -> tuple[Field, ...]:
        """The amount, and radios for the period where there is a choice."""
        periods = self.wording.per
        if len(periods) == 1:
            return (self.amount_field("amount", suffix=self.period(periods[0], language)),)
        return (
            self.amount_field("amount", label=say(language, "amount")),
            Field(
                "per",
                kind="radios",
                label=say(language, "how_often"),
                options=tuple((period, self.period(period, language).capitalize()) for period in periods),
            ),
        )

    def period(self, period: str, language: str) -> str:
        """A week; yr wythnos."""
        return say(language, f"per_{period.replace(' ', '_')}_alone")

    def blank(self, raw: Raw) -> bool:
        """Whether no amount was entered, whatever the period."""
        return not one_line(raw.get("amount"))

    def parse(self, raw: Raw, language: str = "en") -> Parsed:
        """Read the amount and its period."""
        parsed = super().parse(raw, language)
        if parsed.ok or len(self.wording.per) == 1 or not isinstance(raw, dict):
            errors = tuple(FieldError(e.field, e.message) for e in parsed.errors)
            return Parsed(parsed.value, errors)
        errors = tuple(FieldError(e.field, e.message) for e in parsed.errors)
        if one_line(raw.get("per")) not in self.wording.per and all(e.field != "per" for e in errors):
            errors += (self.no_period(language),)
        return Parsed(None, errors)

    def no_period(self, language: str) -> FieldError:
        """The sentence for no period chosen."""
        return FieldError("per", say(language, "how_often_missing"))

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the amount and its period."""
        amount = self.read_amount(raw, "amount", language)
        period = self.wording.per[0] if len(self.wording.per) == 1 else one_line(raw.get("per"))
        if not amount.ok:
            return amount
        if period not in self.wording.per:
            return Parsed(None, (self.no_period(language),))
        return Parsed({"amount": amount.value, "per": period})

    def accepts(self, value: object) -> bool:
        """An amount and one of the periods."""
        return (
            isinstance(value, dict)
            and len(value) == 2
            and value.get("per") in self.wording.per
            and super().accepts(value.get("amount"))
        )

    def show(self, value: object, language: str) -> str:
        """£1,200.00 a month."""
        if not isinstance(value, dict) or not self.accepts(value):
            return ""
        key = f"per_{value['per'].replace(' ', '_')}"
        return say(language, key, amount=money_text(Decimal(value["amount"])))

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """The two fields."""
        if not isinstance(value, dict) or not self.accepts(value):
            return {"amount": "", "per": ""}
        return {"amount": money_text(Decimal(value["amount"])).removeprefix("£"), "per": value["per"]}

    def feel(self, value: object) -> object:
        """Pounds a week, to 34 digits."""
        if not isinstance(value, dict) or not self.accepts(value):
            return None
        return weekly(Decimal(value["amount"]), value["per"])


def weekly(amount: Decimal, period: str) -> Decimal:
    """An amount for a period as an amount a week: 34 digits, half-even, not rounded to the penny."""
    match period:
        case "fortnight":
            return EXACT.divide(amount, Decimal(2))
        case "four weeks":
            return EXACT.divide(amount, Decimal(4))
        case "month":
            return EXACT.divide(EXACT.multiply(amount, Decimal(12)), Decimal(52))
        case "year":
            return EXACT.divide(amount, Decimal(52))
        case _:
            return amount


def _short_money(amount: Decimal) -> str:
    return money_text(amount).removesuffix(".00")
