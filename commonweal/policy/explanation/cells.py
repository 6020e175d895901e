"""What a decision table's cell asks for, in words: “at least £93 but less than £111”."""

from __future__ import annotations

from typing import Final

from commonweal.policy.dmn.constants import ConstantTest, Interval, constant_test
from commonweal.policy.feel import ANY, Scope, compile_unary_tests
from commonweal.policy.partial.possible import Possible, Unsure

from .spoken import Language, Style, joined, spoken

_SCOPE: Final = Scope({"?": ANY})

_BETWEEN: Final[dict[Language, dict[tuple[bool, bool], str]]] = {
    "en": {
        (True, True): "between {low} and {high}",
        (True, False): "at least {low} but less than {high}",
        (False, True): "more than {low} but no more than {high}",
        (False, False): "more than {low} but less than {high}",
    },
    "cy": {
        (True, True): "rhwng {low} a {high}",
        (True, False): "o leiaf {low} ond yn llai na {high}",
        (False, True): "yn fwy na {low} ond heb fod yn fwy na {high}",
        (False, False): "yn fwy na {low} ond yn llai na {high}",
    },
}
_ONE_SIDED: Final[dict[Language, dict[str, str]]] = {
    "en": {"<": "less than {end}", "<=": "{end} or less", ">": "more than {end}", ">=": "{end} or more"},
    "cy": {"<": "yn llai na {end}", "<=": "{end} neu lai", ">": "yn fwy na {end}", ">=": "{end} neu fwy"},
}
_NOT: Final[dict[Language, str]] = {"en": "not {it}", "cy": "nid {it}"}


def cell_in_words(text: str, value: Possible, language: Language, style: Style) -> str | None:
    """What the cell asks for; None for a cell that lets everything through.

    A cell that is more than constants is told by the `value` that it was asked about; None where that is not
    known.
    """
    test = constant_test(compile_unary_tests(text.strip() or "-", _SCOPE).tree)
    if test is None:
        return None if isinstance(value, Unsure) else spoken(value, language, style)
    if test.any:
        return None
    return test_in_words(test, language, style)


def test_in_words(test: ConstantTest, language: Language, style: Style) -> str:
    """A constant test in words."""
    parts = [_interval(each, language, style) for each in test.intervals]
    said = joined(parts, language, "or")
    return _NOT[language].format(it=said) if test.negated else said


def _interval(interval: Interval, language: Language, style: Style) -> str:
    low, high = interval.low, interval.high
    if low is None:
        sign = "<=" if interval.high_included else "<"
        return _ONE_SIDED[language][sign].format(end=spoken(high, language, style))
    if high is None:
        sign = ">=" if interval.low_included else ">"
        return _ONE_SIDED[language][sign].format(end=spoken(low, language, style))
    if low == high:
        return spoken(low, language, style)
    pattern = _BETWEEN[language][interval.low_included, interval.high_included]
    return pattern.format(low=spoken(low, language, style), high=spoken(high, language, style))
