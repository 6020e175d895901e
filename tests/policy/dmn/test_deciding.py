from __future__ import annotations

import datetime
import threading
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.policy import Model, load
from commonweal.policy.dmn.bindings import BindingTable
from commonweal.policy.feel import Limits
from tests.policy.dmn.writing import decision, file, function, literal, model, service, table
from tests.policy.dmn.writing import given as input_data


def codes(loaded: Model) -> list[str]:
    return [each.code for each in loaded.diagnostics]


def counting() -> tuple[Model, list[str]]:
    """A diamond of decisions whose base notes each time that it is evaluated."""
    calls: list[str] = []

    def note(name: str) -> str:
        calls.append(name)
        return name

    external = 'function(n) external {java: {class: "Host", method signature: "note(String)"}}'
    loaded = load(
        file(
            decision("base", literal(f'{{f: {external}, r: f("base")}}.r')),
            decision("left", literal('base + "l"'), needs=["d_base"]),
            decision("right", literal('base + "r"'), needs=["d_base"]),
            decision("top", literal("left + right + base"), needs=["d_left", "d_right", "d_base"]),
        ),
        bindings=BindingTable({("Host", "note(String)"): note}),
    )
    return loaded, calls


def test_each_decision_is_evaluated_once_however_many_require_it() -> None:
    loaded, calls = counting()
    outcome = loaded.decide({})
    assert outcome.value == "baselbaserbase"
    assert calls == ["base"]
    assert list(outcome.values) == ["base", "left", "right", "top"]


def test_only_what_the_asked_decision_needs_is_evaluated() -> None:
    loaded, calls = counting()
    outcome = loaded.decide({}, "left")
    assert outcome.values == {"base": "base", "left": "basel"}
    assert calls == ["base"]


def test_decisions_come_after_those_they_require() -> None:
    loaded = model(
        decision("c", literal("b + 1"), needs=["d_b"]),
        decision("b", literal("a + 1"), needs=["d_a"]),
        decision("a", literal("1")),
    )
    assert [each.name for each in loaded.decisions] == ["a", "b", "c"]
    assert loaded.decide({}).value == 3
    assert loaded.top_decisions == ("c",)


def test_a_chain_of_thousands_of_decisions_is_no_trouble() -> None:
    chain = [decision("d0", literal("0"))]
    chain += [decision(f"d{n}", literal(f"d{n - 1} + 1"), needs=[f"d_d{n - 1}"]) for n in range(1, 3000)]
    assert model(*reversed(chain)).decide({}).value == 2999


def test_a_circle_is_reported_and_gives_null() -> None:
    loaded = model(
        decision("a", literal("b"), needs=["d_b"]),
        decision("b", literal("a"), needs=["d_a"]),
        decision("c", literal("if a = null then 1 else 2"), needs=["d_a"]),
    )
    assert "circular-requirement" in codes(loaded)
    outcome = loaded.decide({}, "c")
    assert outcome.value == 1
    assert {each.code for each in outcome.diagnostics} == {"circular-requirement"}


def test_a_decision_that_requires_itself_is_a_circle() -> None:
    loaded = model(decision("a", literal("a + 1"), needs=["d_a"]))
    assert "circular-requirement" in codes(loaded)
    assert loaded.decide({}, "a").value is None


def test_a_requirement_that_points_nowhere_is_reported() -> None:
    loaded = model(
        input_data("x"),
        decision("a", literal("1"), needs=["i_missing", "d_missing"], uses=["k_missing"]),
        decision("b", literal("1"), uses=["d_a"]),
        decision("c", "<literalExpression><text>1</text></literalExpression>", needs=["d_a"]).replace(
            "#d_a", "d_a"
        ),
    )
    assert codes(loaded).count("bad-reference") == 5


def test_a_name_that_is_not_required_is_unknown() -> None:
    loaded = model(input_data("x", "number"), decision("a", literal("x + 1")))
    outcome = loaded.decide({"x": 1})
    assert outcome.value is None
    errors = [(each.element, each.code) for each in outcome.diagnostics if each.severity == "error"]
    assert errors[0] == ("a", "unknown-name")


def test_a_reason_for_null_names_the_decision_and_line_where_it_arose() -> None:
    loaded = model(
        input_data("x", "number"),
        decision("halves", literal("x /\n 0"), needs=["i_x"]),
        decision("sum", literal("halves + 1"), needs=["d_halves"]),
    )
    outcome = loaded.decide({"x": 1})
    first = outcome.diagnostics[0]
    assert (first.element, first.code, first.file) == ("halves", "divide-by-zero", "test.dmn")
    assert first.line in (4, 5)


