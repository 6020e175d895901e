"""`commonweal places import`: postcodes and places of help into the site's database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.terminal import FAULTS, errors, output, wrong_use
from commonweal.insight.places import read_mapping
from commonweal.insight.places.mapped_csv import Mapping

places = typer.Typer(no_args_is_help=True, help="Where to get help near you: import postcodes and places.")

MOST_TOLD = 20


@places.callback()
def _places() -> None:
    pass


@places.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .json file.", show_default=False)],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="Which column is what (YAML); a CSV of places needs one.")
    ] = None,
    data: Annotated[Path, typer.Option("--data", help="Folder of the site's database.")] = Path("var"),
) -> None:
    """Import a file: Open Referral UK (.json), places (.csv with --mapping) or ONS postcodes (.csv).

    Rows that cannot be used are told with their line, and left out. Exits 1 when any was.

    Example: commonweal places import libraries.csv --mapping libraries.yaml
    """
    content = _bytes(file)
    columns = _mapping(mapping) if mapping is not None else None
    from django.db import OperationalError, ProgrammingError

    from commonweal.office.running import configure

    if not data.is_dir():
        wrong_use(f"there is no data folder `{data}`. Run `commonweal set-up` first, or give --data.")
    configure(data=data)
    from commonweal.office.places.actions.import_file import import_file
    from commonweal.office.records.actor import Actor

    try:
        done = import_file(file.name, content, columns, Actor.worker())
    except (OperationalError, ProgrammingError):
        wrong_use("the database is not ready. Run `commonweal set-up` first.")
    for fault in done.faults[:MOST_TOLD]:
        errors.print(str(fault), soft_wrap=True)
    if len(done.faults) > MOST_TOLD:
        errors.print(f"… and {len(done.faults) - MOST_TOLD} more rows", soft_wrap=True)
    output.print(f"{file.name}: {done.kept:,} {done.what} kept, {len(done.faults):,} rows left out")
    if done.faults:
        raise typer.Exit(FAULTS)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        wrong_use(f"`{file}` cannot be read: {error.strerror}.")


def _mapping(file: Path) -> Mapping:
    mapping, faults = read_mapping(_bytes(file), file.name)
    if faults:
        for fault in faults:
            errors.print(fault, soft_wrap=True)
        raise typer.Exit(FAULTS)
    return mapping
