"""The boxed expressions of a DMN file (clause 10.2.2 and clause 8), from XML to the plain tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from lxml import etree

from . import tree
from .safe_xml import clean, line_of

if TYPE_CHECKING:
    from .reading import Reader


MAX_NESTING: Final = 85
"""How deep boxed expressions may stand in one another."""


class BoxReader:
    """Reads expressions for a `Reader`, to whom it reports what is wrong."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._depth = 0
        self._readings: dict[str, Callable[[etree._Element], tree.Expression]] = {
            "literalExpression": self._literal,
            "decisionTable": self._table,
            "context": self._context,
            "invocation": self._invocation,
            "functionDefinition": self.function,
            "relation": self._relation,
            "list": self._list,
            "conditional": self._conditional,
            "filter": self._filter,
            "for": self._iteration,
            "some": self._iteration,
            "every": self._iteration,
        }

    def only(self, node: etree._Element | None) -> tree.Expression | None:
        """The one expression inside a node."""
        found = self._all(node)
        if len(found) > 1:
            self.reader.fault(
                found[1],
                "too-many-expressions",
                "There is more than one expression here.",
                "Keep one; put the others into decisions of their own.",
            )
        return self._read(found[0]) if found else None

    def _all(self, node: etree._Element | None) -> list[etree._Element]:
        return [] if node is None else list(self.reader.children(node, *self._readings))

    def _read(self, node: etree._Element) -> tree.Expression:
        if self._depth >= MAX_NESTING:
            self.reader.fault(
                node,
                "nested-too-deep",
                f"Expressions nest more than {MAX_NESTING} deep.",
                "Put the inner ones into decisions of their own.",
            )
            return tree.LiteralExpression(text=tree.Text("null", line_of(node)), line=line_of(node))
        self._depth += 1
        try:
            return self._readings[etree.QName(node).localname](node)
        finally:
            self._depth -= 1

    def _shared(self, node: etree._Element) -> dict[str, Any]:
        return {
            "line": line_of(node),
            "id": node.get("id"),
            "label": node.get("label"),
            "type_ref": self.reader.type_ref(node) if node.get("typeRef") else None,
        }

    def _literal(self, node: etree._Element) -> tree.LiteralExpression:
        text = self.reader.text(node)
        if text is None:
            text = tree.Text("", line_of(node))
        return tree.LiteralExpression(
            text=text, language=node.get("expressionLanguage"), **self._shared(node)
        )

    # Decision tables

    def _table(self, node: etree._Element) -> tree.DecisionTable:
        reader = self.reader
        annotations = tuple(clean(each.get("name")) for each in reader.children(node, "annotation"))
        inputs = tuple(self._input(each) for each in reader.children(node, "input"))
        outputs = tuple(self._output(each) for each in reader.children(node, "output"))
        rules = tuple(
            self._rule(each, number, len(inputs), len(outputs))
            for number, each in enumerate(reader.children(node, "rule"), start=1)
        )
        if not outputs:
            message = "The decision table has no output."
            reader.fault(node, "table-shape", message, "Add an output column.")
        return tree.DecisionTable(
            hit_policy=self._choice(node, "hitPolicy", tree.HitPolicy, "UNIQUE"),
            aggregation=self._choice(node, "aggregation", tree.Aggregation, None),
            inputs=inputs,
            outputs=outputs,
            annotations=annotations,
            rules=rules,
            output_label=node.get("outputLabel"),
            **self._shared(node),
        )

    def _choice(self, node: etree._Element, attribute: str, kind: Any, default: Any) -> Any:
        written = node.get(attribute)
        if written is None:
            return default
        if written in get_args(kind):
            return written
        self.reader.fault(
            node,
            "table-shape",
            f"“{written}” is not a {attribute} of DMN.",
            f"Use one of {', '.join(get_args(kind))}.",
        )
        return default

    def _input(self, node: etree._Element) -> tree.InputClause:
        expression = self.reader.child(node, "inputExpression")
        text = self.reader.text(expression)
        if expression is None or text is None:
            self.reader.fault(
                node,
                "table-shape",
                "An input column has no expression.",
                "Write the input's name in the column's heading.",
            )
            text = tree.Text("null", line_of(node))
        return tree.InputClause(
            heading=clean(node.get("label")) or clean(text.text),
            expression=text,
            type_ref=None if expression is None else self.reader.type_ref(expression),
            allowed=self.reader.text(self.reader.child(node, "inputValues")),
            line=line_of(node),
        )

    def _output(self, node: etree._Element) -> tree.OutputClause:
        name = clean(node.get("name")) or None
        return tree.OutputClause(
            name=name,
            heading=clean(node.get("label")) or name or "",
            type_ref=self.reader.type_ref(node),
            allowed=self.reader.text(self.reader.child(node, "outputValues")),
            default=self.reader.text(self.reader.child(node, "defaultOutputEntry")),
            line=line_of(node),
        )

    def _rule(self, node: etree._Element, number: int, inputs: int, outputs: int) -> tree.Rule:
        reader = self.reader

        def cells(name: str, wanted: int) -> tuple[tree.Text, ...]:
            found = [
                reader.text(each) or tree.Text("", line_of(each)) for each in reader.children(node, name)
            ]
            if len(found) != wanted:
                kind = "input" if name == "inputEntry" else "output"
                message = f"The rule has {len(found)} {kind} cells; the table has {wanted} {kind} columns."
                reader.fault(node, "table-shape", message, "Give every rule one cell for each column.")
            empty = tree.Text("", line_of(node))
            return tuple((found + [empty] * wanted)[:wanted])

        annotations = tuple(
            clean(reader.words(each, "text")) for each in reader.children(node, "annotationEntry")
        )
        return tree.Rule(
            number=number,
            id=node.get("id"),
            inputs=cells("inputEntry", inputs),
            outputs=cells("outputEntry", outputs),
            annotations=annotations,
            description=reader.words(node, "description"),
            line=line_of(node),
        )

    # The other boxes

    def _context(self, node: etree._Element) -> tree.Context:
        entries = []
        for each in self.reader.children(node, "contextEntry"):
            variable = self.reader.child(each, "variable")
            known = None if variable is None else self._parameter(variable)
            entries.append(tree.ContextEntry(known, self.only(each), line_of(each)))
        return tree.Context(entries=tuple(entries), **self._shared(node))

    def _parameter(self, node: etree._Element) -> tree.Variable:
        return tree.Variable(self.reader.name(node), self.reader.type_ref(node), line_of(node))

    def _invocation(self, node: etree._Element) -> tree.Invocation:
        bindings = []
        for each in self.reader.children(node, "binding"):
            parameter = self.reader.child(each, "parameter")
            if parameter is None:
                message = "A binding names no parameter."
                self.reader.fault(each, "missing-name", message, "Name the parameter.")
                continue
            line = line_of(each)
            bindings.append(tree.Binding(self._parameter(parameter), self.only(each), line))
        return tree.Invocation(function=self.only(node), bindings=tuple(bindings), **self._shared(node))

    def function(self, node: etree._Element) -> tree.FunctionDefinition:
        """A function definition, or the logic of a business knowledge model, which has the same form."""
        foreign = [str(value) for key, value in node.attrib.items() if str(key).endswith("}kind")]
        kind = str(node.get("kind") or (foreign[0] if foreign else "FEEL"))
        kinds = {"F": "FEEL", "FEEL": "FEEL", "J": "Java", "Java": "Java", "P": "PMML", "PMML": "PMML"}
        if kind not in kinds:
            message = f"“{kind}” is not a kind of function."
            self.reader.fault(node, "function-kind", message, "Use FEEL, Java or PMML.")
        parameters = tuple(self._parameter(each) for each in self.reader.children(node, "formalParameter"))
        return tree.FunctionDefinition(
            kind=cast(Any, kinds.get(kind, "FEEL")),
            parameters=parameters,
            body=self.only(node),
            **self._shared(node),
        )

    def _relation(self, node: etree._Element) -> tree.Relation:
        columns = tuple(self._parameter(each) for each in self.reader.children(node, "column"))
        rows = []
        for each in self.reader.children(node, "row"):
            cells = [self._read(cell) for cell in self._all(each)]
            if len(cells) != len(columns):
                message = f"A row has {len(cells)} cells; the relation has {len(columns)} columns."
                self.reader.fault(each, "relation-shape", message, "Give every row one cell for each column.")
            rows.append(tuple([*cells, *([None] * len(columns))][: len(columns)]))
        return tree.Relation(columns=columns, rows=tuple(rows), **self._shared(node))

    def _list(self, node: etree._Element) -> tree.ListOf:
        items = tuple(self._read(each) for each in self._all(node))
        return tree.ListOf(items=items, **self._shared(node))

    def _conditional(self, node: etree._Element) -> tree.Conditional:
        parts = {name: self.only(self.reader.child(node, name)) for name in ("if", "then", "else")}
        return tree.Conditional(
            test=parts["if"], then=parts["then"], otherwise=parts["else"], **self._shared(node)
        )

    def _filter(self, node: etree._Element) -> tree.Filter:
        source, match = (self.only(self.reader.child(node, name)) for name in ("in", "match"))
        return tree.Filter(source=source, match=match, **self._shared(node))

    def _iteration(self, node: etree._Element) -> tree.Iteration:
        kind = etree.QName(node).localname
        variable = clean(node.get("iteratorVariable"))
        if not variable:
            self.reader.fault(node, "missing-name", f"This <{kind}> names no variable.", "Name its variable.")
        body = self.reader.child(node, "return" if kind == "for" else "satisfies")
        return tree.Iteration(
            kind=cast(Any, kind),
            variable=variable or "item",
            source=self.only(self.reader.child(node, "in")),
            body=self.only(body),
            **self._shared(node),
        )


def walk(expression: tree.Expression | None) -> Iterator[tree.Expression]:
    """An expression and every expression boxed inside it, from the outside in."""
    if expression is None:
        return
    yield expression
    for each in _parts(expression):
        yield from walk(each)


def _parts(box: tree.Expression) -> Iterator[tree.Expression | None]:
    match box:
        case tree.Context():
            yield from (entry.value for entry in box.entries)
        case tree.Invocation():
            yield box.function
            yield from (binding.value for binding in box.bindings)
        case tree.FunctionDefinition():
            yield box.body
        case tree.Relation():
            yield from (cell for row in box.rows for cell in row)
        case tree.ListOf():
            yield from box.items
        case tree.Conditional():
            yield from (box.test, box.then, box.otherwise)
        case tree.Filter():
            yield from (box.source, box.match)
        case tree.Iteration():
            yield from (box.source, box.body)
        case _:
            return
