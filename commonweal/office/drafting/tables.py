"""A draft's tables and expressions as forms: which cells a person may change, and which they did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from commonweal.office.casework.typed_text import typed_text
from commonweal.policy import Amendment, Cell, Diagnostic, DropRule, Finding, Model, NewRule
from commonweal.policy.dmn import tree

RULES_A_PAGE = 50
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Place:
    """One cell: the name of its field, its text, and what it is for a person who hears it."""

    field: str
    text: str
    label: str
    size: int


@dataclass(frozen=True)
class RuleForm:
    """One rule of a table, with what is wrong or noteworthy about it."""

    number: int
    inputs: list[Place]
    outputs: list[Place]
    words: list[Place]
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TableForm:
    """Some of a table's rules, to be changed."""

    name: str
    label: str
    hit_policy: str
    inputs: list[str]
    outputs: list[str]
    words: list[str]
    rules: list[RuleForm]
    first: int
    count: int
    faults: list[str]

    @property
    def last(self) -> int:
        """The number of the last rule shown."""
        return self.first + len(self.rules) - 1


def tables(model: Model) -> dict[str, tree.DecisionTable]:
    """Every decision that is one table, by name, in the order decisions are made."""
    return {each.name: each.logic for each in model.decisions if isinstance(each.logic, tree.DecisionTable)}


def expressions(model: Model) -> dict[str, str]:
    """The FEEL text of every decision, and of every function, that is one expression, by name."""
    found = {
        each.name: each.logic.text.text
        for each in model.decisions
        if isinstance(each.logic, tree.LiteralExpression)
    }
    for knowledge in model.definitions.knowledge:
        body = knowledge.logic.body if knowledge.logic is not None else None
        if isinstance(body, tree.LiteralExpression):
            found[knowledge.name] = body.text.text
    return found


def table_form(
    model: Model, name: str, first: int, findings: list[Finding], typed: Mapping[str, str] | None = None
) -> TableForm:
    """Up to RULES_A_PAGE rules from `first` on; `typed` is what somebody typed that was not kept."""
    table = tables(model)[name]
    first = max(1, min(first, len(table.rules)))
    shown = table.rules[first - 1 : first - 1 + RULES_A_PAGE]
    about = _about(model, name, findings)
    inputs = [each.heading for each in table.inputs]
    outputs = [each.heading or name for each in table.outputs]
    headings = [*inputs, *outputs, *table.annotations]

    def places(rule: tree.Rule, start: int, texts: tuple[str, ...]) -> list[Place]:
        made = []
        for at, text in enumerate(texts, start):
            named = f"c-{rule.number}-{at}"
            shown_text = text if typed is None else typed.get(named, text)
            label = f"Rule {rule.number}, {headings[at - 1]}"
            made.append(Place(named, shown_text, label, max(4, min(40, len(shown_text) + 1))))
        return made

    rules = [
        RuleForm(
            rule.number,
            places(rule, 1, tuple(each.text for each in rule.inputs)),
            places(rule, 1 + len(inputs), tuple(each.text for each in rule.outputs)),
            places(rule, 1 + len(inputs) + len(outputs), rule.annotations),
            about.get(rule.number, []),
        )
        for rule in shown
    ]
    label = next((each.label or each.name for each in model.decisions if each.name == name), name)
    return TableForm(
        name,
        label,
        table.hit_policy,
        inputs,
        outputs,
        list(table.annotations),
        rules,
        first,
        len(table.rules),
        about.get(0, []),
    )


def _about(model: Model, name: str, findings: list[Finding]) -> dict[int, list[str]]:
    """What is said about each rule; about none of them in particular under 0."""
    about: dict[int, list[str]] = {}
    for each in model.diagnostics:
        if each.element == name:
            about.setdefault(each.row or 0, []).append(_sentence(each))
    for finding in findings:
        if finding.element == name:
            text = f"{finding.message} {finding.remedy}".strip()
            if finding.witness is not None:
                text += f" For example: {finding.witness}."
            about.setdefault(finding.row or 0, []).append(text)
    return about


def _sentence(diagnostic: Diagnostic) -> str:
    column = f"{diagnostic.column}: " if diagnostic.column else ""
    return f"{column}{diagnostic.message} {diagnostic.remedy}".strip()


def changes(model: Model, name: str, posted: Mapping[str, str]) -> list[Amendment]:
    """What a posted form changes in a table. Raises ValueError for text too long, or no such rule."""
    table = tables(model)[name]
    made: list[Amendment] = list(_cells(table, name, posted))
    for verb in ("copy", "drop"):
        asked = posted.get(verb, "")
        if not asked:
            continue
        if not (asked.isascii() and asked.isdigit() and 1 <= int(asked) <= len(table.rules)):
            raise ValueError(f"There is no rule {asked}: somebody may have changed the table.")
        made.append(NewRule(name, int(asked)) if verb == "copy" else DropRule(name, int(asked)))
    return made


def _cells(table: tree.DecisionTable, name: str, posted: Mapping[str, str]) -> Iterator[Cell]:
    for rule in table.rules:
        texts = [each.text for each in (*rule.inputs, *rule.outputs)] + list(rule.annotations)
        for at, text in enumerate(texts, 1):
            typed = posted.get(f"c-{rule.number}-{at}")
            if typed is None:
                continue
            typed = typed_text(typed)
            if len(typed) > LONGEST_TEXT:
                raise ValueError(f"Rule {rule.number}: a cell must be {LONGEST_TEXT:,} characters or less.")
            if typed != typed_text(text):
                yield Cell(name, rule.number, at, typed)
