"""From a type as it is written to the type itself (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from .ast import ContextOf, FunctionOf, ListOf, NamedType, RangeOf, TypeExpression
from .scope import Scope
from .types import ContextType, FeelType, FunctionType, ListType, RangeType


def resolve_type(written: TypeExpression, scope: Scope) -> FeelType | None:
    """The type that is written; None when it names a type that is not declared."""
    if isinstance(written, NamedType):
        return scope.type_named(written.name)
    if isinstance(written, ListOf | RangeOf):
        element = resolve_type(written.element, scope)
        if element is None:
            return None
        return ListType(element) if isinstance(written, ListOf) else RangeType(element)
    if isinstance(written, ContextOf):
        entries: list[tuple[str, FeelType]] = []
        for name, each in written.entries:
            entry = resolve_type(each, scope)
            if entry is None:
                return None
            entries.append((name, entry))
        return ContextType(tuple(entries))
    if isinstance(written, FunctionOf):
        parameters = [resolve_type(each, scope) for each in written.parameters]
        result = resolve_type(written.result, scope)
        known = tuple(each for each in parameters if each is not None)
        if result is None or len(known) != len(parameters):
            return None
        return FunctionType(known, result)
    return None
