"""`commonweal try`: runs a service's worked examples and tells passes from differences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track
from rich.table import Table
from rich.text import Text

from commonweal.cli.checking import fault_line
from commonweal.cli.terminal import FAULTS, errors, folder_given, output
from commonweal.policy import coverage
from commonweal.service import ServiceFolder, Tried, read_service
from commonweal.service.examples import run_example

MANY = 50


def try_(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Service folders.", show_default=False)
    ],
    only: Annotated[
        str, typer.Option("--only", metavar="TEXT", help="Only examples whose name holds this.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show differences only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, for machines.")] = False,
) -> None:
    """Run the worked examples in policy/examples.csv and compare, exactly.

    An example that contradicts its own published scheme is marked so in the file: it must differ, is counted
    apart, and fails if it suddenly agrees. Exits 1 on differences.

    Example: commonweal try services/council-tax-support
    """
    failed = False
    listed: list[dict[str, Any]] = []
    for folder in folders:
        read = read_service(folder_given(folder))
        tried = _run(read, only)
        failed = failed or not all(each.passes for each in tried) or not read.policies.versions
        if as_json:
            listed.append({"folder": str(folder), "examples": [_machine(each) for each in tried]})
            continue
        for fault in read.errors:
            if fault.file.startswith("policy"):
                errors.print(fault_line(folder, fault), soft_wrap=True)
        _report(folder, tried, quiet)
        if not only:
            _tell_coverage(read, tried, quiet)
    if as_json:
        typer.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    if failed:
        raise typer.Exit(FAULTS)


def _run(read: ServiceFolder, only: str) -> list[Tried]:
    rows = [example for example in read.examples.rows if only.casefold() in example.name.casefold()]
    shown = track(rows, "Trying", console=errors, transient=True, disable=len(rows) < MANY)
    return [run_example(read, example) for example in shown]


def _report(folder: Path, tried: list[Tried], quiet: bool) -> None:
    table = Table(title=f"{folder}: worked examples", title_justify="left", show_lines=False)
    table.add_column("Example", overflow="fold")
    table.add_column("Rules from", no_wrap=True)
    table.add_column("Result", no_wrap=True)
    table.add_column("Expected, and got", overflow="fold")
    shown = [each for each in tried if not quiet or not each.passes]
    for each in shown:
        rules = each.version.starts.isoformat() if each.version else ""
        table.add_row(Text(each.example.name), rules, _verdict(each), Text("\n".join(_details(each))))
    if shown:
        output.print(table)
    output.print(_summary(folder, tried), soft_wrap=True)


def _tell_coverage(read: ServiceFolder, tried: list[Tried], quiet: bool) -> None:
    """Which rules of each version the examples used, and which none of them ever has."""
    for version in read.policies.versions:
        mine = [each.inputs for each in tried if each.version is version and each.inputs is not None]
        if not mine:
            continue
        decision = read.service.decision or None
        found = coverage(version.model, (version.model.decide(inputs, decision) for inputs in mine))
        lines = str(found).splitlines()
        output.print(Text(f"{version.file}: {lines[0]}"), soft_wrap=True)
        for line in () if quiet else lines[1:]:
            output.print(Text(line, "yellow"), soft_wrap=True)


def _verdict(each: Tried) -> Text:
    if each.trouble:
        return Text("cannot run", "bold red")
    if each.example.contradicts:
        return Text("contradicts", "yellow") if each.passes else Text("now agrees", "bold red")
    return Text("passes", "green") if each.passes else Text("differs", "bold red")


def _details(each: Tried) -> list[str]:
    if each.trouble:
        return [each.trouble]
    lines = [f"{d.says}: {d.expected}, got {d.got}" for d in each.differences]
    if each.example.contradicts:
        lines.append(f"Published so, against its own scheme: {each.example.contradicts}")
        if not each.passes:
            lines.append("It agrees now: clear `contradicts`, or find out what changed.")
    return lines


def _summary(folder: Path, tried: list[Tried]) -> Text:
    contradict = sum(1 for each in tried if each.example.contradicts and each.passes)
    passed = sum(1 for each in tried if each.passes) - contradict
    failed = len(tried) - passed - contradict
    if not tried:
        return Text(f"{folder}: no examples", "yellow")
    parts = [f"{passed} pass", f"{failed} differ" if failed else "none differ"]
    if contradict:
        parts.append(f"{contradict} contradict their own published scheme, as marked")
    return Text(f"{folder}: {', '.join(parts)}", "bold red" if failed else "bold green")


def _machine(each: Tried) -> dict[str, Any]:
    return {
        "example": each.example.name,
        "line": each.example.line,
        "source": each.example.source,
        "version": each.version.starts.isoformat() if each.version else None,
        "passes": each.passes,
        "contradicts": each.example.contradicts or None,
        "trouble": each.trouble or None,
        "differences": [{"says": d.says, "expected": d.expected, "got": d.got} for d in each.differences],
    }
