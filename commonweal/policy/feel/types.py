"""FEEL's types: conformance, equivalence and the implicit conversions (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from .temporal import Date, DateTime, DaysTime, Time, YearsMonths
from .values import Function, Range, Value, midnight

if TYPE_CHECKING:
    from .run import Run


class FeelType:
    """A node of the type lattice. Types are immutable and compared structurally."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The type as FEEL writes it, such as `list<number>`."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class SimpleType(FeelType):
    """A type without parts, known by its name."""

    name: str

    @property
    def text(self) -> str:
        """The type's name."""
        return self.name


@dataclass(frozen=True, slots=True)
class ListType(FeelType):
    """A list of elements of one type."""

    element: FeelType

    @property
    def text(self) -> str:
        """`list<…>`."""
        return f"list<{self.element.text}>"


@dataclass(frozen=True, slots=True)
class RangeType(FeelType):
    """A range between endpoints of one type."""

    element: FeelType

    @property
    def text(self) -> str:
        """`range<…>`."""
        return f"range<{self.element.text}>"


@dataclass(frozen=True, slots=True)
class ContextType(FeelType):
    """A context that has at least these entries, in the order they were declared."""

    entries: tuple[tuple[str, FeelType], ...]

    @property
    def text(self) -> str:
        """`context<name: type, …>`, or `context` when no entry is known."""
        if not self.entries:
            return "context"
        return f"context<{', '.join(f'{name}: {each.text}' for name, each in self.entries)}>"

    def entry(self, name: str) -> FeelType | None:
        """The type of the entry of that name."""
        return next((each for key, each in self.entries if key == name), None)


@dataclass(frozen=True, slots=True)
class FunctionType(FeelType):
    """A function's parameter types and result type."""

    parameters: tuple[FeelType, ...]
    result: FeelType

    @property
    def text(self) -> str:
        """`function<…> -> …`."""
        return f"function<{', '.join(each.text for each in self.parameters)}> -> {self.result.text}"


@dataclass(frozen=True, slots=True)
class ConstrainedType(FeelType):
    """A named type that holds only some values of another: an item definition with allowed values.

    `allows(value)` answers for a value that already conforms to `of`; it must not raise.
    """

    name: str
    of: FeelType
    allows: Callable[[Value], bool]

    @property
    def text(self) -> str:
        """The type's own name."""
        return self.name


ANY: Final = SimpleType("Any")
NULL: Final = SimpleType("Null")
NUMBER: Final = SimpleType("number")
STRING: Final = SimpleType("string")
BOOLEAN: Final = SimpleType("boolean")
DATE: Final = SimpleType("date")
TIME: Final = SimpleType("time")
DATE_TIME: Final = SimpleType("date and time")
YEARS_MONTHS: Final = SimpleType("years and months duration")
DAYS_TIME: Final = SimpleType("days and time duration")
CONTEXT: Final = ContextType(())

SIMPLE_TYPES: Final[dict[str, FeelType]] = {
    **{
        each.name: each
        for each in (ANY, NULL, NUMBER, STRING, BOOLEAN, DATE, TIME, DATE_TIME, YEARS_MONTHS, DAYS_TIME)
    },
    "dateTime": DATE_TIME,
    "dayTimeDuration": DAYS_TIME,
    "yearMonthDuration": YEARS_MONTHS,
}
"""The built-in types by the names that a policy may write, the older spellings of DMN 1.1 included."""

_CLASSES: Final[dict[type, FeelType]] = {
    bool: BOOLEAN,
    Decimal: NUMBER,
    str: STRING,
    Date: DATE,
    Time: TIME,
    DateTime: DATE_TIME,
    YearsMonths: YEARS_MONTHS,
    DaysTime: DAYS_TIME,
}
_PYTHON: Final[dict[FeelType, type]] = {feel: python for python, feel in _CLASSES.items()}


