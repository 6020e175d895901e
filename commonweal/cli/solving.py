"""`commonweal solve`: schemes that meet a budget, and what each would do to people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from commonweal.cli.terminal import errors, folder_given, output, wrong_use
from commonweal.service import read_service


def solve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A service's folder.", show_default=False)],
    problem: Annotated[
        Path,
        typer.Argument(
            metavar="QUESTION", help="A YAML file: what may move, and limits.", show_default=False
        ),
    ],
    population: Annotated[
        Path, typer.Option("--population", metavar="DIR", help="A population's folder.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write the schemes.", show_default=False),
    ] = None,
    policy: Annotated[
        str, typer.Option("--from", metavar="DAY", help="The policy to begin from. Without it, the latest.")
    ] = "",
    amount: Annotated[
        str, typer.Option("--amount", help="The decision that gives pounds a year.")
    ] = "yearly award",
    seed: Annotated[int, typer.Option("--seed", help="The search is the same for the same seed.")] = 0,
) -> None:
    """Find schemes on the frontier of cost against harm: which numbers meet a budget, and who would lose.

    Each scheme found is a DMN file of its own, with its differences from today's in words. Exits 1 when no
    scheme is within every limit.

    Example: commonweal solve services/central-bedfordshire question.yaml --population people --out schemes
    """
    from commonweal.insight.impact import OptionFault
    from commonweal.insight.impact.options import policy_of
    from commonweal.insight.population import PopulationFault, read_population
    from commonweal.insight.simulation import Scheme, SimulationFault
    from commonweal.insight.solving import SolvingFault, read_problem, write_schemes
    from commonweal.insight.solving import solve as find

    service = read_service(folder_given(folder))
    if not service.policies.versions:
        wrong_use(f"`{folder}` has no policy that can be read. See: commonweal check {folder}")
    if out is not None and out.exists() and not out.is_dir():
        wrong_use(f"`{out}` is a file. Give a folder to write the schemes to.")
    columns = (TextColumn("{task.description}"), BarColumn())
    try:
        asked = read_problem(problem)
        chosen = policy_of(
            policy or asked.policy or service.policies.latest.starts.isoformat(), service.policies
        )
        version = next(each for each in service.policies.versions if each.model is chosen.model)
        people = read_population(population)
        today = Scheme("today", chosen.label, chosen.model, amount)
        with Progress(*columns, console=errors, transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("Beginning", total=1.0)
            found = find(
                asked,
                today,
                version.path.read_bytes(),
                people,
                seed=seed,
                progress=lambda stage, part: bar.update(task, description=stage.capitalize(), completed=part),
            )
        files = write_schemes(found, out) if out is not None else []
    except (OptionFault, PopulationFault, SimulationFault, SolvingFault) as fault:
        wrong_use(str(fault))
    except OSError as error:
        wrong_use(f"`{error.filename or out}` cannot be read or written: {error.strerror}.")
    if people.kind == "synthetic":
        output.print(Text(f"Synthetic population: {people.name}. None is a real household.", "yellow"))
    output.print(
        f"Today's scheme costs £{found.today.cost:,.2f} a year. {found.tried:,} schemes "
        f"tried, {found.within:,} within every limit."
    )
    if not found.solutions:
        output.print(Text("No scheme is within every limit. Stopped by:", "bold red"))
        for each in found.nearest:
            output.print(f"  {each}", soft_wrap=True)
        raise typer.Exit(1)
    table = Table()
    for heading in (
        "Scheme",
        *(each.name for each in asked.moves),
        "Cost a year",
        "Lost together",
        "Losing",
        "Most a week",
    ):
        table.add_column(heading, justify="right")
    for solution in found.solutions:
        m = solution.measured
        table.add_row(
            solution.name,
            *(f"{solution.values[move.name].normalize():f}" for move in asked.moves),
            f"£{m.cost:,.0f}", f"£{m.total_loss:,.0f}", f"{m.losing * 100:.1f}%", f"£{m.greatest_loss:,.2f}",
        )  # fmt: skip
    output.print(table)
    if files:
        output.print(f"The schemes: {files[0]}", soft_wrap=True)
