"""What the checks find, and the household that shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Diagnostic
from ..explanation.spoken import spoken
from ..feel import Value
from .host_json import host_json

Kind = Literal[
    "gap",
    "overlap",
    "conflict",
    "masked-rule",
    "redundant-rule",
    "mergeable-rules",
    "never-matches",
    "not-analysed",
    "check-stopped",
]
"""What is found; each kind is told of in `docs/reference/policy-checks.md`."""

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A case that shows a finding. `columns` holds what the table is asked; `inputs` a whole household, if
    known.

    `verified` says that the model was run on the household and did what the finding says.
    """

    columns: Mapping[str, Value]
    inputs: Mapping[str, Value] | None = None
    verified: bool = False

    @property
    def json(self) -> str | None:
        """The household as `commonweal decide` takes it; None when none was found."""
        return None if self.inputs is None else json.dumps(host_json(self.inputs), ensure_ascii=False)

    def __str__(self) -> str:
        values = self.columns if self.inputs is None else self.inputs
        return ", ".join(f"{name}: {spoken(value)}" for name, value in values.items())


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a decision table that its author should know.

    `rows` are the rules it is about, from 1; `where` maps column headings to the values in question, in
    words. An error makes some case undecided or refuses it its rule; a warning is probably not meant; a
    note is for information. `line` is a line of the file, from 1.
    """

    kind: Kind
    severity: Severity
    message: str
    remedy: str
    element: str
    file: str | None = None
    line: int | None = None
    column: str | None = None
    rows: tuple[int, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    witness: Witness | None = None

    @property
    def row(self) -> int | None:
        """The first rule it is about."""
        return self.rows[0] if self.rows else None

    def diagnostic(self) -> Diagnostic:
        """The same as the diagnostics of loading and deciding say it; a note counts as a warning."""
        severity: Literal["error", "warning"] = "error" if self.severity == "error" else "warning"
        return Diagnostic(
            severity,
            self.kind,
            self.message,
            self.remedy,
            self.file,
            self.line,
            self.column,
            self.element,
            self.row,
        )

    def __str__(self) -> str:
        text = str(self.diagnostic()).replace("warning:", f"{self.severity}:", 1)
        if self.witness is not None:
            text += f"\n  for example: {self.witness}"
            if self.witness.json is not None:
                text += f"\n  to see it: {self.witness.json}"
        return text
