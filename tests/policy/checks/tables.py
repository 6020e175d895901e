"""Small real DMN files made of a table's parts, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from commonweal.policy import Model, load

HEAD = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="model" name="model" '
    'namespace="https://commonweal.example/test">'
)


def model(*parts: str, sound: bool = True) -> Model:
    """A model of these elements; `sound` holds it to have no errors of its own."""
    found = load(f'<?xml version="1.0" encoding="UTF-8"?>\n{HEAD}\n{"".join(parts)}</definitions>'.encode())
    faults = [each for each in found.diagnostics if each.severity == "error"]
    assert not (sound and faults), "\n".join(map(str, faults))
    return found


def item(name: str, type_: str, allowed: str = "") -> str:
    values = f"<allowedValues><text>{escape(allowed)}</text></allowedValues>" if allowed else ""
    return f'<itemDefinition name="{name}"><typeRef>{type_}</typeRef>{values}</itemDefinition>\n'


def given(name: str, type_: str) -> str:
    return (
        f'<inputData id="{_id(name)}" name="{name}"><variable name="{name}" typeRef="{type_}"/></inputData>\n'
    )


def _needs(inputs: Sequence[str], decisions: Sequence[str]) -> str:
    needs = [("Input", each) for each in inputs] + [("Decision", each) for each in decisions]
    return "".join(
        f'<informationRequirement><required{kind} href="#{_id(name)}"/></informationRequirement>\n'
        for kind, name in needs
    )


def expression(
    name: str, text: str, *, inputs: Sequence[str] = (), decisions: Sequence[str] = (), type_: str = "number"
) -> str:
    return (
        f'<decision id="{_id(name)}" name="{name}"><variable name="{name}" typeRef="{type_}"/>\n'
        f"{_needs(inputs, decisions)}"
        f"<literalExpression><text>{escape(text)}</text></literalExpression></decision>\n"
    )


def table(
    name: str,
    columns: Sequence[str | tuple[str, str]],
    rules: Sequence[Sequence[str]],
    *,
    hit: str = "UNIQUE",
    inputs: Sequence[str] = (),
    decisions: Sequence[str] = (),
    type_: str = "string",
    outputs: str = "",
    default: str = "",
) -> str:
    """`columns` are expressions, or expressions with allowed values; each rule's last cell is its output."""
    heads = []
    for each in columns:
        text, allowed = each if isinstance(each, tuple) else (each, "")
        values = f"<inputValues><text>{escape(allowed)}</text></inputValues>" if allowed else ""
        heads.append(
            f'<input label="{escape(text)}"><inputExpression><text>{escape(text)}</text></inputExpression>'
            f"{values}</input>"
        )
    policy, _, aggregation = hit.partition("+")
    aggregated = f' aggregation="{aggregation}"' if aggregation else ""
    allowed_outputs = f"<outputValues><text>{escape(outputs)}</text></outputValues>" if outputs else ""
    entry = f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>" if default else ""
    rows = "\n".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in rule[:-1])
        + f"<outputEntry><text>{escape(rule[-1])}</text></outputEntry></rule>"
        for rule in rules
    )
    return (
        f'<decision id="{_id(name)}" name="{name}"><variable name="{name}" typeRef="{type_}"/>\n'
        f'{_needs(inputs, decisions)}<decisionTable hitPolicy="{policy}"{aggregated}>\n'
        f"{''.join(heads)}<output>{allowed_outputs}{entry}</output>\n{rows}\n</decisionTable></decision>\n"
    )


def _id(name: str) -> str:
    return name.replace(" ", "_")
