"""The built-in functions of DMN 1.5, 10.3.4: a file a family, each function declared by its signature."""

from . import (
    contexts,
    conversion,
    durations,
    intervals,
    lists,
    logic,
    moments,
    numbers,
    ranges,
    sorting,
    statistics,
    strings,
)
from .registry import BUILTINS, Builtin

__all__ = [
    "BUILTINS",
    "Builtin",
    "contexts",
    "conversion",
    "durations",
    "intervals",
    "lists",
    "logic",
    "moments",
    "numbers",
    "ranges",
    "sorting",
    "statistics",
    "strings",
]
