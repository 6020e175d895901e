"""Random schemes over inputs of every kind, and rows on edges: nulls, ties, limits, months' ends."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from commonweal.insight.simulation import Scheme
from tests.policy.dmn.writing import decision, given, item, literal, model, part, table

TYPES: Mapping[str, str] = {
    "a": "DECIMAL(9,2)",
    "b b": "DECIMAL(12,3)",
    "n": "INTEGER",
    "p": "BOOLEAN",
    "q": "BOOLEAN",
    "s": "VARCHAR",
    "t": "VARCHAR",
    "d": "DATE",
    "e": "DATE",
    "people": "STRUCT(born DATE, pay DECIMAL(9,2), works BOOLEAN)[]",
}
KINDS = {
    "a": "number", "b b": "number", "n": "number", "p": "boolean", "q": "boolean", "s": "string",
    "t": "string",     "d": "date", "e": "date", "people": "tPeople",
}  # fmt: skip
NEEDS = [f"i_{name}" for name in TYPES]

_NUMBERS = ["0", "1", "-1", "2.5", "0.005", "0.333", "7", "100", "52", "365", "a", "b b", "n", "a", "b b"]
numbers = st.sampled_from(
    [
        *_NUMBERS,
        "count(people)", "sum(people.pay)", "max(people.pay)", "min(for x in people return x.pay * 2)",
        "count(people[works])", 'count(people[born > @"2007-04-01"])', "sum(people[item.works = true].pay)",
        "years and months duration(d, e).years", "d.year", "d.month", "e.day", "string length(s)",
        "(e - d).days", "sum(for x in people return if x.pay > a then 1 else 0)",
    ]
)  # fmt: skip
conditions = st.sampled_from(
    [
        "p", "q", "not(p)", "p and q", "p or q", "a > b b", "a >= n", "a = b b", "s = t", 's = "single"',
        "d < e", "d = e", "d <= e", 'd in [@"2024-02-29"..@"2025-04-01")', "a between 0 and 100",
        "a in [1..3)",         's in ("single", "z")', "n = null", "s != null",
        "some x in people satisfies x.works",
        "every x in people satisfies x.pay > 10", "count(people) > 2", 'd + duration("P1M") > e',
        'd + duration("P18Y") <= e', "people = null", 'starts with(s, "s")',
    ]
)  # fmt: skip


def _nodes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(
            lambda x: f"({x[0]} {x[1]} {x[2]})"
        ),
        st.tuples(inner, inner).map(lambda x: f"max({x[0]}, {x[1]})"),
        st.tuples(inner, inner, inner).map(lambda x: f"min([{x[0]}, {x[1]}, {x[2]}])"),
        st.tuples(inner, inner).map(lambda x: f"sum([{x[0]}, {x[1]}])"),
        st.tuples(conditions, inner, inner).map(lambda x: f"(if {x[0]} then {x[1]} else {x[2]})"),
        st.tuples(st.sampled_from(["decimal", "round up", "round down", "round half up"]), inner).map(
            lambda x: f"{x[0]}({x[1]}, 2)"
        ),
        inner.map(lambda x: f"floor({x})"),
        inner.map(lambda x: f"-({x})"),
        inner.map(lambda x: f"abs({x})"),
        inner.map(lambda x: f"({x}) / 52"),
        inner.map(lambda x: f"floor(exp(decimal(({x}) / 100000, 0)))"),
    )


expressions = st.recursive(numbers, _nodes, max_leaves=6)

_CELLS: Mapping[str, st.SearchStrategy[str]] = {
    "number": st.sampled_from(
        [
            "-",
            "0",
            "< 0",
            "<= 10",
            "> 10",
            "[10..100)",
            "[100..1000]",
            "> 1000",
            "not(0)",
            "0, 100",
            "null",
            ">= 2.5",
        ]
    ),
    "string": st.sampled_from(["-", '"single"', '"single", "z"', 'not("z")', '""', "null"]),
    "boolean": st.sampled_from(["-", "true", "false", "null"]),
    "date": st.sampled_from(
        ["-", '< @"2025-04-01"', '>= @"2024-02-29"', '[@"2007-03-31"..@"2024-02-29"]', "null"]
    ),
}
_OUTPUTS = ["1", "2.005", "0", "-3.5", "null", "a", "b b * 2", "n / 7", "decimal(a / 3, 2)"]


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A decision table's XML of any hit policy, its output a number."""
    columns = draw(
        st.lists(st.sampled_from(["a", "n", "s", "p", "d", "b b"]), min_size=1, max_size=3, unique=True)
    )
    policy = draw(
        st.sampled_from(["UNIQUE", "FIRST", "ANY", "PRIORITY", "COLLECT SUM", "COLLECT MIN", "COLLECT COUNT"])
    )
    count = draw(st.integers(1, 6))
    constant = policy != "FIRST"
    outputs = _OUTPUTS[:5] if constant else _OUTPUTS
    if policy == "PRIORITY":
        outputs = ["1", "2", "3"]
    rules = [
        [*(draw(_CELLS[KINDS[name]]) for name in columns), draw(st.sampled_from(outputs))]
        for _ in range(count)
    ]
    hit, _, aggregation = policy.partition(" ")
    named = ": 3, 1, 2" if policy == "PRIORITY" else ""
    return table(
        hit, [f"{name}: {KINDS[name]}: " for name in columns], [named], rules, aggregation=aggregation or None
    )


