"""Boxed expressions prepared once as programs over frames (DMN 1.5, 10.2.2).

What FEEL already says, FEEL does: a boxed conditional, filter, iteration or invocation becomes the FEEL tree
of the same meaning, in which a part that is not itself FEEL text is a call of its own prepared program.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

from commonweal.policy.feel import (
    ANY,
    BOOLEAN,
    NULL,
    ContextType,
    Expression,
    FeelSyntaxError,
    FeelType,
    Frame,
    Function,
    FunctionType,
    Layout,
    ListType,
    Parameter,
    Run,
    Scope,
    Value,
    ast,
    check,
    compile_expression,
    conforms,
    kind_name,
    normal_name,
    parse_expression,
    prepare,
)

from . import tree
from .evaluation import Program, placed, typed
from .item_types import Types
from .reports import Reports, Subject
from .table import PreparedTable


class Box(NamedTuple):
    """A prepared expression and the type of its value."""

    program: Program
    type: FeelType


class Boxes:
    """Prepares the boxed expressions of one element."""

    def __init__(self, types: Types, reports: Reports, subject: Subject) -> None:
        self.types = types
        self.reports = reports
        self.subject = subject
        self._numbers = count(1)

    def prepare(self, box: tree.Expression | None, scope: Scope) -> Box:
        """Any expression; null for none."""
        if box is None:
            return Box(_null, NULL)
        found = self._prepare(box, scope)
        declared = self._declared(box)
        if declared == ANY:
            return found
        text = box.text if isinstance(box, tree.LiteralExpression) else tree.Text("", box.line)
        what = box.label or "this expression"
        return Box(typed(found.program, declared, what, text, self.subject), declared)

    def _declared(self, box: tree.Expression) -> FeelType:
        if isinstance(box, tree.FunctionDefinition):
            return ANY
        return self.types.of(box.type_ref, self.subject, box.line)

    def _prepare(self, box: tree.Expression, scope: Scope) -> Box:
        match box:
            case tree.LiteralExpression():
                return self._literal(box, scope)
            case tree.DecisionTable():
                table = PreparedTable(box, scope, self)
                return Box(placed(table, tree.Text("", box.line), self.subject), table.type)
            case tree.Context():
                return self._context(box, scope)
            case tree.ListOf():
                return self._list(box, scope)
            case tree.Relation():
                return self._relation(box, scope)
            case tree.FunctionDefinition():
                return self.function(box, scope)
            case tree.Invocation():
                return self._invocation(box, scope)
            case tree.Conditional():
                return self._conditional(box, scope)
            case tree.Filter():
                return self._filter(box, scope)
            case tree.Iteration():
                return self._iteration(box, scope)

    def compile(self, text: tree.Text, scope: Scope, subject: Subject) -> Expression:
        """A FEEL text, its findings reported; empty text is null."""
        expression = compile_expression(text.text if text.text.strip() else "null", scope)
        self.reports.problems(expression.problems, text, subject)
        return expression

    def _literal(self, box: tree.LiteralExpression, scope: Scope) -> Box:
        if box.language and "feel" not in box.language.lower():
            return self._other_language(box)
        if not box.text.text.strip():
            return Box(_null, NULL)
        subject = self.subject.at(box.text.line)
        expression = self.compile(box.text, scope, subject)
        return Box(placed(expression.program, box.text, subject), expression.type)

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
                found = self.function(entry.value, inner, own_name=name)
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

    def function(self, box: tree.FunctionDefinition, scope: Scope, own_name: str | None = None) -> Box:
        """A function as a value. `own_name` is the name by which it may call itself."""
        if box.kind != "FEEL":
            return self._external(box, scope)
        names = {name: scope.type(name) or ANY for name in scope.names()}
        outer = Scope(names, types=scope.types, layout=Layout())
        parameters = self.parameters(box.parameters)
        inner = outer.child({each.name: each.type or ANY for each in parameters})
        body = self.prepare(box.body, inner)
        captured = [(scope.slot(name) or 0, outer.slot(name) or 0) for name in names]
        slots = [inner.slot(each.name) or 0 for each in parameters]
        declared = self.types.of(box.type_ref, self.subject, box.line)
        result = body.type if declared == ANY else declared
        own = outer.slot(own_name) if own_name is not None else None
        text = tree.Text("", box.line)
        evaluate = typed(body.program, declared, "the function", text, self.subject)
        layout = inner.layout

        def program(frame: Frame) -> Value:
            template: Frame = [None] * layout.size
            for there, here in captured:
                template[here] = frame[there]
            function = Function(
                own_name or "function",
                parameters,
                lambda run, arguments: enter(run, template, slots, arguments, evaluate),
                result,
            )
            if own is not None:
                template[own] = function
            return function

        return Box(program, FunctionType(tuple(each.type or ANY for each in parameters), result))

    def _external(self, box: tree.FunctionDefinition, scope: Scope) -> Box:
        body = self._as_tree(box.body, scope, {})
        mapping = ast.ContextLiteral((("java" if box.kind == "Java" else "pmml", body),))
        parameters = tuple(
            ast.FormalParameter(
                normal_name(each.name), None if each.type_ref is None else ast.NamedType(each.type_ref)
            )
            for each in box.parameters
        )
        return self._feel(ast.FunctionDefinition(parameters, mapping, external=True), scope, box, {})

    def _invocation(self, box: tree.Invocation, scope: Scope) -> Box:
        parts: dict[str, Program] = {}
        function = self._as_tree(box.function, scope, parts)
        arguments = []
        for binding in box.bindings:
            name = f"binding {next(self._numbers)}"
            found = self.prepare(binding.value, scope)
            scope = scope.child({name: found.type})
            parts[name] = found.program
            arguments.append(ast.Name(name))
        names = tuple(normal_name(binding.parameter.name) for binding in box.bindings)
        return self._feel(ast.Invocation(function, tuple(arguments), names), scope, box, parts)

    # Boxes that FEEL evaluates

    def _conditional(self, box: tree.Conditional, scope: Scope) -> Box:
        """Unlike FEEL's `if`, a boxed conditional whose condition is not a boolean is null."""
        test = self.prepare(box.test, scope).program
        then, otherwise = self.prepare(box.then, scope), self.prepare(box.otherwise, scope)

        def program(frame: Frame) -> Value:
            condition = test(frame)
            if not isinstance(condition, bool):
                return _not_a_condition(frame, condition)
            return (then if condition else otherwise).program(frame)

        return Box(
            placed(program, tree.Text("", box.line), self.subject),
            then.type if conforms(otherwise.type, then.type) else ANY,
        )

    def _filter(self, box: tree.Filter, scope: Scope) -> Box:
        parts: dict[str, Program] = {}
        source = self._as_tree(box.source, scope, parts)
        element = self._element(source, scope, parts)
        names: dict[str, FeelType] = {"item": element}
        if isinstance(element, ContextType):
            names = dict(element.entries) | names
        condition = self._as_tree(box.match, scope.child(names), parts, "item")
        return self._feel(ast.Filter(source, condition), scope, box, parts)

    def _iteration(self, box: tree.Iteration, scope: Scope) -> Box:
        parts: dict[str, Program] = {}
        variable = normal_name(box.variable)
        source = self._as_tree(box.source, scope, parts)
        names = {variable: self._element(source, scope, parts)}
        if box.kind == "for":
            names["partial"] = ANY
        body = self._as_tree(box.body, scope.child(names), parts, *names)
        iterations = (ast.Iteration(variable, source),)
        found = self._feel(ast.For(iterations, body), scope, box, parts)
        return found if box.kind == "for" else self._quantified(found.program, box)

    def _quantified(self, conditions: Program, box: tree.Iteration) -> Box:
        """A boxed some or every is null as soon as one condition is not a boolean, wherever it stands."""
        fold = any if box.kind == "some" else all

        def program(frame: Frame) -> Value:
            found = conditions(frame)
            if not isinstance(found, list):
                return None
            odd = next((each for each in found if not isinstance(each, bool)), True)
            if odd is not True:
                return _not_a_condition(frame, odd)
            return fold(each is True for each in found)

        return Box(placed(program, tree.Text("", box.line), self.subject), BOOLEAN)

    def _element(self, source: ast.Node, scope: Scope, parts: Mapping[str, Program]) -> FeelType:
        found, _ = check(source, scope.child(dict.fromkeys(parts, ANY)))
        return found.element if isinstance(found, ListType) else ANY

    def _as_tree(
        self, box: tree.Expression | None, scope: Scope, parts: dict[str, Program], *variables: str
    ) -> ast.Node:
        """A box as FEEL: its own tree, or a call of a function of the variables that evaluates it."""
        if box is None:
            return ast.NullLiteral()
        if isinstance(box, tree.LiteralExpression) and box.type_ref is None:
            try:
                return parse_expression(box.text.text, scope)
            except FeelSyntaxError:
                pass  # prepared below as any box, it reports the fault and is null
        program = self.prepare(box, scope).program
        name = f"boxed {next(self._numbers)}"
        parameters = tuple(Parameter(each) for each in variables)
        slots = [scope.slot(each) or 0 for each in variables]

        def part(frame: Frame) -> Value:
            def body(_: Run, arguments: list[Value]) -> Value:
                for slot, value in zip(slots, arguments, strict=True):
                    frame[slot] = value
                return program(frame)

            return Function(name, parameters, body)

        parts[name] = part
        return ast.Invocation(ast.Name(name), tuple(ast.Name(each) for each in variables))

    def _feel(self, node: ast.Node, scope: Scope, box: tree.Expression, parts: Mapping[str, Program]) -> Box:
        known = [name for name in parts if scope.slot(name) is None]
        scope = scope.child(dict.fromkeys(known, ANY))
        text = tree.Text("", box.line)
        type_, problems = check(node, scope)
        self.reports.problems(problems, text, self.subject)
        evaluate = prepare(node, scope)
        slots = [(scope.slot(name) or 0, part) for name, part in parts.items()]

        def program(frame: Frame) -> Value:
            for slot, part in slots:
                frame[slot] = part(frame)
            return evaluate(frame)

        return Box(placed(program, text, self.subject), type_)


def enter(run: Run, template: Frame, slots: list[int], arguments: list[Value], body: Program) -> Value:
    """Call a function prepared over its own frame: a copy of the template with the arguments in place."""
    frame = template[:]
    frame[0] = run
    for slot, value in zip(slots, arguments, strict=False):
        frame[slot] = value
    return body(frame)


def _not_a_condition(frame: Frame, value: Value) -> Value:
    run: Run = frame[0]
    return run.null(
        "not-a-condition",
        f"The condition is {kind_name(value)}, not true or false.",
        remedy="Make it a comparison, such as `> 0` or `= true`.",
    )


def _null(_: Frame) -> Value:
    return None
