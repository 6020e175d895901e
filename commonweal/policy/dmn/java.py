"""The few methods of `java.lang` that policies written for Java engines call, bound to Python functions.

A policy can only call what its host binds. This table is a host's declaration for the conformance kit: exact
class, exact signature, and a Python function that does the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from commonweal.policy.feel import Value

from .bindings import BindingTable, HostFunction


def _double(function: Callable[..., float]) -> HostFunction:
    """A function over doubles: exact decimals are rounded on the way in, as Java rounds them."""

    def call(*arguments: Decimal) -> Decimal:
        return Decimal(repr(function(*(float(each) for each in arguments))))

    return call


def _integer(bits: int) -> HostFunction:
    """A whole number of so many bits, from a number or from its digits."""

    def call(value: Decimal | str) -> Decimal:
        number = Decimal(value)
        if number != number.to_integral_value() or not -(2 ** (bits - 1)) <= number < 2 ** (bits - 1):
            raise ValueError(f"{value} is not a whole number of {bits} bits")
        return number

    return call


def _character(value: str) -> str:
    if len(value) != 1:
        raise ValueError("a char is one character")
    return value


def _format(pattern: str, *arguments: Value) -> str:
    """`String.format` with `%s` alone."""
    pieces = pattern.split("%s")
    if any("%" in piece.replace("%%", "") for piece in pieces) or len(pieces) > len(arguments) + 1:
        raise ValueError("only %s is bound, one argument for each")
    texts = [str(each) for each in arguments]
    return "".join(
        piece.replace("%%", "%") + (texts[at] if at < len(pieces) - 1 else "")
        for at, piece in enumerate(pieces)
    )


def _table() -> dict[tuple[str, str], HostFunction]:
    functions: dict[tuple[str, str], HostFunction] = {}
    math_ = "java.lang.Math"
    for name in (
        "cos",
        "sin",
        "tan",
        "acos",
        "asin",
        "atan",
        "exp",
        "log",
        "sqrt",
        "log10",
        "cbrt",
        "toRadians",
    ):
        python = {"toRadians": "radians"}.get(name, name)
        functions[math_, f"{name}(double)"] = _double(getattr(math, python))
    functions[math_, "pow(double,double)"] = _double(math.pow)
    for kind in ("double", "float", "int", "long"):
        functions[math_, f"max({kind},{kind})"] = max
        functions[math_, f"min({kind},{kind})"] = min
        functions[math_, f"abs({kind})"] = abs
    for owner, kind, bits in (
        ("Byte", "byte", 8),
        ("Short", "short", 16),
        ("Integer", "int", 32),
        ("Long", "long", 64),
    ):
        for argument in (kind, "java.lang.String"):
            functions[f"java.lang.{owner}", f"valueOf({argument})"] = _integer(bits)
    for owner, kind in (("Float", "float"), ("Double", "double")):
        for argument in (kind, "java.lang.String"):
            functions[f"java.lang.{owner}", f"valueOf({argument})"] = Decimal
    functions["java.lang.String", "valueOf(char)"] = _character
    functions["java.lang.String", "format(java.lang.String,[Ljava.lang.Object;)"] = _format
    return functions


JAVA: Final = BindingTable(_table())
"""What the conformance kit's policies call."""
