"""Whatever the rows hold, many rows give what one decision at a time gives."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.scheme import dmn, households
from commonweal.policy import Model, load
from commonweal.policy.dmn.java import JAVA
from commonweal.policy.feel import Limits
from commonweal.policy.rows import BadRow, decide_rows
from tests.conformance.kit_cases import test_files as kit_files
from tests.policy.dmn.writing import decision, file, literal, model, table
from tests.policy.dmn.writing import given as input_data
from tests.policy.fuzz.material import kit, policies

NUMBERS = (
    "0",
    "1",
    "-1",
    "2.50",
    "2.5",
    "99.999",
    "1e20",
    "0.1",
    "7",
    "9999999999999999999999999999999999.5",
)
STRINGS = ('"single"', '"couple"', '""', '"z"')
DATES = ('@"2024-02-29"', '@"2025-04-01"', 'date("1970-01-01")', "date(2000, 1, 1)")
NOON = datetime.datetime(2025, 4, 1, 12, tzinfo=datetime.UTC)
LONG = Decimal("12345678901234567890123456789012345678.5")
HOST: dict[str, Sequence[object]] = {
    "number": [
        *(0, -1, Decimal("2.5"), Decimal("2.50"), Decimal("99.999"), Decimal("1E+6100"), 7, Decimal("1e-20")),
        *(LONG, "7", True, [3], [], Decimal("-0"), None),
    ],
    "string": ["single", "couple", "", "z", "Z", "other", 5, ["z"], None],
    "boolean": [True, False, 1, "true", [True], None],
    "date": [
        datetime.date(2024, 2, 29),
        datetime.date(2025, 4, 1),
        datetime.date(1970, 1, 1),
        "x",
        NOON,
        None,
    ],
}
INPUTS = {
    "a": "number", "b b": "number", "s": "string", "t": "string", "p": "boolean", "q": "boolean", "d": "date",
    "e": "date",
}  # fmt: skip
RESULTS = ("number", "string", "boolean", "date", None, "few")

numbers = st.sampled_from([*NUMBERS, "a", "b b"])
conditions = st.sampled_from(
    [
        *("p", "q", "true", "false", "a > b b", "s = t", "d < e", 's = "single"', "a in [1..3)", "p = q"),
        *("a between b b and 7", 's in ("single", "z")', 'd in (< @"2025-01-01")', "not(p)", "a != 2.5"),
        "a in (> 2, 1)",
    ]
)


def _nodes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        st.tuples(inner, inner).map(lambda each: f"max({each[0]}, {each[1]})"),
        st.tuples(inner, inner, inner).map(lambda each: f"min([{each[0]}, {each[1]}, {each[2]}])"),
        st.tuples(inner, inner).map(lambda each: f"sum([{each[0]}, {each[1]}])"),
        st.tuples(conditions, inner, inner).map(lambda each: f"(if {each[0]} then {each[1]} else {each[2]})"),
        st.tuples(conditions, conditions, inner, inner).map(
            lambda each: f"(if {each[0]} and ({each[1]} or q) then {each[2]} else {each[3]})"
        ),
        st.tuples(st.sampled_from(["decimal", "round up", "round half up", "floor"]), inner).map(
            lambda each: f"{each[0]}({each[1]}, 2)"
        ),
        inner.map(lambda each: f"-({each})"),
        inner.map(lambda each: f"abs({each})"),
        inner.map(lambda each: f"({each}) ** 2"),
    )


expressions = st.one_of(
    st.recursive(numbers, _nodes, max_leaves=8),
    conditions,
    st.sampled_from(
        ["s", "d", "null", "if p then s else t", "if p then 1 else null", 'if p then s else "x" + t']
    ),
)


def _rows(seed: int, count: int = 60) -> list[dict[str, object]]:
    chance = random.Random(seed)
    rows: list[dict[str, object]] = []
    for _ in range(count):
        row = {}
        for name, kind in INPUTS.items():
            likely = [each for each in HOST[kind] if each is not None][:6]
            row[name] = chance.choice(likely if chance.random() < 0.8 else HOST[kind])
        if chance.random() < 0.1:
            row.pop(chance.choice(list(row)))
        rows.append(row)
    return rows


def _same(loaded: Model, rows: Sequence[Mapping[str, object]], decision_name: str | None) -> None:
    for row, found in zip(rows, decide_rows(loaded, decision_name).decide(rows), strict=True):
        wanted = loaded.decide(row, decision_name, trace=False).value
        assert found == wanted and str(found) == str(wanted), (row, wanted, found)


def _given() -> list[str]:
    return [input_data(name, kind) for name, kind in INPUTS.items()]


NEEDS = [f"i_{name}" for name in INPUTS]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(expressions, expressions, st.sampled_from(["number", "string", "boolean", None]), st.integers(0, 9))
def test_expressions_come_out_the_same(one: str, other: str, kind: str | None, seed: int) -> None:
    second = f"if first = null then ({other}) else first"
    loaded = model(
        *_given(),
        decision("first", literal(one), needs=NEEDS, kind=kind),
        decision("second", literal(second), needs=[*NEEDS, "d_first"]),
    )
    _same(loaded, _rows(seed), "second")


def _cells(kind: str) -> st.SearchStrategy[str]:
    values = {"number": NUMBERS[:8], "string": STRINGS, "date": DATES, "boolean": ("true", "false")}[kind]
    value = st.sampled_from(values)
    if kind == "boolean":
        return st.one_of(value, st.sampled_from(["-", "null", "not(true)"]))
    return st.one_of(
        value,
        st.sampled_from(["-", "null", "-", ""]),
        st.tuples(st.sampled_from(["<", "<=", ">", ">="]), value).map(" ".join),
        st.tuples(st.sampled_from("[("), value, value, st.sampled_from("])")).map(
            lambda each: f"{each[0]}{each[1]}..{each[2]}{each[3]}"
        ),
        st.tuples(value, value).map(", ".join),
        st.tuples(value, value).map(lambda each: f"not({each[0]}, {each[1]})"),
        st.just("? = ?"),
    )


ALLOWED: list[dict[str, str]] = [
    {},
    {"number": "[0..10], 99.999"},
    {"string": '"single", "z"', "number": "> 1"},
    {"date": '< @"2025-01-01"'},
]


def _columns(chance: st.DataObject) -> list[tuple[str, str]]:
    names = chance.draw(st.lists(st.sampled_from(list(INPUTS)), min_size=1, max_size=3, unique=True))
    return [(name, INPUTS[name]) for name in names]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.integers(0, 9))
def test_tables_of_every_hit_policy_come_out_the_same(chance: st.DataObject, seed: int) -> None:
    columns = _columns(chance)
    policy = chance.draw(
        st.sampled_from(["UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT", "COLLECT SUM", "COLLECT COUNT"])
    )
    allowed = chance.draw(st.sampled_from(ALLOWED))
    rules = [
        [
            *(chance.draw(_cells(kind)) for _, kind in columns),
            chance.draw(st.sampled_from(["1", "2", "2.0", "null"])),
        ]
        for _ in range(chance.draw(st.integers(0, 6)))
    ]
    loaded = model(
        *_given(),
        decision(
            "t",
            _table(columns, rules, policy, allowed),
            needs=NEEDS,
            kind=chance.draw(st.sampled_from(["number", None])),
        ),
    )
    _same(loaded, _rows(seed), "t")


def _table(
    columns: list[tuple[str, str]], rules: list[list[str]], policy: str, allowed: Mapping[str, str]
) -> str:
    hit, _, aggregation = policy.partition(" ") if policy.startswith("COLLECT") else (policy, "", "")
    inputs = [f"{name}: {kind}: {allowed.get(kind, '')}" for name, kind in columns]
    return table(hit, inputs, [""], rules, aggregation=aggregation or None)


def test_every_shipped_policy_decides_rows_as_it_decides_one() -> None:
    for content in policies():
        loaded = load(content)
        chance = random.Random(1)
        rows = []
        for _ in range(150):
            row: dict[str, object] = {}
            for each in loaded.inputs:
                kind = each.type.text if each.type.text in HOST else "number"
                row[each.name] = chance.choice([*HOST.get(kind, [None])])
                row[each.name] = _likely(each.type.text, chance, row[each.name])
            rows.append(row)
        for each in loaded.decisions:
            _same(loaded, rows, each.name)


def _likely(kind: str, chance: random.Random, otherwise: object) -> object:
    match kind:
        case "number" if chance.random() < 0.8:
            return Decimal(chance.randrange(0, 60_000)) / 100
        case "boolean" if chance.random() < 0.8:
            return chance.random() < 0.5
        case "date" if chance.random() < 0.8:
            return datetime.date(2025 - chance.randrange(90), 1 + chance.randrange(12), 1)
        case _ if kind.startswith("list"):
            return [
                {"born": datetime.date(2025 - chance.randrange(30), 4, 1), "working": chance.random() < 0.5}
                for _ in range(chance.randrange(4))
            ]
    return otherwise


@pytest.mark.skipif(kit() is None, reason="there is no copy of the conformance kit")
def test_every_model_of_the_kit_decides_rows_as_it_decides_one() -> None:
    folder = kit()
    assert folder is not None
    seen = 0
    for each_file in kit_files(folder):
        loaded = load(each_file.model, bindings=JAVA)
        known = {each.name for each in loaded.decisions}
        for case, wanted in [(one, each) for one in each_file.cases for each in one.expected]:
            if case.invocable or wanted.name not in known:
                continue
            one = loaded.decide(case.inputs, wanted.name, trace=False, clock=_clock).value
            [found] = loaded.decide_many([case.inputs], wanted.name, clock=_clock)
            assert str(found) == str(one), (each_file.folder, case.id, wanted.name)
            seen += 1
    assert seen > 1000


def _clock() -> datetime.datetime:
    return datetime.datetime(2025, 4, 1, tzinfo=datetime.UTC)


def test_the_usual_decisions_have_short_ways() -> None:
    loaded = load(dmn())
    rows = loaded.rows("award")
    given: list[dict[str, object]] = [
        {name: Decimal(value) if isinstance(value, str) else value for name, value in row.items()}
        for row in households(200)
    ]
    assert list(rows.decide(given)) == [loaded.decide(row, "award").value for row in given]
    assert rows.interpreted == ()


def test_decisions_that_require_each_other_are_null_as_they_are_one_by_one() -> None:
    loaded = model(
        decision("a", literal("b"), needs=["d_b"]),
        decision("b", literal("a"), needs=["d_a"]),
        decision("c", literal("if a = null then 1 else 2"), needs=["d_a"]),
    )
    assert [*loaded.decide_many([{}], "c")] == [loaded.decide({}, "c").value] == [1]


def test_the_steps_of_a_row_are_those_of_one_decision() -> None:
    loaded = load(
        file(
            input_data("n", "number"),
            decision("a", literal("count(for i in 1..n return i)"), needs=["i_n"]),
            decision("b", literal("count(for i in 1..n return i) + a"), needs=["i_n", "d_a"]),
        ),
        limits=Limits(steps=1000),
    )
    rows = [{"n": each} for each in (10, 150, 200, 400, 10, 150)]
    assert [*loaded.decide_many(rows)] == [loaded.decide(row).value for row in rows]
    assert {None, Decimal(20)} <= set(loaded.decide_many(rows))


def test_a_decision_without_a_short_way_is_named() -> None:
    loaded = model(input_data("a", "number"), decision("x", literal("string(a)"), needs=["i_a"]))
    rows = loaded.rows()
    assert list(rows.decide([{"a": 1}])) == ["1"]
    assert rows.interpreted == ("x",)


# Text


def _simple() -> Model:
    return model(
        *_given(),
        decision("x", literal("if p and d < e then a * b b else if p = null then -1 else null"), needs=NEEDS),
    )


def test_rows_of_text_are_read_by_the_types_of_the_inputs() -> None:
    rows = [
        ["1.50", "2", "true", "2020-01-01", "2021-01-01", "left aside"],
        ["1.50", "", "true", "2020-01-01", "2021-01-01", ""],
        [],
        ["1.50", "2", "", "", "", ""],
        ["1.50", "2", "No", "", "", ""],
    ]
    header = ["a", " b  b ", "p", "d", "e", "remarks"]
    found = list(_simple().rows("x").decide_texts(header, rows))
    assert found == [Decimal("3.00"), None, -1, None]


@pytest.mark.parametrize("text", ["abc", "1_000", "NaN", "Infinity", "٣", "1e9999", "1,5", "--1"])
def test_text_that_is_no_number_is_refused_with_its_row_and_column(text: str) -> None:
    rows = [[f"{at}"] for at in range(1500)]
    rows.insert(1200, [text])
    with pytest.raises(BadRow, match=r"Row 1201, column “a”: “.*” is not a number"):
        list(_simple().rows("x").decide_texts(["a"], rows))


@pytest.mark.parametrize(
    ("column", "text"), [("p", "maybe"), ("d", "1 April"), ("d", "2025-02-30"), ("d", "P1D")]
)
def test_text_of_no_other_kind_is_refused_with_its_row_and_column(column: str, text: str) -> None:
    with pytest.raises(BadRow, match=f"Row 3, column “{column}”"):
        list(_simple().rows("x").decide_texts([column], [[""], [], [text]]))


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(BadRow, match="Row 2 has 3 columns; the heading has 2"):
        list(_simple().rows("x").decide_texts(["a", "s"], [["1", ""], ["1", "", ""]]))


def test_an_input_that_text_cannot_give_is_named_before_any_row_is_read() -> None:
    loaded = model(input_data("list of"), decision("x", literal("list of"), needs=["i_list of"]))
    with pytest.raises(ValueError, match="“list of” is a Any, which text cannot give"):
        list(loaded.rows().decide_texts(["list of"], []))


def test_a_number_of_any_length_is_rounded_as_feel_rounds() -> None:
    loaded = model(input_data("a", "number"), decision("x", literal("a"), needs=["i_a"]))
    text = "0." + "123456789" * 6
    [found] = loaded.rows().decide_texts(["a"], [[text]])
    assert found == loaded.decide({"a": Decimal(text)}).value


def test_a_value_that_feel_lacks_is_refused_as_one_decision_refuses_it() -> None:
    loaded = model(input_data("a", "number"), decision("x", literal("a"), needs=["i_a"]))
    for odd, fault in [(1.5, TypeError), (Decimal("NaN"), ValueError), (Decimal("1e9999"), ValueError)]:
        with pytest.raises(fault, match="the input “a”"):
            list(loaded.decide_many([{"a": odd}]))


def test_what_a_policy_says_is_never_source_text() -> None:
    text = '"\\"); import os; (\\"" + "__import__(\'os\')"'
    loaded = model(
        input_data("a)\nraise", "number"), decision("x", literal(f"if 1 = 1 then {text} else {text}"))
    )
    assert list(loaded.decide_many([{}], "x")) == [loaded.decide({}, "x").value]
