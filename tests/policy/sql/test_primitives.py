"""Every primitive on the values where engines differ: nulls, ties, limits, ends of months, leap days."""

from __future__ import annotations

import datetime
import itertools
import random
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import pytest

from commonweal.policy import Model, load
from commonweal.policy.sql import Column, Compiled, compile_sql

from .engines import differences, in_duckdb

AMOUNT = Column("number", digits=9, scale=3)
COLUMNS = {
    "n": AMOUNT,
    "m": AMOUNT,
    "d": Column("date"),
    "e": Column("date"),
    "s": Column("string"),
    "t": Column("string", values=["a", "b", "Ångström"]),
    "p": Column("boolean"),
    "q": Column("boolean"),
    "l": Column("list", item=Column("number", digits=7, scale=3), longest=10),
}
AMOUNTS = "0 0.005 0.015 -0.005 -0.015 1 -1 2.5 3.5 -2.5 7 -7 100.125 999999.999 -999999.999"
VALUES: dict[str, list[Any]] = {
    "n": [
        None,
        *map(
            Decimal,
            [
                "0",
                "0.005",
                "0.015",
                "-0.005",
                "-0.015",
                "1",
                "-1",
                "2.5",
                "3.5",
                "-2.5",
                "7",
                "-7",
                "100.125",
                "999999.999",
                "-999999.999",
            ],
        ),
    ],
    "m": [None, *map(Decimal, ["0", "0.005", "1", "-1", "2", "-3", "7", "0.001", "-999999.999"])],
    "d": [
        None,
        *(
            datetime.date.fromisoformat(each)
            for each in (
                "2024-02-29",
                "2025-02-28",
                "2025-03-31",
                "2000-02-29",
                "2024-12-31",
                "1900-02-28",
                "0001-01-01",
            )
        ),
    ],
    "e": [
        None,
        *(
            datetime.date.fromisoformat(each)
            for each in ("2024-02-29", "2025-03-01", "2023-02-28", "9999-12-31", "1970-01-01")
        ),
    ],
    "s": [None, "", "a", "A", "Ångström", "a'b\\", "😀z", "zz"],
    "t": [None, "a", "b", "Ångström"],
    "p": [None, True, False],
    "q": [None, True, False],
    "l": [
        None,
        [],
        [None],
        [Decimal("1.5")],
        [Decimal(2), None],
        [Decimal(3), Decimal("-0.005"), Decimal(3)],
    ],
}
ROUNDINGS = ["decimal", "round up", "round down", "round half up", "round half down", "floor", "ceiling"]
EXPRESSIONS = [
    *(
        f"{name}({value}, {places})"
        for name, value, places in itertools.product(
            ROUNDINGS, ["n", "n / 3", "n / 8", "n * 2 / 7 * 7", "n / m"], [2, 0, -1]
        )
    ),
    "n + m",
    "n - m",
    "n * m",
    "-n",
    "abs(n)",
    "n * n * m",
    "n ** 2",
    "decimal(n * m / 365 * 7, 2)",
    "modulo(n, m)",
    "modulo(n, 7)",
    "modulo(n, -0.3)",
    "decimal(mean(n, m), 1)",
    "decimal(n / (m + 1), 2)",
    "n = m",
    "n != m",
    "n < m",
    "n >= m",
    "n = null",
    "n != null",
    "null < n",
    "n < 0.0025",
    "n = 2.50",
    "n / 3 < m / 7",
    "n / 3 = 2.5 / 3",
    "n / m > 1",
    "n between m and 7",
    "n in [0..7)",
    "n in (m, > 3)",
    "n in (1, 2.5, null)",
    "not(n in (1..m])",
    "max(n, m)",
    "min(n, m, 0)",
    "max(n, 0)",
    "sum(n, m)",
    "count([n, m])",
    "sum([n, 1])",
    "p and q",
    "p or q",
    "not(p)",
    "p = q",
    "p != true",
    "p and n > 1",
    "if p then n else m",
    'if n > 1 then "x" else t',
    "if p then null else n",
    "all([p, q])",
    "any([p, q])",
    "all([])",
    "some x in [n, m] satisfies x > 1",
    "every x in [n, m] satisfies x > 1",
    "count(l)",
    "sum(l)",
    "max(l)",
    "min(l)",
    "decimal(mean(l), 2)",
    "l[1]",
    "l[-1]",
    "l[2]",
    "l[item > 1]",
    "count(l[item > n])",
    "sum(for x in l return x * n)",
    "sum(append(l, n))",
    "max(append(l, 0))",
    "some x in l satisfies x > n",
    "every x in l satisfies x > n",
    "list contains(l, n)",
    "list contains(l, null)",
    "count(concatenate(l, [n, m]))",
    "l = []",
    "for x in l return x + 1",
    "d = e",
    "d < e",
    "d - e",
    "(d - e).days",
    'd - e > duration("P30D")',
    'd + duration("P1M")',
    'd - duration("P1Y")',
    'd - duration("P18Y") < e',
    'd + duration("P1DT12H")',
    'd - duration("PT1H")',
    "d.year",
    "d.month",
    "d.day",
    "d.weekday",
    "years and months duration(d, e)",
    "years and months duration(d, e).years",
    "years and months duration(d, e).months",
    'years and months duration(d, e) >= duration("P18Y")',
    "day of week(d)",
    "month of year(d)",
    "day of year(d)",
    'd in [date("2024-02-29")..date("2025-03-31")]',
    'duration("P1M") * 3 + duration("P1Y")',
    '(d - e) / duration("P1D")',
    'decimal((d - e) / duration("P7D"), 1)',
    "s = t",
    "s < t",
    "s + t",
    's in ("a", "zz")',
    's = "a"',
    't = "b"',
    't != "b"',
    "string length(s)",
    "upper case(t)",
    "string length(t)",
    'contains(s, "a")',
    "starts with(s, t)",
    'ends with(s, "z")',
    "s = null",
    "max(s, t)",
    't in ("a", s)',
    'if t = "a" then 1 else if t = "b" then 2.5 else null',
    "n instance of number",
    "s instance of number",
    "{a: n, b: a + m}.b",
    "{a: n, b: {c: m}}",
    "(function(x, y) x * y + 1)(n, m)",
    "n = s",
    "d = n",
    "n < d",
    "[n, m][item != null]",
]


