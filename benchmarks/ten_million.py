"""The compiled policy beside the same policy written by hand in DuckDB's SQL, in DOUBLE and in DECIMAL.

Two policies: the five decisions of `benchmarks.scheme`, and the council tax support scheme with its lists of
children and other adults. One million households; with COMMONWEAL_BENCH_FULL=1 ten million. Each query is timed
in turn, five times, and the medians are told. The exact pennies are the compiled policy's, of which a sample is
decided again by the interpreter.
"""

from __future__ import annotations

import itertools
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import scheme
from benchmarks._made_households import made_households
from commonweal.policy import Model, load
from commonweal.policy.sql import Column, Compiled, compile_sql

FULL = os.environ.get("COMMONWEAL_BENCH_FULL") == "1"
ROWS = 10_000_000 if FULL else 1_000_000
TIMES = 5
SAMPLE = 300
POLICY = Path(__file__).parents[1] / "services" / "council-tax-support" / "policy" / "2025-04-01.dmn"
TRUTH = Column("boolean", nullable=False)
DAY = Column("date", nullable=False)


def banded(kind: str, amount: str, money: str) -> str:
    """The grid of `benchmarks.scheme`, as a chain of WHENs, which is how people write it."""
    whens = []
    for name, uppers in scheme.UPPER.items():
        bounds = (None, *uppers, None)
        for (low, high), percentage in zip(itertools.pairwise(bounds), scheme.PERCENTAGES, strict=True):
            tests = [f"{kind} = '{name}'"]
            tests += [] if low is None else [f"{amount} > {low}"]
            tests += [] if high is None else [f"{amount} <= {high}"]
            whens.append(f"WHEN {' AND '.join(tests)} THEN CAST({percentage} AS {money})")
    return f"CASE {' '.join(whens)} END"


def five_decisions(money: str, rounded: str) -> str:
    """The scheme of `benchmarks.scheme` by hand. `rounded` is the award before its floor."""
    return f"""
    SELECT greatest({rounded}, 0) AS award FROM (
      SELECT bill, {banded("kind", "income", money)} AS band,
        CASE WHEN NOT works THEN 5 WHEN other < 100 THEN 5 WHEN other < 200 THEN 10 WHEN other < 300 THEN 12
          WHEN other < 400 THEN 15 ELSE 20 END AS deduction
      FROM (
        SELECT CAST(bill AS {money}) AS bill, "non dependant works" AS works,
          CAST("non dependant income" AS {money}) AS other,
          CASE WHEN children = 0 THEN CASE WHEN partner THEN 'couple' ELSE 'single' END
            WHEN children = 1 THEN 'one child' ELSE 'two children' END AS kind,
          greatest(CAST(earnings AS {money}) - 25, 0) + CAST("other income" AS {money}) AS income
        FROM h))"""


def council_tax_support(money: str, share: str, counted: str, rounded: str) -> str:
    """The council tax support scheme by hand: the weekly award."""
    grid = banded("kind", "income", money)
    return f"""
    SELECT CASE WHEN liable AND NOT pension AND adult AND savings <= 16000 AND percentage > 0 AND weekly > 0
      THEN weekly ELSE 0 END AS award
    FROM (SELECT *, {rounded} AS weekly
      FROM (SELECT *, {counted} AS counted
        FROM (SELECT *, {grid} AS percentage,
            CASE band WHEN 'e' THEN {share.format(11)} WHEN 'f' THEN {share.format(13)}
              WHEN 'g' THEN {share.format(15)} WHEN 'h' THEN {share.format(18)} ELSE 1 END AS share
          FROM (SELECT liable, "pension age" AS pension, "council tax band" AS band, savings,
              CAST("council tax bill" AS {money}) AS bill,
              "date of birth" <= CAST("relevant date" - INTERVAL 18 YEAR AS DATE) AS adult,
              CASE WHEN n = 0 THEN CASE WHEN partner THEN 'couple' ELSE 'single' END
                WHEN n = 1 THEN 'one child' ELSE 'two children' END AS kind,
              greatest(greatest(CAST(earnings AS {money}) + CAST("partner earnings" AS {money}) - 25, 0)
                + greatest(CAST("universal credit" AS {money}) - CAST("universal credit housing" AS {money}), 0)
                + CAST("other income" AS {money}) - CASE WHEN "disability benefits" THEN 30 ELSE 0 END, 0) AS income,
              coalesce(list_sum(list_transform("other adults", lambda a:
                CASE WHEN a.born > CAST("relevant date" - INTERVAL 18 YEAR AS DATE) THEN 0
                  WHEN a.working THEN 10 ELSE 5 END)), 0) AS deduction
            FROM (SELECT *, len(list_filter(children,
                lambda c: c.born > CAST("relevant date" - INTERVAL 20 YEAR AS DATE))) AS n FROM h)))))"""


