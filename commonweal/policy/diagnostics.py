"""What is wrong with a policy, where it stands, and what to do about it.

A diagnostic is written for the policy officer who has to put it right, so it always names a place and
a remedy. The same class tells of faults found when a model is loaded and of the reasons why a value
is null when it is decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault in a policy, or one reason why a decided value is null.

    `code` is one of those listed in `docs/reference/dmn.md`. `element` is the name of the decision, input
    or other model element; `row` is a decision table's rule, counted from 1; `line` is the line of the file,
    counted from 1, and `column` the decision table column (its heading). What is not known is None.
    """

    severity: Severity
    code: str
    message: str
    remedy: str = ""
    file: str | None = None
    line: int | None = None
    column: str | None = None
    element: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        subject = ", ".join(
            part
            for part in (
                f"“{self.element}”" if self.element else "",
                f"rule {self.row}" if self.row is not None else "",
                f"column “{self.column}”" if self.column else "",
            )
            if part
        )
        start = " ".join(part for part in (f"{place}:" if place else "", f"{self.severity}:") if part)
        about = f"{subject}: " if subject else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{start} {about}{self.message}{remedy} [{self.code}]"


class PolicyFault(ValueError):
    """A policy file that cannot be read at all; `diagnostics` says why, in the order found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(each) for each in self.diagnostics) or "the policy cannot be read")
