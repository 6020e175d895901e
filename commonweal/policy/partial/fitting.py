"""Declared types and allowed values over possibles: what does not fit becomes null, as in a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from ..dmn import tree
from ..dmn.constants import ConstantTest, Interval, constant_test
from ..dmn.item_types import Types
from ..feel import (
    ANY,
    BOOLEAN,
    DATE,
    MISFIT,
    NUMBER,
    STRING,
    ContextType,
    Date,
    DaysTime,
    FeelType,
    ListType,
    Scope,
    Value,
    YearsMonths,
    compile_unary_tests,
    convert,
    holds,
)
from ..feel.types import DAYS_TIME, YEARS_MONTHS, bare
from .possible import (
    Among,
    Anything,
    Between,
    Items,
    Names,
    Parts,
    Possible,
    Several,
    Unsure,
    among,
    few,
    joined,
)
from .stretches import LARGEST

Fit: TypeAlias = Callable[[Possible], Possible]

_KINDS: Final[dict[FeelType, type]] = {
    NUMBER: Decimal,
    DATE: Date,
    DAYS_TIME: DaysTime,
    YEARS_MONTHS: YearsMonths,
}
_SIMPLE: Final[dict[FeelType, type]] = {**_KINDS, BOOLEAN: bool, STRING: str}
_FIRST, _LAST = Date(-999_999_999, 1, 1), Date(999_999_999, 12, 31)
LONGEST_LIST: Final = 10_000


def allowed_tests(types: Types, type_ref: str | None) -> Iterator[ConstantTest | None]:
    """The lists of allowed values that a type's values pass; None for one that is not made of constants."""
    seen: set[str] = set()
    while type_ref is not None and type_ref not in seen:
        seen.add(type_ref)
        item = types.item(type_ref)
        if item is None:
            return
        for text in (item.allowed, item.constraint):
            if text is not None:
                yield read_allowed(text, types)
        if item.collection or item.components:
            return
        type_ref = item.type_ref


def read_allowed(text: tree.Text, types: Types) -> ConstantTest | None:
    """A list of allowed values made of constants."""
    scope = Scope({"?": ANY}, types=types.all())
    found = constant_test(compile_unary_tests(text.text, scope).tree, scope)
    return None if found is None or found.negated else found


def fitter(types: Types, type_ref: str | None, type_: FeelType) -> Fit:
    """What a value becomes where a value of the type is wanted."""
    if type_ == ANY:
        return lambda possible: possible
    tests = list(allowed_tests(types, type_ref))
    constrained = type_ != bare(type_)
    if constrained and not tests:
        tests = [None]
    kind = _KINDS.get(bare(type_))
    simple = None if constrained else _SIMPLE.get(type_)

    def fit(possible: Possible) -> Possible:
        if possible.__class__ is simple:
            return possible
        if not isinstance(possible, Unsure):
            return _converted(possible, type_)
        if isinstance(possible, Among):
            if all(holds(type_, value) for value in possible.values):
                return possible
            return among([_converted(value, type_) for value in possible.values], possible.rests_on)
        if isinstance(possible, Between) and possible.kind is kind:
            found: Possible = possible
            for test in tests:
                found = permitted(found, test)
            return found
        if surely_fits(possible, type_):
            return possible
        return _of_type(type_, tests, possible.rests_on)

    return fit


def _converted(value: Value, type_: FeelType) -> Value:
    found = convert(value, type_)
    return None if found is MISFIT else found  # type: ignore[return-value]


def _of_type(type_: FeelType, tests: list[ConstantTest | None], rests_on: Names) -> Possible:
    """Any value of a type, or null."""
    if bare(type_) == BOOLEAN:
        return Among((True, False, None), rests_on)
    listed = [values for values in (few_allowed(test) for test in tests) if values is not None]
    if listed:
        return among([*listed[0], None], rests_on)
    return Anything(rests_on)


def few_allowed(test: ConstantTest | None) -> list[Value] | None:
    """The values of a list of allowed values, where it names them one by one."""
    if test is None or test.any:
        return None
    if not all(each.low is not None and each.low == each.high for each in test.intervals):
        return None
    return [each.low for each in test.intervals]


