"""What is wrong, where in the expression, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Span(NamedTuple):
    """A stretch of source text: offsets in characters from 0, the end not included."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about an expression, at load or at run time.

    `code` is stable and made of lower-case words joined by hyphens (`unknown-name`, `divide-by-zero`);
    `message` says what is wrong and `remedy` what to do, in sentences for the person who edits the policy.
    """

    severity: Severity
    code: str
    message: str
    remedy: str = ""
    span: Span = NOWHERE


class FeelSyntaxError(ValueError):
    """The text is not FEEL. `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def sentence(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column, both from 1, of a character offset in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
