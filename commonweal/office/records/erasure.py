"""A forgotten decision: what it was made from and why is gone; that it was made, and its result, stay."""

from __future__ import annotations

from typing import Any, Final

from commonweal.office.records.models import Decision

ERASED: Final[dict[str, Any]] = {"inputs": {}, "values": {}, "trace": {}, "reason": ""}
"""The only change that the database lets anybody make to a decision."""


def is_erased(decision: Decision) -> bool:
    """Whether nothing of what the decision was made from is left."""
    return all(getattr(decision, name) == nothing for name, nothing in ERASED.items())
