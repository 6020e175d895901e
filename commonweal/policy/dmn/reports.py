"""Findings about a model as it is prepared, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from commonweal.policy.diagnostics import Diagnostic, Severity
from commonweal.policy.feel import Problem

from . import tree

MOST = 500
"""Findings kept for one model; a file with more is broken in one way many times."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The place that findings are about: an element of a file, perhaps a column and a row of its table."""

    file: str | None
    element: str | None
    line: int | None = None
    column: str | None = None
    row: int | None = None

    def diagnostic(
        self, severity: Severity, code: str, message: str, remedy: str = "", *, line: int | None = None
    ) -> Diagnostic:
        """A finding about this place."""
        where = self.line if line is None else line
        return Diagnostic(
            severity, code, message, remedy, self.file, where, self.column, self.element, self.row
        )

    def at(self, line: int, column: str | None = None, row: int | None = None) -> Subject:
        """A part of this place."""
        return replace(self, line=line, column=column or self.column, row=self.row if row is None else row)


class Reports:
    """The findings about one model, each once, in the order found."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a finding."""
        if len(self._found) < MOST:
            self._found.setdefault(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep several."""
        for each in diagnostics:
            self.add(each)

    def problems(self, problems: Iterable[Problem], text: tree.Text, subject: Subject) -> None:
        """Keep what FEEL says of a text, at the line of the file where it says it."""
        for each in problems:
            self.add(located(each, text, subject))

    def all(self) -> tuple[Diagnostic, ...]:
        """Every finding, errors first."""
        return tuple(sorted(self._found, key=lambda each: each.severity != "error"))


def located(problem: Problem, text: tree.Text, subject: Subject) -> Diagnostic:
    """A finding of FEEL's as one about the file."""
    line = text.line + text.text.count("\n", 0, problem.span.start)
    return subject.diagnostic(problem.severity, problem.code, problem.message, problem.remedy, line=line)
