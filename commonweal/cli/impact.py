"""`commonweal impact`: what a change of policy would do to everyone, in the terminal and as a report."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table as RichTable
from rich.text import Text

from commonweal.cli.terminal import errors, folder_given, output, wrong_use
from commonweal.service import read_service

if TYPE_CHECKING:
    from commonweal.insight.impact import Impact, Table
    from commonweal.insight.impact.assumptions import Assumptions
    from commonweal.insight.impact.impact import Progress as Tell


def impact(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A service's folder.", show_default=False)],
    today: Annotated[
        str,
        typer.Option(
            "--from", metavar="DAY|FILE", help="Today's policy: a day, or a .dmn file.", show_default=False
        ),
    ],
    options: Annotated[
        list[str],
        typer.Option(
            "--to",
            metavar="DAY|FILE",
            help="An option: a day, a proposal for a day, or a .dmn file. May be given several times.",
            show_default=False,
        ),
    ],
    population: Annotated[
        Path, typer.Option("--population", metavar="DIR", help="A population's folder.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write the report.", show_default=False),
    ] = None,
    amount: Annotated[
        str, typer.Option("--amount", help="The decision that gives pounds a year.")
    ] = "yearly award",
    smallest: Annotated[
        int, typer.Option("--smallest", min=1, help="The least number of households that is shown.")
    ] = 10,
    income: Annotated[
        str, typer.Option("--income", help="The input that is raised to look for cliff edges.")
    ] = "earnings",
    made: Annotated[
        str, typer.Option("--date", metavar="DAY", help="The day to put on the report. Without it, today.")
    ] = "",
    sample: Annotated[
        int, typer.Option("--sample", min=0, help="How many rows to decide again, exactly, as a check.")
    ] = 1000,
    cross: Annotated[
        list[str] | None,
        typer.Option(
            "--cross",
            metavar="A,B",
            help="Two characteristics to show at once. May be given several times; `none` for no such "
            "tables. Without it, the usual ones.",
            show_default=False,
        ),
    ] = None,
    assume: Annotated[
        Path | None,
        typer.Option(
            "--assume",
            metavar="FILE",
            help="What the council states: shares of the bill, collection, take-up, next year. Without it, "
            "impact.yaml in DIR.",
            show_default=False,
        ),
    ] = None,
    next_year: Annotated[
        bool, typer.Option("--next-year", help="Raise bills and incomes as that file says of next year.")
    ] = False,
    bills_rise: Annotated[
        str,
        typer.Option(
            "--bills-rise",
            metavar="PERCENT",
            help="Raise every Council Tax bill, such as 4.99.",
            show_default=False,
        ),
    ] = "",
    incomes_rise: Annotated[
        str,
        typer.Option(
            "--incomes-rise", metavar="PERCENT", help="Raise every income, such as 3.", show_default=False
        ),
    ] = "",
) -> None:
    """Say what a change of policy would do to everyone: cost, who gains, who loses, where, and at what
    incomes.

    With --out it writes the report: index.html to read or print, charts, and every table as CSV and Parquet.

    Example: commonweal impact services/central-bedfordshire --from 2025-04-01 --to 2026-04-01
    --population populations/central-bedfordshire --out report
    """
    # Loaded only here: other commands need neither a database nor a drawing library.
    from commonweal.insight.impact import BoundaryFault, OptionFault, Settings, write_report
    from commonweal.insight.impact.crossings import pair_of
    from commonweal.insight.impact.options import policy_of, same_as_today
    from commonweal.insight.impact.running import run_impact
    from commonweal.insight.population import PopulationFault, read_population
    from commonweal.insight.simulation import SimulationFault

    service = read_service(folder_given(folder))
    if not service.policies.versions:
        wrong_use(f"`{folder}` has no policy that can be read. See: commonweal check {folder}")
    day = _day(made)
    settings = Settings(smallest=smallest, income=income)
    if out is not None and out.exists() and not out.is_dir():
        wrong_use(f"`{out}` is a file. Give a folder to write the report to.")
    try:
        policies = [policy_of(each, service.policies, folder=folder) for each in (today, *options)]
        for warning in same_as_today(policies):
            errors.print(warning, style="yellow", soft_wrap=True)
        people = read_population(population)
        stated = _stated(folder, assume, next_year=next_year, bills=bills_rise, incomes=incomes_rise)
        pairs = (
            None if not cross else [pair_of(each, people.characteristics) for each in cross if each != "none"]
        )
        with _progress() as tell:
            found = run_impact(
                service,
                policies,
                people,
                made=day,
                amount=amount,
                settings=settings,
                sample=sample,
                progress=tell,
                assumptions=stated,
                crossings=pairs,
            )
            files = write_report(found, out, progress=tell) if out is not None else []
    except (OptionFault, PopulationFault, SimulationFault, BoundaryFault) as fault:
        wrong_use(str(fault))
    except OSError as error:
        wrong_use(f"`{error.filename or out}` cannot be written: {error.strerror}.")
    _summary(found)
    if files:
        output.print(f"The report: {files[0]}", soft_wrap=True)


def _stated(folder: Path, file: Path | None, *, next_year: bool, bills: str, incomes: str) -> Assumptions:
    """What the council states, with the next year that is asked for, or none."""
    from commonweal.insight.impact.assumptions import FILE, find_assumptions, read_assumptions
    from commonweal.insight.impact.next_year import risen

    stated = find_assumptions(folder) if file is None else read_assumptions(file)
    if next_year and (bills or incomes):
        wrong_use("Give either --next-year, or the rises by --bills-rise and --incomes-rise.")
    if next_year:
        if stated.next_year is None:
            wrong_use(
                f"`{file or folder / FILE}` says nothing of next year. Add `next year:` with its `rises:`."
            )
        return stated
    return replace(stated, next_year=risen(bills, incomes))


def _day(given: str) -> datetime.date:
    if not given:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        wrong_use(f"`{given}` is not a day such as 2025-04-01.")


@contextmanager
def _progress() -> Iterator[Tell]:
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=errors, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Beginning", total=1.0)

        def tell(stage: str, fraction: float) -> None:
            bar.update(task, description=f"{stage[:1].upper()}{stage[1:]}", completed=fraction)

        yield tell


def _summary(found: Impact) -> None:
    if found.scenario:
        output.print(Text(found.scenario, "yellow"))
    if found.kind == "synthetic":
        output.print(Text(f"Synthetic population: {found.population}. None is a real household.", "yellow"))
    for option in found.options:
        output.print(Text(option.label, "bold"))
        for sentence in option.glance:
            output.print(f"  {sentence}", soft_wrap=True)
    _print(found.headline, found)
    for part in found.budget:
        output.print(Text(part.heading, "bold"))
        for sentence in part.told:
            output.print(f"  {sentence}", soft_wrap=True)
        if part.table is not None:
            _print(part.table, found)
    _print(found.bands, found)
    for table in (table for option in found.options for table in option.groups.values() if not table.long):
        _print(table, found, ("value", "households", "share losing", "share gaining", "mean change a week"))


def _print(table: Table, found: Impact, only: tuple[str, ...] = ()) -> None:
    from commonweal.insight.impact.cells import cell_text
    from commonweal.insight.impact.tables import plain_estimate

    chosen = [(at, each) for at, each in enumerate(table.columns) if not only or each.name in only]
    shown = RichTable(title=Text(table.caption), title_justify="left")
    for at, column in chosen:
        shown.add_column(Text(column.heading), justify="left" if at == 0 else "right", overflow="fold")
    for row in table.rows:
        shown.add_row(
            *(Text(cell_text(plain_estimate(row[at]), each, found.settings.smallest)) for at, each in chosen)
        )
    output.print(shown)
