"""What is found out about columns is true of every row, however it is found, and of the files as they are."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.insight.simulation.facts import column_facts
from commonweal.insight.simulation.list_statistics import by_statistics
from commonweal.insight.simulation.source import Source
from commonweal.policy.sql import Column

TYPE = "STRUCT(born DATE, pay DECIMAL(9,2), works BOOLEAN)[]"
items = st.fixed_dictionaries(
    {
        "born": st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2030, 1, 1)).map(str),
        "pay": st.none() | st.decimals(-1000, 1000, places=2).map(str),
        "works": st.none() | st.booleans(),
    }
)
lists = st.none() | st.lists(st.none() | items, max_size=4)


def _source(folder: Path, *files: list[Any], type_: str = TYPE) -> tuple[Source, duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    paths = []
    for at, rows in enumerate(files):
        path = folder / f"households{at}.parquet"
        connection.execute(f"CREATE OR REPLACE TABLE rows (number INTEGER, people {type_})")
        for number, each in enumerate(rows):
            connection.execute(f"INSERT INTO rows SELECT ?, CAST(? AS {type_})", [number, each])
        connection.execute(f"COPY rows TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
        paths.append(path)
    population: Any = SimpleNamespace(name="test", files=tuple(paths))
    return Source(population, connection), connection


def _holds(fact: Column, value: Any) -> bool:
    """Whether what a column says is true of a value."""
    if value is None:
        return fact.nullable
    match fact.kind:
        case "list":
            assert fact.item is not None
            return len(value) <= fact.longest and all(_holds(fact.item, each) for each in value)
        case "context":
            return all(_holds(each, value[name]) for name, each in fact.fields.items())
        case "boolean":
            return isinstance(value, bool)
    low: Any = fact.low
    high: Any = fact.high
    return bool(low <= value <= high)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(lists, max_size=6), st.lists(lists, min_size=1, max_size=6))
def test_the_facts_of_a_list_from_statistics_are_true_of_every_row(
    tmp_path_factory: pytest.TempPathFactory, one: list[Any], other: list[Any]
) -> None:
    source, connection = _source(tmp_path_factory.mktemp("people"), one, other)
    with connection:
        fact = by_statistics(source, "people", source.types["people"], connection)
        rows = connection.execute(f"SELECT people FROM {source.table({'people': 'people'})}").fetchall()
    assert fact is not None
    assert all(_holds(fact, people) for (people,) in rows)
    assert fact.nullable == any(people is None for (people,) in rows)
    assert fact.longest == max((len(people) for (people,) in rows if people is not None), default=0)


def test_bounds_of_items_are_those_of_the_data_over_many_row_groups(tmp_path: Path) -> None:
    source, connection = _source(tmp_path, [[7], [], [-3, 12], *[[1, 1]] * 20], type_="DECIMAL(5,1)[]")
    with connection:
        fact = column_facts(source, {"people": "people"}, connection)["people"]
    assert fact.item is not None
    assert (fact.item.low, fact.item.high, fact.item.nullable, fact.longest) == (-3, 12, False, 2)


def test_lists_of_text_are_read_for_their_words(tmp_path: Path) -> None:
    source, connection = _source(tmp_path, [["b", "a"], ["a"]], type_="VARCHAR[]")
    with connection:
        fact = column_facts(source, {"people": "people"}, connection)["people"]
    assert fact.item is not None
    assert fact.item.values == ["a", "b"]


def test_a_file_that_is_written_again_has_new_facts(tmp_path: Path) -> None:
    for most in (5, 6):
        source, connection = _source(tmp_path, [[most]], type_="INTEGER[]")
        with connection:
            fact = column_facts(source, {"people": "people"}, connection)["people"]
        assert fact.item is not None
        assert fact.item.high == most
