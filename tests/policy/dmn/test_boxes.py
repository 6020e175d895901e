from __future__ import annotations

from decimal import Decimal

import pytest

from commonweal.policy import Model, load
from commonweal.policy.dmn.java import JAVA
from commonweal.policy.feel import Value
from tests.policy.dmn.writing import decision, file, function, given, item, literal, model, part, table, typed


def entry(name: str, box: str, kind: str | None = None) -> str:
    return f"<contextEntry><variable name='{name}'{typed(kind)}/>{box}</contextEntry>"


def result(box: str) -> str:
    return f"<contextEntry>{box}</contextEntry>"


def value(box: str, *others: str) -> Value:
    return model(*others, decision("a", box)).decide({}, "a").value


def codes(loaded: Model) -> list[str]:
    return [each.code for each in loaded.decide({}, "a").diagnostics]


def test_a_context_gives_its_entries_or_its_result() -> None:
    entries = entry("first part", literal("1")) + entry("b", literal("first part + 1"))
    assert value(f"<context>{entries}</context>") == {"first part": 1, "b": 2}
    assert value(f"<context>{entries}{result(literal('b * 10'))}</context>") == 20


def test_an_entry_of_a_declared_type_is_converted_or_null() -> None:
    loaded = model(
        decision(
            "a",
            "<context>"
            + entry("n", literal("[7]"), "number")
            + entry("m", literal("true"), "number")
            + "</context>",
        )
    )
    assert loaded.decide({}).value == {"n": 7, "m": None}
    assert codes(loaded) == ["type-mismatch"]


def test_a_function_in_a_context_sees_what_stands_before_it_and_itself() -> None:
    formal = "<formalParameter name='n' typeRef='number'/>"
    body = literal("if n <= 1 then step else n * factorial(n - 1)")
    definition = f"<functionDefinition>{formal}{body}</functionDefinition>"
    entries = entry("step", literal("1")) + entry("factorial", definition) + result(literal("factorial(20)"))
    assert value(f"<context>{entries}</context>") == Decimal("2432902008176640000")


def test_functions_made_in_turn_keep_their_own_surroundings() -> None:
    made = "<functionDefinition><formalParameter name='n'/>" + literal("n + step") + "</functionDefinition>"
    maker = f"<functionDefinition><formalParameter name='step'/>{made}</functionDefinition>"
    entries = entry("maker", maker) + result(literal("[maker(1)(10), maker(5)(10)]"))
    assert value(f"<context>{entries}</context>") == [11, 15]


def test_an_invocation_passes_arguments_by_name() -> None:
    bindings = "".join(
        f"<binding><parameter name='{name}'/>{literal(text)}</binding>"
        for name, text in (("b", "2"), ("a", "10"))
    )
    subtract = function("subtract", ["a: number", "b: number"], literal("a - b"))
    invocation = f"<invocation>{literal('subtract')}{bindings}</invocation>"
    assert model(subtract, decision("r", invocation, uses=["k_subtract"])).decide({}).value == 8


def test_an_invocation_of_a_built_in_function_and_with_a_boxed_argument() -> None:
    inner = f"<context>{result(literal('[3, 1, 2]'))}</context>"
    invocation = (
        f"<invocation>{literal('max')}<binding><parameter name='list'/>{inner}</binding></invocation>"
    )
    assert value(invocation) == 3


@pytest.mark.parametrize("called", ["nothing", "1", '"text"', ""])
def test_an_invocation_of_what_is_no_function_is_null_with_the_reason(called: str) -> None:
    loaded = model(decision("a", f"<invocation>{literal(called)}</invocation>"))
    outcome = loaded.decide({})
    assert outcome.value is None
    assert outcome.diagnostics


def test_a_relation_is_a_list_of_contexts() -> None:
    rows = "".join(f"<row>{literal(a)}{literal(b)}</row>" for a, b in (("1", '"x"'), ("2", "1 + 1")))
    columns = "<column name='n' typeRef='number'/><column name='some text' typeRef='string'/>"
    box = f"<relation>{columns}{rows}</relation>"
    assert value(box) == [{"n": 1, "some text": "x"}, {"n": 2, "some text": None}]


def test_a_list_holds_boxes_of_any_kind() -> None:
    box = f"<list>{literal('1')}<list>{literal('2')}</list>{table('FIRST', [], [''], [['3']])}</list>"
    assert value(box) == [1, [2], 3]


