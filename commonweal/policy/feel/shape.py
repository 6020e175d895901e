"""Keeping values small enough for whoever reads them: nesting and size counted with shared parts again and
again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .values import Value

if TYPE_CHECKING:
    from .run import Run

MAX_DEPTH: Final = 100
"""How deep lists and contexts may nest in a value."""

MAX_SIZE: Final = 1_000_000
"""How many items and entries a value may have in all."""


def oversize(value: Value, run: Run | None = None) -> str | None:
    """What is wrong with the shape of a value, or None. Shared parts are looked at once.

    The looking counts among the run's steps.
    """
    if not isinstance(value, list | dict):
        return None
    known: dict[int, tuple[int, int]] = {}
    waiting: list[tuple[Value, bool]] = [(value, False)]
    while waiting:
        each, counted = waiting.pop()
        parts = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        if run is not None:
            run.owe(1 + (len(parts) >> 4))
        if counted:
            depth = size = 1
            for part in parts:
                if isinstance(part, list | dict):
                    inner_depth, inner_size = known[id(part)]
                    depth = max(depth, inner_depth + 1)
                    size += inner_size
                else:
                    size += 1
            if depth > MAX_DEPTH:
                return f"lists and contexts nest more than {MAX_DEPTH} deep"
            if size > MAX_SIZE:
                return f"there are more than {MAX_SIZE} items in all"
            known[id(each)] = (depth, size)
        elif id(each) not in known:
            waiting.append((each, True))
            waiting.extend(
                (part, False) for part in parts if isinstance(part, list | dict) and id(part) not in known
            )
    return None
