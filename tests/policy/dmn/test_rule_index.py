from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.policy import load
from commonweal.policy.dmn.constants import constant_test
from commonweal.policy.dmn.rule_index import Column, rows_of
from commonweal.policy.feel import ANY, Date, DaysTime, Run, Scope, Value, YearsMonths, compile_unary_tests
from tests.policy.dmn.writing import decision, file, table
from tests.policy.dmn.writing import given as input_data

NUMBERS = st.sampled_from(["0", "1", "2", "2.5", "-3", "10", "1E2", "0.1"])
TEXTS = st.sampled_from(['"a"', '"b"', '"bb"', '""', '"A"'])
DATES = st.sampled_from(['date("2024-02-29")', '@"2025-04-01"', 'date("1999-12-31")'])
DURATIONS = st.sampled_from(['@"P1D"', 'duration("PT36H")', '@"P1Y"', '@"P13M"'])
ENDS = st.one_of(NUMBERS, TEXTS, DATES, DURATIONS)


@st.composite
def ranges(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from([NUMBERS, TEXTS, DATES, DURATIONS]))
    low, high = draw(kind), draw(kind)
    return f"{draw(st.sampled_from('[('))}{low}..{high}{draw(st.sampled_from('])'))}"


ONE_TEST = st.one_of(
    ENDS,
    st.builds(lambda sign, end: f"{sign} {end}", st.sampled_from(["<", "<=", ">", ">="]), ENDS),
    ranges(),
    st.sampled_from(["true", "false", "null"]),
)
CELLS = st.one_of(
    st.just("-"),
    st.lists(ONE_TEST, min_size=1, max_size=3).map(", ".join),
    st.lists(ONE_TEST, min_size=1, max_size=3).map(lambda tests: f"not({', '.join(tests)})"),
    st.sampled_from(["? > limit", "limit", "? != 2", "[limit..10]"]),
)
VALUES: st.SearchStrategy[Value] = st.sampled_from(
    [
        None,
        True,
        False,
        *(
            Decimal(text)
            for text in ("0", "1.0", "2", "2.4", "2.5", "-3", "-4", "10", "100", "101", "0.1", "0.10")
        ),
        "",
        "a",
        "b",
        "bb",
        "A",
        "c",
        Date(2024, 2, 29),
        Date(2025, 4, 1),
        Date(1999, 12, 31),
        Date(2030, 1, 1),
        DaysTime(86_400_000_000_000),
        DaysTime(36 * 3_600_000_000_000),
        YearsMonths(12),
        YearsMonths(13),
        YearsMonths(0),
        [Decimal(1), Decimal(2)],
        ["a"],
        {"a": Decimal(1)},
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(CELLS, max_size=12), VALUES, st.integers(min_value=0))
def test_the_index_finds_exactly_the_rules_that_feel_finds_one_by_one(
    cells: list[str], value: Value, mask: int
) -> None:
    scope = Scope({"?": ANY, "limit": ANY})
    prepared = [compile_unary_tests(cell, scope) for cell in cells]
    column = Column(prepared, [constant_test(each.tree, scope) for each in prepared], scope.slot("?") or 0)
    among = mask & ((1 << len(cells)) - 1)
    run = Run()
    with run:
        frame = scope.frame(run, {"?": value, "limit": Decimal(2)})
        slowly = [row for row, cell in enumerate(prepared) if among >> row & 1 and cell(frame) is True]
        found = column.match(value, scope.frame(run, {"limit": Decimal(2)}), among)
    assert list(rows_of(found)) == slowly


@settings(max_examples=50)
@given(st.sets(st.integers(min_value=0, max_value=5000)))
def test_a_set_of_rules_gives_back_its_rows_in_order(rows: set[int]) -> None:
    assert list(rows_of(sum(1 << row for row in rows))) == sorted(rows)


def large(rules: int) -> bytes:
    bands = [
        [f'"{kind}"', f"[{low}..{low + 10})", str(low)]
        for kind in "abc"
        for low in range(0, rules * 10 // 3, 10)
    ]
    logic = table("UNIQUE", ["kind: string", "income: number"], [""], bands)
    return file(
        input_data("kind", "string"),
        input_data("income", "number"),
        decision("band", logic, needs=["i_kind", "i_income"]),
    )


def test_a_table_of_3000_rules_is_right_at_every_boundary() -> None:
    model = load(large(3000))
    assert model.diagnostics == ()
    rows = [
        ({"kind": kind, "income": Decimal(low) + offset}, low + (-10 if offset < 0 else 0))
        for kind in "abc"
        for low in (10, 20, 4990, 5000, 9980)
        for offset in (Decimal(0), Decimal("-0.01"), Decimal("9.99"))
    ]
    assert [model.decide(row).value for row, _ in rows] == [expected for _, expected in rows]
    assert model.decide({"kind": "a", "income": 10_000}).value is None


def test_a_lookup_among_3000_rules_asks_no_rule_one_by_one() -> None:
    model = load(large(3000))
    prepared = model.node("band").program
    assert prepared is not None
    outcome = model.decide({"kind": "b", "income": 5005})
    step = outcome.trace.of("band")
    assert step is not None
    assert step.table is not None
    columns = step.table.prepared.columns
    assert all(
        column.constant_for(value) for column, (_, value) in zip(columns, step.table.inputs, strict=True)
    )
    assert [miss.number for miss in step.near_misses][:2] == [501, 1001]
