"""Which rules of a policy a set of examples has used, and which it never has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .dmn import tree
from .dmn.model import Model
from .dmn.outcome import Outcome
from .dmn.reading_boxes import walk


@dataclass(frozen=True, slots=True)
class TableCoverage:
    """How often each rule of one table decided. `counts` has one number a rule, in their order.

    `evaluated` counts the times that the table was asked, those in which no rule matched too. `cells` holds
    the rules' input cells as written, `line` the line of the file on which the table starts.
    """

    element: str
    line: int
    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    counts: tuple[int, ...]
    evaluated: int

    @property
    def used(self) -> int:
        """How many rules decided at least once."""
        return sum(1 for count in self.counts if count)

    @property
    def never(self) -> tuple[int, ...]:
        """The numbers, from 1, of the rules that never decided."""
        return tuple(number for number, count in enumerate(self.counts, start=1) if not count)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What examples have used of a model: its tables in the order of the file."""

    tables: tuple[TableCoverage, ...]
    examples: int

    @property
    def used(self) -> int:
        """How many rules decided at least once."""
        return sum(each.used for each in self.tables)

    @property
    def rules(self) -> int:
        """How many rules there are."""
        return sum(len(each.counts) for each in self.tables)

    def __str__(self) -> str:
        lines = [f"{self.used} of {self.rules} rules used by {self.examples} examples"]
        for table in self.tables:
            for number in table.never:
                cells = zip(table.headings, table.cells[number - 1], strict=True)
                told = ", ".join(f"{heading} {cell}" for heading, cell in cells if cell not in ("", "-"))
                place = f"line {table.lines[number - 1]}"
                lines.append(f"  never used: “{table.element}” rule {number} ({told or 'any case'}), {place}")
        return "\n".join(lines)


def coverage(model: Model, outcomes: Iterable[Outcome]) -> Coverage:
    """Count, from their traces, the rules that these outcomes of a model used.

    Tables of other models, imported or of another version, are left out. A rule of a FIRST table counts only
    where it decided.
    """
    tables: dict[int, tuple[str, tree.DecisionTable]] = {}
    definitions = model.definitions
    elements: tuple[tree.Decision | tree.Knowledge, ...] = (*definitions.decisions, *definitions.knowledge)
    for element in elements:
        for box in walk(element.logic):
            if isinstance(box, tree.DecisionTable):
                tables[id(box)] = element.name, box
    counts = {key: [0] * len(table.rules) for key, (_, table) in tables.items()}
    asked = dict.fromkeys(tables, 0)
    examples = 0
    for outcome in outcomes:
        examples += 1
        for step in outcome.trace:
            for hit in step.tables:
                key = id(hit.table)
                if key in counts:
                    asked[key] += 1
                    for rule in hit.matched:
                        counts[key][rule.number - 1] += 1
    found = [
        TableCoverage(
            name,
            table.line,
            tuple(clause.heading for clause in table.inputs),
            tuple(tuple(" ".join(cell.text.split()) for cell in rule.inputs) for rule in table.rules),
            tuple(rule.line for rule in table.rules),
            tuple(counts[key]),
            asked[key],
        )
        for key, (name, table) in tables.items()
    ]
    return Coverage(tuple(sorted(found, key=lambda each: each.line)), examples)
