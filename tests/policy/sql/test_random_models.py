"""Random models over random rows: the interpreter's value in every row, or refused, or in doubt."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.policy import load
from commonweal.policy.sql import Column, compile_sql
from tests.policy.partial.random_models import VALUES, models

from .engines import differences, in_duckdb

NUMBER = Column("number", digits=6, scale=2)
COLUMNS = {
    "working": Column("boolean"),
    "partner": Column("boolean"),
    "income": NUMBER,
    "savings": NUMBER,
    "tenure": Column("string"),
    "note": Column("string"),
    "born": Column("date"),
    "ages": Column("list", item=NUMBER),
    "adults": Column("list", item=Column("context", fields={"age": NUMBER, "pays": Column("boolean")})),
}
EXTRA = {
    "income": [Decimal(6), Decimal("-1"), Decimal("4.99")],
    "tenure": ["castle"],
    "ages": [[Decimal(1), None]],
}
rows = st.lists(
    st.fixed_dictionaries(
        {name: st.sampled_from([*some, *EXTRA.get(name, [])]) for name, some in VALUES.items()}
    ),
    min_size=1,
    max_size=25,
)
SEEN: Counter[str] = Counter()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(models(), rows)
def test_a_random_model_decides_random_rows_as_the_interpreter_does(
    content: bytes, some: list[dict[str, object]]
) -> None:
    model = load(content, name="random.dmn")
    compiled = compile_sql(model, COLUMNS)
    SEEN["compiled"] += len(compiled.decisions)
    for each in compiled.refused.values():
        SEEN[f"refused: {each.reason[:60]}"] += 1
        assert each.reason.endswith((".", "…"))
    found = in_duckdb(compiled, COLUMNS, some)
    SEEN["rows"] += len(found)
    SEEN["in doubt"] += sum(bool(each["in doubt"]) for each in found)
    assert differences(model, compiled, some, found)[:1] == []


def test_most_of_the_random_decisions_were_compiled() -> None:
    refused = sum(count for name, count in SEEN.items() if name.startswith("refused"))
    assert SEEN["compiled"] > 3 * refused
    assert SEEN["rows"] > 20 * SEEN["in doubt"]
