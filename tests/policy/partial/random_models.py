"""Random decision models over a few inputs, and enough values of each input to tell every outcome."""

from __future__ import annotations

from decimal import Decimal
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from commonweal.policy.feel import Date

VALUES: dict[str, list[object]] = {
    "working": [True, False, None],
    "partner": [True, False, None],
    "income": [Decimal(each) for each in ("0", "0.5", "1", "2", "2.01", "3", "5")] + [None],
    "savings": [Decimal(each) for each in ("-3", "-1", "0", "1", "2", "7.5", "1000")] + [None],
    "tenure": ["own", "rent", "other", None],
    "note": ["own", "", "zzz", None],
    "born": [Date(1950, 1, 1), Date(1999, 12, 31), Date(2000, 2, 29), Date(2010, 6, 1), None],
    "ages": [[], [Decimal(1)], [Decimal(2), Decimal(3)], [Decimal(0), Decimal(5), Decimal(2)], None],
    "adults": [
        [],
        [{"age": Decimal(17), "pays": True}],
        [{"age": Decimal(30), "pays": False}],
        [{"age": Decimal(18), "pays": True}, {"age": Decimal(2), "pays": None}],
        None,
    ],
}
_TYPES = {
    "working": "boolean",
    "partner": "boolean",
    "income": "tIncome",
    "savings": "number",
    "tenure": "tTenure",
    "note": "string",
    "born": "date",
    "ages": "tAges",
    "adults": "tAdults",
}
_DEFINITIONS = """
<itemDefinition name="tIncome"><typeRef>number</typeRef>
  <allowedValues><text>[0..5]</text></allowedValues></itemDefinition>
<itemDefinition name="tSmall"><typeRef>number</typeRef>
  <allowedValues><text>[0..2]</text></allowedValues></itemDefinition>
<itemDefinition name="tTenure"><typeRef>string</typeRef>
  <allowedValues><text>"own", "rent", "other"</text></allowedValues></itemDefinition>
<itemDefinition name="tAges" isCollection="true"><typeRef>number</typeRef></itemDefinition>
<itemDefinition name="tAdult"><itemComponent name="age"><typeRef>number</typeRef></itemComponent>
  <itemComponent name="pays"><typeRef>boolean</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tAdults" isCollection="true"><typeRef>tAdult</typeRef></itemDefinition>
"""

small = st.sampled_from(["0", "1", "2", "3", "0.5", "-1", "10"])


_NUMBERS = [
    "(|N| + |N|)",
    "(|N| - |N|)",
    "(|N| * |N|)",
    "(|N| / |N|)",
    "-|N|",
    "max(|N|, |N|)",
    "min(|N|, |N|)",
    "decimal(|N|, 0)",
    "floor(|N|)",
    "abs(|N|)",
    "(if |B| then |N| else |N|)",
    "sum(ages)",
    "count(ages)",
    "sum([|N|, |N|])",
    "max(ages)",
    "count(ages[item > |C|])",
    "sum(for a in ages return a + |N|)",
    "sum(append(for a in adults return if a.pays then |N| else 2, 0))",
    "count(adults[age > |C|])",
    "ages[1]",
    "fee(|N|, working)",
    '(if born > date("2000-01-01") then |N| else 1)',
    "round up(|N|, 0)",
    "adults[1].age",
    "sum(adults.age)",
    "min(|N|, |C|)",
    "ages[-1]",
    "(|N|)",
    "count(concatenate(ages, [|N|]))",
    "count([|N|, 1][item = |C|])",
    "(|N| ** 2)",
    "{a: |N|, b: a + 1}.b",
]
_CONDITIONS = [
    "(|N| > |N|)",
    "(|N| <= |C|)",
    "(|N| = |N|)",
    "(|B| and |B|)",
    "(|B| or |B|)",
    "not(|B|)",
    "(|N| between |C| and |N|)",
    "(|N| in [|C|..|C|])",
    "(|N| in (|C|, > |C|))",
    'tenure in ("own", "rent")',
    "(some a in ages satisfies a > |N|)",
    "(every a in adults satisfies a.pays)",
    "(|N| != |C|)",
    "list contains(ages, |C|)",
    "(|B| = |B|)",
    'tenure != "rent"',
    'born < date("2000-03-01")',
    "(if |B| then |B| else |B|)",
    "(income instance of number)",
    "(|N| < |N|)",
    "(|N| in (|N|..5])",
    "(some a in adults satisfies a.age > 17 and a.pays)",
    'starts with(note, "o")',
]


def _filled(draw: st.DrawFn, shape: str, depth: int, names: list[str]) -> str:
    text = ""
    for piece in shape.split("|"):
        match piece:
            case "N":
                text += draw(numbers(depth - 1, names))
            case "B":
                text += draw(conditions(depth - 1, names))
            case "C":
                text += draw(small)
            case _:
                text += piece
    return text


@st.composite
def numbers(draw: st.DrawFn, depth: int, names: list[str]) -> str:
    """A FEEL text that is, most often, a number."""
    leaves = [*(["income", "savings"]), *names]
    if depth <= 0:
        return draw(st.one_of(small, st.sampled_from(leaves)))
    shape = draw(st.sampled_from(_NUMBERS))
    return _filled(draw, shape, depth, names)