def conditional(test: str, then: str = literal('"then"'), otherwise: str = literal('"else"')) -> str:
    return f"<conditional><if>{test}</if><then>{then}</then><else>{otherwise}</else></conditional>"


def test_a_conditional_evaluates_only_the_branch_it_takes() -> None:
    assert value(conditional(literal("true"), otherwise=literal("1 / 0"))) == "then"
    loaded = model(decision("a", conditional(literal("false"), then=literal("1 / 0"))))
    assert loaded.decide({}).value == "else"
    assert codes(loaded) == []


@pytest.mark.parametrize("test", ["null", "1", '"true"', "[true, false]"])
def test_a_conditional_whose_condition_is_no_boolean_is_null_with_the_reason(test: str) -> None:
    loaded = model(decision("a", conditional(literal(test))))
    assert loaded.decide({}).value is None
    assert "not-a-condition" in codes(loaded)


def test_a_filter_sees_the_item_and_its_entries() -> None:
    people = '[{age: 10, first name: "A"}, {age: 20, first name: "B"}]'

    def kept(match: str, source: str = people) -> Value:
        return value(f"<filter><in>{literal(source)}</in><match>{match}</match></filter>")

    assert kept(literal("age > 15")) == [{"age": 20, "first name": "B"}]
    assert kept(literal("item.age < 15")) == [{"age": 10, "first name": "A"}]
    assert kept(literal('first name = "B"')) == [{"age": 20, "first name": "B"}]
    assert kept(literal("item > 1"), "[1, 2, 3]") == [2, 3]
    assert kept(table("FIRST", ["item"], [""], [["> 1", "true"], ["-", "false"]]), "[1, 2, 3]") == [2, 3]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("for", "x * 2", [2, 4, 6]),
        ("for", "if x = 1 then 1 else x * partial[-1]", [1, 2, 6]),
        ("some", "x > 2", True),
        ("some", "x > 3", False),
        ("every", "x > 0", True),
        ("every", "x > 1", False),
    ],
)
def test_iterations_over_one_variable(kind: str, body: str, expected: Value) -> None:
    last = "return" if kind == "for" else "satisfies"
    parts = f"<in>{literal('[1, 2, 3]')}</in><{last}>{literal(body)}</{last}>"
    box = f"<{kind} iteratorVariable='x'>{parts}</{kind}>"
    assert value(box) == expected


def test_an_iteration_may_ask_a_table_about_each_item() -> None:
    body = table("UNIQUE", ["x"], [""], [["< 2", '"low"'], [">= 2", '"high"']])
    box = f"<for iteratorVariable='x'><in>{literal('[1..3]')}</in><return>{body}</return></for>"
    assert value(box) == ["low", "high", "high"]
    inner = f"<context>{result(literal('x + y'))}</context>"
    inner = f"<for iteratorVariable='y'><in>{literal('[10, 20]')}</in><return>{inner}</return></for>"
    box = f"<for iteratorVariable='x'><in>{literal('[1, 2]')}</in><return>{inner}</return></for>"
    assert value(box) == [[11, 21], [12, 22]]


@pytest.mark.parametrize("kind", ["some", "every"])
def test_a_quantified_box_with_a_condition_that_is_no_boolean_is_null(kind: str) -> None:
    condition = literal('if x = 2 then "maybe" else true')
    parts = f"<in>{literal('[1, 2]')}</in><satisfies>{condition}</satisfies>"
    box = f"<{kind} iteratorVariable='x'>{parts}</{kind}>"
    loaded = model(decision("a", box))
    assert loaded.decide({}).value is None
    assert codes(loaded) == ["not-a-condition"]


def test_only_feel_is_evaluated() -> None:
    box = "<literalExpression expressionLanguage='http://www.w3.org/1999/XPath'><text>1</text></literalExpression>"
    loaded = model(decision("a", box))
    assert [each.code for each in loaded.diagnostics] == ["not-feel"]
    assert codes(loaded) == ["not-feel"]


def external(owner: str, signature: str) -> str:
    parts = {"class": owner, "method signature": signature}
    return (
        "<context>"
        + "".join(entry(name, literal(f'"{text}"')) for name, text in parts.items())
        + "</context>"
    )


