"""Why something has no exact SQL: a sentence, and where in the policy it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A decision that was not compiled. `file` and `line` are where the reason lies, in `element`."""

    decision: str
    reason: str
    element: str
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file or 'the policy'}:{self.line}" if self.line else (self.file or "the policy")
        return f"{place}: “{self.element}”: {self.reason}"


class Refused(Exception):
    """Raised where an expression has no SQL that is proved exact. The message is a whole sentence."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def refuse_construct(what: str) -> Refused:
    """The refusal of a construct that has no SQL here."""
    return Refused(f"{what} is not turned into SQL.")
