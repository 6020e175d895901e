"""A compiled table of 600 rules beside one of 30, over the same rows: families by bands of income.

One million rows, in memory; with COMMONWEAL_BENCH_FULL=1 ten million. Processor time, the median of five.
"""

from __future__ import annotations

import os
import statistics
import time
from decimal import Decimal

import duckdb

from commonweal.policy import Model, load
from commonweal.policy.sql import Column, compile_sql

ROWS = 10_000_000 if os.environ.get("COMMONWEAL_BENCH_FULL") == "1" else 1_000_000
FAMILIES = ("single", "couple", "one child", "two children", "three children", "more children")
TOP = 600
TIMES = 5


def model(bands: int) -> Model:
    """A UNIQUE table: each family has so many bands of income up to TOP, each worth a percent less."""
    rules = ""
    for number, family in enumerate(FAMILIES):
        # Each family has its own bounds, as in published grids.
        top = TOP * (70 + 5 * number) // 100
        edges = [Decimal(top * at * 100 // bands) / 100 for at in range(bands)]
        for at, low in enumerate(edges):
            cell = f"&gt; {low}" if at == bands - 1 else f"({low}..{edges[at + 1]}]"
            cell = cell.replace(f"({low}..", f"[{low}..") if at == 0 else cell
            cells = (f'"{family}"', cell)
            rules += (
                "<rule>"
                + "".join(f"<inputEntry><text>{each}</text></inputEntry>" for each in cells)
                + f"<outputEntry><text>{100 - number - 90 * at // bands}</text></outputEntry></rule>"
            )
    columns = "".join(
        f"<input><inputExpression typeRef='{kind}'><text>{name}</text></inputExpression></input>"
        for name, kind in (("family", "string"), ("income", "number"))
    )
    inputs = "".join(
        f"<inputData id='{name}' name='{name}'><variable name='{name}' typeRef='{kind}'/></inputData>"
        for name, kind in (("family", "string"), ("income", "number"))
    )
    needs = "".join(
        f"<informationRequirement><requiredInput href='#{name}'/></informationRequirement>"
        for name in ("family", "income")
    )
    return load(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='m' name='m' namespace='urn:bench'>"
        f"{inputs}<decision id='band' name='band'><variable name='band' typeRef='number'/>{needs}"
        f"<decisionTable hitPolicy='UNIQUE'>{columns}<output typeRef='number'/>{rules}</decisionTable>"
        "</decision></definitions>".encode()
    )


def main() -> None:
    connection = duckdb.connect()
    families = ", ".join(f"'{each}'" for each in FAMILIES)
    connection.execute(
        f"CREATE TABLE h AS SELECT [{families}][1 + CAST(hash(i) % {len(FAMILIES)} AS INTEGER)] AS family, "
        f"CAST(CAST(hash(i * 3) % {TOP * 120} AS DECIMAL(12,0)) * 0.01 AS DECIMAL(9,2)) AS income "
        f"FROM range({ROWS}) AS r(i)"
    )
    facts = {
        "family": Column("string", values=FAMILIES, nullable=False),
        "income": Column("number", digits=9, scale=2, low=0, high=TOP * 2, nullable=False),
    }
    busy: dict[int, float] = {}
    for bands in (5, 100):
        policy = model(bands)
        compiled = compile_sql(policy, facts, ["band"])
        if compiled.refused:
            raise SystemExit(str(compiled.refused))
        text = f"SELECT sum(band) FROM ({compiled.query('h')})"
        times = []
        for _ in range(TIMES):
            began = time.process_time()
            connection.execute(text).fetchone()
            times.append(time.process_time() - began)
        busy[bands] = statistics.median(times)
        rows = connection.execute(
            f"SELECT family, income, band FROM ({compiled.query('h', ['family', 'income'])}) LIMIT 500"
        )
        wrong = sum(
            compiled.decisions["band"].value(band)
            != policy.decide({"family": family, "income": income}, trace=False).value
            for family, income, band in rows.fetchall()
        )
        print(
            f"{bands * len(FAMILIES):>4} rules: {busy[bands]:.3f} s of processor time for {ROWS:,} rows; "
            f"500 decided again exactly, {wrong} different"
        )
    print(f"600 rules take {busy[100] / busy[5]:.2f} times as long as 30 (the aim is at most 3)")


if __name__ == "__main__":
    main()