def bare(type_: FeelType) -> FeelType:
    """The type without its constraint on values."""
    while isinstance(type_, ConstrainedType):
        type_ = type_.of
    return type_


def unconstrained(type_: FeelType) -> FeelType:
    """The type with every constraint on values taken off, inside it too."""
    type_ = bare(type_)
    if isinstance(type_, ListType):
        return ListType(unconstrained(type_.element))
    if isinstance(type_, RangeType):
        return RangeType(unconstrained(type_.element))
    if isinstance(type_, ContextType):
        return ContextType(tuple((name, unconstrained(each)) for name, each in type_.entries))
    return type_


MOST_LEVELS: Final = 40
MOST_PARTS: Final = 2_000


def manageable(type_: FeelType) -> bool:
    """Whether a type is small enough to work with, its shared parts counted wherever they are used."""
    return _extent(type_, {}) is not None


def _extent(type_: FeelType, known: dict[int, tuple[int, int] | None]) -> tuple[int, int] | None:
    """The levels and the parts of a type; None where there are too many of either."""
    if id(type_) in known:
        return known[id(type_)]
    known[id(type_)] = None
    parts: tuple[FeelType, ...] = ()
    if isinstance(type_, ListType | RangeType):
        parts = (type_.element,)
    elif isinstance(type_, ConstrainedType):
        parts = (type_.of,)
    elif isinstance(type_, ContextType):
        parts = tuple(each for _, each in type_.entries)
    elif isinstance(type_, FunctionType):
        parts = (*type_.parameters, type_.result)
    levels, size = 1, 1
    for each in parts:
        below = _extent(each, known)
        if below is None:
            return None
        levels, size = max(levels, below[0] + 1), size + below[1]
    if levels > MOST_LEVELS or size > MOST_PARTS:
        return None
    known[id(type_)] = (levels, size)
    return levels, size


def equivalent(left: FeelType, right: FeelType) -> bool:
    """Whether two types are interchangeable everywhere (10.3.2.9.1): the order of a context's entries is
    free.
    """
    return conforms(left, right) and conforms(right, left)


def conforms(left: FeelType, right: FeelType) -> bool:
    """Whether a value of type `left` can stand wherever a `right` is wanted (10.3.2.9.2)."""
    left, right = bare(left), bare(right)
    if right == ANY or left in (NULL, right):
        return True
    if isinstance(left, ListType) and isinstance(right, ListType):
        return conforms(left.element, right.element)
    if isinstance(left, RangeType) and isinstance(right, RangeType):
        return conforms(left.element, right.element)
    if isinstance(left, ContextType) and isinstance(right, ContextType):
        has = dict(left.entries)
        return all(name in has and conforms(has[name], wanted) for name, wanted in right.entries)
    if isinstance(left, FunctionType) and isinstance(right, FunctionType):
        return (
            len(left.parameters) == len(right.parameters)
            and all(conforms(s, t) for s, t in zip(right.parameters, left.parameters, strict=True))
            and conforms(left.result, right.result)
        )
    return False


def join(left: FeelType, right: FeelType) -> FeelType:
    """The narrowest type known to hold both."""
    if conforms(left, right):
        return right
    if conforms(right, left):
        return left
    if isinstance(left, ListType) and isinstance(right, ListType):
        return ListType(join(left.element, right.element))
    return ANY


def type_of(value: Value) -> FeelType:
    """The type of a value: the narrowest that FEEL can write."""
    if value is None:
        return NULL
    simple = _CLASSES.get(value.__class__)
    if simple is not None:
        return simple
    if isinstance(value, list):
        element: FeelType = NULL
        for each in value:
            element = join(element, type_of(each))
        return ListType(element)
    if isinstance(value, dict):
        return ContextType(tuple((name, type_of(each)) for name, each in value.items()))
    if isinstance(value, Range):
        return RangeType(join(type_of(value.low), type_of(value.high)))
    if isinstance(value, Function):
        parameters = tuple(each.type or ANY for each in value.parameters)
        return FunctionType(parameters, value.result or value.inferred or ANY)
    raise TypeError(f"{type(value).__name__} is not a FEEL value")


