"""Cliff edges: what a little more income does to support, from the policy itself, kind of household
by kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from commonweal.insight.impact.amounts import money
from commonweal.insight.impact.measuring import quoted
from commonweal.insight.impact.reading import ReadScheme
from commonweal.insight.impact.rising_incomes import awards_along
from commonweal.insight.impact.settings import NUMBER_OF_DAYS, Settings
from commonweal.insight.impact.tables import Cell, Column, Table
from commonweal.insight.impact.words import say
from commonweal.insight.population import Population
from commonweal.policy import InputData

_BILL = Decimal("1500.00")
_CHILD_IS = 8
_ADULT_IS = 35
_NOTICED = Decimal(1)
_PENNY = Decimal("0.01")
KINDS: tuple[tuple[str, bool, int], ...] = (
    ("Single person", False, 0),
    ("Lone parent, 1 child", False, 1),
    ("Lone parent, 2 children", False, 2),
    ("Lone parent, 3 children", False, 3),
    ("Couple", True, 0),
    ("Couple, 1 child", True, 1),
    ("Couple, 2 children", True, 2),
    ("Couple, 3 children", True, 3),
)


@dataclass(frozen=True, slots=True)
class Curve:
    """What a kind of household gets at each whole pound of income a week, under one scheme, in pounds
    a week.
    """

    scheme: str
    household: str
    awards: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """From the penny `at` on, a household gets `loss` less a week than a penny below it."""

    scheme: str
    household: str
    at: Decimal
    loss: Decimal
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class CliffEdges:
    """Curves and drops of every scheme; `income` is the input that rises, `bill` the bill assumed."""

    income: str
    label: str
    bill: Decimal
    highest: int
    curves: tuple[Curve, ...]
    drops: tuple[Drop, ...]
    missing: str = ""
    """Why there are none: the policy does not take this income."""


def cliff_edges(
    schemes: Sequence[ReadScheme],
    population: Population,
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
) -> CliffEdges:
    """Follow each kind of household up the incomes, under every scheme."""
    inputs = {each.name: each for scheme in schemes for each in scheme.model.inputs}
    income = settings.income
    bill = _typical_bill(connection, population)
    if income not in inputs:
        known = ", ".join(f"“{name}”" for name in inputs)
        why = f"The policy takes no “{income}”, so there is nothing to raise. It takes {known}."
        return CliffEdges(income, income, bill, settings.highest_income, (), (), why)
    label = inputs[income].label or income
    curves: list[Curve] = []
    drops: list[Drop] = []
    households = [
        typical(inputs, population, connection, partner=partner, children=children, bill=bill)
        for _, partner, children in KINDS
    ]
    found = awards_along(schemes, households, income, settings.highest_income, population)
    for at, (name, _, _) in enumerate(KINDS):
        for scheme, amounts in zip(schemes, found, strict=True):
            awards = [_week(each) for each in amounts[at]]
            curves.append(Curve(scheme.label, name, tuple(awards)))
            drops += _drops(scheme, name, households[at], income, awards)
    return CliffEdges(income, label, bill, settings.highest_income, tuple(curves), _distinct(drops))


def typical(
    inputs: Mapping[str, InputData],
    population: Population,
    connection: duckdb.DuckDBPyConnection,
    *,
    partner: bool,
    children: int,
    bill: Decimal,
) -> dict[str, Any]:
    """A household of working age without savings or other income. What the vocabulary of inputs does not know
    is what is commonest in the population.
    """
    day = population.relevant_date
    born = [{"born": day.replace(year=day.year - _CHILD_IS, day=min(day.day, 28))} for _ in range(children)]
    known: dict[str, Any] = {
        "liable": True,
        "pension age": False,
        "date of birth": day.replace(year=day.year - _ADULT_IS, day=min(day.day, 28)),
        "relevant date": day,
        "partner": partner,
        "number of children": children,
        "children": born,
        "other adults": [],
        "council tax band": "c",
        "council tax bill": bill,
        "disability benefits": False,
        "carer": False,
        "employment and support": False,
        "savings": Decimal(0),
    }
    household: dict[str, Any] = {}
    for name, each in inputs.items():
        if name in known:
            household[name] = known[name]
        elif name == "applicable amount":
            household[name] = _applicable(population, connection, partner, children)
        elif each.type_name in ("money", "number"):
            household[name] = Decimal(0)
        else:
            household[name] = _commonest(population, connection, name)
    return household


def _week(value: object) -> Decimal:
    """Pounds a year as exact pounds a week; nothing where the policy gives nothing."""
    return value * 7 / NUMBER_OF_DAYS if isinstance(value, Decimal) else Decimal(0)


def _drops(
    scheme: ReadScheme,
    name: str,
    household: Mapping[str, Any],
    income: str,
    awards: Sequence[Decimal],
) -> list[Drop]:
    """Every pound within which support falls by more than that pound, searched to the penny."""
    found = []
    for at in range(len(awards) - 1):
        if awards[at] - awards[at + 1] <= _NOTICED:
            continue

        def award(pence: int) -> Decimal:
            given = {**household, income: Decimal(pence) / 100}
            return _week(scheme.model.decide(given, scheme.amount, trace=False).value)

        low, high = at * 100, at * 100 + 100
        half = (awards[at] + awards[at + 1]) / 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if award(middle) > half else (low, middle)
        before, after = award(low), award(high)
        if before - after > _NOTICED:
            place = Decimal(high) / 100
            found.append(Drop(scheme.label, name, place, before - after, before, after))
    return found


def _distinct(drops: Sequence[Drop]) -> tuple[Drop, ...]:
    return tuple(dict.fromkeys(drops))


def drops_table(edges: CliffEdges) -> Table:
    """Every drop, a row each."""
    columns = (
        Column("household", "Household"),
        Column("policy", "Policy"),
        Column("income a week", "At this income, a week", "money"),
        Column("loss a week", "Support falls by, a week", "money"),
        Column("support before a week", "From, a week", "money"),
        Column("support after a week", "To, a week", "money"),
    )
    rows: list[tuple[Cell, ...]] = [
        (each.household, each.scheme, each.at, _p(each.loss), _p(each.before), _p(each.after))
        for each in edges.drops
    ]
    return Table("cliff-edges", say("drops caption"), columns, tuple(rows), long=len(rows) > 12)


def rises_table(edges: CliffEdges, settings: Settings) -> Table:
    """What £1, £10 and £50 a week more does at the worst place, and how often it leaves a household
    worse off.
    """
    columns = (
        Column("household", "Household"),
        Column("policy", "Policy"),
        Column("rise a week", "Income rises by, a week", "money"),
        Column("worst at a week", "Worst where income is, a week", "money"),
        Column("change in support a week", "Support changes by, a week", "week"),
        Column("change in income with support a week", "Income and support together, a week", "week"),
        Column("share worse off", "Incomes at which the rise leaves them worse off", "share"),
    )
    rows: list[tuple[Cell, ...]] = []
    for curve in edges.curves:
        for step in settings.steps:
            changes = [
                (curve.awards[at + step] - curve.awards[at], at) for at in range(len(curve.awards) - step)
            ]
            if not changes:
                continue
            worst, place = min(changes)
            concerned = [change for change, at in changes if curve.awards[at] > 0]
            worse = sum(1 for change in concerned if change + step < 0)
            share = Decimal(worse) / len(concerned) if concerned else Decimal(0)
            rows.append(
                (
                    curve.household, curve.scheme, Decimal(step), Decimal(place), _p(worst),
                    _p(worst + step), share.quantize(Decimal("0.0001")),
                )
            )  # fmt: skip
    note = "Shares are of the whole-pound incomes at which the household gets support."
    return Table("income-rises", say("rises caption"), columns, tuple(rows), notes=(note,), long=True)


def worst_sentences(edges: CliffEdges, most: int = 3) -> list[str]:
    """The largest drops of each scheme, in words."""
    told = []
    for scheme in dict.fromkeys(each.scheme for each in edges.curves):
        drops = sorted((each for each in edges.drops if each.scheme == scheme), key=lambda each: -each.loss)
        for each in drops[:most]:
            household = f"{'an' if each.household[0] in 'AEIO' else 'a'} {each.household.lower()}"
            text = say("drop", at=money(each.at), household=household, loss=money(_p(each.loss)))
            told.append(f"{scheme}: {text[:1].lower()}{text[1:]}")
    return told


def _p(amount: Decimal) -> Decimal:
    return amount.quantize(_PENNY)


def _typical_bill(connection: duckdb.DuckDBPyConnection, population: Population) -> Decimal:
    value = _one(connection, population, 'quantile_disc("council tax bill", 0.5)')
    return Decimal(value).quantize(_PENNY) if isinstance(value, Decimal | int) else _BILL


def _applicable(
    population: Population, connection: duckdb.DuckDBPyConnection, partner: bool, children: int
) -> Decimal:
    where = f'partner = {str(partner).lower()} and "number of children" = {children}'
    value = _one(connection, population, 'quantile_disc("applicable amount", 0.5)', where)
    return Decimal(value) if isinstance(value, Decimal | int) else Decimal(0)


def _commonest(population: Population, connection: duckdb.DuckDBPyConnection, name: str) -> Any:
    return _one(connection, population, f"mode({quoted(name)})")


def _one(
    connection: duckdb.DuckDBPyConnection, population: Population, what: str, where: str = "true"
) -> Any:
    """One value of the population's households; None where it has no such column."""
    try:
        row = connection.execute(f"select {what} from {population.source_sql} where {where}").fetchone()
    except duckdb.BinderException:
        return None
    return row[0] if row else None
