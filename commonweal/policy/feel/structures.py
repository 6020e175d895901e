"""Compiling literals, names, lists, contexts, ranges, paths and `instance of`."""

from __future__ import annotations

from itertools import chain

from .arithmetic import Undefined
from .ast import (
    AtLiteral,
    BooleanLiteral,
    ContextLiteral,
    FunctionDefinition,
    InstanceOf,
    ListLiteral,
    Name,
    NullLiteral,
    NumberLiteral,
    Path,
    RangeLiteral,
    StringLiteral,
    UnaryComparison,
)
from .compiling import Code, always, compile_node, compiles, constant, failing, load, place
from .diagnostics import Span
from .functions import BUILTINS
from .membership import test_code
from .nearest import did_you_mean
from .properties import PROPERTIES
from .ranges import make_range
from .run import Run
from .scope import Frame, Scope
from .typenames import resolve_type
from .types import ANY, instance_of, kind_name, unconstrained
from .values import Range, Value


@compiles(NullLiteral, BooleanLiteral, NumberLiteral, StringLiteral)
def literal(node: NumberLiteral, _scope: Scope) -> Code:
    """A constant."""
    known = constant(node)
    return always(known.value if known else None)


@compiles(AtLiteral)
def at_literal(node: AtLiteral, _scope: Scope) -> Code:
    """A date, time or duration, read once."""
    known = constant(node)
    if known is not None:
        return always(known.value)
    message = f'"{node.text[:40]}" is no date, time or duration.'
    return failing("bad-literal", message, node.span, 'Write it like "2025-04-01", "14:30:00" or "P1Y".')


@compiles(Name)
def name(node: Name, scope: Scope) -> Code:
    """A variable, an entry of the item being filtered, or a built-in function."""
    found = place(node.name, scope)
    if found.slot is not None:
        otherwise = load(found.slot)
    elif node.name in BUILTINS:
        otherwise = always(BUILTINS[node.name])
    else:
        message = f"There is no `{node.name}` here."
        remedy = did_you_mean(node.name, chain(BUILTINS, scope.names()), "Declare it, or check its spelling.")
        otherwise = failing("unknown-name", message, node.span, remedy)
    for slot in reversed(found.items):
        otherwise = _entry_first(node.name, slot, otherwise)
    return otherwise


def _entry_first(key: str, slot: int, otherwise: Code) -> Code:
    def read(frame: Frame) -> Value:
        item = frame[slot]
        if item.__class__ is dict and key in item:
            return item[key]  # type: ignore[no-any-return]
        return otherwise(frame)  # type: ignore[no-any-return]

    return read


@compiles(ListLiteral)
def list_literal(node: ListLiteral, scope: Scope) -> Code:
    """A list."""
    codes = [compile_node(each, scope) for each in node.items]
    return lambda frame: [code(frame) for code in codes]


@compiles(ContextLiteral)
def context_literal(node: ContextLiteral, scope: Scope) -> Code:
    """A context: each entry sees those before it, and a function also itself."""
    from .invocation import define_function

    entries: list[tuple[str, int, Code]] = []
    inner = scope
    for key, value in node.entries:
        outer, inner = inner, inner.child({key: ANY})
        slot = inner.own_slot(key)
        assert slot is not None
        if isinstance(value, FunctionDefinition):
            code = define_function(value, inner, name=key, own_slot=slot)
        else:
            code = compile_node(value, outer)
        entries.append((key, slot, code))

    def build(frame: Frame) -> Value:
        context: dict[str, Value] = {}
        for key, slot, code in entries:
            context[key] = frame[slot] = code(frame)
        return context

    return build


@compiles(RangeLiteral)
def range_literal(node: RangeLiteral, scope: Scope) -> Code:
    """A range; made once when its ends are constants."""
    low, high = constant(node.low), constant(node.high)
    if low is not None and high is not None:
        made = make_range(low.value, node.low_included, high.value, node.high_included)
        if isinstance(made, Undefined):
            return failing(made.code, made.message, node.span)
        return always(made)
    low_code, high_code = compile_node(node.low, scope), compile_node(node.high, scope)
    low_included, high_included, span = node.low_included, node.high_included, node.span

    def build(frame: Frame) -> Value:
        made = make_range(low_code(frame), low_included, high_code(frame), high_included)
        if isinstance(made, Undefined):
            return frame[0].null(made.code, made.message, span)  # type: ignore[no-any-return]
        return made

    return build


@compiles(UnaryComparison)
def unary_comparison(node: UnaryComparison, scope: Scope) -> Code:
    """A test of `?` where there is one, else a range open on one side."""
    subject = scope.slot("?")
    if subject is not None:
        return test_code(node, scope, subject)
    endpoint, operator, span = compile_node(node.endpoint, scope), node.operator, node.span

    def build(frame: Frame) -> Value:
        value = endpoint(frame)
        if value is None:
            return frame[0].null("null-operand", "The end of the range is null.", span)  # type: ignore[no-any-return]
        match operator:
            case "<" | "<=":
                return Range(None, False, value, operator == "<=")
            case ">" | ">=":
                return Range(value, operator == ">=", None, False)
            case "=":
                return Range(value, True, value, True, "=")
        return Range(value, False, value, False, "!=")

    return build


@compiles(Path)
def path(node: Path, scope: Scope) -> Code:
    """An entry of a context, a property, or either of every item of a list."""
    source, member, span = compile_node(node.source, scope), node.member, node.span

    def read(frame: Frame) -> Value:
        value = source(frame)
        if value.__class__ is dict and member in value:
            return value[member]  # type: ignore[no-any-return]
        return member_of(frame[0], value, member, span)

    return read


def member_of(run: Run, value: Value, member: str, span: Span) -> Value:
    """What `value.member` means (10.3.2.5, Tables 64 and 65)."""
    if isinstance(value, dict):
        if member in value:
            return value[member]
        run.spend(20)
        remedy = did_you_mean(member, value)
        return run.null("no-entry", f"The context has no entry `{member}`.", span, remedy)
    if isinstance(value, list):
        run.spend(len(value))
        return [member_of(run, each, member, span) for each in value]
    read = PROPERTIES.get(value.__class__, {}).get(member)
    if read is not None:
        return read(value)
    code = "null-operand" if value is None else "no-property"
    return run.null(code, f"`.{member}` was asked of {kind_name(value)}, which has none.", span)


@compiles(InstanceOf)
def instance(node: InstanceOf, scope: Scope) -> Code:
    """Whether a value belongs to a type; null where the type is not declared."""
    wanted = resolve_type(node.type, scope)
    if wanted is None:
        return failing(
            "unknown-type", "There is no such type.", node.type.span, "Declare it as an item definition."
        )
    value, plain = compile_node(node.value, scope), unconstrained(wanted)
    return lambda frame: instance_of(value(frame), plain, frame[0])
