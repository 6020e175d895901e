"""What is known of a value before any row is read: its kind, its bounds, whether it can be null, how exact it
is.

Numbers are rationals with a constant denominator: `node / den`, the node a whole number within `low`..`high`
that is a multiple of `step`. What the interpreter holds may differ from that rational, for it keeps 34
digits:

- `error` bounds the difference; at 0 the interpreter's value is the rational itself.
- With an error but without `drifts` the value is *faithful*: the rational rounded once to 34 digits, so it is
  exact wherever 34 digits can write it.
- A `Drift` says when it may be neither: a condition on the row, lattices (multiples of a rational) in which
the value then lies, and primes that are then surely in its denominator.

Rounding and comparing (`rounding.py`, `comparing.py`) use this to prove that they come out as the
interpreter's, or to say in which rows they might not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import Final, Literal, TypeAlias

from .refusal import Refused
from .tree import FALSE, Node, op
from .tree import Literal as SqlLiteral

Unit: TypeAlias = Literal["number", "days", "months"]

WHOLE: Final = 2**63 - 1
WIDE: Final = 10**37
DIGITS: Final = 34


@dataclass(frozen=True)
class Drift:
    """When and how a number may differ from its rational although 34 digits could write that."""

    condition: Node | None
    lattices: tuple[Fraction, ...]
    sure: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Number:
    """A number, or a duration in days or in months. `choices`, where few, are all the values it can have."""

    node: Node
    den: int
    low: int
    high: int
    nullable: bool = False
    step: int = 1
    error: Fraction = Fraction(0)
    drifts: tuple[Drift, ...] = ()
    unit: Unit = "number"
    choices: frozenset[Fraction] | None = None
    over: Node | None = None
    most_over: int = 1

    @property
    def constant(self) -> Fraction | None:
        """Its value where every row has the same."""
        if self.low == self.high and not self.nullable and self.over is None:
            return Fraction(self.low, self.den)
        return None

    @property
    def wide(self) -> bool:
        """Whether it needs more than 64 bits."""
        return is_wide(self.low, self.high)

    @property
    def lattice(self) -> Fraction:
        """It is always a multiple of this (of nothing less, where it is always 0)."""
        return Fraction(self.step, self.den)

    @property
    def most(self) -> Fraction:
        """The greatest magnitude it can have."""
        return Fraction(max(abs(self.low), abs(self.high)), self.den)


@dataclass(frozen=True)
class Text:
    """A string. Of few known `options`, it is coded: the node is the option's place among them, from 0."""

    node: Node
    nullable: bool
    options: tuple[str, ...] | None = None

    @property
    def constant(self) -> str | None:
        """Its value where every row has the same."""
        return self.options[0] if self.options and len(self.options) == 1 and not self.nullable else None


@dataclass(frozen=True)
class Truth:
    """A boolean: true, false or null."""

    node: Node
    nullable: bool


@dataclass(frozen=True)
class Day:
    """A date, as days since 1 January 1970 its bounds."""

    node: Node
    nullable: bool
    low: int
    high: int


@dataclass(frozen=True)
class Nothing:
    """Null in every row."""


@dataclass(frozen=True)
class Piece:
    """Part of a list: each item of a SQL list for which `condition` is true, made into `body`.

    `variable` stands for the item. At most `longest` items. `source` is not null (the list's `missing` says
    so).
    """

    source: Node
    variable: str
    body: Known
    longest: int
    condition: Node | None = None
    own: Known | None = None


@dataclass(frozen=True)
class Many:
    """A list: items and pieces of SQL lists one after another; null where `missing` is true."""

    parts: tuple[Known | Piece, ...]
    missing: Node = FALSE

    @property
    def longest(self) -> int:
        """The most items it can have."""
        return sum(part.longest if isinstance(part, Piece) else 1 for part in self.parts)


@dataclass(frozen=True)
class Structure:
    """A context; null where `missing` is true, and then each entry is null too."""

    entries: tuple[tuple[str, Known], ...]
    missing: Node = FALSE

    def entry(self, name: str) -> Known | None:
        """The entry of that name."""
        return next((each for key, each in self.entries if key == name), None)


@dataclass(frozen=True)
class Stretch:
    """A range, which exists only while compiling. None is no end."""

    low: Known | None
    low_included: bool
    high: Known | None
    high_included: bool
    operator: str | None = None


@dataclass(frozen=True)
class Closure:
    """A function, which exists only while compiling."""

    name: str
    call: object = field(compare=False)


Known: TypeAlias = Number | Text | Truth | Day | Nothing | Many | Structure | Stretch | Closure

NOTHING: Final = Nothing()


def is_wide(low: int, high: int) -> bool:
    """Whether whole numbers between these need more than 64 bits. Refuses more than an engine has."""
    if low < -WIDE or high > WIDE:
        raise Refused("A number here may have more digits than the engine's whole numbers hold.")
    return low < -WHOLE or high > WHOLE


def number(value: Fraction | int, unit: Unit = "number") -> Number:
    """A constant. One that no decimal writes in full is what the interpreter makes of it, in one rounding."""
    value = Fraction(value)
    exact = decimals(value.denominator) is not None
    return Number(
        SqlLiteral(value.numerator),
        value.denominator,
        value.numerator,
        value.numerator,
        step=abs(value.numerator) or 1,
        error=Fraction(0) if exact else abs(value) / 10 ** (DIGITS - 1),
        unit=unit,
        choices=frozenset((value,)),
    )


def decimals(den: int) -> int | None:
    """How many decimals a number with this denominator needs; None where none are enough."""
    places = 0
    for prime in (2, 5):
        count = 0
        while den % prime == 0:
            den //= prime
            count += 1
        places = max(places, count)
    return places if den == 1 else None


def endless_part(den: int) -> int:
    """What is left of a denominator without its twos and fives."""
    for prime in (2, 5):
        while den % prime == 0:
            den //= prime
    return den


def prime_factors(value: int) -> frozenset[int]:
    """The primes in a number; numbers too large to tell quickly have none that are known."""
    found: set[int] = set()
    value = abs(value)
    prime = 2
    while prime * prime <= value and prime < 10_000:
        while value % prime == 0:
            found.add(prime)
            value //= prime
        prime += 1
    if 1 < value < 10**8:
        found.add(value)
    return frozenset(found)


def common_step(left: int, right: int) -> int:
    """What both are multiples of."""
    return gcd(left, right) or 1


def common_lattice(left: Fraction, right: Fraction) -> Fraction:
    """A lattice that holds the sums of two lattices' members."""
    den = left.denominator * right.denominator // gcd(left.denominator, right.denominator)
    return Fraction(gcd(int(left * den), int(right * den)) or 1, den)


def nulls(value: Known) -> Node:
    """A condition that is true where the value is null, else false."""
    match value:
        case Nothing():
            return SqlLiteral(True)
        case Many() | Structure():
            return value.missing
        case Number() | Text() | Truth() | Day():
            return op("is null", value.node) if value.nullable else FALSE
    return FALSE


def can_be_null(value: Known) -> bool:
    """Whether some row may have null here."""
    return nulls(value) != FALSE


def kind(value: Known) -> str:
    """What to call the value's kind."""
    names: dict[type, str] = {
        Text: "string",
        Truth: "boolean",
        Day: "date",
        Nothing: "null",
        Many: "list",
        Structure: "context",
        Stretch: "range",
        Closure: "function",
    }
    if isinstance(value, Number):
        return {"number": "number", "days": "days and time duration", "months": "years and months duration"}[
            value.unit
        ]
    return names[value.__class__]