def model_of(expressions: list[str]) -> Model:
    """A model with one decision an expression."""
    types = {"number": "nm", "date": "de", "string": "st", "boolean": "pq"}
    of = {name: type_ for type_, names in types.items() for name in names} | {"l": "tList"}
    inputs = "".join(
        f"<inputData id='{n}' name='{n}'><variable name='{n}' typeRef='{t}'/></inputData>"
        for n, t in of.items()
    )
    needs = "".join(
        f"<informationRequirement><requiredInput href='#{n}'/></informationRequirement>" for n in of
    )
    decisions = "".join(
        f"<decision id='x{at}' name='x{at}'><variable name='x{at}'/>{needs}"
        f"<literalExpression><text>{escape(each)}</text></literalExpression></decision>"
        for at, each in enumerate(expressions)
    )
    item = "<itemDefinition name='tList' isCollection='true'><typeRef>number</typeRef></itemDefinition>"
    head = "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='urn:m'>"
    return load(f"{head}{item}{inputs}{decisions}</definitions>".encode(), name="primitives.dmn")


def rows(count: int) -> list[dict[str, Any]]:
    """Every value of every column, mixed at random."""
    chance = random.Random(4)
    return [{name: chance.choice(some) for name, some in VALUES.items()} for _ in range(count)]


def named(wrong: list[str]) -> list[str]:
    """The differences with the expressions themselves."""
    return [f"{EXPRESSIONS[int(each.split(':')[0][1:])]} — {each}" for each in wrong]


def compiled_all(dialect: Any) -> list[tuple[Model, Compiled]]:
    """Everything compiled: what is never in doubt, and what may be, apart."""
    model = model_of(EXPRESSIONS)
    everything = compile_sql(model, COLUMNS, dialect=dialect)
    refused = [f"{EXPRESSIONS[int(name[1:])]}: {why.reason}" for name, why in everything.refused.items()]
    assert refused == []
    doubtful = [name for name in everything.decisions if compile_sql(model, COLUMNS, [name]).may_doubt]
    sure = [name for name in everything.decisions if name not in doubtful]
    assert len(sure) > 8 * len(doubtful)
    return [(model, compile_sql(model, COLUMNS, names, dialect=dialect)) for names in (sure, doubtful)]


def test_every_primitive_is_the_interpreters_in_duckdb() -> None:
    for model, compiled in compiled_all("duckdb"):
        some = rows(400)
        found = in_duckdb(compiled, COLUMNS, some)
        assert sum(bool(each["in doubt"]) for each in found) < len(found) * 0.7
        assert named(differences(model, compiled, some, found))[:5] == []


def test_every_primitive_is_the_interpreters_in_spark() -> None:
    from .spark_session import in_spark, session

    session()
    for model, compiled in compiled_all("spark"):
        some = rows(150)
        assert named(differences(model, compiled, some, in_spark(compiled, COLUMNS, some)))[:5] == []


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("sqrt(n)", "no exact SQL"),
        ("exp(n)", "no exact SQL"),
        ("log(n)", "no exact SQL"),
        ("n ** 0.5", "small whole number"),
        ("n / m", "not rounded"),
        ('matches(s, "(a)\\\\1")', "no exact SQL"),
        ("now()", "no exact SQL"),
        ("today()", "no exact SQL"),
        ("sort(l, function(a, b) a < b)", "no exact SQL"),
        ('time("10:00:00@Europe/London")', "zones"),
        ("for i in 1..3 return i * n", "one list"),
    ],
)
def test_what_has_no_exact_sql_is_refused_with_its_reason_and_place(expression: str, why: str) -> None:
    compiled = compile_sql(model_of([expression]), COLUMNS)
    assert not compiled.decisions
    refusal = compiled.refused["x0"]
    assert why in refusal.reason
    assert (refusal.file, refusal.line, refusal.element) == ("primitives.dmn", 1, "x0")


def test_what_needs_a_refused_decision_names_it() -> None:
    model = load(
        b"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='urn:m'>"
        b"<inputData id='n' name='n'><variable name='n' typeRef='number'/></inputData>"
        b"<decision id='a' name='a'><variable name='a'/><informationRequirement><requiredInput href='#n'/>"
        b"</informationRequirement><literalExpression><text>sqrt(n)</text></literalExpression></decision>"
        b"<decision id='b' name='b'><variable name='b'/><informationRequirement><requiredDecision href='#a'/>"
        b"</informationRequirement><literalExpression><text>a + 1</text></literalExpression></decision>"
        b"</definitions>",
        name="chain.dmn",
    )
    compiled = compile_sql(model, {"n": AMOUNT})
    assert "\u201ca\u201d" in compiled.refused["b"].reason


def test_an_input_that_no_column_gives_is_named() -> None:
    compiled = compile_sql(model_of(["n + 1", "m + 1"]), {"n": AMOUNT})
    assert list(compiled.decisions) == ["x0"]
    assert "“m”" in compiled.refused["x1"].reason
