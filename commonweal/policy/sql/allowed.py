"""The values that item definitions and table columns allow, as conditions."""

from __future__ import annotations

from collections.abc import Callable

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.item_types import Types, value_test
from commonweal.policy.dmn.reports import Reports, Subject
from commonweal.policy.feel import (
    STRING,
    ConstrainedType,
    FeelSyntaxError,
    FeelType,
    ListType,
    Scope,
    ast,
    parse_unary_tests,
)

from .fitting import allowed_by_choices
from .refusal import Refused
from .tree import TRUE, Node
from .types import Known

Condition = Callable[[tree.Text, FeelType, Known], Node]
"""Where a value passes the tests that a text writes about a value of a type."""


class Allowances:
    """Finds what a constrained type allows, and says where a value is within it."""

    def __init__(self, definitions: tree.Definitions, types: Types, condition: Condition) -> None:
        self._types = types
        self._condition = condition
        self._texts: dict[tuple[str, bool], tree.Text] = {}
        for item in definitions.items:
            self._collect(item, item.name)

    def _collect(self, item: tree.ItemDefinition, name: str) -> None:
        if item.allowed is not None:
            self._texts[name, False] = item.allowed
        if item.constraint is not None:
            self._texts[name, True] = item.constraint
        for each in item.components:
            self._collect(each, f"{name}.{each.name}")

    def condition(self, type_: ConstrainedType, value: Known) -> Node:
        """Where the type allows a value that is not null."""
        whole = isinstance(type_.of, ListType)
        text = self._texts.get((type_.name, whole)) or self._texts.get((type_.name, not whole))
        if text is None:
            raise Refused(f"What “{type_.name}” allows is written in another file.")
        return self._condition(text, type_.of, value)

    def options(self, type_: ConstrainedType) -> tuple[str, ...] | None:
        """The strings that the type allows, where it lists them; None for any other test."""
        text = self._texts.get((type_.name, False))
        if text is None or type_.of != STRING:
            return None
        try:
            tests = parse_unary_tests(text.text, Scope({"?": STRING}))
        except FeelSyntaxError:
            return None
        if not isinstance(tests, ast.UnaryTests) or tests.negated:
            return None
        listed = [each.value for each in tests.tests if isinstance(each, ast.StringLiteral)]
        return tuple(dict.fromkeys(listed)) if len(listed) == len(tests.tests) else None

    def of_text(self, listed: tree.Text, type_: FeelType, value: Known) -> Node:
        """Where a table column's list of values allows the value."""
        subject = Subject(None, "")
        allows = value_test(listed, type_, self._types.all(), Reports(), subject)
        if allows is None:
            return TRUE
        known = allowed_by_choices(value, allows)
        return self._condition(listed, type_, value) if known is None else known