@st.composite
def conditions(draw: st.DrawFn, depth: int, names: list[str]) -> str:
    """A FEEL text that is, most often, a condition."""
    if depth <= 0:
        leaves = ["working", "partner", 'tenure = "own"', 'note = "own"', "income > 1", "savings = null"]
        return draw(st.sampled_from(leaves))
    shape = draw(st.sampled_from(_CONDITIONS))
    return _filled(draw, shape, depth, names)


_COLUMNS: list[tuple[str, str, list[str]]] = [
    ("working", "boolean", ["true", "false", "-", "-", "null", "not(true)"]),
    ("partner", "boolean", ["true", "false", "-"]),
    ("tenure", "tTenure", ['"own"', '"rent", "other"', "-", 'not("own")', "null"]),
    ("note", "string", ['"own"', '"zzz", ""', "-", 'not("own")']),
    (
        "income",
        "number",
        ["< 1", "[1..2]", "(2..3)", ">= 3", "-", "2", "not(> 2)", "null", "<= savings", "? * 2 > 3"],
    ),
    ("savings", "", ["< 0", "[0..2)", ">= 2", "-", "1000", "> income", "null, > 1", "not(0)"]),
    ("born", "date", ['< date("2000-01-01")', '>= date("2000-01-01")', "-"]),
    ("count(ages)", "number", ["0", "1", "> 1", "-"]),
]
_HITS = [
    "UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT", "SUM",
    "MIN", "MAX", "COUNT",
]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, names: list[str]) -> str:
    """A decision table of numbers."""
    hit = draw(st.sampled_from(_HITS))
    some = st.lists(st.sampled_from(_COLUMNS), min_size=1, max_size=3, unique_by=lambda each: each[0])
    columns = draw(some)
    if names and draw(st.booleans()):
        columns.append((names[-1], "number", ["< 1", "[1..2]", "> 2", "-", "0", "not(1)"]))
    rows = draw(st.integers(1, 5))
    policy, aggregation = hit, ""
    if hit in ("SUM", "MIN", "MAX", "COUNT"):
        policy, aggregation = "COLLECT", f' aggregation="{hit}"'
    text = f'<decisionTable hitPolicy="{policy}"{aggregation}>'
    for expression, type_, _ in columns:
        said = f' typeRef="{type_}"' if type_ else ""
        allowed = ""
        if expression == "income" and draw(st.booleans()):
            allowed = "<inputValues><text>[0..2]</text></inputValues>"
        asked = f"<inputExpression{said}><text>{escape(expression)}</text></inputExpression>"
        text += f"<input>{asked}{allowed}</input>"
    default = ""
    if draw(st.booleans()):
        default = f"<defaultOutputEntry><text>{escape(draw(numbers(0, names)))}</text></defaultOutputEntry>"
    ranked = hit in ("PRIORITY", "OUTPUT ORDER")
    listed = "<outputValues><text>0, 1, 2</text></outputValues>" if ranked else ""
    type_ = draw(st.sampled_from([' typeRef="number"', "", ' typeRef="tSmall"']))
    text += f'<output name="out"{type_}>{listed}{default}</output>'
    for _ in range(rows):
        text += "<rule>"
        for _, _, cells in columns:
            text += f"<inputEntry><text>{escape(draw(st.sampled_from(cells)))}</text></inputEntry>"
        output = draw(st.one_of(small, small, numbers(1, names)))
        text += f"<outputEntry><text>{escape(output)}</text></outputEntry></rule>"
    return text + "</decisionTable>"


@st.composite
def models(draw: st.DrawFn) -> bytes:
    """A model of one to four decisions, the last of which is the outcome."""
    names: list[str] = []
    body = ""
    for number in range(draw(st.integers(1, 4))):
        name = f"d{number}"
        if draw(st.booleans()):
            logic = draw(tables(names))
        else:
            text = draw(st.one_of(numbers(3, names), conditions(3, names)))
            logic = f"<literalExpression><text>{escape(text)}</text></literalExpression>"
        needs = [f'<requiredInput href="#{each}"/>' for each in VALUES]
        needs += [f'<requiredDecision href="#{each}"/>' for each in names]
        requirements = "".join(f"<informationRequirement>{each}</informationRequirement>" for each in needs)
        requirements += '<knowledgeRequirement><requiredKnowledge href="#fee"/></knowledgeRequirement>'
        type_ = draw(st.sampled_from(["", "", "number", "tSmall", "boolean"]))
        said = f' typeRef="{type_}"' if type_ else ""
        body += f'<decision id="{name}" name="{name}"><variable name="{name}"{said}/>'
        body += f"{requirements}{logic}</decision>"
        names.append(name)
    inputs = "".join(
        f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{type_}"/></inputData>'
        for name, type_ in _TYPES.items()
    )
    fee = (
        '<businessKnowledgeModel id="fee" name="fee"><variable name="fee"/><encapsulatedLogic kind="FEEL">'
        '<formalParameter name="base" typeRef="number"/><formalParameter name="half" typeRef="boolean"/>'
        "<literalExpression><text>if half then base / 2 else max(base, 1)</text></literalExpression>"
        "</encapsulatedLogic></businessKnowledgeModel>"
    )
    head = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">'
    return f"{head}{_DEFINITIONS}{inputs}{fee}{body}</definitions>".encode()
