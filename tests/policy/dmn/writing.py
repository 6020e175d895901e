"""Writes small DMN files for tests, so that each test shows only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from commonweal.policy import Model, load

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def file(*elements: str, namespace: str = NAMESPACE, name: str = "test", own: str = "urn:test") -> bytes:
    """A DMN file with these elements."""
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="{namespace}"'
    start += f' xmlns:cw="https://commonweal.example/dmn" id="d" name="{name}" namespace="{own}">\n'
    return (start + "\n".join(elements) + "\n</definitions>").encode()


def model(*elements: str) -> Model:
    """A loaded model with these elements."""
    return load(file(*elements), name="test.dmn")


def typed(kind: str | None) -> str:
    return f" typeRef={quoteattr(kind)}" if kind else ""


def given(name: str, kind: str | None = None, label: str | None = None) -> str:
    """An input."""
    label = f" label={quoteattr(label)}" if label else ""
    variable = f"<variable name={quoteattr(name)}{typed(kind)}/>"
    return f"<inputData id={quoteattr('i_' + name)} name={quoteattr(name)}{label}>{variable}</inputData>"


def literal(text: str, kind: str | None = None) -> str:
    """A literal expression."""
    return f"<literalExpression{typed(kind)}><text>{escape(text)}</text></literalExpression>"


def decision(
    name: str,
    logic: str,
    *,
    needs: Sequence[str] = (),
    uses: Sequence[str] = (),
    kind: str | None = None,
    extensions: str = "",
    label: str | None = None,
) -> str:
    """A decision. `needs` are inputs (`i_x`) or decisions (`d_x`) by id; `uses` are functions by id."""
    requirements = ""
    for each in needs:
        tag = "requiredInput" if each.startswith("i_") else "requiredDecision"
        requirements += (
            f"<informationRequirement><{tag} href={quoteattr('#' + each)}/></informationRequirement>"
        )
    for each in uses:
        href = quoteattr("#" + each)
        requirements += f"<knowledgeRequirement><requiredKnowledge href={href}/></knowledgeRequirement>"
    label = f" label={quoteattr(label)}" if label else ""
    extra = f"<extensionElements>{extensions}</extensionElements>" if extensions else ""
    return (
        f"<decision id={quoteattr('d_' + name)} name={quoteattr(name)}{label}>{extra}"
        f"<variable name={quoteattr(name)}{typed(kind)}/>{requirements}{logic}</decision>"
    )


def function(name: str, parameters: Sequence[str], body: str, *, uses: Sequence[str] = ()) -> str:
    """A business knowledge model; a parameter is `name` or `name: type`."""
    formal = "".join(parameter(each) for each in parameters)
    requirements = "".join(
        f"<knowledgeRequirement><requiredKnowledge href={quoteattr('#' + each)}/></knowledgeRequirement>"
        for each in uses
    )
    return (
        f"<businessKnowledgeModel id={quoteattr('k_' + name)} name={quoteattr(name)}>"
        f"<variable name={quoteattr(name)}/><encapsulatedLogic>{formal}{body}</encapsulatedLogic>"
        f"{requirements}</businessKnowledgeModel>"
    )


def parameter(written: str) -> str:
    name, _, kind = written.partition(": ")
    return f"<formalParameter name={quoteattr(name)}{typed(kind)}/>"


def service(
    name: str, outputs: Sequence[str], *, decisions: Sequence[str] = (), inputs: Sequence[str] = ()
) -> str:
    """A decision service by the ids of its parts."""
    parts = "".join(f"<outputDecision href='#{each}'/>" for each in outputs)
    parts += "".join(f"<inputDecision href='#{each}'/>" for each in decisions)
    parts += "".join(f"<inputData href='#{each}'/>" for each in inputs)
    return f"<decisionService id='s_{name}' name='{name}'><variable name='{name}'/>{parts}</decisionService>"


def item(
    name: str, kind: str | None = None, *, allowed: str = "", many: bool = False, parts: str = ""
) -> str:
    """An item definition."""
    inner = f"<typeRef>{kind}</typeRef>" if kind else ""
    inner += f"<allowedValues><text>{escape(allowed)}</text></allowedValues>" if allowed else ""
    collection = ' isCollection="true"' if many else ""
    return f"<itemDefinition name={quoteattr(name)}{collection}>{inner}{parts}</itemDefinition>"


def part(name: str, kind: str, many: bool = False) -> str:
    """A component of a structured item definition."""
    collection = ' isCollection="true"' if many else ""
    return f"<itemComponent name={quoteattr(name)}{collection}><typeRef>{kind}</typeRef></itemComponent>"


def table(
    policy: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    rules: Sequence[Sequence[str]],
    *,
    aggregation: str | None = None,
    annotations: Sequence[str] = (),
) -> str:
    """A decision table.

    An input is `expression`, `expression: type` or `expression: type: values`. An output is `name` (empty for
    a table with one), `name: values` or `name: values: default`. A rule is cells, outputs and annotations.
    """
    columns = ""
    for each in inputs:
        text, kind, allowed, *_ = [*each.split(": "), "", ""]
        values = f"<inputValues><text>{escape(allowed)}</text></inputValues>" if allowed else ""
        expression = f"<inputExpression{typed(kind)}><text>{escape(text)}</text></inputExpression>"
        columns += f"<input>{expression}{values}</input>"
    for each in outputs:
        name, allowed, default, *_ = [*each.split(": "), "", ""]
        named = f" name={quoteattr(name)}" if name else ""
        values = f"<outputValues><text>{escape(allowed)}</text></outputValues>" if allowed else ""
        values += (
            f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>" if default else ""
        )
        columns += f"<output{named}>{values}</output>"
    columns += "".join(f"<annotation name={quoteattr(each)}/>" for each in annotations)
    tags = (
        ["inputEntry"] * len(inputs) + ["outputEntry"] * len(outputs) + ["annotationEntry"] * len(annotations)
    )
    rows = ""
    for number, rule in enumerate(rules, start=1):
        cells = "".join(
            f"<{tag}><text>{escape(cell)}</text></{tag}>" for tag, cell in zip(tags, rule, strict=True)
        )
        rows += f"\n<rule id='r{number}'>{cells}</rule>"
    gathered = f' aggregation="{aggregation}"' if aggregation else ""
    return f'<decisionTable hitPolicy="{policy}"{gathered}>{columns}{rows}</decisionTable>'
