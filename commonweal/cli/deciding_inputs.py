"""`commonweal decide --inputs`: a case given as the policy's own inputs, as `check` and `diff` print them."""

from __future__ import annotations

import datetime
import json

import typer
from rich.padding import Padding
from rich.text import Text

from commonweal.cli.terminal import FAULTS, output, wrong_use
from commonweal.policy import explain, inputs_from_json
from commonweal.policy.explanation.spoken import spoken
from commonweal.service import NoPolicyInForce, ServiceFolder


def decide_on_inputs(
    read: ServiceFolder,
    written: object,
    day: datetime.date,
    language: str,
    detail: str,
    *,
    as_json: bool,
    proposed: bool,
) -> None:
    """Decide by the rules in force on a day, or by the proposal for it, and explain."""
    if not isinstance(written, dict):
        wrong_use("the inputs should be a JSON object, each input by its name.")
    try:
        version = read.policies.on(day, proposed=proposed)
        inputs = inputs_from_json(version.model, written)
    except NoPolicyInForce as error:
        wrong_use(f"{error}.")
    except ValueError as error:
        wrong_use(f"{error}.")
    outcome = version.model.decide(inputs, read.service.decision or None)
    sentences = explain(outcome, language, detail)  # type: ignore[arg-type]
    if as_json:
        told = {
            "decision": outcome.decision,
            "value": None if outcome.value is None else spoken(outcome.value),
            "values": {name: spoken(value) for name, value in outcome.values.items()},
            "explanation": [each.text for each in sentences],
            "diagnostics": [str(each) for each in outcome.diagnostics],
        }
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        said = "nothing was decided" if outcome.value is None else spoken(outcome.value)
        output.print(Text.assemble(f"{outcome.decision}: ", (said, "bold")))
        output.print(f"by the rules from {version.starts.isoformat()} ({version.file})")
        for line in (*[f"• {each.text}" for each in sentences], *map(str, outcome.diagnostics)):
            output.print(Padding(Text(line), (0, 0, 0, 2)))
    if outcome.value is None:
        raise typer.Exit(FAULTS)
