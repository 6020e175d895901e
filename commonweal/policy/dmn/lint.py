"""What is doubtful about a whole model, beyond its expressions: things never used, rules never reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.policy.feel import Scope, compile_unary_tests, normal_name
from commonweal.policy.feel.types import ANY

from . import tree
from .constants import ConstantTest, Interval, constant_test
from .graph import Graph, Node
from .reading_boxes import walk
from .reports import Reports

_SINGLE = ("UNIQUE", "FIRST", "ANY")


def lint(graph: Graph, reports: Reports) -> None:
    """Report unused inputs and requirements, decisions without logic and rules that cannot be reached."""
    required = {below for node in graph.nodes for below in node.needs}
    for node in graph.nodes:
        if isinstance(node.element, tree.InputData) and node not in required and node.unit is graph.top:
            _warn(reports, node, "unused-input", "No decision uses this input.", "Require it, or remove it.")
        if isinstance(node.element, tree.Decision | tree.Knowledge):
            logic = node.element.logic
            if logic is None and isinstance(node.element, tree.Decision):
                message = "The decision has no logic, so its value is always null."
                _warn(reports, node, "no-logic", message, "Give it a table or an expression.")
            _unused_requirements(node, reports)
            for box in walk(logic):
                if isinstance(box, tree.DecisionTable):
                    _unreachable(box, node, reports)


def _warn(
    reports: Reports,
    node: Node,
    code: str,
    message: str,
    remedy: str,
    line: int | None = None,
    row: int | None = None,
) -> None:
    subject = node.subject if row is None else node.subject.at(line or node.element.line, row=row)
    reports.add(subject.diagnostic("warning", code, message, remedy, line=line))


def _unused_requirements(node: Node, reports: Reports) -> None:
    assert isinstance(node.element, tree.Decision | tree.Knowledge)
    if node.element.logic is None:
        return
    said = normal_name(" ".join(text.text for text in texts(node.element.logic)))
    if isinstance(node.element, tree.Decision):
        said += " " + normal_name(" ".join(words.text for words in node.element.words))
    if isinstance(node.element.logic, tree.DecisionTable):
        rules = node.element.logic.rules
        said += " " + " ".join(text for rule in rules for text in rule.annotations if "{" in text)
    squeezed = re.sub(r"\s", "", said)
    for needed in node.needs:
        name = re.sub(r"\s", "", needed.element.variable.name)
        if name not in squeezed:
            message = f"It requires “{needed.name}” but does not use it."
            _warn(reports, node, "unused-requirement", message, "Use it, or remove the requirement.")


def texts(logic: tree.Expression | None) -> Iterator[tree.Text]:
    """Every FEEL text inside an expression."""
    for box in walk(logic):
        if isinstance(box, tree.LiteralExpression):
            yield box.text
        elif isinstance(box, tree.DecisionTable):
            for clause in box.inputs:
                yield clause.expression
                if clause.allowed:
                    yield clause.allowed
            for output in box.outputs:
                yield from (each for each in (output.allowed, output.default) if each)
            for rule in box.rules:
                yield from rule.inputs
                yield from rule.outputs


def _unreachable(table: tree.DecisionTable, node: Node, reports: Reports) -> None:
    """Rules that another rule of the table wholly covers, and cells that nothing can satisfy."""
    scope = Scope({"?": ANY})
    known: dict[str, ConstantTest | None] = {}

    def test(text: str) -> ConstantTest | None:
        if text not in known:
            known[text] = constant_test(compile_unary_tests(text.strip() or "-", scope).tree)
        return known[text]

    seen: dict[tuple[str, ...], int] = {}
    open_rules: list[tree.Rule] = []
    for rule in table.rules:
        cells = tuple(normal_name(cell.text) or "-" for cell in rule.inputs)
        for cell, clause in zip(rule.inputs, table.inputs, strict=True):
            found = test(cell.text)
            if (
                found is not None
                and not found.any
                and not found.negated
                and all(map(_empty, found.intervals))
            ):
                message = f"The cell “{cell.text.strip()}” can match nothing, so the rule is never reached."
                subject = node.subject.at(cell.line, clause.heading, rule.number)
                reports.add(
                    subject.diagnostic("warning", "unreachable-rule", message, "Correct the cell's bounds.")
                )
        earlier = seen.setdefault(cells, rule.number)
        cover = next((each.number for each in open_rules), None) if table.hit_policy == "FIRST" else None
        if table.hit_policy in _SINGLE and (earlier != rule.number or cover is not None):
            other = earlier if earlier != rule.number else cover
            message = f"Rule {other} already matches whatever this rule matches."
            if table.hit_policy == "UNIQUE":
                message += " UNIQUE then gives null."
            _warn(
                reports,
                node,
                "unreachable-rule",
                message,
                "Remove or narrow one of the two.",
                rule.line,
                rule.number,
            )
        if all(cell == "-" for cell in cells):
            open_rules.append(rule)


def _empty(interval: Interval) -> bool:
    low, high = interval.low, interval.high
    if low is None or high is None:
        return False
    if low == high:
        return not (interval.low_included and interval.high_included)
    return low > high  # type: ignore[operator]