@pytest.mark.parametrize(
    ("owner", "signature", "arguments", "expected"),
    [
        ("java.lang.Math", "max(double, double)", "123.5, 45", Decimal("123.5")),
        ("java.lang.Math", "pow(double,double)", "2, 10", 1024),
        ("java.lang.Integer", "valueOf(java.lang.String)", '"123", null', None),
        ("java.lang.Math", "max(double)", "1, 2", None),
        ("java.lang.System", "exit(int)", "1, 2", None),
    ],
)
def test_an_external_function_is_one_that_the_host_declares(
    owner: str, signature: str, arguments: str, expected: Value
) -> None:
    formal = "<formalParameter name='x'/><formalParameter name='y'/>"
    definition = f"<functionDefinition kind='Java'>{formal}{external(owner, signature)}</functionDefinition>"
    box = f"<context>{entry('f', definition)}{result(literal(f'f({arguments})'))}</context>"
    loaded = load(file(decision("a", box)), bindings=JAVA)
    outcome = loaded.decide({})
    assert outcome.value == expected
    assert bool(outcome.diagnostics) is (expected is None)
    assert load(file(decision("a", box))).decide({}).value is None


def test_a_business_knowledge_model_may_be_external() -> None:
    body = external("java.lang.Math", "max(double,double)")
    formal = "<formalParameter name='x'/><formalParameter name='y'/>"
    logic = f"<encapsulatedLogic kind='Java'>{formal}{body}</encapsulatedLogic>"
    knowledge = "<businessKnowledgeModel id='k' name='larger'><variable name='larger'/>"
    knowledge += f"{logic}</businessKnowledgeModel>"
    loaded = load(file(knowledge, decision("a", literal("larger(3, 4)"), uses=["k"])), bindings=JAVA)
    assert loaded.decide({}).value == 4


def test_item_definitions_constrain_values_wherever_they_stand() -> None:
    types = (
        item("tColour", "string", allowed='"red", "green"'),
        item("tColours", "string", allowed='"red", "green"', many=True),
        item("tShare", "number", allowed="[0..100]"),
        item(
            "tCar",
            parts=part("paint", "tColour") + part("seats", "number") + part("shares", "tShare", many=True),
        ),
    )
    names = ("tColour", "tColours", "tShare", "tCar")
    loaded = model(
        *types,
        *(given(name, name) for name in names),
        *(decision("d " + name, literal(name), needs=["i_" + name]) for name in names),
    )

    def fits(name: str, given_value: object) -> bool:
        outcome = loaded.decide({name: given_value}, "d " + name)
        assert (outcome.value is None) == bool(outcome.diagnostics)
        return outcome.value is not None

    assert fits("tColour", "red")
    assert fits("tColour", ["red"])
    assert not fits("tColour", "blue")
    assert not fits("tColour", 1)
    assert fits("tColours", ["red", "red"])
    assert fits("tColours", "green")
    assert not fits("tColours", ["red", "blue"])
    assert fits("tShare", 100)
    assert not fits("tShare", Decimal("100.01"))
    assert fits("tCar", {"paint": "red", "seats": 4, "shares": [1, 2], "more": True})
    assert not fits("tCar", {"paint": "blue", "seats": 4, "shares": []})
    assert not fits("tCar", {"paint": "red", "shares": []})
    assert not fits("tCar", {"paint": "red", "seats": 4, "shares": [101]})


def test_a_constraint_on_the_whole_of_a_list() -> None:
    constraint = "<typeConstraint><text>count(?) &lt;= 2</text></typeConstraint>"
    definition = "<itemDefinition name='few' isCollection='true'><typeRef>number</typeRef>"
    definition += f"{constraint}</itemDefinition>"
    loaded = model(definition, given("x", "few"), decision("a", literal("x"), needs=["i_x"]))
    assert loaded.decide({"x": [1, 2]}).value == [1, 2]
    assert loaded.decide({"x": [1, 2, 3]}).value is None


@pytest.mark.parametrize(
    ("definition", "code"),
    [
        (item("t", "t"), "circular-type"),
        (item("t", "u") + item("u", "t"), "circular-type"),
        (item("t", "number") + item("t", "string"), "duplicate-name"),
        (item("t", "nothing"), "unknown-type"),
        (item("t", "number", allowed="[1.."), "syntax"),
    ],
)
def test_a_type_that_cannot_be_is_reported(definition: str, code: str) -> None:
    found = [each.code for each in model(definition, given("x", "t")).diagnostics]
    assert any(each.startswith(code) or code in each for each in found), found