def permitted(possible: Possible, test: ConstantTest | None) -> Possible:
    """A stretch within allowed values; what lies outside them is null."""
    if not isinstance(possible, Between):
        return possible
    rests_on = possible.rests_on
    if test is None:
        return Between(
            possible.low, possible.high, rests_on,
            low_included=possible.low_included, high_included=possible.high_included, null=True,
        )  # fmt: skip
    if test.any:
        return possible
    inside: list[Possible] = []
    for interval in test.intervals:
        if interval.kind is not possible.kind:
            continue
        met, all_of_it = _met(possible, interval)
        if all_of_it:
            return possible
        if met is not None:
            inside.append(met)
    return joined([*inside, None], rests_on)


def _met(of: Between, interval: Interval) -> tuple[Between | None, bool]:
    """What a stretch and an interval share, and whether that is the whole stretch."""
    low, low_included, high, high_included = of.low, of.low_included, of.high, of.high_included
    whole = True
    end = interval.low
    if end is not None and (end > low or (end == low and low_included and not interval.low_included)):  # type: ignore[operator]
        low, low_included, whole = end, interval.low_included, False  # type: ignore[assignment]
    end = interval.high
    if end is not None and (end < high or (end == high and high_included and not interval.high_included)):  # type: ignore[operator]
        high, high_included, whole = end, interval.high_included, False  # type: ignore[assignment]
    if low > high or (low == high and not (low_included and high_included)):  # type: ignore[operator]
        return None, False
    met = Between(low, high, of.rests_on, low_included=low_included, high_included=high_included)
    return met, whole


def surely_fits(possible: Possible, type_: FeelType) -> bool:
    """Whether every value it can be belongs to the type as it is."""
    plain = bare(type_)
    values = few(possible)
    if values is not None:
        return all(holds(type_, value) for value in values)
    if plain == ANY:
        return type_ == plain
    if type_ != plain:
        return False
    if isinstance(possible, Between):
        return _KINDS.get(plain) is possible.kind
    if isinstance(possible, Items) and isinstance(plain, ListType):
        return all(surely_fits(each, plain.element) for each in possible.items)
    if isinstance(possible, Several) and isinstance(plain, ListType):
        return surely_fits(possible.each, plain.element)
    if isinstance(possible, Parts) and isinstance(plain, ContextType):
        return all(
            name in possible.parts and surely_fits(possible.parts[name], wanted)
            for name, wanted in plain.entries
        )
    return False


def any_of_type(
    types: Types, type_ref: str | None, type_: FeelType, rests_on: Names, *, null: bool
) -> Possible:
    """Every value of a declared type that an unknown input can have."""
    plain = bare(type_)
    tests = list(allowed_tests(types, type_ref))
    found: Possible
    if plain == BOOLEAN:
        found = Among((True, False), rests_on)
    elif plain in _KINDS:
        found = _any_ordered(_KINDS[plain], tests, rests_on)
    elif isinstance(plain, ListType):
        inner = any_of_type(types, None, plain.element, rests_on, null=True)
        return Several(inner, 0, LONGEST_LIST, rests_on, null=null or type_ != plain)
    elif isinstance(plain, ContextType) and plain.entries and not null:
        return Parts(
            {name: any_of_type(types, None, each, rests_on, null=True) for name, each in plain.entries}
        )
    else:
        listed = [values for values in (few_allowed(test) for test in tests) if values is not None]
        found = among(listed[0], rests_on) if listed and listed[0] else Anything(rests_on)
    return joined([found, None], rests_on) if null else found


def _any_ordered(kind: type, tests: list[ConstantTest | None], rests_on: Names) -> Possible:
    if kind is Decimal:
        found: Possible = Between(-LARGEST, LARGEST, rests_on)
    elif kind is Date:
        found = Between(_FIRST, _LAST, rests_on)
    else:
        return Anything(rests_on)
    for test in tests:
        if test is None or not isinstance(found, Between) or test.any:
            continue
        values = few_allowed(test)
        if values is not None:
            return among(values, rests_on)
        met = [_met(found, each)[0] for each in test.intervals if each.kind is kind]
        found = joined([each for each in met if each is not None], rests_on)
    return found
