"""`at least` and `at most` of a number or an amount, inclusive, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from commonweal.service.types.question_type import Wording
from commonweal.service.types.words import say


def within_bounds(number: Decimal | int, wording: Wording, most: int) -> bool:
    """Whether a number is within the journey's bounds and the type's own magnitude."""
    if not -most <= number <= most:
        return False
    if wording.least and number < Decimal(wording.least):
        return False
    return not (wording.most and number > Decimal(wording.most))


def out_of_bounds(
    number: Decimal,
    wording: Wording,
    subject: str,
    language: str,
    shown: Callable[[Decimal], str],
    most: Decimal,
) -> str:
    """The sentence for a number out of its bounds, in GOV.UK's words, or the empty string."""
    lowest = Decimal(wording.least) if wording.least else None
    highest = Decimal(wording.most) if wording.most else None
    if lowest is not None and highest is not None and not lowest <= number <= highest:
        return say(language, "between", subject=subject, low=shown(lowest), high=shown(highest))
    if number < (lowest if lowest is not None else -most):
        least = shown(lowest if lowest is not None else -most)
        return say(language, "more", subject=subject, number=least)
    if number > (highest if highest is not None else most):
        largest = shown(highest if highest is not None else most)
        return say(language, "less", subject=subject, number=largest)
    return ""
