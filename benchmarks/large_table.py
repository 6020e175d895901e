"""Tables of 3,000 rules: loading, checking, and a lookup beside one in a table of 30 rules of the same shape."""

from __future__ import annotations

import datetime
import itertools
import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

SMALL, LARGE = 30, 3_000
STRINGS = 30
LOOKUPS = 2_000


def _number_rules(count: int) -> list[list[str]]:
    return [[f"[{at * 10}..{at * 10 + 10})", str(at)] for at in range(count)]


def _grid_rules(count: int) -> list[list[str]]:
    kinds = min(STRINGS, count // 3)
    each = count // kinds
    return [
        [f'"kind {kind}"', f"[{at * 10}..{at * 10 + 10})", str(kind * each + at)]
        for kind in range(kinds)
        for at in range(each)
    ]


def _date_rules(count: int) -> list[list[str]]:
    first = datetime.date(2000, 1, 1)
    days = [first + datetime.timedelta(days=3 * at) for at in range(count + 1)]
    return [[f'[@"{one}"..@"{other}")', str(at)] for at, (one, other) in enumerate(itertools.pairwise(days))]


Shape = tuple[
    list[tuple[str, str]], Callable[[int], list[list[str]]], Callable[[random.Random, int], dict[str, Any]]
]

SHAPES: dict[str, Shape] = {
    "numbers": (
        [("x", "number")],
        _number_rules,
        lambda chance, count: {"x": Decimal(chance.randrange(count * 1000)) / 100},
    ),
    "strings by numbers": (
        [("s", "string"), ("x", "number")],
        _grid_rules,
        lambda chance, count: {
            "s": f"kind {chance.randrange(min(STRINGS, count // 3))}",
            "x": Decimal(chance.randrange(count // min(STRINGS, count // 3) * 1000)) / 100,
        },
    ),
    "dates": (
        [("d", "date")],
        _date_rules,
        lambda chance, count: {
            "d": datetime.date(2000, 1, 1) + datetime.timedelta(days=chance.randrange(3 * count))
        },
    ),
    "strings": (
        [("s", "string")],
        lambda count: [[f'"code {at}"', str(at)] for at in range(count)],
        lambda chance, count: {"s": f"code {chance.randrange(count)}"},
    ),
}


def model(columns: list[tuple[str, str]], rules: list[list[str]]) -> bytes:
    """A DMN file with one UNIQUE table of these rules."""
    inputs = "".join(
        f"<inputData id='{name}' name='{name}'><variable name='{name}' typeRef='{kind}'/></inputData>"
        for name, kind in columns
    )
    needs = "".join(
        f"<informationRequirement><requiredInput href='#{name}'/></informationRequirement>"
        for name, _ in columns
    )
    heads = "".join(
        f"<input><inputExpression typeRef='{kind}'><text>{name}</text></inputExpression></input>"
        for name, kind in columns
    )
    body = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in rule[:-1])
        + f"<outputEntry><text>{rule[-1]}</text></outputEntry></rule>"
        for rule in rules
    )
    return (
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='m' name='m' namespace='urn:bench'>"
        f"{inputs}<decision id='t' name='t'><variable name='t' typeRef='number'/>{needs}"
        f"<decisionTable hitPolicy='UNIQUE'>{heads}<output typeRef='number'/>{body}</decisionTable></decision>"
        "</definitions>"
    ).encode()


def _seconds(run: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    found = run()
    return found, time.process_time() - start


def _lookup(loaded: Any, rows: list[dict[str, Any]], *, trace: bool) -> float:
    times = []
    for _ in range(7):
        start = time.process_time_ns()
        for row in rows:
            loaded.decide(row, "t", trace=trace)
        times.append((time.process_time_ns() - start) / len(rows) / 1000)
    return statistics.median(times)


def main() -> None:
    """Prints seconds to load and check 3,000 rules, and microseconds of processor time a lookup."""
    from commonweal.policy import load
    from commonweal.policy.checks import check

    for name, (columns, rules, household) in SHAPES.items():
        small = load(model(columns, rules(SMALL)))
        content = model(columns, rules(LARGE))
        large, loading = _seconds(lambda content=content: load(content))
        findings, checking = _seconds(lambda large=large: check(large))
        chance = random.Random(1)
        few = [household(chance, SMALL) for _ in range(LOOKUPS)]
        many = [household(chance, LARGE) for _ in range(LOOKUPS)]
        print(f"{name}: load {loading:.2f} s, check {checking:.2f} s ({len(findings)} findings)")
        for trace in (False, True):
            low, high = _lookup(small, few, trace=trace), _lookup(large, many, trace=trace)
            what = "traced" if trace else "untraced"
            print(
                f"    {what:8} lookup {low:6.1f} µs in {SMALL} rules, {high:6.1f} µs in {LARGE}: {high / low:.2f} times"
            )
        low_rows, high_rows = _rows(small, few), _rows(large, many)
        print(
            f"    rows     lookup {low_rows:6.1f} µs in {SMALL} rules, {high_rows:6.1f} µs in {LARGE}: {high_rows / low_rows:.2f} times"
        )
        wrong = sum(large.decide(row, "t").value is None for row in many)
        print(f"    {wrong} of {len(many)} found no rule")


def _rows(loaded: Any, rows: list[dict[str, Any]]) -> float:
    list(loaded.decide_many(rows[:1], "t"))
    times = []
    for _ in range(7):
        start = time.process_time_ns()
        list(loaded.decide_many(rows, "t"))
        times.append((time.process_time_ns() - start) / len(rows) / 1000)
    return statistics.median(times)