def test_names_may_hold_spaces_signs_and_any_alphabet() -> None:
    loaded = model(
        input_data("gross   income", "number"),
        input_data("person's rate+", "number"),
        input_data("trethi cyngor ŵ", "number"),
        decision(
            "net-income",
            literal("gross income - person's rate+ - trethi cyngor ŵ"),
            needs=["i_gross   income", "i_person's rate+", "i_trethi cyngor ŵ"],
        ),
    )
    assert loaded.decide({"gross income": 10, "person's  rate+": 3, "trethi cyngor ŵ": 2}).value == 5


def test_inputs_are_converted_to_their_types() -> None:
    loaded = model(
        *(
            input_data(kind, kind)
            for kind in ("number", "date", "date and time", "time", "boolean", "string")
        ),
        *(
            decision("d " + kind, literal(kind), needs=["i_" + kind])
            for kind in ("number", "date", "date and time", "time", "boolean", "string")
        ),
    )
    day = datetime.date(2025, 4, 1)
    outcome = loaded.decide(
        {
            "number": 1,
            "date": day,
            "date and time": day,
            "time": datetime.time(10, 30),
            "boolean": True,
            "string": ["only"],
        }
    )
    assert outcome.diagnostics == ()
    assert outcome.inputs["string"] == "only"
    assert str(outcome.values["d date and time"].date.year) == "2025"  # type: ignore[union-attr]


@pytest.mark.parametrize("value", [1.5, object(), {1: 2}, b"bytes", {1, 2}])
def test_a_host_value_that_feel_lacks_is_a_type_error_naming_the_input(value: object) -> None:
    loaded = model(input_data("x"), decision("a", literal("x"), needs=["i_x"]))
    with pytest.raises(TypeError, match="“x”"):
        loaded.decide({"x": value})


def test_a_missing_and_a_misnamed_input_are_told_apart_from_a_null_one() -> None:
    loaded = model(input_data("x"), decision("a", literal("x"), needs=["i_x"]))
    assert [each.code for each in loaded.decide({}).diagnostics] == ["missing-input"]
    assert [each.code for each in loaded.decide({"y": 1}).diagnostics] == ["missing-input"]
    assert [each.code for each in loaded.decide({"x": 1, "y": 1}).diagnostics] == ["unknown-input"]
    assert loaded.decide({"x": None}).diagnostics == ()


def test_a_decision_that_the_model_lacks_is_a_value_error_that_lists_what_it_has() -> None:
    loaded = model(input_data("x"), decision("a", literal("1")))
    for name in ("b", "x", ""):
        with pytest.raises(ValueError, match="It has “a”"):
            loaded.decide({}, name)


def test_without_one_top_decision_the_award_is_meant_or_every_decision_is_taken() -> None:
    several = model(decision("Award", literal("1")), decision("other", literal("2")))
    assert several.decide({}).value == 1
    neither = model(decision("a", literal("1")), decision("b", literal("2")))
    outcome = neither.decide({})
    assert (outcome.decision, outcome.value, outcome.values) == (None, None, {"a": 1, "b": 2})


def test_the_clock_comes_from_the_host_and_is_asked_once() -> None:
    loaded = model(decision("a", literal("[now(), now(), today()]")))
    moments = iter([datetime.datetime(2025, 4, 1, 9, 30, tzinfo=datetime.UTC)])
    value = loaded.decide({}, clock=lambda: next(moments)).value
    assert isinstance(value, list)
    assert value[0] == value[1]
    assert loaded.decide({}).value is None or None in loaded.decide({}).value  # type: ignore[operator]


def test_functions_call_each_other_and_themselves_within_bounds() -> None:
    loaded = model(
        function("double", ["n: number"], literal("n * 2")),
        function("quadruple", ["n: number"], literal("double(double(n))"), uses=["k_double"]),
        function("down", ["n: number"], literal("if n <= 0 then 0 else 1 + down(n - 1)"), uses=["k_down"]),
        decision("a", literal("quadruple(3)"), uses=["k_quadruple"]),
        decision("b", literal("down(5)"), uses=["k_down"]),
        decision("c", literal("down(1000000)"), uses=["k_down"]),
    )
    assert loaded.decide({}, "a").value == 12
    assert loaded.decide({}, "b").value == 5
    deep = loaded.decide({}, "c")
    assert deep.value is None
    assert "too-deep" in [each.code for each in deep.diagnostics]


