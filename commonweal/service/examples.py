"""Worked examples of a policy, policy/examples.csv: what goes in, what should come out, and who says so."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commonweal.policy.feel import Run, Scope, open_scope
from commonweal.service.cells import BadCell, cell_agrees, row_inputs, value_text
from commonweal.service.conditions import Condition, compile_condition
from commonweal.service.deciding import every_value
from commonweal.service.faults import Faults
from commonweal.service.inputs import house_values, same_name
from commonweal.service.journey import Journey
from commonweal.service.policies import NoPolicyInForce, Policies, PolicyVersion
from commonweal.service.strict_yaml import Text, nearest

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder

MAX_BYTES = 5_000_000
MAX_ROWS = 10_000
ABOUT = ("example", "on", "policy", "source", "contradicts", "note")
EXPECT = "expect "


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one FEEL expression over the decisions should give, as written."""

    says: str
    condition: Condition
    expected: str


@dataclass(frozen=True, slots=True)
class Example:
    """One row. `given` are the cells by column: policy inputs and answers, not yet read."""

    name: str
    line: int
    on: datetime.date | None
    proposed: bool
    source: str
    contradicts: str
    note: str
    given: Mapping[str, str]
    expects: tuple[Expectation, ...]

    def version(self, policies: Policies) -> PolicyVersion:
        """The version it is about: in force on its day or proposed for it; without a day, the latest.

        Raises NoPolicyInForce.
        """
        return policies.on(self.on or datetime.date.max, proposed=self.proposed)


