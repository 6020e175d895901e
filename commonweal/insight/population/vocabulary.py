"""The inputs that council tax support policies use, and what personal data is never taken from a source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["money", "count", "yes or no", "date", "text", "people"]


@dataclass(frozen=True, slots=True)
class Input:
    """What an input holds: its kind, the period its money is for, and the bounds that sense sets."""

    kind: Kind
    per: str = ""
    at_least: str = ""
    at_most: str = ""
    fields: tuple[tuple[str, Kind], ...] = ()


_WEEKLY = Input("money", "week", "0", "20000")
INPUTS: dict[str, Input] = {
    "liable": Input("yes or no"),
    "pension age": Input("yes or no"),
    "date of birth": Input("date"),
    "relevant date": Input("date"),
    "partner": Input("yes or no"),
    "number of children": Input("count", at_least="0", at_most="40"),
    "children": Input("people", fields=(("born", "date"),)),
    "other adults": Input("people", fields=(("born", "date"), ("working", "yes or no"))),
    "council tax band": Input("text"),
    "council tax bill": Input("money", "year", "0", "100000"),
    "earnings": _WEEKLY,
    "partner earnings": _WEEKLY,
    "universal credit": _WEEKLY,
    "universal credit housing": _WEEKLY,
    "other income": _WEEKLY,
    "disability benefits": Input("yes or no"),
    "savings": Input("money", "", "0", "100000000"),
    "applicable amount": _WEEKLY,
    "carer": Input("yes or no"),
    "employment and support": Input("yes or no"),
}
"""The vocabulary. A mapping may add others, saying their `type`."""

KINDS: tuple[Kind, ...] = ("money", "count", "yes or no", "date", "text")

_PERSONAL = re.compile(
    r"(^|[\W_])(names?|forenames?|surnames?|firstname|lastname|fullname|nino|ni ?(no|number)|"
    r"national ?insurance( ?number)?|address(es)?|addr|postcodes?|post ?code|"
    r"e ?mails?|phones?|telephones?|mobiles?|title|uprn|"
    r"sort ?code|account( ?(number|no))?|iban|bank)([\W_\d]|$)"
)
NINO = r"(?i)^\s*[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s*(\d\s*){6}[A-D]\s*$"
"""A National Insurance number's form, as a regular expression of RE2."""


def personal(name: str) -> bool:
    """Whether a column's name says that it identifies a person: a name, number, address or contact."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ").lower()
    return _PERSONAL.search(spaced) is not None