logics = st.one_of(expressions.map(lambda each: literal(each)), tables())


def scheme(name: str, logic: str) -> Scheme:
    """A scheme of one logic over all the inputs; amounts that no household gets are null."""
    loaded = model(
        item("tPerson", parts=part("born", "date") + part("pay", "number") + part("works", "boolean")),
        item("tPeople", "tPerson", many=True),
        *(given(each, kind) for each, kind in KINDS.items()),
        decision("counted", logic, needs=NEEDS, kind="number"),
        decision(
            "yearly award",
            literal("if counted > -1000000000000 and counted < 1000000000000 then counted else null"),
            needs=["d_counted"],
            kind="number",
        ),
    )
    return Scheme(name, name, loaded, "yearly award")


_EDGES: Mapping[str, Sequence[object]] = {
    "a": [Decimal(each) for each in ("0.00", "0.01", "-0.01", "10.00", "9.99", "100.00", "99.99",
        "9999999.9")],
    "b b": [Decimal(each) for each in ("0.000", "0.005", "2.500", "-2.500", "10.000", "10.005",
        "99999999.999")],
    "n": [0, 1, -1, 2, 3, 7, 10, 100, 2_000_000_000],
    "p": [True, False],
    "q": [True, False],
    "s": ["single", "z", "", "Single", "sé♥", "o'\"\\"],
    "t": ["single", "z", ""],
    "d": [
        datetime.date(2024, 2, 29), datetime.date(2025, 4, 1), datetime.date(2007, 3, 31),
        datetime.date(2023, 1, 31),         datetime.date(2007, 4, 1), datetime.date(2000, 2, 29),
        datetime.date(1900, 12, 31),
    ],
    "e": [datetime.date(2025, 4, 1), datetime.date(2025, 2, 28), datetime.date(2024, 2, 29),
          datetime.date(2025, 3, 31)],
}  # fmt: skip


def rows(seed: int, count: int, nulls: float = 0.08) -> list[dict[str, object]]:
    """Rows on edges, each value null as often as `nulls` says."""
    chance = random.Random(seed)

    def value(name: str) -> object:
        if chance.random() < nulls:
            return None
        if name in ("a", "b b") and chance.random() < 0.4:
            return Decimal(chance.randrange(-1000, 200_000)) / 100
        return chance.choice(_EDGES[name])

    def person() -> object:
        if chance.random() < nulls / 2:
            return None
        return {"born": value("d"), "pay": value("a"), "works": value("p")}

    return [
        {
            **{name: value(name) for name in TYPES if name != "people"},
            "people": None
            if chance.random() < nulls
            else [person() for _ in range(chance.choice([0, 0, 1, 2, 3]))],
        }
        for _ in range(count)
    ]
