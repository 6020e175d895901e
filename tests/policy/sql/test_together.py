"""Several models in one query: what they share is computed once, and every model keeps its values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.policy import Model, load
from commonweal.policy.sql import Column, Compiled, Wanted, compile_sql, compile_together, query_together
from tests.policy.dmn.writing import decision, item, literal, model
from tests.policy.dmn.writing import given as takes
from tests.policy.partial.random_models import models

from .engines import Row, differences, raw_in_duckdb
from .test_random_models import COLUMNS, rows

SHARED: Counter[str] = Counter()
PAY = Column("number", digits=7, scale=2, nullable=False)
PEOPLE = Column("list", item=PAY, nullable=False, longest=10)
TWO = {"pay": PAY, "ages": PEOPLE}


def together(both: Sequence[tuple[Model, Compiled]]) -> str:
    """One query for every compiled decision of each model, `k name`, and `k in doubt`."""
    wanted = [
        Wanted(compiled, name, f"{at} {name}", f"{at} in doubt" if first and compiled.may_doubt else None)
        for at, (_, compiled) in enumerate(both)
        for first, name in zip([True, *[False] * len(compiled.decisions)], compiled.decisions, strict=False)
    ]
    return query_together(wanted, "source", ["row"])


def wrong(
    both: Sequence[tuple[Model, Compiled]], columns: Mapping[str, Column], some: Sequence[Row]
) -> list[str]:
    """Where a model's values in the common query are not its interpreter's."""
    raw = raw_in_duckdb(together(both), columns, some)
    found = []
    for at, (policy, compiled) in enumerate(both):
        values = [
            {
                **{name: column.value(each[f"{at} {name}"]) for name, column in compiled.decisions.items()},
                "in doubt": each.get(f"{at} in doubt", False),
            }
            for each in raw
        ]
        found += differences(policy, compiled, some, values)
    return found


def reformed(content: bytes, old: str, new: str) -> bytes:
    """A model's file with one constant changed wherever it stands alone in a text."""
    return content.replace(f"&gt; {old})".encode(), f"&gt; {new})".encode()).replace(
        f"+ {old})".encode(), f"+ {new})".encode()
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(models(), models(), st.sampled_from(["0", "1", "2", "3", "0.5"]), rows)
def test_random_models_in_one_query_decide_as_each_interpreter_does(
    one: bytes, other: bytes, constant: str, some: list[dict[str, object]]
) -> None:
    loaded = [load(each, name="random.dmn") for each in (one, reformed(one, constant, "4"), other)]
    compiled = compile_together([(each, COLUMNS, [one.name for one in each.decisions]) for each in loaded])
    both = [(policy, each) for policy, each in zip(loaded, compiled, strict=True) if each.decisions]
    if not both:
        return
    assert wrong(both, COLUMNS, some)[:1] == []
    apart = sum(len(compile_sql(each, COLUMNS).stages.columns) for each in loaded)
    SHARED["apart"] += apart
    SHARED["together"] += len(compiled[0].stages.columns)


def test_random_models_had_something_in_common() -> None:
    assert SHARED["together"] < 0.9 * SHARED["apart"]


def _chain(first: str, second: str = "first * 3", third: str = "second + grown") -> Model:
    """Decisions each of which needs the one before."""
    return model(
        item("tAges", "number", many=True),
        takes("pay", "number"),
        takes("ages", "tAges"),
        decision("first", literal(first), needs=["i_pay"]),
        decision("second", literal(second), needs=["d_first"]),
        decision("grown", literal("count(ages[item > 17])"), needs=["i_ages"]),
        decision("third", literal(third), needs=["d_second", "d_grown"]),
    )


def _compiled(*chains: Model) -> list[Compiled]:
    return compile_together([(each, TWO, ["third"]) for each in chains])


SOME: list[dict[str, object]] = [
    {"pay": Decimal(pay), "ages": [Decimal(each) for each in ages]}
    for pay, ages in (("0", []), ("10.01", [3, 18]), ("-5.5", [17, 40, 50]), ("99999.99", [18]))
]


def test_a_policy_beside_itself_costs_no_more_than_alone() -> None:
    today = _chain("pay + 1")
    alone, pair = _compiled(today), _compiled(today, _chain("pay + 1"))
    assert len(pair[1].stages.columns) == len(alone[0].stages.columns)
    text = together(list(zip([today, today], pair, strict=True)))
    assert text.count("list_filter") == 1


def test_what_needs_a_changed_decision_is_not_shared_though_it_is_written_alike() -> None:
    today, reform = _chain("pay + 1"), _chain("pay + 2")
    pair = _compiled(today, reform)
    assert pair[0].nodes["third"] != pair[1].nodes["third"]
    both = [(today, pair[0]), (reform, pair[1])]
    assert wrong(both, TWO, SOME) == []
    raw = raw_in_duckdb(together(both), TWO, SOME)
    thirds = [
        [each.decisions["third"].value(row[f"{at} third"]) for row in raw] for at, each in enumerate(pair)
    ]
    assert [after - before for before, after in zip(*thirds, strict=True)] == [3, 3, 3, 3]
    assert together(both).count("list_filter") == 1


def test_what_a_changed_decision_needs_is_shared() -> None:
    today, reform = _chain("pay + 1"), _chain("pay + 1", third="second - grown")
    alone, pair = _compiled(today), _compiled(today, reform)
    assert len(pair[1].stages.columns) == len(alone[0].stages.columns) + 1
    assert wrong([(today, pair[0]), (reform, pair[1])], TWO, SOME) == []


def test_decisions_that_swap_names_are_told_apart() -> None:
    today, reform = _chain("pay * 2", "first + 7"), _chain("pay + 7", "first * 2")
    pair = _compiled(today, reform)
    assert wrong([(today, pair[0]), (reform, pair[1])], TWO, SOME) == []


def test_a_column_described_otherwise_for_another_model_is_not_shared() -> None:
    today = _chain("pay + 1")
    other = {**TWO, "pay": Column("number", digits=7, scale=2, nullable=True)}
    one, two = compile_together([(today, TWO, ["third"]), (today, other, ["third"])])
    assert one.decisions["third"] == compile_sql(today, TWO, ["third"]).decisions["third"]
    assert two.decisions["third"] == compile_sql(today, other, ["third"]).decisions["third"]


def test_models_compiled_apart_are_refused_in_one_query() -> None:
    today = _chain("pay + 1")
    apart = [compile_sql(today, TWO, ["third"]) for _ in range(2)]
    with pytest.raises(ValueError, match="compiled together"):
        query_together([Wanted(each, "third", f"{at}") for at, each in enumerate(apart)], "source")


def test_two_results_of_one_name_are_refused() -> None:
    (today,) = _compiled(_chain("pay + 1"))
    with pytest.raises(ValueError, match="one name"):
        query_together([Wanted(today, "third", "x"), Wanted(today, "third", "x")], "source")
    with pytest.raises(ValueError, match="one name"):
        query_together([Wanted(today, "third", "row")], "source", ["row"])
