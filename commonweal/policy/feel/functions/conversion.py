"""`string` and `number` (DMN 1.5, Table 72)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ..arithmetic import Undefined
from ..numbers import number_from_text
from ..values import Value
from ..writing import TooLong, plain_text, source_text
from .registry import builtin

if TYPE_CHECKING:
    from ..run import Run

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)


@builtin("string(from: any) -> string", with_run=True, cost=3, timed=True)
def string(run: Run, from_: Value) -> str | Undefined | None:
    """A value as text; lists, contexts and ranges as FEEL source; null of null."""
    if from_ is None:
        return Undefined("null-operand", "Null has no text.")
    simple = plain_text(from_)
    if simple is not None:
        return simple
    try:
        return source_text(from_, run.limits.characters)
    except TooLong:
        return Undefined("string-too-long", f"A text may have at most {run.limits.characters} characters.")


@builtin(
    "number(from: string) -> number",
    "number(from: string, grouping separator: string?, decimal separator: string?) -> number",
)
def number(
    from_: str, grouping_separator: str | None = None, decimal_separator: str | None = None
) -> Decimal | Undefined:
    """A number out of text, by its separators: a space, comma or full stop to group, a comma or full stop as
    point.
    """
    if grouping_separator not in (None, " ", ",", "."):
        return Undefined(
            "bad-separator", "The grouping separator must be a space, a comma, a full stop or null."
        )
    if decimal_separator not in (None, ",", "."):
        return Undefined("bad-separator", "The decimal separator must be a comma, a full stop or null.")
    if grouping_separator is not None and grouping_separator == (decimal_separator or ""):
        return Undefined("bad-separator", "The two separators must differ.")
    plain = from_.replace(grouping_separator, "") if grouping_separator else from_
    if decimal_separator:
        if decimal_separator != "." and "." in plain:
            return Undefined("not-a-number", "The text has a full stop, which is not its decimal separator.")
        plain = plain.replace(decimal_separator, ".")
    if not _NUMBER.fullmatch(plain):
        return Undefined("not-a-number", "The text is not a number.")
    found = number_from_text(plain)
    return Undefined("number-out-of-range", "The number is too large.") if found is None else found
