"""Next year as a stated scenario: the same households with bills and incomes raised, exactly, to the penny.

“Do nothing” is then today's policy on next year's households, which is what an option is to be held against.
Everything else stays as it is: ages, savings, who lives together, and which group a household is counted in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import duckdb

from commonweal.insight.impact.amounts import money, pounds
from commonweal.insight.impact.measuring import Measured, Measuring
from commonweal.insight.impact.options import OptionFault
from commonweal.insight.impact.overall import headline_table, outcomes, total_of
from commonweal.insight.impact.settings import Settings
from commonweal.insight.impact.tables import Table
from commonweal.insight.impact.uncertainty import Sampling
from commonweal.insight.impact.words import WORDS, say
from commonweal.insight.population import Population
from commonweal.insight.population.folder import name_sql, parquet_sql, text_sql
from commonweal.policy.feel import normal_name

BILL = "council tax bill"
INCOMES = "incomes"
_INCOMES = ("earnings", "partner earnings", "universal credit", "universal credit housing", "other income")
"""The vocabulary's incomes, which `incomes` stands for: a population has some of them."""
MOST_RISE = Decimal(100)
"""Per cent: what more than doubles in a year is a slip of the pen."""
_PERCENT = re.compile(r"^\s*([+−-]?)\s*(\d+(?:\.\d+)?)\s*%?\s*$")
_CALLED = {BILL: "Council Tax bills"}
_PENNIES = 2
_WIDEST = 28
"""Digits of a column beyond which its product with a rise might not fit in 38."""


@dataclass(frozen=True, slots=True)
class Rise:
    """What rises, and by how many per cent."""

    of: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class NextYear:
    """What is assumed of next year, and where that is from."""

    name: str
    rises: tuple[Rise, ...]
    source: str

    @property
    def told(self) -> str:
        """What rises by how much, in words."""
        return ", ".join(f"{_CALLED.get(each.of, each.of)} {_by(each.percent)}" for each in self.rises)


def _by(percent: Decimal) -> str:
    return f"{'+' if percent >= 0 else '−'}{abs(percent).normalize():f}%"


def percent(given: str) -> Decimal | None:
    """Per cent as somebody writes them (`4.99%`, `4.99`, `-1%`); None for what is none, or is absurd."""
    match = _PERCENT.match(given)
    if match is None:
        return None
    value = Decimal(match[2]) * (-1 if match[1] in ("-", "−") else 1)
    exponent = value.as_tuple().exponent
    # Four places are a hundredth of a basis point; more are a quotient that nobody decided.
    fine = isinstance(exponent, int) and exponent >= -4
    return value if fine and -MOST_RISE < value <= MOST_RISE else None


def risen(bills: str, incomes: str) -> NextYear | None:
    """Next year by what somebody gave with the report: per cent as text, empty for none.

    Raises OptionFault for what is no rise.
    """
    rises = []
    for of, given in ((BILL, bills), (INCOMES, incomes)):
        if not given.strip():
            continue
        value = percent(given)
        if value is None:
            raise OptionFault(f"`{given}` is not a rise. Write per cent up to {MOST_RISE}, such as 4.99.")
        rises.append(Rise(of, value))
    return NextYear(say("next year"), tuple(rises), say("given with the report")) if rises else None


def columns_raised(population: Population, year: NextYear) -> dict[str, Decimal]:
    """The columns of a population that rise, by how many per cent. Raises OptionFault."""
    types = _types(population)
    by_name = {normal_name(each): each for each in types}
    found: dict[str, Decimal] = {}
    for rise in year.rises:
        names = _INCOMES if rise.of == INCOMES else (rise.of,)
        columns = [by_name[name] for each in names if (name := normal_name(each)) in by_name]
        if not columns:
            amounts = ", ".join(f"“{name}”" for name, kind in types.items() if kind.startswith("DECIMAL"))
            raise OptionFault(
                f"next year raises “{rise.of}”, and the population “{population.name}” has no such column. "
                f"Its amounts are {amounts or 'none'}; “{INCOMES}” stands for all incomes."
            )
        for column in columns:
            if column in found:
                raise OptionFault(f"next year raises “{column}” twice. Say it once.")
            if not types[column].startswith(("DECIMAL", "INTEGER", "BIGINT", "SMALLINT", "UINTEGER")):
                raise OptionFault(f"next year raises “{column}”, which is no amount ({types[column]}).")
            found[column] = rise.percent
    return found


def years_sentence(measured: Measured, year: NextYear) -> str:
    """What doing nothing would cost next year against this year, for the top of the report."""
    before, after = (pounds(each) for each in (total_of(measured).before, total_of(measured).after))
    return say(
        "glance scenario",
        year=year.name,
        before=money(before),
        after=money(after),
        difference=money(abs(after - before)),
        direction=WORDS["up" if after >= before else "down"],
    )