@dataclass(frozen=True, slots=True)
class Examples:
    """Every example of a folder, and the scope of decisions over which they are judged."""

    rows: tuple[Example, ...] = ()
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that did not come out."""

    says: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Tried:
    """An example that was run, on these inputs of the policy. `trouble` is why it could not be run at all."""

    example: Example
    version: PolicyVersion | None
    differences: tuple[Difference, ...]
    trouble: str = ""
    inputs: Mapping[str, Any] | None = None

    @property
    def agrees(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences and not self.trouble

    @property
    def passes(self) -> bool:
        """Whether it agrees; or, for an example that contradicts its own scheme, that it still does not."""
        if self.trouble:
            return False
        return not self.agrees if self.example.contradicts else self.agrees


def read_examples(content: bytes, journey: Journey, decisions: Policies, faults: Faults) -> Examples:
    """Read the file; unknown columns, twice-named rows and unreadable cells are faults."""
    if len(content) > MAX_BYTES:
        faults.add(None, "too-large", f"the file is over {MAX_BYTES // 1_000_000} MB.", "Make it smaller.")
        return Examples()
    try:
        text = content.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError:
        faults.add(None, "not-utf8", "this is not UTF-8 text.", "Save the file as CSV UTF-8.")
        return Examples()
    except csv.Error as error:
        faults.add(None, "bad-csv", f"this is not CSV: {error}.", "Close every quotation mark.")
        return Examples()
    scope = open_scope(decisions.decision_types())
    if not rows:
        faults.add(None, "empty", "the file is empty.", "Begin with a header line.")
        return Examples()
    header = [cell.strip() for cell in rows[0][1]]
    columns = _Columns(header, journey, decisions, scope, faults)
    found: list[Example] = []
    for line, row in rows[1 : MAX_ROWS + 1]:
        if any(cell.strip() for cell in row):
            example = columns.example(line, [cell.strip() for cell in row])
            if example is not None:
                found.append(example)
    if len(rows) > MAX_ROWS + 1:
        faults.add(None, "too-many", f"more than {MAX_ROWS:,} examples.", "Keep the telling ones.")
    return Examples(tuple(found), scope)


class _Columns:
    """The header, checked; reads rows by it."""

    def __init__(
        self, header: list[str], journey: Journey, policies: Policies, scope: Scope, faults: Faults
    ) -> None:
        self.header = header
        self.faults = faults
        self.names: set[str] = set()
        self.expects: dict[int, tuple[str, Condition]] = {}
        inputs = {same_name(i.name) for version in policies.versions for i in version.model.inputs}
        known = inputs | {same_name(key) for key in journey.by_key}
        for wanted in ("example", "source"):
            if wanted not in header:
                faults.add((1, 1), "missing-column", f"there is no column `{wanted}`.", "Add it.")
        for index, name in enumerate(header):
            if header.index(name) != index and name:
                faults.add((1, 1), "duplicate-column", f"the column `{name}` stands twice.", "Delete one.")
            elif name.startswith(EXPECT):
                self.expectation(index, name.removeprefix(EXPECT).strip(), scope)
            elif name not in ABOUT and same_name(name) not in known and policies.versions:
                remedy = nearest(name, sorted(known | set(ABOUT)))
                message = f"the column `{name}` is neither a policy input nor a question."
                faults.add((1, 1), "unknown-column", message, remedy or "Rename or delete it.")
        if not any(name.startswith(EXPECT) for name in header):
            remedy = "Add one: `expect award`."
            faults.add((1, 1), "missing-column", "there is no `expect …` column.", remedy)

    def expectation(self, index: int, text: str, scope: Scope) -> None:
        condition = compile_condition(
            Text(1, 1, text),
            scope,
            self.faults,
            what=f"the column `{EXPECT}{text}`",
            missing="Name a decision.",
        )
        if condition is not None:
            self.expects[index] = (text, condition)

    def example(self, line: int, row: list[str]) -> Example | None:
        if len(row) > len(self.header):
            message = f"{len(row)} cells, and the header has {len(self.header)}."
            self.faults.add((line, 1), "ragged-row", message, "Put a cell that holds a comma in quotes.")
            return None
        cells = dict(zip(self.header, row, strict=False))
        name = cells.get("example", "")
        if not name or name in self.names:
            message = f"the example `{name}` stands twice." if name else "the example has no name."
            self.faults.add((line, 1), "example-name", message, "Give each its own name.")
        self.names.add(name)
        if not cells.get("source"):
            self.faults.add(
                (line, 1), "no-source", f"`{name}` has no source.", "Say who publishes or agrees it."
            )
        on = None
        if cells.get("on"):
            try:
                on = datetime.date.fromisoformat(cells["on"])
            except ValueError:
                message = f"`{cells['on']}` of `{name}` is not a date."
                self.faults.add((line, 1), "bad-value", message, "Write it as 2025-04-01.")
        if cells.get("policy", "") not in {"", "proposed"}:
            message = f"`{cells['policy']}` of `{name}` is not a kind of policy."
            self.faults.add((line, 1), "bad-value", message, "Write `proposed`, or leave it blank.")
        expects = tuple(
            Expectation(says, condition, row[index])
            for index, (says, condition) in self.expects.items()
            if index < len(row) and row[index]
        )
        if not expects and self.expects:
            self.faults.add(
                (line, 1), "no-expectation", f"`{name}` expects nothing.", "Fill an `expect` column."
            )
        return Example(
            name=name,
            line=line,
            on=on,
            proposed=cells.get("policy") == "proposed",
            source=cells.get("source", ""),
            contradicts=cells.get("contradicts", ""),
            note=cells.get("note", ""),
            given={k: v for k, v in cells.items() if k not in ABOUT and not k.startswith(EXPECT) and v},
            expects=expects,
        )


def run_examples(folder: ServiceFolder) -> list[Tried]:
    """Run every example of a folder, in the file's order."""
    return [run_example(folder, example) for example in folder.examples.rows]


def run_example(folder: ServiceFolder, example: Example) -> Tried:
    """Run one example by the version that it is about."""
    try:
        version = example.version(folder.policies)
        house = house_values(example.on or version.starts, example.on or version.starts)
        inputs, _ = row_inputs(folder.journey(), example.given, version, house)
    except NoPolicyInForce as error:
        return Tried(example, None, (), f"{error}")
    except BadCell as error:
        return Tried(example, None, (), f"{error}")
    outcome = version.model.decide(inputs, folder.service.decision or None, trace=False)
    values = every_value(version.model, inputs, outcome)
    scope = folder.examples.scope
    differences = []
    with Run() as run:
        frame = scope.frame(run, values)
        for expects in example.expects:
            value = expects.condition.value(frame)
            if not cell_agrees(expects.expected, value):
                differences.append(Difference(expects.says, expects.expected, value_text(value)))
    return Tried(example, version, tuple(differences), inputs=inputs)
