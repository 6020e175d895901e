"""`commonweal population`: read, make and show the households on which a policy is tried."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.text import Text

from commonweal.cli.terminal import errors, folder_given, output, wrong_use
from commonweal.insight.population import PopulationFault, read_population
from commonweal.insight.population.extract import ROUNDING, read_extract
from commonweal.insight.population.mapping import read_mapping
from commonweal.insight.population.starting_mapping import starting_mapping
from commonweal.insight.population.summary import summarise
from commonweal.insight.population.synthetic import make_population
from commonweal.insight.population.writing import SAYS
from commonweal.service import NoPolicyInForce, read_service

MOST_BARS = 24
WIDTH = 30

population = typer.Typer(
    no_args_is_help=True,
    help="Read, make and show the households on which a policy is tried.\n\n"
    "Example: commonweal population make populations/central-bedfordshire.yaml --out var/claimants",
)
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write.", show_default=False)]


@population.command()
def read(
    mapping: Annotated[Path, typer.Argument(metavar="MAPPING.yaml", show_default=False)],
    out: Out,
    memory: Annotated[str, typer.Option("--memory", help="How much memory to use at most.")] = "2GB",
) -> None:
    """Read an extract (CSV or Parquet) by a mapping file. Bad rows are counted, shown and kept apart.

    Example: commonweal population read caseload.yaml --out var/caseload
    """
    with _faults(), _progress() as tell:
        reading = read_extract(read_mapping(mapping), out, memory=memory, progress=tell)
    output.print(f"{reading.read:,} rows read: {reading.kept:,} kept, {reading.rejected:,} kept apart.")
    for reason, count in reading.population.rejected.reasons.items():
        output.print(Text(f"  {count:>9,}  {reason}", "yellow"), soft_wrap=True)
    if reading.rejected:
        output.print(f"They are in {out / 'rejected.parquet'}, with line and reason.", soft_wrap=True)
    for name, count in reading.unmatched_people:
        told = f"{count:,} rows of `{name}` belong to no household of the extract, or could not be read."
        output.print(Text(told, "yellow"), soft_wrap=True)
    output.print(ROUNDING, soft_wrap=True)


@population.command("new-mapping")
def new_mapping(
    extract: Annotated[Path, typer.Argument(metavar="EXTRACT.csv", show_default=False)],
    service: Annotated[Path, typer.Argument(metavar="SERVICE", help="A service folder.", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write it.")] = None,
) -> None:
    """Write a mapping file to start from: columns matched by name to the policy's inputs, with comments.

    Example: commonweal population new-mapping caseload.csv services/council-tax-support
    """
    target = out or extract.with_suffix(".yaml")
    if target.exists():
        wrong_use(f"`{target}` is there already. Give another with --out, or move it.")
    today = datetime.datetime.now(tz=ZoneInfo("Europe/London")).date()
    folder = read_service(folder_given(service))
    names: list[str] = []
    for version in folder.policies.versions:
        names += [each.name for each in version.model.inputs if each.name not in names]
    if not names:
        wrong_use(
            f"`{service}` has no policy whose inputs could be mapped. Try `commonweal check {service}`."
        )
    with _faults():
        text = starting_mapping(extract, names, today=today)
    target.write_text(text, encoding="utf-8")
    output.print(f"Wrote {target}. Check every line, then: commonweal population read {target} --out DIR")


@population.command()
def live(
    service: Annotated[
        str, typer.Argument(metavar="SERVICE", help="Its name in addresses.", show_default=False)
    ],
    out: Out,
    data: Annotated[Path, typer.Option("--data", help="Folder of the database.")] = Path("var"),
    on: Annotated[
        datetime.datetime | None,
        typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="By this day's policy."),
    ] = None,
) -> None:
    """Take the office's own cases as a population. No name, address or reference is kept.

    Example: commonweal population live council-tax-support --data var --out var/cases
    """
    from commonweal.cli.running import _office

    day = on.date() if on else datetime.datetime.now(tz=ZoneInfo("Europe/London")).date()
    with _office(), _faults():
        from commonweal.office.running import population_of_cases

        try:
            made = population_of_cases(service, out, data, on=day)
        except LookupError as error:
            wrong_use(f"{error}. Give the name that stands in its addresses.")
        except NoPolicyInForce as error:
            wrong_use(str(error))
    output.print(f"{made.rows:,} cases are in {out}.", soft_wrap=True)
    for each in made.does_not_know:
        output.print(Text(f"  {each}", "dim"), soft_wrap=True)


@population.command()
def make(
    recipe: Annotated[Path, typer.Argument(metavar="RECIPE.yaml", show_default=False)],
    out: Out,
    open_data: Annotated[
        Path | None, typer.Option("--open-data", metavar="FOLDER", help="Where the published files are.")
    ] = None,
) -> None:
    """Make a synthetic population, fitted to published totals. The same recipe gives the same bytes.

    Example: commonweal population make populations/central-bedfordshire.yaml --out var/claimants
    """
    with _faults(), _progress() as tell:
        made = make_population(recipe, out, open_data, progress=tell)
    output.print(Text(SAYS["synthetic"], "bold"), soft_wrap=True)
    output.print(
        f"{made.population.rows:,} households are in {out}. The fit, table by table:", soft_wrap=True
    )
    for fit in made.fits:
        output.print(f"  {fit}", soft_wrap=True)
    if not made.converged:
        told = f"The published totals do not all agree: after {made.rounds} rounds {made.error:.2%} is left."
        output.print(Text(told, "yellow"), soft_wrap=True)


@population.command()
def show(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A population's folder.", show_default=False)],
) -> None:
    """Show a population: what it is, its households as bar charts, its fit and every assumption.

    Example: commonweal population show var/claimants
    """
    with _faults():
        held = read_population(folder)
        found = summarise(held)
    output.print(Text(held.name, "bold"), soft_wrap=True)
    output.print(Text(SAYS[held.kind], "yellow" if held.synthetic else ""), soft_wrap=True)
    output.print(f"{held.households:,.0f} households in {held.rows:,} rows, on {held.relevant_date}.")
    if held.rejected.rows:
        output.print(Text(f"{held.rejected.rows:,} rows of the source were kept apart:", "yellow"))
        for reason, count in held.rejected.reasons.items():
            output.print(f"  {count:>9,}  {reason}", soft_wrap=True)
    for label, counts in found.counts.items():
        output.print()
        output.print(Text(label, "bold"))
        greatest = max((each.households for each in counts), default=1.0) or 1.0
        if len(counts) > MOST_BARS:
            output.print(f"  {len(counts):,} of them, {greatest:,.0f} households in the largest")
            continue
        longest = max(len(each.category) for each in counts)
        for each in counts:
            bar = "█" * max(1 if each.households else 0, round(each.households / greatest * WIDTH))
            share = each.households / held.households if held.households else 0.0
            output.print(
                f"  {each.category:<{longest}} {bar:<{WIDTH}} {each.households:>9,.0f} {share:>6.1%}"
            )
    if found.spreads:
        output.print()
        output.print(Text("Amounts: share of households above nought, their median and ninth decile", "bold"))
        for spread in found.spreads:
            amounts = f"{spread.median:>11,.2f} {spread.ninth_decile:>11,.2f}"
            output.print(f"  {spread.name:<38} {spread.above_nought:>6.1%} {amounts}")
    _sentences("Assumptions", held.assumptions)
    _sentences("Does not know", held.does_not_know)
    _sentences("Sources", tuple(" ".join(filter(None, (s.title, s.what, s.address))) for s in held.sources))


def _sentences(title: str, sentences: tuple[str, ...]) -> None:
    if sentences:
        output.print()
        output.print(Text(title, "bold"))
    for each in sentences:
        output.print(Text(f"  - {each}"), soft_wrap=True)


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except PopulationFault as fault:
        wrong_use(str(fault))
    except OSError as error:
        wrong_use(f"`{error.filename or ''}` cannot be used: {error.strerror or error}.")


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=errors, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("starting", total=1.0)

        def tell(what: str, share: float) -> None:
            progress.update(task, description=what, completed=share)

        yield tell
