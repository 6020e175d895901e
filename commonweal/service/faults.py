"""What is wrong in a service folder: each fault says where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one place of a service folder.

    `file` is relative to the folder; `line` and `column` count from 1, and are 0 where the fault is about
    a whole file. `code` is short and stable, for tests and machines; `remedy` says what to do.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    remedy: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}:{self.column}"
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}: {self.message}{remedy} [{self.code}]"


@dataclass(slots=True)
class Faults:
    """Collects the faults found in one file; reading goes on after each."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(
        self,
        place: Placed | tuple[int, int] | None,
        code: str,
        message: str,
        remedy: str = "",
        severity: Severity = "error",
    ) -> None:
        """Record a fault at a node of the file, at a (line, column), or (None) about the whole file."""
        if place is None:
            line, column = 0, 0
        elif isinstance(place, tuple):
            line, column = place
        else:
            line, column = place.line, place.column
        self.found.append(Fault(self.file, line, column, code, message, remedy, severity))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.found)


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that stands at a line and column of a file (from 1)."""

    line: int
    column: int