def kind_name(value: Value) -> str:
    """What to call a value's kind in a message: `a number`, `a list`, `null`."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a context"
    if isinstance(value, Range):
        return "a range"
    if isinstance(value, Function):
        return "a function"
    return f"a {type_of(value).text}"


def holds(
    type_: FeelType, value: Value, run: Run | None = None, known: set[tuple[int, int]] | None = None
) -> bool:
    """Whether a value belongs to a type; null belongs to every type.

    Parts that a value shares are looked at once: `known` holds those already begun, for one that fails ends
    the whole. The looking counts among the run's steps.
    """
    if value is None or type_ is ANY:
        return True
    python = _PYTHON.get(type_)
    if python is not None:
        return value.__class__ is python
    if isinstance(type_, ConstrainedType):
        return holds(type_.of, value, run, known) and type_.allows(value)
    if isinstance(type_, ListType | ContextType):
        known = set() if known is None else known
        if (id(type_), id(value)) in known:
            return True
        known.add((id(type_), id(value)))
    if isinstance(type_, ListType):
        if not isinstance(value, list):
            return False
        if run is not None:
            run.owe(1 + (len(value) >> 1))
        return all(holds(type_.element, each, run, known) for each in value)
    if isinstance(type_, ContextType):
        if run is not None:
            run.owe(1 + len(type_.entries))
        return isinstance(value, dict) and all(
            name in value and holds(wanted, value[name], run, known) for name, wanted in type_.entries
        )
    if isinstance(type_, RangeType):
        return (
            isinstance(value, Range) and holds(type_.element, value.low) and holds(type_.element, value.high)
        )
    if isinstance(type_, FunctionType):
        return isinstance(value, Function) and _function_holds(type_, value)
    return type_ == ANY


def _function_holds(type_: FunctionType, function: Function) -> bool:
    """Whether a function fits; what it does not declare, and cannot be inferred, fits anything."""
    result = function.result or function.inferred
    signatures = getattr(function, "signatures", None)
    if signatures:  # a built-in may be called in several ways, some of any length
        return any(each.fits(type_.parameters, type_.result) for each in signatures)
    return (
        len(type_.parameters) == len(function.parameters)
        and all(
            each.type is None or conforms(wanted, each.type)
            for wanted, each in zip(type_.parameters, function.parameters, strict=True)
        )
        and (result is None or result is ANY or conforms(result, type_.result))
    )


def instance_of(value: Value, type_: FeelType, run: Run | None = None) -> bool:
    """FEEL's `instance of` (Table 61): null is an instance of Null only, and allowed values do not matter."""
    if value is None:
        return bare(type_) == NULL
    return holds(unconstrained(type_), value, run)


class _Misfit:
    def __repr__(self) -> str:
        return "MISFIT"


MISFIT: Final = _Misfit()
"""What `convert` returns when the value cannot become the type."""


def convert(value: Value, type_: FeelType | None, run: Run | None = None) -> Value | _Misfit:
    """A value as a type wants it, after the implicit conversions of 10.3.2.9.4, or `MISFIT`.

    A value that belongs to the type is itself; a list of one gives its element; where a list is wanted one
    element becomes a list of one; a date becomes midnight UTC where a date and time is wanted.
    """
    if type_ is None or holds(type_, value, run):
        return value
    wanted = bare(type_)
    if isinstance(value, list) and len(value) == 1 and not isinstance(wanted, ListType):
        return value[0] if holds(type_, value[0], run) else MISFIT
    if isinstance(wanted, ListType) and not isinstance(value, list):
        single: Value = [value]
        return single if holds(type_, single) else MISFIT
    if wanted == DATE_TIME and isinstance(value, Date):
        moment = midnight(value)
        return moment if holds(type_, moment) else MISFIT
    return MISFIT
