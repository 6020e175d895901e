"""FEEL written in a service's files: prepared once when the folder is read, with its place for faults."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from commonweal.policy.feel import Expression, FeelType, Frame, Scope, Value, ast, compile_expression
from commonweal.service.faults import Faults, Placed
from commonweal.service.no_clock import IN_A_FOLDER, calls_in_expression
from commonweal.service.strict_yaml import Text, nearest

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Condition(Placed):
    """A FEEL expression with its place. `names` are those of its scope that it uses."""

    text: str
    expression: Expression
    names: frozenset[str]

    @property
    def type(self) -> FeelType:
        """Its type, as far as it is known before anything runs."""
        return self.expression.type

    def value(self, frame: Frame) -> Value:
        """Its value; null where it has none."""
        return self.expression(frame)

    def holds(self, frame: Frame) -> bool:
        """Whether it is true: null and anything else do not hold."""
        return self.expression(frame) is True


def compile_condition(
    text: Text, scope: Scope, faults: Faults, *, what: str, later: Collection[str] = (), missing: str = ""
) -> Condition | None:
    """Prepare an expression; its problems become faults. None where it cannot be run.

    `what` names the place in faults ("`when` of `partner_name`"); `later` holds the names that come further
    down, so that a forward reference is told from an unknown name; `missing` says what may be named here.
    """
    if len(text.text) > LONGEST:
        message = f"{what} is longer than {LONGEST:,} characters."
        faults.add(text, "feel-too-long", message, "Move the rule into the policy.")
        return None
    expression = compile_expression(text.text, scope)
    usable = expression.tree is not None
    for problem in expression.problems:
        place = (text.line, text.column + (problem.span.start if "\n" not in text.text else 0))
        said = f"{what}, `{_short(text.text)}`: {problem.message}"
        if problem.code == "unknown-name":
            name = text.text[problem.span.start : problem.span.end]
            if name in later:
                usable = False
                message = f"{what}, `{_short(text.text)}`, uses `{name}`, which is asked further down."
                faults.add(place, "forward-reference", message, f"Ask `{name}` before it.")
                continue
            guess = nearest(name, [*scope.names(), *later])
            remedy = guess or missing or problem.remedy
            said = what if text.text == name else f"{what}, `{_short(text.text)}`,"
            message = f"{said} uses `{name}`, which nothing here is called."
            faults.add(place, "unknown-name", message, remedy)
            usable = False
        elif problem.severity == "error":
            usable = False
            faults.add(place, "bad-feel", said, problem.remedy)
        else:
            faults.add(place, "feel-warning", said, problem.remedy, "warning")
    if not usable or expression.tree is None:
        return None
    for name in calls_in_expression(expression.tree, scope):
        message = f"{what}, `{_short(text.text)}`, asks for `{name}()`, and there is no clock here."
        faults.add(text, "no-clock", message, IN_A_FOLDER)
        return None
    return Condition(text.line, text.column, text.text, expression, names_used(expression.tree, scope))


def names_used(tree: ast.Node, scope: Scope) -> frozenset[str]:
    """The names of the scope that a tree mentions."""
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and scope.slot(node.name) is not None
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:77] + "…"
