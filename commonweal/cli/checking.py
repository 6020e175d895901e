"""`commonweal check`: every fault of a service folder, with its file, line and remedy."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from commonweal.cli.policy_findings import policy_findings
from commonweal.cli.terminal import FAULTS, folder_given, output
from commonweal.office import house_words  # noqa: F401 (the words of every room are checked)
from commonweal.service import Fault, read_service
from commonweal.service.plain_words import plain_words


def check(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Service folders.", show_default=False)
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as faults.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list of faults, for machines.")] = False,
) -> None:
    """Read a service folder and report every fault with its file, line and remedy.

    How plainly the service speaks is told as advice: reading age (English), sentences of more than 25 words.

    Decision tables are checked for gaps, overlaps and rules that never decide, each shown by a household.

    Exits 1 when there are faults.

    Example: commonweal check services/council-tax-support
    """
    found: list[tuple[Path, Fault]] = []
    for folder in folders:
        read = read_service(folder_given(folder))
        faults = [*read.faults, *policy_findings(folder, read)]
        found.extend((folder, fault) for fault in faults)
        if not as_json:
            for fault in faults:
                output.print(fault_line(folder, fault), soft_wrap=True)
            told = plain_words(read)
            if ages := ", ".join(f"{each.file} {each.age:.0f}" for each in told if each.age):
                output.print(
                    Text.assemble(
                        (folder.as_posix(), "bold"), (": advice: ", "dim"), f"reading ages: {ages}."
                    ),
                    soft_wrap=True,
                )
            for advice in (each for each in told if not each.age):
                place = f"{(folder / advice.file).as_posix()}" + (f":{advice.line}" if advice.line else "")
                output.print(
                    Text.assemble((place, "bold"), (": advice: ", "dim"), advice.message), soft_wrap=True
                )
            output.print(_summary(folder, faults), soft_wrap=True)
    if as_json:
        listed = [{"folder": str(folder), **asdict(fault)} for folder, fault in found]
        typer.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    if any(strict or fault.severity == "error" for _, fault in found):
        raise typer.Exit(FAULTS)


def fault_line(folder: Path, fault: Fault) -> Text:
    """`services/x/journey.yaml:12:5: what is wrong. What to do. [code]`."""
    place = (folder / fault.file).as_posix()
    if fault.line:
        place += f":{fault.line}:{fault.column}"
    style = "red" if fault.severity == "error" else "yellow"
    warning = "" if fault.severity == "error" else "warning: "
    return Text.assemble(
        (place, "bold"),
        ": ",
        (warning, style),
        fault.message,
        f" {fault.remedy}" if fault.remedy else "",
        (f" [{fault.code}]", "dim"),
    )


def _summary(folder: Path, faults: list[Fault]) -> Text:
    errors = sum(fault.severity == "error" for fault in faults)
    warnings = len(faults) - errors
    also = f", {_counted(warnings, 'warning')}" if warnings else ""
    if errors:
        return Text.assemble((f"{folder}: {_counted(errors, 'fault')}{also}", "bold red"))
    return Text.assemble((f"{folder}: no faults{also}", "bold green"))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
