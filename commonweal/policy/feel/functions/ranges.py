"""`range`: a range out of text (DMN 1.5, Table 72)."""

from __future__ import annotations

from ..arithmetic import Undefined
from ..ast import AtLiteral, Invocation, Name, Negation, Node, NumberLiteral, RangeLiteral, StringLiteral
from ..diagnostics import FeelSyntaxError
from ..ranges import make_range
from ..temporal_text import read_date, read_date_time, read_duration, read_temporal, read_time
from ..values import Range, Value
from .registry import builtin

_CONSTRUCTORS = {
    "date": read_date,
    "time": read_time,
    "date and time": read_date_time,
    "duration": read_duration,
}


@builtin("range(from: string) -> range", cost=90)
def range_(from_: str) -> Range | Undefined:
    """A range out of text such as `[1..10)`, its endpoints literals."""
    from ..parser import parse_expression
    from ..scope import Scope

    try:
        tree = parse_expression(from_, Scope())
    except FeelSyntaxError:
        tree = None
    if not isinstance(tree, RangeLiteral):
        return Undefined("not-a-range", f'"{from_[:40]}" is not a range such as [1..10).')
    low, high = _literal(tree.low), _literal(tree.high)
    if low is None or high is None:
        return Undefined("not-a-range", "The ends of the range must be literals.")
    return make_range(low, tree.low_included, high, tree.high_included)


def _literal(node: Node) -> Value:
    if isinstance(node, NumberLiteral):
        return node.value
    if isinstance(node, Negation) and isinstance(node.operand, NumberLiteral):
        return node.operand.value.copy_negate()
    if isinstance(node, StringLiteral):
        return node.value
    if isinstance(node, AtLiteral):
        return read_temporal(node.text)
    if isinstance(node, Invocation) and isinstance(node.function, Name) and len(node.arguments) == 1:
        read = _CONSTRUCTORS.get(node.function.name)
        argument = node.arguments[0]
        if read is not None and isinstance(argument, StringLiteral):
            return read(argument.value)
    return None