NARROW = "DECIMAL(12,2)"
BY_HAND = {
    "five decisions": {
        "by hand, DOUBLE": five_decisions("DOUBLE", "round_even(bill / 52 * band / 100 - deduction, 2)"),
        "by hand, DECIMAL": five_decisions(
            NARROW, "round_even(decimal_division(bill * band, CAST(5200 AS DECIMAL(4,0)), 12) - deduction, 2)"
        ),
    },
    "council tax support": {
        "by hand, DOUBLE": council_tax_support(
            "DOUBLE", "9 / {}", "round_even(bill * share, 2)",
            "round_even(greatest(counted * percentage / 100 - deduction * 365 / 7, 0) * 7 / 365, 2)",
        ),
        "by hand, DECIMAL": council_tax_support(
            NARROW, "decimal_division(CAST(9 AS DECIMAL(2,0)), CAST({} AS DECIMAL(2,0)), 16)",
            "CAST(round_even(CAST(bill AS DECIMAL(21,2)) * share, 2) AS DECIMAL(12,2))",
            "round_even(decimal_division(greatest(counted * CAST(percentage AS DECIMAL(3,0)) * 7"
            " - CAST(deduction AS DECIMAL(6,0)) * 36500, 0), CAST(36500 AS DECIMAL(5,0)), 12), 2)",
        ),
    },
}  # fmt: skip


def money_up_to(most: int) -> Column:
    """An amount of pounds and pence."""
    return Column("number", digits=12, scale=2, low=0, high=most, nullable=False)


def made_scheme(connection: duckdb.DuckDBPyConnection) -> dict[str, Column]:
    """Random households of `benchmarks.scheme`."""
    amounts = {"earnings": 350, "other income": 120, "non dependant income": 500, "bill": 2500}
    columns = [
        "hash(i) % 10 < 4 AS partner",
        "CAST(hash(i * 3) % 4 AS INTEGER) AS children",
        'hash(i * 7) % 2 = 0 AS "non dependant works"',
    ]
    columns += [
        f'CAST(CAST(hash(i * 64 + {at}) % {most * 100} AS DECIMAL(12,0)) * 0.01 AS DECIMAL(12,2)) AS "{name}"'
        for at, (name, most) in enumerate(amounts.items())
    ]
    connection.execute(f"CREATE TABLE h AS SELECT {', '.join(columns)} FROM range({ROWS}) AS r(i)")
    known = {name: money_up_to(most) for name, most in amounts.items()}
    children = Column("number", digits=2, low=0, high=3, nullable=False)
    return {**known, "partner": TRUTH, "non dependant works": TRUTH, "children": children}


def made_support(connection: duckdb.DuckDBPyConnection, model: Model) -> dict[str, Column]:
    """Made households with every input of council tax support."""
    names = ", ".join(f'"{each.name}"' for each in model.inputs)
    with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as folder:
        made_households(Path(folder), ROWS)
        connection.execute(f"CREATE TABLE h AS SELECT {names} FROM '{folder}/*.parquet'")
    people = {
        "children": Column("context", fields={"born": DAY}, nullable=False),
        "other adults": Column("context", fields={"born": DAY, "working": TRUTH}, nullable=False),
    }
    known: dict[str, Column] = {}
    for each in model.inputs:
        if each.name in people:
            known[each.name] = Column("list", item=people[each.name], longest=40, nullable=False)
        elif each.type_name == "date":
            low, high = (
                connection.execute(f'SELECT min("{each.name}"), max("{each.name}") FROM h').fetchone() or ()
            )
            known[each.name] = Column("date", low=low, high=high, nullable=False)
        elif each.type_name == "money":
            low, high = (
                connection.execute(f'SELECT min("{each.name}"), max("{each.name}") FROM h').fetchone() or ()
            )
            known[each.name] = Column("number", digits=12, scale=2, low=low, high=high, nullable=False)
        else:
            known[each.name] = Column("string" if each.type_name == "tBand" else "boolean", nullable=False)
    return known