def test_work_without_end_stops_at_the_limit_with_a_reason() -> None:
    loops = "for a in 1..1000, b in 1..1000, c in 1..1000 return a"
    loaded = load(file(decision("a", literal(loops))), limits=Limits(steps=10_000))
    outcome = loaded.decide({})
    assert outcome.value is None
    assert outcome.diagnostics


def test_a_function_is_called_by_name_with_its_arguments() -> None:
    loaded = model(function("add", ["a: number", "b: number"], literal("a + b")))
    assert loaded.decide({"a": 1, "b": 2}, "add").value == 3
    assert loaded.decide({"a": "1", "b": 2}, "add").value is None


def test_a_service_takes_its_input_decisions_as_given() -> None:
    parts = (
        input_data("x", "number"),
        decision("base", literal("1 / 0"), kind="number"),
        decision("sum", literal("base + x"), needs=["d_base", "i_x"]),
        decision("twice", literal("sum * 2"), needs=["d_sum"]),
        service("one", ["d_sum"], decisions=["d_base"], inputs=["i_x"]),
        service("both", ["d_sum", "d_twice"], decisions=["d_base"], inputs=["i_x"]),
        decision("called", literal("one(5, 10) + both(x: 1, base: 2).twice"), uses=["s_one", "s_both"]),
    )
    loaded = model(*parts)
    outcome = loaded.decide({"base": 10, "x": 5}, "one")
    assert (outcome.value, outcome.values, outcome.diagnostics) == (15, {"sum": 15}, ())
    assert loaded.decide({"base": 10, "x": 5}, "both").values == {"sum": 15, "twice": 30}
    assert loaded.decide({}, "called").value == 21


def test_a_model_decides_in_many_threads_at_once_without_mixing_them() -> None:
    loaded = model(
        input_data("x", "number"),
        decision(
            "band", table("UNIQUE", ["x"], [""], [["< 50", "x * 2"], [">= 50", "x * 3"]]), needs=["i_x"]
        ),
        decision("total", literal("sum(for i in 1..50 return band + i)"), needs=["d_band"]),
    )
    expected = {x: loaded.decide({"x": x}).value for x in range(100)}
    wrong: list[int] = []

    def work() -> None:
        wrong.extend(x for x in range(100) if loaded.decide({"x": x}).value != expected[x])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_many_rows_give_what_each_gives_alone() -> None:
    loaded = model(
        input_data("x", "number"),
        decision("a", literal("if x > 1000 then 1 / 0 else x * x"), needs=["i_x"]),
    )
    rows = [{"x": x} for x in (1, 2000, 3, None, 5)] * 500
    assert list(loaded.decide_many(rows)) == [loaded.decide(row).value for row in rows]


def test_many_rows_leave_the_hosts_arithmetic_alone() -> None:
    loaded = model(input_data("x", "number"), decision("a", literal("x / 3"), needs=["i_x"]))
    third = Decimal(1) / 3
    for value in loaded.decide_many([{"x": 1}] * 3):
        assert Decimal(1) / 3 == third
        assert value != third


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.text(max_size=5),
        st.dates(),
        st.datetimes(),
        st.timedeltas(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
ANYTHING = model(
    input_data("n", "number"),
    input_data("anything"),
    decision(
        "t",
        table(
            "COLLECT",
            ["n", "anything", "anything: string"],
            [""],
            [
                ["> 1", "-", '"a"', "1"],
                ["-", "< 5", "-", "n"],
                ["not(3)", "[1..3]", "-", "2"],
                ["anything", "n", "anything", "anything"],
            ],
        ),
        needs=["i_n", "i_anything"],
    ),
    decision(
        "e", literal("{a: n + anything, b: anything[1], c: count(t) / n}"), needs=["i_n", "i_anything", "d_t"]
    ),
)


@settings(max_examples=200, deadline=None)
@given(VALUES, VALUES)
def test_no_input_makes_a_decision_raise(n: object, anything: object) -> None:
    try:
        outcome = ANYTHING.decide({"n": n, "anything": anything})
    except (TypeError, ValueError) as error:
        assert "the input" in str(error)
        return
    assert outcome.diagnostics is not None
    assert all(len(step.near_misses) <= 4 for step in outcome.trace)
