"""One banded scheme of five decisions and 31 rules, written for us (DMN) and for GoRules Zen (JDM) from one source.

The grid is Trafford's for 2025/26; the non-dependants' table is made up: this is a load, not a service.
"""

from __future__ import annotations

import itertools
import random
from typing import Any
from xml.sax.saxutils import escape

PERCENTAGES = (100, 75, 50, 25, 0)
UPPER = {
    "single": (93, 111, 129, 147),
    "couple": (145, 171, 196, 221),
    "one child": (224, 253, 281, 310),
    "two children": (291, 320, 349, 378),
}
HOUSEHOLD_TYPE = (
    ("false", "0", "single"),
    ("true", "0", "couple"),
    ("-", "1", "one child"),
    ("-", "2", "two children"),
    ("-", ">= 3", "two children"),
)
NON_DEPENDANT = (
    ("false", "-", 5),
    ("true", "< 100", 5),
    ("true", "[100..200)", 10),
    ("true", "[200..300)", 12),
    ("true", "[300..400)", 15),
    ("true", ">= 400", 20),
)


def band_rules() -> list[tuple[str, str, int]]:
    """Household type, income cell in FEEL, percentage: 20 rules."""
    rules = []
    for kind, uppers in UPPER.items():
        bounds = (*uppers, None)
        for place, (upper, percentage) in enumerate(zip(bounds, PERCENTAGES, strict=True)):
            if place == 0:
                cell = f"<= {upper}"
            elif upper is None:
                cell = f"> {bounds[place - 1]}"
            else:
                cell = f"({bounds[place - 1]}..{upper}]"
            rules.append((kind, cell, percentage))
    return rules


def _table(
    name: str, type_ref: str, inputs: list[tuple[str, str]], rules: list[tuple[str, ...]], needs: str
) -> str:
    columns = "".join(
        f"<input><inputExpression typeRef='{kind}'><text>{escape(text)}</text></inputExpression></input>"
        for text, kind in inputs
    )
    rows = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in rule[:-1])
        + f"<outputEntry><text>{escape(rule[-1])}</text></outputEntry></rule>"
        for rule in rules
    )
    return (
        f"<decision id='{name.replace(' ', '_')}' name='{name}'><variable name='{name}' typeRef='{type_ref}'/>{needs}"
        f"<decisionTable hitPolicy='UNIQUE'>{columns}<output typeRef='{type_ref}'/>{rows}</decisionTable></decision>"
    )


def _needs(inputs: tuple[str, ...] = (), decisions: tuple[str, ...] = ()) -> str:
    return "".join(
        f"<informationRequirement><requiredInput href='#{name.replace(' ', '_')}'/></informationRequirement>"
        for name in inputs
    ) + "".join(
        f"<informationRequirement><requiredDecision href='#{name.replace(' ', '_')}'/></informationRequirement>"
        for name in decisions
    )


def dmn() -> bytes:
    """The scheme as DMN 1.5."""
    inputs = {"partner": "boolean", "children": "number", "earnings": "number", "other income": "number",
              "non dependant works": "boolean", "non dependant income": "number", "bill": "number"}  # fmt: skip
    data = "".join(
        f"<inputData id='{name.replace(' ', '_')}' name='{name}'><variable name='{name}' typeRef='{kind}'/></inputData>"
        for name, kind in inputs.items()
    )
    household = _table("household type", "string", [("partner", "boolean"), ("children", "number")],
                       [(a, b, f'"{c}"') for a, b, c in HOUSEHOLD_TYPE], _needs(("partner", "children")))  # fmt: skip
    income = (
        "<decision id='assessed_income' name='assessed income'><variable name='assessed income' typeRef='number'/>"
        f"{_needs(('earnings', 'other income'))}"
        "<literalExpression><text>max([earnings - 25, 0]) + other income</text></literalExpression></decision>"
    )
    band = _table("band", "number", [("household type", "string"), ("assessed income", "number")],
                  [(f'"{kind}"', cell, str(pct)) for kind, cell, pct in band_rules()],
                  _needs((), ("household type", "assessed income")))  # fmt: skip
    deduction = _table("deduction", "number", [("non dependant works", "boolean"), ("non dependant income", "number")],
                       [(a, b, str(c)) for a, b, c in NON_DEPENDANT],
                       _needs(("non dependant works", "non dependant income")))  # fmt: skip
    award = (
        "<decision id='award' name='award'><variable name='award' typeRef='number'/>"
        f"{_needs(('bill',), ('band', 'deduction'))}"
        "<literalExpression><text>max([decimal(bill / 52 * band / 100 - deduction, 2), 0])</text></literalExpression></decision>"
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?>"
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='scheme' name='scheme' namespace='https://commonweal.example/bench'>"
        f"{data}{household}{income}{band}{deduction}{award}</definitions>"
    ).encode()


