"""`commonweal diff`: how two versions of a policy differ, each with a household that it touches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from commonweal.cli.terminal import FAULTS, errors, output, wrong_use
from commonweal.policy import Difference, Model, PolicyFault, load
from commonweal.policy import diff as compare


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A policy file (.dmn).", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="B", help="Another version of it.", show_default=False)],
    decision: Annotated[
        str | None, typer.Option("--decision", help="Whose outcome counts. Without it, the award.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, for machines.")] = False,
) -> None:
    """Say how policy B differs from policy A, rule by rule, and show a household for each difference.

    Both versions are run on every household shown. Exits 1 when they differ.

    Example: commonweal diff policy/2025-04-01.dmn policy/proposed/2026-04-01.dmn
    """
    differences = compare(_model(before), _model(after), decision)
    if as_json:
        typer.echo(json.dumps([_machine(each) for each in differences], indent=2, ensure_ascii=False))
    else:
        _tell(differences)
    if differences:
        raise typer.Exit(FAULTS)


def _model(path: Path) -> Model:
    try:
        return load(path)
    except PolicyFault as fault:
        for diagnostic in fault.diagnostics:
            errors.print(Text(str(diagnostic)), soft_wrap=True)
        wrong_use(f"`{path}` is not a policy that can be read.")


def _tell(differences: list[Difference]) -> None:
    if not differences:
        output.print(Text("The two say the same.", "bold green"))
    for each in differences:
        output.print(Text.assemble((each.element, "bold"), f": {each.message}"), soft_wrap=True)
        if each.example is not None:
            output.print(Text(f"  for example: {each.example}"), soft_wrap=True)
            output.print(Text(f"  as inputs: {each.example.json}", "dim"), soft_wrap=True)
        elif each.sought:
            told = "no household was found whose outcome it changes"
            output.print(Text(f"  {told}", "yellow"))


def _machine(each: Difference) -> dict[str, object]:
    example = each.example
    return {
        "change": each.change,
        "what": each.what,
        "element": each.element,
        "message": each.message,
        "rules": each.rows,
        "lines": each.lines,
        "example": None
        if example is None
        else {
            "inputs": json.loads(example.json),
            "decision": example.decision,
            "before": str(example.before),
            "after": str(example.after),
        },
    }
