"""One difference between two versions of a policy, and the household that shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..checks.host_json import host_json
from ..explanation.spoken import Style, spoken
from ..feel import Value

Change = Literal["added", "removed", "changed", "renamed"]
What = Literal["input", "decision", "function", "type", "rule", "column", "table", "expression", "words"]


@dataclass(frozen=True, slots=True)
class Example:
    """A household whose outcome the difference changes: both versions were run on it."""

    inputs: Mapping[str, Value]
    decision: str
    before: Value
    after: Value
    style: Style = None

    @property
    def json(self) -> str:
        """The household as `commonweal decide` takes it."""
        return json.dumps(host_json(self.inputs), ensure_ascii=False)

    def __str__(self) -> str:
        told = ", ".join(f"{name}: {spoken(value)}" for name, value in self.inputs.items())
        before, after = spoken(self.before, "en", self.style), spoken(self.after, "en", self.style)
        return f"“{self.decision}” was {before}, is now {after}, for {told}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: from the first version to the second. `rows` are the rules in each, from 1, where it is
    about one.

    `sought` says that a household was looked for; without an example, none was found whose outcome changes.
    """

    change: Change
    what: What
    element: str
    message: str
    rows: tuple[int | None, int | None] = (None, None)
    lines: tuple[int | None, int | None] = (None, None)
    example: Example | None = None
    sought: bool = False

    def __str__(self) -> str:
        text = f"{self.element}: {self.message}"
        if self.example is not None:
            return f"{text}\n  for example: {self.example}"
        return f"{text}\n  no household was found whose outcome it changes" if self.sought else text