def _jdm_table(node: str, fields: list[str], output: str, rules: list[tuple[str, ...]]) -> dict[str, Any]:
    return {
        "id": node, "type": "decisionTableNode", "name": node,
        "content": {
            "hitPolicy": "first", "passThrough": True, "inputField": None, "outputPath": None, "executionMode": "single",
            "inputs": [{"id": f"i{at}", "name": field, "field": field} for at, field in enumerate(fields)],
            "outputs": [{"id": "o", "name": output, "field": output}],
            "rules": [
                {"_id": f"{node}-{row}", **{f"i{at}": "" if cell == "-" else cell for at, cell in enumerate(rule[:-1])}, "o": rule[-1]}
                for row, rule in enumerate(rules)
            ],
        },
    }  # fmt: skip


def _jdm_expression(node: str, key: str, value: str) -> dict[str, Any]:
    return {"id": node, "type": "expressionNode", "name": node,
            "content": {"passThrough": True, "inputField": None, "outputPath": None, "executionMode": "single",
                        "expressions": [{"id": "e", "key": key, "value": value}]}}  # fmt: skip


def jdm() -> dict[str, Any]:
    """The same scheme as a Zen decision graph."""
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        _jdm_table("household", ["partner", "children"], "householdType", [(a, b, f'"{c}"') for a, b, c in HOUSEHOLD_TYPE]),
        _jdm_expression("income", "assessedIncome", "max([earnings - 25, 0]) + otherIncome"),
        _jdm_table("band", ["householdType", "assessedIncome"], "band",
                   [(f'"{kind}"', cell, str(pct)) for kind, cell, pct in band_rules()]),
        _jdm_table("deduction", ["nonDependantWorks", "nonDependantIncome"], "deduction",
                   [(a, b, str(c)) for a, b, c in NON_DEPENDANT]),
        _jdm_expression("award", "award", "max([round(bill / 52 * band / 100 - deduction, 2), 0])"),
        {"id": "out", "type": "outputNode", "name": "out"},
    ]  # fmt: skip
    order = [node["id"] for node in nodes]
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in itertools.pairwise(order)
    ]
    return {"nodes": nodes, "edges": edges}


def households(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Random households, named as the DMN names its inputs; amounts are whole pence as text."""
    chance = random.Random(seed)

    def pence(top: int) -> str:
        return f"{chance.randrange(top * 100) / 100:.2f}"

    return [
        {
            "partner": chance.random() < 0.4,
            "children": chance.choice((0, 0, 0, 1, 2, 3)),
            "earnings": pence(350),
            "other income": pence(120),
            "non dependant works": chance.random() < 0.5,
            "non dependant income": pence(500),
            "bill": pence(2500),
        }
        for _ in range(count)
    ]


def camel(name: str) -> str:
    """`other income` as Zen's names must be: `otherIncome`."""
    first, *rest = name.split()
    return first + "".join(word.capitalize() for word in rest)
