"""Boxed expressions prepared once as programs over frames (DMN 1.5, 10.2.2).

What FEEL already says, FEEL does: a boxed conditional, filter, iteration or invocation becomes the FEEL tree
of the same meaning, in which a part that is not itself FEEL text is a call of its own prepared program.
"""

from __future__ import annotations

from itertools import count

from commonweal.policy.feel import (
    ANY,
    NULL,
    ContextType,
    Expression,
    FeelType,
    Frame,
    FunctionType,
    ListType,
    Parameter,
    Run,
    Scope,
    Value,
    compile_expression,
    normal_name,
)

from . import boxed_feel, tree
from .boxed_functions import function_box
from .evaluation import Box, Program, placed, placed_and_typed, typed
from .item_types import Types
from .reports import Reports, Subject
from .table import PreparedTable


class Boxes:
    """Prepares the boxed expressions of one element."""

    def __init__(self, types: Types, reports: Reports, subject: Subject) -> None:
        self.types = types
        self.reports = reports
        self.subject = subject
        self.numbers = count(1)

    def prepare(
        self, box: tree.Expression | None, scope: Scope, wanted: FeelType = ANY, what: str = "this expression"
    ) -> Box:
        """Any expression, converted to its declared type and then to the one wanted; null for none.

        `what` names the value where it does not fit the type wanted.
        """
        if box is None:
            return Box(_null, NULL)
        declared = self._declared(box)
        if declared == ANY:
            declared, box_name = wanted, what
        else:
            box_name = box.label or "this expression"
        if isinstance(box, tree.LiteralExpression):
            found = self._literal(box, scope, declared, box_name)
        else:
            found = self._prepare(box, scope)
            if declared != ANY:
                text = tree.Text("", box.line)
                found = Box(typed(found.program, declared, box_name, text, self.subject), declared)
        if wanted not in (ANY, declared):
            text = tree.Text("", box.line)
            found = Box(typed(found.program, wanted, what, text, self.subject), wanted)
        return found

    def _declared(self, box: tree.Expression) -> FeelType:
        if isinstance(box, tree.FunctionDefinition):
            return ANY
        return self.types.of(box.type_ref, self.subject, box.line)

    def _prepare(self, box: tree.Expression, scope: Scope) -> Box:
        match box:
            case tree.LiteralExpression():
                return self._literal(box, scope, ANY, "")
            case tree.DecisionTable():
                table = PreparedTable(box, scope, self)
                return Box(table, table.type)
            case tree.Context():
                return self._context(box, scope)
            case tree.ListOf():
                return self._list(box, scope)
            case tree.Relation():
                return self._relation(box, scope)
            case tree.FunctionDefinition():
                return function_box(self, box, scope)
            case tree.Invocation():
                return boxed_feel.invocation(self, box, scope)
            case tree.Conditional():
                return boxed_feel.conditional(self, box, scope)
            case tree.Filter():
                return boxed_feel.filtered(self, box, scope)
            case tree.Iteration():
                return boxed_feel.iterated(self, box, scope)

    def compile(self, text: tree.Text, scope: Scope, subject: Subject) -> Expression:
        """A FEEL text, its findings reported; empty text is null."""
        expression = compile_expression(text.text if text.text.strip() else "null", scope)
        self.reports.problems(expression.problems, text, subject)
        return expression

    def _literal(self, box: tree.LiteralExpression, scope: Scope, wanted: FeelType, what: str) -> Box:
        if box.language and "feel" not in box.language.lower():
            return self._other_language(box)
        if not box.text.text.strip():
            return Box(_null, NULL)
        subject = self.subject.at(box.text.line)
        expression = self.compile(box.text, scope, subject)
        if wanted == ANY:
            return Box(placed(expression.program, box.text, subject), expression.type)
        return Box(placed_and_typed(expression.program, wanted, what, box.text, subject), wanted)

    def _other_language(self, box: tree.LiteralExpression) -> Box:
        message = f"The expression is written in “{box.language}”; only FEEL is evaluated."
        self.reports.add(
            self.subject.diagnostic("error", "not-feel", message, "Write it in FEEL.", line=box.line)
        )

        def program(frame: Frame) -> Value:
            run: Run = frame[0]
            return run.null("not-feel", message, remedy="Write it in FEEL.")

        return Box(placed(program, tree.Text("", box.line), self.subject), ANY)

    # Collections

    def _context(self, box: tree.Context, scope: Scope) -> Box:
        entries: list[tuple[str, int, Program]] = []
        types: list[tuple[str, FeelType]] = []
        result: Box | None = None
        for entry in box.entries:
            if entry.variable is None:
                result = self.prepare(entry.value, scope)
                continue
            name = normal_name(entry.variable.name)
            if isinstance(entry.value, tree.FunctionDefinition):
                inner = scope.child({name: self._signature(entry.value)})
                found = function_box(self, entry.value, inner, own_name=name)
                scope = inner
            else:
                found = self.prepare(entry.value, scope)
                declared = self.types.of(entry.variable.type_ref, self.subject, entry.line)
                text = tree.Text("", entry.line)
                found = Box(
                    typed(found.program, declared, f"“{name}”", text, self.subject),
                    found.type if declared == ANY else declared,
                )
                scope = scope.child({name: found.type})
            entries.append((name, scope.slot(name) or 0, found.program))
            types.append((name, found.type))
        answer = result.program if result is not None else None

        def program(frame: Frame) -> Value:
            for _, slot, value in entries:
                frame[slot] = value(frame)
            if answer is not None:
                return answer(frame)
            return {name: frame[slot] for name, slot, _ in entries}

        return Box(program, result.type if result is not None else ContextType(tuple(types)))

    def _list(self, box: tree.ListOf, scope: Scope) -> Box:
        items = [self.prepare(item, scope).program for item in box.items]
        return Box(lambda frame: [item(frame) for item in items], ListType(ANY))

    def _relation(self, box: tree.Relation, scope: Scope) -> Box:
        names = [normal_name(column.name) for column in box.columns]
        declared = [self.types.of(column.type_ref, self.subject, column.line) for column in box.columns]
        rows = []
        for row in box.rows:
            cells = []
            for name, cell, type_ in zip(names, row, declared, strict=True):
                text = tree.Text("", cell.line if cell is not None else box.line)
                subject = self.subject.at(text.line, name)
                cells.append(typed(self.prepare(cell, scope).program, type_, f"“{name}”", text, subject))
            rows.append(cells)

        def program(frame: Frame) -> Value:
            return [dict(zip(names, [cell(frame) for cell in row], strict=True)) for row in rows]

        return Box(program, ListType(ContextType(tuple(zip(names, declared, strict=True)))))

    # Functions

    def parameters(self, parameters: tuple[tree.Variable, ...]) -> tuple[Parameter, ...]:
        """Formal parameters with their types."""
        return tuple(
            Parameter(normal_name(each.name), self.types.of(each.type_ref, self.subject, each.line))
            for each in parameters
        )

    def _signature(self, box: tree.FunctionDefinition) -> FunctionType:
        parameters = tuple(each.type or ANY for each in self.parameters(box.parameters))
        return FunctionType(parameters, self.types.of(box.type_ref, self.subject, box.line))


def _null(_: Frame) -> Value:
    return None
