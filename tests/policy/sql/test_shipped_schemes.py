"""The shipped schemes in DuckDB: every decision of every household as the interpreter decides it."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commonweal.policy import Model, load
from commonweal.policy.sql import Column, compile_sql

from .engines import differences, in_duckdb

SCHEMES = sorted(Path("services").glob("*/policy/*.dmn"))
MONEY = Column("number", digits=12, scale=2)
TRUTH = Column("boolean")
DAY = Column("date")
PEOPLE = {
    "children": Column("list", item=Column("context", fields={"born": DAY})),
    "other adults": Column("list", item=Column("context", fields={"born": DAY, "working": TRUTH})),
}
BY_TYPE = {"boolean": TRUTH, "date": DAY, "tBand": Column("string"), "tCount": Column("number", digits=4)}
DAYS = [
    datetime.date(1999, 12, 31),
    datetime.date(2000, 2, 29),
    datetime.date(2005, 4, 1),
    datetime.date(2007, 4, 1),
    datetime.date(2007, 4, 2),
    datetime.date(2007, 3, 31),
    datetime.date(2008, 2, 29),
    datetime.date(2024, 2, 29),
    datetime.date(2025, 4, 1),
    datetime.date(2026, 2, 28),
    datetime.date(2026, 3, 1),
    datetime.date(1924, 2, 29),
]


def columns(model: Model) -> dict[str, Column]:
    """What is known of a scheme's inputs when nothing but their types is."""
    return {
        each.name: PEOPLE.get(each.name) or BY_TYPE.get(each.type_name or "") or MONEY
        for each in model.inputs
    }


def households(model: Model, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Plausible and absurd households, with nulls and negatives, some with forty people."""
    chance = random.Random(seed)
    limits = [0, 1, 32, 93, 111, 145, 251, 6_000, 16_000, 298, 1_000, 99_999]

    def money() -> Decimal:
        kind = chance.random()
        if kind < 0.4:
            return Decimal(chance.randrange(60_000)) / 100
        if kind < 0.7:
            return Decimal(chance.choice(limits) * 100 + chance.choice([-1, 0, 1, 50])) / 100
        if kind < 0.75:
            return -Decimal(chance.randrange(100_000)) / 100
        if kind < 0.78:
            return Decimal("9999999999.99")
        return Decimal(chance.randrange(400_000)) / 100

    def day() -> datetime.date:
        if chance.random() < 0.5:
            return chance.choice(DAYS)
        return datetime.date(1930, 1, 1) + datetime.timedelta(days=chance.randrange(35_000))

    def truth() -> bool:
        return chance.random() < 0.5

    def people(name: str) -> list[Any]:
        size = chance.choice([0, 0, 0, 1, 1, 2, 3, 40])
        some = [{"born": maybe(day)} for _ in range(size)]
        if name == "other adults":
            some = [{**each, "working": maybe(truth)} for each in some]
        return some

    sure = False

    def maybe(make: Any) -> Any:
        return None if not sure and chance.random() < 0.04 else make()

    for _ in range(count):
        sure = chance.random() < 0.6
        row: dict[str, Any] = {}
        for each in model.inputs:
            if each.name in PEOPLE:
                row[each.name] = maybe(lambda name=each.name: people(name))
            elif each.type_name == "boolean":
                row[each.name] = maybe(truth)
            elif each.type_name == "date":
                row[each.name] = maybe(day)
            elif each.type_name == "tBand":
                row[each.name] = maybe(lambda: chance.choice("abcdefghhz"))
            elif each.type_name == "tCount":
                row[each.name] = maybe(lambda: Decimal(chance.choice([0, 0, 1, 2, 3, 4, 40, -1])))
            else:
                row[each.name] = maybe(money)
        if chance.random() < 0.7:
            row.update({"liable": True, "pension age": False})
        yield row


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: f"{path.parts[1]}-{path.stem}")
def test_every_decision_of_every_household_is_the_interpreters(path: Path) -> None:
    model = load(path)
    known = columns(model)
    compiled = compile_sql(model, known)
    assert not compiled.refused
    rows = list(households(model, 3_000, seed=len(path.parts[1])))
    found = in_duckdb(compiled, known, rows)
    assert differences(model, compiled, rows, found)[:3] == []


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: f"{path.parts[1]}-{path.stem}")
def test_the_award_is_rarely_in_doubt(path: Path) -> None:
    model = load(path)
    known = columns(model)
    compiled = compile_sql(model, known, ["award", "yearly award"])
    rows = list(households(model, 1_000, seed=3))
    found = in_duckdb(compiled, known, rows)
    assert sum(bool(each["in doubt"]) for each in found) < 20
    assert differences(model, compiled, rows, found)[:3] == []
