"""What differs between two policies, in words, with rules that change alike told together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from commonweal.policy import Difference, Model, diff

_LONG = re.compile(r"\d+\.\d{9,}")
"""A quotient written to all its digits, such as eight ninths."""
_TABLE = re.compile(r"^(?P<about>.+): (?P<tail>the result is now .+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of which decision, what it says now, how many rules it is made to, and which those are."""

    element: str
    message: str
    rules: int
    each: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyChanges:
    """Every change of an option against today; `words` counts the decisions whose words alone changed."""

    changes: tuple[Change, ...]
    words: int
    differences: tuple[Difference, ...]


def policy_changes(today: Model, option: Model, decision: str | None = None) -> PolicyChanges:
    """Compare two policies. `decision` is the one whose outcome counts."""
    differences = tuple(diff(today, option, decision, examples=False))
    grouped: dict[tuple[str, str], list[Difference]] = {}
    words: set[str] = set()
    for each in differences:
        if each.what == "words":
            words.add(each.element)
            continue
        match = _TABLE.match(each.message) if each.what == "rule" else None
        message = _readable(match["tail"] if match else each.message)
        grouped.setdefault((each.element, message), []).append(each)
    changes = tuple(
        Change(
            element,
            message,
            len(group),
            tuple(_readable(each.message) for each in group),
        )
        for (element, message), group in grouped.items()
    )
    return PolicyChanges(changes, len(words), differences)


def _readable(message: str) -> str:
    return _LONG.sub(lambda found: f"about {Decimal(found[0]):.4f}", message)