def _types(population: Population) -> dict[str, str]:
    with duckdb.connect() as connection:
        described = connection.execute(f"describe select * from {parquet_sql(population.files)}").fetchall()
    return {str(name): str(kind) for name, kind, *_ in described}


def project(population: Population, year: NextYear, folder: Path) -> Population:
    """The population as it would be next year, written into a folder. Raises OptionFault.

    Amounts are raised to the penny, halves to even, in whole numbers: no float is in it.
    """
    types = _types(population)
    raised = columns_raised(population, year)
    replaced = ", ".join(
        f"{_raised(column, types[column], by)} as {name_sql(column)}" for column, by in raised.items()
    )
    files = []
    try:
        with duckdb.connect() as connection:
            for number, file in enumerate(population.files):
                target = folder / f"households-{number:05}.parquet"
                connection.execute(
                    f"copy (select * replace ({replaced}) from {parquet_sql((file,))}) "
                    f"to {text_sql(str(target))} (format parquet)"
                )
                files.append(target)
    except (duckdb.ConversionException, duckdb.OutOfRangeException):
        raise OptionFault(
            f"next year’s amounts cannot be reckoned: a column of the population “{population.name}” has an "
            f"absurd amount. Look at it with `commonweal population show`."
        ) from None
    return replace(population, files=tuple(files))


def _raised(column: str, kind: str, by: Decimal) -> str:
    """SQL for a column raised by so many per cent."""
    width, scale = 18, 0
    if kind.startswith("DECIMAL"):
        width, scale = (int(each) for each in kind[len("DECIMAL(") : -1].split(","))
    if width > _WIDEST or scale > _WIDEST // 2:
        raise OptionFault(f"next year raises “{column}”, which is {kind}: too many digits. Make it narrower.")
    places = max(scale, _PENNIES)
    over = 10 ** max(0, -_exponent(by)) * 100
    times = int(by * over / 100) + over
    whole = width - scale + 1
    units = f"cast(cast({name_sql(column)} as decimal({whole + places}, {places})) * {10**places} as hugeint)"
    product = f"({units} * {times}::hugeint)"
    quotient, rest = f"({product} // {over})", f"abs({product} % {over})"
    up = f"2 * {rest} > {over} or (2 * {rest} = {over} and {quotient} % 2 <> 0)"
    rounded = f"({quotient} + case when {up} then sign({product}) else 0 end)"
    digits = min(38 - places - 1, whole + places + 1)
    unit = f"cast('{Decimal(1).scaleb(-places)}' as decimal({places + 1}, {places}))"
    exact = f"cast({rounded} as decimal({digits}, 0)) * {unit}"
    return f"cast({exact} as decimal({min(38, whole + places + 1)}, {places}))"


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def measure_years(
    this_year: Path,
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    options: int,
    settings: Settings,
    sampling: Sampling,
    weighted: bool,
) -> list[Measured]:
    """This year against next: today's policy, and then each option, next year against today's policy now.

    `this_year` are the results of today's policy on the households as they are, `connection` holds those of
    all policies next year.
    """
    file = folder / "next-year.parquet"
    awards = [f"award_{each}" for each in range(options + 1)]
    connection.execute(
        f"copy (select row, {', '.join(awards)} from results) to {text_sql(str(file))} (format parquet)"
    )
    moved = ", ".join(f"later.{each} as award_{at}" for at, each in enumerate(awards, 1))
    with duckdb.connect() as both:
        both.execute(
            f"create table results as select now.row, now.weight, now.award_0, {moved} from "
            f"read_parquet({text_sql(str(this_year))}) now "
            f"join read_parquet({text_sql(str(file))}) later using (row)"
        )
        measuring = Measuring(both, options + 1, settings, sampling, weighted=weighted)
        return [measuring.option(number, ()) for number in range(1, options + 2)]


def years_table(
    measured: Sequence[Measured], labels: Sequence[str], year: NextYear, sampling: Sampling, smallest: int
) -> Table:
    """Today's policy this year, the same next year, and each option next year: all against this year."""
    found = [outcomes(each, smallest) for each in measured]
    rows = [say("do nothing", year=year.name)]
    rows += [f"{label}, in {year.name}" for label in labels]
    made = headline_table(measured, found, rows, sampling, smallest, say("this year"))
    notes = (say("years note"), *made.notes)
    return replace(made, name="next-year", caption=say("years caption"), notes=notes)


__all__ = [
    "BILL",
    "INCOMES",
    "NextYear",
    "Rise",
    "columns_raised",
    "measure_years",
    "percent",
    "project",
    "risen",
    "years_sentence",
    "years_table",
]
