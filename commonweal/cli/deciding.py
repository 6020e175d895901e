"""`commonweal decide`: one case from JSON, or many from a CSV file, with the reasons."""

from __future__ import annotations

import datetime
import json
import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.padding import Padding
from rich.text import Text

from commonweal.cli.deciding_inputs import decide_on_inputs
from commonweal.cli.deciding_many import decide_many
from commonweal.cli.terminal import FAULTS, errors, folder_given, output, wrong_use
from commonweal.policy import explain
from commonweal.policy.feel import Value, from_feel
from commonweal.service import Decided, NoPolicyInForce, ServiceFolder, read_service
from commonweal.service import Path as JourneyPath
from commonweal.service import decide as decide_case
from commonweal.service.accepting import not_accepted
from commonweal.service.cells import value_text
from commonweal.service.languages import date_text, money_text

MOST_JSON = 5_000_000


class InLanguage(StrEnum):
    """The languages of explanations."""

    en = "en"
    cy = "cy"


class Detail(StrEnum):
    """For whom an explanation is."""

    letter = "letter"
    auditor = "auditor"


def decide(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A service folder.", show_default=False)],
    on: Annotated[
        datetime.datetime | None,
        typer.Option(
            "--on", metavar="DATE", formats=["%Y-%m-%d"], help="The day applied. Without it, today."
        ),
    ] = None,
    proposed: Annotated[
        bool, typer.Option("--proposed", help="Decide by the proposal for that day, not the rules in force.")
    ] = False,
    csv_file: Annotated[
        Path | None,
        typer.Option(
            "--csv", metavar="FILE", help="Decide every row of a CSV file; columns as in examples.csv."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="With --csv: where to write. Without it, standard output."
        ),
    ] = None,
    by_inputs: Annotated[
        bool,
        typer.Option(
            "--inputs", help="Standard input holds the policy's own inputs, as `check` and `diff` print them."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, for machines.")] = False,
    language: Annotated[
        InLanguage, typer.Option("--language", help="Language of the explanation.")
    ] = InLanguage.en,
    detail: Annotated[
        Detail, typer.Option("--detail", help="Explain as in a letter, or to an auditor.")
    ] = Detail.letter,
) -> None:
    """Decide a case by the rules in force, and explain it.

    Answers come as JSON on standard input: `{"liable": true, "savings": "1200.00", "children": [{"born":
    "2019-05-13"}]}`. Exits 1 when nothing was decided.

    Examples:

    commonweal decide services/council-tax-support --on 2025-06-01 < answers.json

    commonweal decide services/council-tax-support --csv households.csv --out decided.csv
    """
    read = read_service(folder_given(folder))
    if read.errors:
        errors.print(
            f"[bold red]{folder} has {len(read.errors)} faults[/]: run `commonweal check {folder}` first."
        )
        raise typer.Exit(FAULTS)
    day = on.date() if on is not None else datetime.datetime.now().astimezone().date()
    if csv_file is not None:
        if decide_many(read, csv_file, out, day, proposed=proposed):
            raise typer.Exit(FAULTS)
        return
    if out is not None:
        wrong_use("--out goes with --csv.")
    if by_inputs:
        written, told = _json_on_standard_input(), (language.value, detail.value)
        decide_on_inputs(read, written, day, *told, as_json=as_json, proposed=proposed)
        return
    answers = _answers_on_standard_input(read)
    path = read.journey(language.value).path(answers)
    try:
        decided = decide_case(read, answers, application_date=day, proposed=proposed, language=language.value)
    except NoPolicyInForce as error:
        wrong_use(f"{error}.")
    if as_json:
        typer.echo(
            json.dumps(_machine(decided, path, language.value, detail.value), indent=2, ensure_ascii=False)
        )
    else:
        _tell(read, decided, path, language.value, detail.value)
    if decided.outcome.value is None:
        raise typer.Exit(FAULTS)


def _answers_on_standard_input(read: ServiceFolder) -> dict[str, Any]:
    answers = _json_on_standard_input()
    wrong = not_accepted(read.journey(), answers)
    if wrong:
        wrong_use("\n  ".join(["these cannot be taken as answers:", *wrong]))
    return dict(answers)


def _json_on_standard_input() -> Any:
    if sys.stdin.isatty():
        errors.print("Type the answers as JSON, then Ctrl+D.")
    content = sys.stdin.buffer.read(MOST_JSON + 1)
    if len(content) > MOST_JSON:
        wrong_use(f"the answers are over {MOST_JSON // 1_000_000} MB.")
    try:
        answers: Any = json.loads(
            content.decode("utf-8-sig"), parse_constant=_refused, object_pairs_hook=_once_each
        )
    except UnicodeDecodeError:
        wrong_use("the answers are not UTF-8 text.")
    except json.JSONDecodeError as error:
        wrong_use(f"the answers are not JSON: {error.msg} at line {error.lineno}, column {error.colno}.")
    except (ValueError, RecursionError) as error:
        wrong_use(f"the answers are not JSON that can be read: {error}.")
    return answers


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _machine(
    decided: Decided, path: JourneyPath, language: Literal["en", "cy"] | str, detail: str
) -> dict[str, Any]:
    return {
        "decision": decided.outcome.decision,
        "value": json_value(decided.outcome.value),
        "amount": None if decided.amount is None else str(decided.amount),
        "refused": decided.refused,
        "referred": [dict(reasons) for reasons in decided.reasons],
        "values": {name: json_value(value) for name, value in decided.values.items()},
        "inputs": {name: json_value(value) for name, value in decided.outcome.inputs.items()},
        "explanation": [
            {"text": s.text, "authority": s.authority, "decision": s.decision}
            for s in explain(decided.outcome, language, detail, left_open=decided.left_open)  # type: ignore[arg-type]
        ],
        "relevant date": decided.relevant_on.isoformat(),
        "rules from": decided.version.starts.isoformat(),
        "policy": decided.version.model.content_hash,
        "outstanding": [page.address for page in path.outstanding],
        "left out": sorted(path.left_out),
        "stopped": path.stop.notice if path.stop else None,
        "diagnostics": [str(diagnostic) for diagnostic in decided.outcome.diagnostics],
    }


def json_value(value: Value) -> Any:
    """A FEEL value as JSON.

    Numbers as text, for JSON's are not exact; dates and durations as FEEL writes them.
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, list):
        return [json_value(each) for each in value]
    if isinstance(value, dict):
        return {key: json_value(each) for key, each in value.items()}
    return value_text(value)


def _tell(read: ServiceFolder, decided: Decided, path: JourneyPath, language: str, detail: str) -> None:
    if path.stop is not None:
        errors.print(Text(f"On the website this person is stopped at `{path.stop.page.address}`.", "yellow"))
    if path.outstanding:
        listed = ", ".join(page.address for page in path.outstanding)
        errors.print(
            Text(f"Not answered: {listed}. What depends on it may be null.", "yellow"), soft_wrap=True
        )
    outcome = decided.outcome
    value = from_feel(outcome.value)
    said = _said(read, outcome.decision or "", value)
    if outcome.value is None:
        output.print(Text("Nothing was decided", "bold red"))
        for diagnostic in outcome.diagnostics:
            output.print(Padding(Text(str(diagnostic)), (0, 0, 0, 2)))
    else:
        output.print(Text.assemble((f"{outcome.decision}: ", ""), (said, "bold")))
    starts = date_text(decided.version.starts, "en")
    output.print(
        f"by the rules from {starts} ({decided.version.file}), for {date_text(decided.relevant_on, 'en')}"
    )
    if decided.refused:
        output.print(Text("This is a refusal.", "bold"))
    for reasons in decided.reasons:
        output.print(Text(f"A person must look: {reasons.get(language) or next(iter(reasons.values()))}"))
    sentences = explain(outcome, language, detail, left_open=decided.left_open)  # type: ignore[arg-type]
    if sentences:
        output.print("\nHow it was worked out:")
        for sentence in sentences:
            authority = f" ({sentence.authority})" if sentence.authority else ""
            output.print(Padding(Text(f"• {sentence.text}{authority}"), (0, 0, 0, 2)))


def _said(read: ServiceFolder, decision: str, value: object) -> str:
    if isinstance(value, Decimal) and read.policies.formats().get(decision) == "money":
        return money_text(value)
    return value_text(value)  # type: ignore[arg-type]
