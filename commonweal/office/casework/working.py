"""How the policy came to its result, as a caseworker reads it: every decision, every table and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.office.casework.plain_values import cell_text, value_text
from commonweal.office.casework.policy_made_by import policy_model
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.letters.writing import explanation
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Decision
from commonweal.policy import Model
from commonweal.policy.dmn.trace import Step, TableTrace
from commonweal.policy.feel import Value

SHORT_TABLE = 8
NOT_NEEDED = "Not needed: it could not change the result"
NOT_SHOWN = frozenset({"In words", "Mewn geiriau"})


@dataclass(frozen=True)
class DrawnRow:
    """A rule of a table. `failed` is the number of the only cell that kept it from matching, from 0."""

    number: int
    cells: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]
    matched: bool
    failed: int | None = None


@dataclass(frozen=True)
class DrawnTable:
    """A decision table with the case's own values over its columns."""

    hit_policy: str
    inputs: tuple[str, ...]
    values: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[DrawnRow, ...]

    @property
    def telling(self) -> tuple[DrawnRow, ...]:
        """The rows that matched or nearly did; all of them when the table is short."""
        if len(self.rows) <= SHORT_TABLE:
            return self.rows
        return tuple(row for row in self.rows if row.matched or row.failed is not None)

    @property
    def columns(self) -> int:
        """How many columns it is drawn with."""
        return 2 + len(self.inputs) + len(self.outputs) + len(self.notes)


@dataclass(frozen=True)
class DrawnDecision:
    """One decision: what it asks, what it rests on, its value, its words and its tables."""

    name: str
    label: str
    question: str
    value: str
    rests_on: tuple[tuple[str, str], ...]
    expression: str
    sentences: tuple[tuple[str, str], ...]
    tables: tuple[DrawnTable, ...]


def drawn_working(prepared: PreparedService, decision: Decision) -> list[DrawnDecision]:
    """The policy's working for a decision, the result first; worked out again from the inputs it keeps.

    [] when the version of the policy that made the decision is not among the case's own.
    """
    model = policy_model(prepared, decision.policy_hash)
    if model is None:
        return []
    outcome = model.decide(decode(decision.inputs), prepared.folder.service.decision)
    types = {each.name: each.type_name for each in model.inputs}
    types |= {each.name: each.type_name for each in model.decisions}
    questions = {each.name: each.question or "" for each in model.decisions}
    words = explanation(decision, "en")
    untold = frozenset(decision.trace.get("untold", ()))

    def shown(name: str, value: Value) -> str:
        return NOT_NEEDED if name in untold else value_text(value, types.get(name))

    return [
        DrawnDecision(
            name=step.decision,
            label=_capital(step.label),
            question=questions.get(step.decision, ""),
            value=shown(step.decision, step.value),
            rests_on=tuple((_capital(name), shown(name, value)) for name, value in step.inputs.items()),
            expression=_expression(model, step.decision),
            sentences=tuple(
                (each["text"], each.get("authority") or "")
                for each in words
                if each.get("decision") == step.decision
            ),
            tables=tuple(
                _drawn_table(table, step, types, untold)
                for table in step.tables
                if step.decision not in untold
            ),
        )
        for step in reversed(outcome.trace)
    ]


def _expression(model: Model, name: str) -> str:
    info = next(each for each in model.decisions if each.name == name)
    text = getattr(info.logic, "text", None) if info.kind == "expression" else None
    return str(text.text).strip() if text is not None else ""


def _drawn_table(
    traced: TableTrace, step: Step, types: dict[str, str | None], untold: frozenset[str]
) -> DrawnTable:
    table = traced.table
    matched = {rule.number for rule in traced.matched}
    columns = list(traced.columns)
    missed = {miss.number: columns.index(miss.column) for miss in traced.near_misses}
    kinds = [clause.type_ref for clause in table.inputs]
    results = [clause.type_ref or types.get(step.decision) for clause in table.outputs]
    noted = [place for place, name in enumerate(table.annotations) if name not in NOT_SHOWN]
    return DrawnTable(
        hit_policy=traced.hit_policy.capitalize(),
        inputs=tuple(_capital(column) for column in columns),
        values=tuple(
            NOT_NEEDED if any(name in clause.expression.text for name in untold) else value_text(value, kind)
            for clause, (_, value), kind in zip(table.inputs, traced.inputs, kinds, strict=True)
        ),
        outputs=tuple(_capital(clause.heading) for clause in table.outputs),
        notes=tuple(table.annotations[place] for place in noted),
        rows=tuple(
            DrawnRow(
                number=rule.number,
                cells=_cells([cell.text for cell in rule.inputs], kinds),
                outputs=_cells([cell.text for cell in rule.outputs], results),
                notes=tuple(
                    rule.annotations[place] if place < len(rule.annotations) else "" for place in noted
                ),
                matched=rule.number in matched,
                failed=missed.get(rule.number),
            )
            for rule in table.rules
        ),
    )


def _cells(texts: Sequence[str], kinds: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(cell_text(text, kind) for text, kind in zip(texts, kinds, strict=True))


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