def in_double(connection: duckdb.DuckDBPyConnection) -> None:
    """The same households with every amount a DOUBLE already, for the query that wants them so."""
    described = connection.execute("DESCRIBE h").fetchall()
    columns = [
        f'CAST("{n}" AS DOUBLE) AS "{n}"' if t.startswith("DECIMAL") else f'"{n}"' for n, t, *_ in described
    ]
    connection.execute(f"CREATE TABLE floats AS SELECT {', '.join(columns)} FROM h")


def compared(
    name: str, model: Model, connection: duckdb.DuckDBPyConnection, columns: dict[str, Column]
) -> None:
    """Time every way in turn and count the wrong pennies."""
    began = time.perf_counter()
    compiled = compile_sql(model, columns, ["award"])
    ours = compiled.query("h")
    compiling = time.perf_counter() - began
    in_double(connection)
    queries = {"compiled": ours}
    for way, text in BY_HAND[name].items():
        queries[way] = text.replace("FROM h", "FROM floats") if "DOUBLE" in way else text
    seconds: dict[str, list[float]] = {way: [] for way in queries}
    busy: dict[str, list[float]] = {way: [] for way in queries}
    for _ in range(TIMES):
        for way, text in queries.items():
            began, cpu = time.perf_counter(), time.process_time()
            connection.execute(f"SELECT sum(award) FROM ({text})").fetchone()
            seconds[way].append(time.perf_counter() - began)
            busy[way].append(time.process_time() - cpu)
    checked = repeated(model, compiled, connection)
    print(f"{name}: {ROWS:,} households, compiled in {compiling * 1000:.0f} ms; {checked}")
    first = statistics.median(seconds["by hand, DOUBLE"])
    for way, text in queries.items():
        wrong = 0 if way == "compiled" else wrong_pennies(connection, ours, text)
        middle = statistics.median(seconds[way])
        print(
            f"  {way:<18} {middle:6.2f} s  {middle / first:5.2f} of DOUBLE's  "
            f"(processor {statistics.median(busy[way]):.2f} s)  {wrong:>9,} awards wrong"
        )
    connection.execute("DROP TABLE h; DROP TABLE floats")


def wrong_pennies(connection: duckdb.DuckDBPyConnection, exact: str, other: str) -> int:
    """The rows in which another query's award is not the exact one, to the penny."""
    text = f"SELECT count(*) FROM ({exact}) AS a POSITIONAL JOIN (SELECT award AS other FROM ({other})) AS b"
    condition = "round(CAST(other AS DOUBLE) * 100) <> a.award"
    found = connection.execute(f"{text} WHERE {condition}").fetchone()
    return int(found[0]) if found else 0


def repeated(model: Model, compiled: Compiled, connection: duckdb.DuckDBPyConnection) -> str:
    """A sample decided again by the interpreter."""
    sampled = f"(SELECT * FROM h USING SAMPLE {SAMPLE} ROWS (reservoir, 1))"
    connection.execute(f"CREATE OR REPLACE TABLE sampled AS SELECT * FROM {sampled}")
    names = [each[0] for each in connection.execute("DESCRIBE sampled").fetchall()]
    rows: list[dict[str, Any]] = [
        dict(zip(names, row, strict=True)) for row in connection.execute("SELECT * FROM sampled").fetchall()
    ]
    found = connection.execute(compiled.query("sampled")).fetchall()
    column = compiled.decisions["award"]
    wrong, doubtful = 0, 0
    for row, (award, *doubt) in zip(rows, found, strict=True):
        doubtful += bool(doubt and doubt[0])
        exact = model.decide(row, "award", trace=False).value
        wrong += not (doubt and doubt[0]) and column.value(award) != exact
    return f"{SAMPLE} decided again exactly, {wrong} different, {doubtful} in doubt"


def main() -> None:
    """Both policies."""
    if not FULL:
        print(f"{ROWS:,} rows; COMMONWEAL_BENCH_FULL=1 runs ten million.")
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        model = load(scheme.dmn(), name="scheme.dmn")
        compared("five decisions", model, connection, made_scheme(connection))
        model = load(POLICY)
        compared("council tax support", model, connection, made_support(connection, model))


if __name__ == "__main__":
    main()
