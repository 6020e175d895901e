"""A model's decisions, one after another, as lines of Python: the short way of each, or the interpreter."""

from __future__ import annotations

from collections.abc import Callable

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.boxes import Boxes
from commonweal.policy.dmn.constants import constant_test
from commonweal.policy.dmn.evaluation import PolicyRun, Program
from commonweal.policy.dmn.graph import Graph, Node
from commonweal.policy.dmn.reports import Reports
from commonweal.policy.dmn.rule_index import Column
from commonweal.policy.dmn.table import PreparedTable
from commonweal.policy.feel import (
    ANY,
    DEFAULT_LIMITS,
    MISFIT,
    FeelSyntaxError,
    FeelType,
    Frame,
    Scope,
    Value,
    ast,
    compile_unary_tests,
    convert,
    normal_name,
    parse_expression,
)

from .lookups import ASK, Lookups, Tested
from .short_ways import KINDS, NoWay, ShortWays, Way, kind_of
from .source import Source


class Ask(Exception):
    """Raised by a short way that does not hold for a row: the interpreter is asked."""


def variable(node: Node) -> str:
    """The name of the Python variable that holds a node's value."""
    return f"v{node.slot}"


class Decisions:
    """Writes the decisions of one model."""

    def __init__(self, graph: Graph, template: Callable[[], Frame], source: Source) -> None:
        """`template` gives a fresh frame of the model, its functions in their slots."""
        self._graph = graph
        self._template = template
        self._source = source
        self.interpreted: list[str] = []

    def write(self, node: Node, depth: int) -> None:
        """The lines that give a decision's variable its value."""
        ask = self._asking(node)
        try:
            body = self._short_way(node)
        except (NoWay, FeelSyntaxError):
            self.interpreted.append(node.name)
            self._source.add(depth, ask)
            return
        failed = self._source.constant((ArithmeticError, Ask))
        self._source.add(depth, "try:")
        body(depth + 1)
        self._source.add(depth, f"except {failed}:", f"    {ask}")

    def _asking(self, node: Node) -> str:
        """The line that asks the interpreter."""
        needs = [each for each in node.needs if isinstance(each.element, tree.InputData | tree.Decision)]
        slots = [each.slot for each in needs]
        template = self._template
        program: Program | None = node.program
        assert program is not None

        def ask(run: PolicyRun, *values: Value) -> Value:
            frame = template()
            frame[0] = run
            for slot, value in zip(slots, values, strict=True):
                frame[slot] = value
            value = program(frame)
            forget(run)
            return value

        arguments = ", ".join(["run", *(variable(each) for each in needs)])
        return f"{variable(node)} = {self._source.constant(ask)}({arguments})"

    def _short_way(self, node: Node) -> Callable[[int], None]:
        visible = self._graph.visible(node)
        if node.circular or not isinstance(node.element, tree.Decision) or visible.keys() - {""}:
            raise NoWay
        members = visible.get("", {})
        names = {name: (variable(each), kind_of(each.type)) for name, each in members.items()}
        scope = Scope(
            {name: each.type for name, each in members.items()}, types=self._graph.types[node.unit].all()
        )
        boxes = Boxes(self._graph.types[node.unit], Reports(), node.subject)
        ways = ShortWays(names, self._source)
        logic = node.element.logic
        if isinstance(logic, tree.LiteralExpression):
            return self._literal(node, logic, ways, scope, boxes)
        if isinstance(logic, tree.DecisionTable):
            return self._table(node, logic, ways, scope, boxes, {n: each.type for n, each in members.items()})
        raise NoWay

    def _types(self, node: Node, type_ref: str | None, boxes: Boxes) -> list[FeelType]:
        """The types that a decision's value is converted to, in order."""
        written = (type_ref, node.element.variable.type_ref)
        found = [boxes.types.of(each, boxes.subject, node.element.line) for each in written]
        return [each for each in found if each != ANY]

    def _literal(
        self, node: Node, logic: tree.LiteralExpression, ways: ShortWays, scope: Scope, boxes: Boxes
    ) -> Callable[[int], None]:
        if logic.language and "feel" not in logic.language.lower():
            raise NoWay
        way = ways.of(parse_expression(logic.text.text, scope))
        types = [each for each in self._types(node, logic.type_ref, boxes) if KINDS.get(each) is not way.kind]
        source, target = self._source, variable(node)

        def write(depth: int) -> None:
            self._guard(ways, depth)
            value = f"{source.constant(_fit(types))}({way.text})" if types else way.text
            source.add(depth, f"{target} = {value}")

        return write

    def _guard(self, ways: ShortWays, depth: int) -> None:
        """The lines that ask the interpreter unless every variable read is of its kind."""
        source = self._source
        tests = [f"{name}.__class__ is {source.constant(kind)}" for name, kind in ways.reads.items()]
        if tests:
            source.add(depth, f"if not ({' and '.join(tests)}):", f"    raise {source.constant(Ask)}")

    def _table(
        self,
        node: Node,
        logic: tree.DecisionTable,
        ways: ShortWays,
        scope: Scope,
        boxes: Boxes,
        types: dict[str, FeelType],
    ) -> Callable[[int], None]:
        table = PreparedTable(logic, scope, boxes)
        if not table.constant_outputs:
            raise NoWay
        run = PolicyRun(clock=None, limits=DEFAULT_LIMITS, bindings=None, trace=False)
        fit = _fit(self._types(node, logic.type_ref, boxes))

        def frame() -> Frame:
            made: Frame = [None] * scope.layout.size
            made[0] = run
            return made

        def outcome(rules: int) -> Value:
            forget(run)
            value = fit(table.outcome(rules, frame()))
            return ASK if value.__class__ in (list, dict) else value  # type: ignore[return-value]

        with run:
            tested = [
                Tested(
                    self._input(clause, ways, scope, boxes, types),
                    column,
                    column.match(None, frame(), table.every),
                    self._allowed(clause, type_, boxes),
                )
                for clause, column, type_ in zip(logic.inputs, table.columns, table.input_types, strict=True)
            ]
            lookups = Lookups(tested, table.every, outcome)
        source, target = self._source, variable(node)

        def write(depth: int) -> None:
            self._guard(ways, depth)
            found = lookups.write(source, depth, f"raise {source.constant(Ask)}")
            source.add(depth, f"{target} = {found}")

        return write

    def _input(
        self,
        clause: tree.InputClause,
        ways: ShortWays,
        scope: Scope,
        boxes: Boxes,
        types: dict[str, FeelType],
    ) -> Way:
        """What a column tests. A variable alone may be null; an expression's variables are guarded."""
        node = parse_expression(clause.expression.text, scope)
        declared = boxes.types.of(clause.type_ref, boxes.subject, clause.line)
        if isinstance(node, ast.Name):
            name, kind = ways.names.get(node.name, ("", None))
            same = declared in (ANY, types.get(normal_name(node.name))) or KINDS.get(declared) is kind
            if kind is None or not same:
                raise NoWay
            return Way(name, kind)
        way = ways.of(node)
        if declared != ANY and KINDS.get(declared) is not way.kind:
            raise NoWay
        return way

    def _allowed(self, clause: tree.InputClause, type_: FeelType, boxes: Boxes) -> Column | None:
        if clause.allowed is None:
            return None
        scope = Scope({"?": type_}, types=boxes.types.all())
        tests = compile_unary_tests(clause.allowed.text, scope)
        if tests.tree is None:
            return None
        return Column([tests.program], [constant_test(tests.tree, scope)], scope.slot("?") or 0)


def forget(run: PolicyRun) -> None:
    """Nothing went wrong, as far as the run knows."""
    run.problems.clear()
    run.places.clear()


def _fit(types: list[FeelType]) -> Callable[[Value], Value]:
    """A value converted to one type after another; null where it does not fit."""
    if not types:
        return lambda value: value

    def fit(value: Value) -> Value:
        for each in types:
            fitted = convert(value, each)
            if fitted is MISFIT:
                return None
            value = fitted  # type: ignore[assignment]
        return value

    return fit
