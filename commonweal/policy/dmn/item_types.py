"""Item definitions (DMN 1.5, 7.3.2) as FEEL types, with the constraints on their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from commonweal.policy.feel import (
    ANY,
    CONTEXT,
    ConstrainedType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    Run,
    Scope,
    Value,
    compile_unary_tests,
    normal_name,
)
from commonweal.policy.feel.types import MOST_LEVELS, MOST_PARTS, SIMPLE_TYPES, manageable

from . import tree
from .constants import constant_test
from .reports import Reports, Subject
from .rule_index import Column


class Types:
    """The types that one file knows by name: FEEL's own, its item definitions and those it imports."""

    def __init__(
        self, definitions: tree.Definitions, imported: Mapping[str, Types], reports: Reports
    ) -> None:
        """`imported` maps the names of imports to their types."""
        self._definitions = definitions
        self._reports = reports
        self._items: dict[str, tree.ItemDefinition] = {}
        self._foreign: dict[str, tuple[Types, str]] = {}
        self._known: dict[str, FeelType] = {}
        self._resolving: set[str] = set()
        self._prefixes = {each.namespace: each.name for each in definitions.imports}
        for prefix, types in imported.items():
            for name in types.all():
                self._foreign[f"{prefix}.{name}" if prefix else name] = (types, name)
        for item in definitions.items:
            if item.name in self._items:
                self._fault("duplicate-name", f"Two types are called “{item.name}”.", "Rename one.", item)
            self._items.setdefault(item.name, item)
        for name in [*self._items, *self._foreign]:
            self.named(name)

    def all(self) -> Mapping[str, FeelType]:
        """Every declared type by its name, imported ones after their import's name and a full stop."""
        return self._known

    def named(self, name: str) -> FeelType | None:
        """The type of that name; None when it is not declared."""
        name = self._local(name)
        if name in self._known:
            return self._known[name]
        if name in self._foreign:
            types, theirs = self._foreign[name]
            found = types.named(theirs) or ANY
        elif name in self._items:
            found = self._own(self._items[name])
        else:
            return SIMPLE_TYPES.get(name)
        self._known[name] = found
        return found

    def of(self, name: str | None, subject: Subject, line: int) -> FeelType:
        """The type that an element names: any when it names none, and when it names none that is known."""
        if name is None:
            return ANY
        found = self.named(name)
        if found is not None:
            return found
        if name.lower() in ("context", "list", "feel:any", "any", "undefined", "<undefined>"):
            return {"context": CONTEXT, "list": ListType(ANY)}.get(name.lower(), ANY)
        self._reports.add(
            subject.diagnostic(
                "error",
                "unknown-type",
                f"There is no type called “{self._local(name)}”.",
                "Use number, string, boolean, date or another FEEL type, or define it.",
                line=line,
            )
        )
        return ANY

    def item(self, name: str | None) -> tree.ItemDefinition | None:
        """The item definition behind a type's name, imported ones too."""
        if name is None:
            return None
        name = self._local(name)
        if name in self._foreign:
            types, theirs = self._foreign[name]
            return types.item(theirs)
        return self._items.get(name)

    def _local(self, name: str) -> str:
        if not name.startswith("{"):
            return name
        namespace, _, local = name[1:].partition("}")
        prefix = self._prefixes.get(namespace, namespace)
        return f"{prefix}.{local}" if prefix else local

    def _own(self, item: tree.ItemDefinition) -> FeelType:
        if item.name in self._resolving:
            message = f"The type “{item.name}” is defined by itself."
            self._fault("circular-type", message, "Break the circle; a part may be of type Any.", item)
            return ANY
        if len(self._resolving) > MOST_LEVELS:
            message = f"The type “{item.name}” is the last of a chain of more than {MOST_LEVELS} types."
            self._fault("type-too-large", message, "Say in fewer types what the policy needs.", item)
            return ANY
        self._resolving.add(item.name)
        try:
            found = self._build(item, item.name)
        finally:
            self._resolving.discard(item.name)
        if not manageable(found):
            message = f"The type “{item.name}” has more than {MOST_PARTS} parts, or nests too deep."
            self._fault("type-too-large", message, "Let a part of it be of type Any.", item)
            return ANY
        return found

    def _build(self, item: tree.ItemDefinition, name: str) -> FeelType:
        subject = Subject(self._definitions.file, name, item.line)
        found: FeelType
        if item.function is not None:
            parameters = tuple(
                self.of(each.type_ref, subject, each.line) for each in item.function.parameters
            )
            found = FunctionType(parameters, self.of(item.function.output, subject, item.line))
        elif item.components:
            found = ContextType(
                tuple(
                    (normal_name(each.name), self._build(each, f"{name}.{each.name}"))
                    for each in item.components
                )
            )
        else:
            found = self.of(item.type_ref, subject, item.line)
        if item.allowed is not None:
            found = self._constrained(name, found, item.allowed, subject)
        if item.collection:
            found = ListType(found)
        if item.constraint is not None:
            found = self._constrained(name, found, item.constraint, subject)
        return found

    def _constrained(self, name: str, of: FeelType, text: tree.Text, subject: Subject) -> FeelType:
        allows = value_test(text, of, self._known, self._reports, subject)
        return of if allows is None else ConstrainedType(name, of, allows)

    def _fault(self, code: str, message: str, remedy: str, item: tree.ItemDefinition) -> None:
        subject = Subject(self._definitions.file, item.name, item.line)
        self._reports.add(subject.diagnostic("error", code, message, remedy))


def value_test(
    text: tree.Text, of: FeelType, types: Mapping[str, FeelType], reports: Reports, subject: Subject
) -> Callable[[Value], bool] | None:
    """Whether unary tests allow a value; None when the text is not FEEL. Null is always allowed."""
    scope = Scope({"?": of}, types=types)
    tests = compile_unary_tests(text.text, scope)
    reports.problems(tests.problems, text, subject)
    if tests.tree is None:
        return None
    slot = scope.slot("?") or 0
    column = Column([tests.program], [constant_test(tests.tree, scope)], slot)

    def allows(value: Value) -> bool:
        if value is None:
            return True
        if column.constant_for(value):
            return bool(column.match(value, [], 1))
        run = Run()
        with run:
            return bool(column.match(value, scope.frame(run), 1))

    return allows


def written_values(text: tree.Text | None, types: Mapping[str, FeelType]) -> Iterator[str]:
    """The texts of the values in an enumeration such as `"single", "couple"`, for people to read."""
    if text is not None:
        tests = compile_unary_tests(text.text, Scope({"?": ANY}, types=types))
        for each in getattr(tests.tree, "tests", ()):
            yield text.text[each.span.start : each.span.end].strip()
