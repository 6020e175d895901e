"""`commonweal new --grid`: service folders from income grids, tried at once, with all that was assumed."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.text import Text

from commonweal.cli.checking import fault_line
from commonweal.cli.policy_findings import policy_findings
from commonweal.cli.terminal import FAULTS, errors, output, wrong_use
from commonweal.service import read_service, run_examples
from commonweal.service.grids import GridFaults, MadeFolder, folders_from_grids

SERVICES = Path("services")


def make_from_grids(grid: Path, councils: list[str], into: Path | None, examples: Path | None) -> None:
    """Make and try a folder for each council asked for. Exits 1 when a grid or a made folder is wrong."""
    if not grid.is_file():
        wrong_use(f"there is no file `{grid}`. Give a grid file: see docs/reference/grid-file.md.")
    if examples is not None and not examples.is_file():
        wrong_use(f"there is no file `{examples}`. Give a file of worked examples.")
    try:
        made = folders_from_grids(grid, councils, examples)
    except GridFaults as error:
        for fault in error.faults:
            errors.print(Text.assemble(("Error: ", "bold red"), str(fault)), soft_wrap=True)
        raise typer.Exit(FAULTS) from None
    folders = [(into, made[0])] if into is not None and len(made) == 1 else []
    folders = folders or [((into or SERVICES) / each.name, each) for each in made]
    for folder, _ in folders:
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            wrong_use(f"`{folder}` is there already. Choose another with --into.")
    sound = [_make(folder, each) for folder, each in folders]
    if not all(sound):
        raise typer.Exit(FAULTS)


def _make(folder: Path, made: MadeFolder) -> bool:
    try:
        made.write(folder)
    except OSError as error:
        wrong_use(f"`{error.filename or folder}` cannot be written: {error.strerror}.")
    read = read_service(folder)
    faults = [*read.faults, *policy_findings(folder, read)]
    tried = run_examples(read)
    differ = [each for each in tried if not each.passes]
    versions = ", ".join(version.file for version in read.policies.versions)
    output.print(Text.assemble(("Made ", ""), (str(folder), "bold"), f": {versions}"), soft_wrap=True)
    for fault in faults:
        output.print(fault_line(folder, fault), soft_wrap=True)
    for each in differ:
        parts = [f"{d.says} {d.expected}, got {d.got}" for d in each.differences] or [each.trouble]
        output.print(Text(f"  differs: {each.example.name}: {'; '.join(parts)}", "red"), soft_wrap=True)
    counted = f"{len(tried) - len(differ)} of {len(tried)} examples pass"
    output.print(f"  {'no faults' if not faults else f'{len(faults)} faults'}; {counted}", soft_wrap=True)
    _tell("We assumed:", [f"{text} ({source})" for text, source in made.assumed.items()])
    _tell("Not modelled:", list(made.not_modelled))
    _tell("Published examples that were not run:", list(made.not_run))
    output.print("Next:")
    for command in ("check", "try", "serve"):
        output.print(f"  commonweal {command} {folder}", soft_wrap=True)
    return not faults and not differ


def _tell(title: str, lines: list[str]) -> None:
    if lines:
        output.print(title)
    for line in lines:
        output.print(Text(f"- {line}"), soft_wrap=True)
