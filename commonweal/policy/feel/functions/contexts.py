"""Context functions (DMN 1.5, Table 81)."""

from __future__ import annotations

from ..arithmetic import Undefined
from ..types import kind_name
from ..values import Value
from .registry import builtin

Context = dict[str, Value]


@builtin("get value(m: context, key: string) -> any")
def get_value(m: Context, key: str) -> Value | Undefined:
    """The value of an entry; null where there is no such entry."""
    return m[key] if key in m else Undefined("no-entry", f"The context has no entry `{key}`.")


@builtin("get entries(m: context) -> list<context>")
def get_entries(m: Context) -> Value:
    """Each entry as a context with `key` and `value`."""
    return [{"key": key, "value": value} for key, value in m.items()]


@builtin("context(entries: list) -> context")
def context(entries: list[Value]) -> Value | Undefined:
    """A context of entries that are given as contexts with `key` and `value`."""
    made: Context = {}
    for each in entries:
        if not isinstance(each, dict):
            return Undefined("argument-type", f"Each entry must be a context, not {kind_name(each)}.")
        key = each.get("key")
        if not isinstance(key, str) or "value" not in each:
            return Undefined("bad-entry", "Each entry must have a `key` that is text, and a `value`.")
        if key in made:
            return Undefined("duplicate-entry", f"The key `{key}` stands twice.")
        made[key] = each["value"]
    return made


@builtin("context put(context: context, key: string, value: any) -> context")
def context_put(context: Context, key: str, value: Value) -> Value:
    """The context with an entry added at its end, or replaced where it stood."""
    return {**context, key: value}


@builtin("context put(context: context, keys: list, value: any) -> context")
def context_put_deep(context: Context, keys: list[Value], value: Value) -> Value | Undefined:
    """The context with the entry at the end of a path of keys added or replaced."""
    if not keys:
        return Undefined("empty-list", "The list of keys is empty.")
    path: list[tuple[Context, str]] = []
    inner: Value = context
    for key in keys:
        if not isinstance(key, str):
            return Undefined("argument-type", f"Each key must be text, not {kind_name(key)}.")
        if not isinstance(inner, dict):
            return Undefined(
                "argument-type", f"What `{key}` is put into must be a context, not {kind_name(inner)}."
            )
        path.append((inner, key))
        inner = inner.get(key)
    for outer, key in reversed(path):
        value = {**outer, key: value}
    return value


@builtin("context merge(contexts: list) -> context")
def context_merge(contexts: list[Value]) -> Value | Undefined:
    """All entries of the contexts; a later one replaces an earlier one of the same key."""
    merged: Context = {}
    for each in contexts:
        if not isinstance(each, dict):
            return Undefined("argument-type", f"Each item must be a context, not {kind_name(each)}.")
        merged.update(each)
    return merged
