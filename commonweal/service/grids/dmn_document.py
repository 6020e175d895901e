"""Writes a decision model as DMN 1.3 XML, in the form of the shipped policies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from commonweal.service.grids.diagram import diagram

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
             xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
             xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
             xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"
             xmlns:cw="https://commonweal.example/dmn"
"""


@dataclass(frozen=True, slots=True)
class TableInput:
    """A column of a decision table. `allowed`: the unary tests of its allowed values."""

    label: str
    expression: str
    type: str
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: its input cells, its output as FEEL, its authority and what it says to people."""

    cells: tuple[str, ...]
    output: str
    authority: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table of hit policy UNIQUE. `values`: the allowed values of its output."""

    inputs: tuple[TableInput, ...]
    rules: tuple[Rule, ...]
    values: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a decision says, and when."""

    text: str
    authority: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A decision to write. `needs`: the names of inputs, decisions and functions it uses."""

    name: str
    question: str
    type: str
    needs: tuple[str, ...]
    body: Table | str
    words: tuple[Words, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InputText:
    """An input to write."""

    name: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class FunctionText:
    """A business knowledge model to write: parameters with their types, and a FEEL expression."""

    name: str
    description: str
    type: str
    parameters: tuple[tuple[str, str], ...]
    expression: str


@dataclass(slots=True)
class PolicyText:
    """A whole policy to write. `types`: the XML of its item definitions."""

    id: str
    name: str
    description: str
    assumed: list[tuple[str, str]] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    inputs: list[InputText] = field(default_factory=list)
    functions: list[FunctionText] = field(default_factory=list)
    decisions: list[DecisionText] = field(default_factory=list)


def identifier(name: str) -> str:
    """A name as part of an XML id."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def item_definition(name: str, of: str, allowed: str = "") -> str:
    """A named type, with its allowed values as FEEL."""
    lines = [f"    <typeRef>{of}</typeRef>"]
    if allowed:
        values = f'<allowedValues id="type_{name}_values"><text>{escape(allowed)}</text></allowedValues>'
        lines.append(f"    {values}")
    return "\n".join([f'  <itemDefinition id="type_{name}" name="{name}">', *lines, "  </itemDefinition>"])


def item_components(name: str, components: Sequence[tuple[str, str]]) -> str:
    """A named context type."""
    lines = [
        f'    <itemComponent id="type_{name}_{key}" name="{key}"><typeRef>{of}</typeRef></itemComponent>'
        for key, of in components
    ]
    return "\n".join([f'  <itemDefinition id="type_{name}" name="{name}">', *lines, "  </itemDefinition>"])


def item_collection(name: str, of: str) -> str:
    """A named list type."""
    return (
        f'  <itemDefinition id="type_{name}" name="{name}" isCollection="true">\n'
        f"    <typeRef>{of}</typeRef>\n  </itemDefinition>"
    )


def write_dmn(policy: PolicyText) -> str:
    """The policy as the text of a DMN file."""
    ids = _ids(policy)
    lines = [
        f"{_HEAD}             id={quoteattr(policy.id)} name={quoteattr(policy.name)}",
        f"             namespace={quoteattr(f'https://commonweal.example/policy/{policy.id}')}>",
        f"  <description>{escape(policy.description)}</description>",
    ]
    if policy.assumed:
        lines += ["  <extensionElements>", *_assumed(policy.assumed), "  </extensionElements>"]
    lines += policy.types
    for each in policy.inputs:
        lines += [
            f'  <inputData id="{ids[each.name]}" name="{each.name}" label={quoteattr(each.label)}>',
            f'    <variable id="{ids[each.name]}_value" name="{each.name}" typeRef="{each.type}" />',
            "  </inputData>",
        ]
    for function in policy.functions:
        lines += _function(function)
    for decision in policy.decisions:
        lines += _decision(decision, ids)
    needs = {decision.name: decision.needs for decision in policy.decisions}
    lines += [diagram(ids, needs), "</definitions>", ""]
    return "\n".join(lines)


def _ids(policy: PolicyText) -> dict[str, str]:
    return {
        **{each.name: f"input_{identifier(each.name)}" for each in policy.inputs},
        **{each.name: f"bkm_{identifier(each.name)}" for each in policy.functions},
        **{each.name: f"decision_{identifier(each.name)}" for each in policy.decisions},
    }


def _assumed(assumed: Sequence[tuple[str, str]]) -> list[str]:
    return [
        f'    <cw:assumed xml:lang="en" source={quoteattr(source)}>{escape(text)}</cw:assumed>'
        for text, source in assumed
    ]


def _function(function: FunctionText) -> list[str]:
    name = f"bkm_{identifier(function.name)}"
    return [
        f'  <businessKnowledgeModel id="{name}" name="{function.name}">',
        f"    <description>{escape(function.description)}</description>",
        f'    <variable id="{name}_value" name="{function.name}" typeRef="{function.type}" />',
        f'    <encapsulatedLogic id="{name}_logic" kind="FEEL">',
        *(
            f'      <formalParameter id="{name}_{key}" name="{key}" typeRef="{of}" />'
            for key, of in function.parameters
        ),
        f'      <literalExpression id="{name}_expression" typeRef="{function.type}">',
        f"        <text>{escape(function.expression)}</text>",
        "      </literalExpression>",
        "    </encapsulatedLogic>",
        "  </businessKnowledgeModel>",
    ]


def _decision(decision: DecisionText, ids: Mapping[str, str]) -> list[str]:
    name = ids[decision.name]
    lines = [f'  <decision id="{name}" name="{decision.name}">']
    if decision.words or decision.assumed:
        lines.append("    <extensionElements>")
        for words in decision.words:
            when = f" when={quoteattr(words.when)}" if words.when else ""
            lines.append(
                f'      <cw:words xml:lang="en" authority={quoteattr(words.authority)}{when}>'
                f"{escape(words.text)}</cw:words>"
            )
        lines += [f"  {line}" for line in _assumed(decision.assumed)]
        lines.append("    </extensionElements>")
    lines += [
        f"    <question>{escape(decision.question)}</question>",
        f'    <variable id="{name}_value" name="{decision.name}" typeRef="{decision.type}" />',
    ]
    for need in decision.needs:
        kind = ids[need].partition("_")[0]
        outer = "knowledgeRequirement" if kind == "bkm" else "informationRequirement"
        inner = {"input": "requiredInput", "decision": "requiredDecision", "bkm": "requiredKnowledge"}[kind]
        requirement = f"{name}_needs_{identifier(need)}"
        lines.append(f'    <{outer} id="{requirement}"><{inner} href="#{ids[need]}" /></{outer}>')
    if isinstance(decision.body, Table):
        lines += _table(name, decision, decision.body)
    else:
        lines += [
            f'    <literalExpression id="{name}_expression" typeRef="{decision.type}">',
            f"      <text>{escape(decision.body)}</text>",
            "    </literalExpression>",
        ]
    return [*lines, "  </decision>"]


def _table(name: str, decision: DecisionText, table: Table) -> list[str]:
    lines = [f'    <decisionTable id="{name}_table" hitPolicy="UNIQUE">']
    for number, column in enumerate(table.inputs, 1):
        at = f"{name}_input_{number}"
        lines += [
            f'      <input id="{at}" label={quoteattr(column.label)}>',
            f'        <inputExpression id="{at}_expression" typeRef="{column.type}">'
            f"<text>{escape(column.expression)}</text></inputExpression>",
        ]
        if column.allowed:
            lines.append(
                f'        <inputValues id="{at}_values"><text>{escape(column.allowed)}</text></inputValues>'
            )
        lines.append("      </input>")
    output = (
        f'      <output id="{name}_output" label="{decision.name}" name="{decision.name}" '
        f'typeRef="{decision.type}"'
    )
    if table.values:
        values = f'<outputValues id="{name}_output_values"><text>{escape(table.values)}</text></outputValues>'
        lines += [f"{output}>", f"        {values}", "      </output>"]
    else:
        lines.append(f"{output} />")
    lines += ['      <annotation name="Authority" />', '      <annotation name="In words" />']
    for number, rule in enumerate(table.rules, 1):
        at = f"{name}_rule_{number}"
        lines.append(f'      <rule id="{at}">')
        lines += [
            f'        <inputEntry id="{at}_input_{index}"><text>{escape(cell)}</text></inputEntry>'
            for index, cell in enumerate(rule.cells, 1)
        ]
        lines += [
            f'        <outputEntry id="{at}_output"><text>{escape(rule.output)}</text></outputEntry>',
            f"        <annotationEntry><text>{escape(rule.authority)}</text></annotationEntry>",
            f"        <annotationEntry><text>{escape(rule.words)}</text></annotationEntry>",
            "      </rule>",
        ]
    return [*lines, "    </decisionTable>"]
