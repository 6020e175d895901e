from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.policy import Model
from tests.policy.dmn.writing import decision, function, literal, model, table
from tests.policy.dmn.writing import given as input_data


def scheme() -> Model:
    rules = [
        ['"single"', "<= 93", "100", "paragraph 1", "Full."],
        ['"single"', "(93..111]", "75", "paragraph 2", ""],
        ['"single"', "> 111", "0", "paragraph 3", ""],
        ['"couple"', "<= 128", "100", "paragraph 4", ""],
        ["-", "null", "0", "", ""],
    ]
    bands = table("UNIQUE", ["household", "income"], [""], rules, annotations=["Authority", "In words"])
    return model(
        input_data("household", "string"),
        input_data("earnings", "number"),
        decision("income", literal("earnings - 25"), needs=["i_earnings"], kind="number"),
        decision("band", bands, needs=["i_household", "d_income"], kind="number", label="Income band"),
    )


def test_a_trace_tells_each_decision_with_its_inputs_and_value() -> None:
    trace = scheme().decide({"household": "single", "earnings": 125}).trace
    assert [(step.decision, step.label, step.kind, step.value) for step in trace] == [
        ("income", "income", "expression", 100),
        ("band", "Income band", "table", 75),
    ]
    assert trace[1].inputs == {"household": "single", "income": 100}


def test_a_tables_step_tells_its_policy_columns_and_matched_rules() -> None:
    step = scheme().decide({"household": "single", "earnings": 100}).trace[-1]
    assert (step.hit_policy, step.columns) == ("UNIQUE", ("household", "income"))
    (rule,) = step.matched
    assert (rule.number, rule.id) == (1, "r1")
    assert rule.annotations == {"Authority": "paragraph 1", "In words": "Full."}


def test_near_misses_fail_in_one_cell_which_is_named() -> None:
    step = scheme().decide({"household": "single", "earnings": 125}).trace[-1]
    assert [(miss.number, miss.column, miss.cell) for miss in step.near_misses] == [
        (1, "income", "<= 93"),
        (3, "income", "> 111"),
        (4, "household", '"couple"'),
        (5, "income", "null"),
    ]


def test_a_rule_that_fails_in_two_cells_is_no_near_miss() -> None:
    step = scheme().decide({"household": "couple", "earnings": 1000}).trace[-1]
    assert step.matched == ()
    assert [miss.number for miss in step.near_misses] == [3, 4, 5]


def test_near_misses_of_cells_that_look_elsewhere_are_as_they_were_when_decided() -> None:
    rules = [["> limit", "-", '"a"'], ["<= limit", "> today()", '"b"'], ["< limit - 5", "-", '"c"']]
    loaded = model(
        input_data("x", "number"),
        input_data("day", "date"),
        input_data("limit", "number"),
        decision("t", table("COLLECT", ["x", "day"], [""], rules), needs=["i_x", "i_day", "i_limit"]),
    )
    today = datetime.datetime(2025, 4, 1, tzinfo=datetime.UTC)
    outcome = loaded.decide({"x": 8, "day": today.date(), "limit": 10}, clock=lambda: today)
    assert outcome.value == []
    problems = outcome.diagnostics
    misses = [(miss.number, miss.column) for miss in outcome.trace[0].near_misses]
    assert misses == [(1, "x"), (2, "day"), (3, "x")]
    assert outcome.diagnostics == problems


def test_under_first_only_the_first_rule_counts() -> None:
    loaded = model(
        input_data("x"), decision("t", table("FIRST", ["x"], [""], [["-", "1"], ["-", "2"]]), needs=["i_x"])
    )
    assert [rule.number for rule in loaded.decide({"x": 1}).trace[0].matched] == [1]


def test_tables_inside_functions_are_traced_with_the_decision_that_called_them() -> None:
    share = function(
        "share", ["age: number"], table("UNIQUE", ["age"], [""], [["< 18", "0"], [">= 18", "10"]])
    )
    loaded = model(
        input_data("ages"),
        share,
        decision(
            "total", literal("sum(for age in ages return share(age))"), needs=["i_ages"], uses=["k_share"]
        ),
        decision("one", literal("share(40)"), uses=["k_share"]),
    )
    step = loaded.decide({"ages": [10, 30, 50]}, "total").trace[0]
    assert step.kind == "expression"
    assert [[rule.number for rule in each.matched] for each in step.tables] == [[1], [2], [2]]
    assert step.table is None
    single = loaded.decide({}, "one").trace[0]
    assert single.table is not None
    assert single.matched[0].number == 2


def test_nothing_is_traced_unless_asked() -> None:
    outcome = scheme().decide({"household": "single", "earnings": 100}, trace=False)
    assert len(outcome.trace) == 0
    assert outcome.values == {"income": 75, "band": 100}


def test_an_unknown_decision_has_no_step() -> None:
    trace = scheme().decide({"household": "single", "earnings": 100}).trace
    assert trace.of("nothing") is None
    assert trace.of("band") is trace[1]


CELLS = st.sampled_from(["-", "1", "2", "< 2", "[1..3]", "not(1)", "> limit", "null", "limit"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6),
    st.tuples(*[st.sampled_from([None, Decimal(1), Decimal(2), Decimal(3), Decimal(9)])] * 3),
)
def test_near_misses_are_exactly_the_rules_with_one_failing_cell(
    rules: list[tuple[str, str, str]], values: tuple[Decimal | None, ...]
) -> None:
    names = ("a", "b", "c")
    inputs = {**dict(zip(names, values, strict=True)), "limit": Decimal(2)}

    def passes(cell: str, value: Decimal | None) -> bool:
        one = model(
            input_data("v"),
            input_data("limit"),
            decision("t", table("COLLECT", ["v"], [""], [[cell, "1"]]), needs=["i_v", "i_limit"]),
        )
        return one.decide({"v": value, "limit": Decimal(2)}).value == [1]

    whole = model(
        *(input_data(name) for name in (*names, "limit")),
        decision(
            "t",
            table("COLLECT", list(names), [""], [[*cells, "1"] for cells in rules]),
            needs=[f"i_{name}" for name in (*names, "limit")],
        ),
    )
    step = whole.decide(inputs).trace[0]
    failing = [
        [name for name, cell, value in zip(names, cells, values, strict=True) if not passes(cell, value)]
        for cells in rules
    ]
    assert [rule.number for rule in step.matched] == [n for n, names in enumerate(failing, 1) if not names]
    assert [(miss.number, miss.column) for miss in step.near_misses] == [
        (n, names[0]) for n, names in enumerate(failing, 1) if len(names) == 1
    ]


def test_a_model_without_decisions_has_an_empty_trace() -> None:
    assert list(model(input_data("x")).decide({}).trace) == []
