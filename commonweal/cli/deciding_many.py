"""Deciding every row of a CSV file: one pass, one row in memory, a row that cannot be decided says why."""

from __future__ import annotations

import csv
import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from commonweal.cli.terminal import errors, wrong_use
from commonweal.service import NoPolicyInForce, ServiceFolder, house_values
from commonweal.service.cells import BadCell, row_inputs, value_text
from commonweal.service.deciding import judge
from commonweal.service.inputs import same_name

ON = "on"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def decide_many(
    folder: ServiceFolder, file: Path, out: Path | None, day: datetime.date, *, proposed: bool = False
) -> int:
    """Decide each row and write it with what was decided. The number of rows that could not be."""
    if out is not None and out.exists() and out.resolve() == file.resolve():
        wrong_use("--out would overwrite the file being read.")
    troubled = 0
    try:
        total = _count(file)
        with file.open(encoding="utf-8-sig", newline="") as source, _writing(out) as target:
            reader = csv.DictReader(source, strict=True)
            header = [name.strip() for name in reader.fieldnames or []]
            reader.fieldnames = header
            _check_header(folder, header, file)
            decisions = list(folder.policies.decision_types())
            added = [*decisions, "refused", "referred", "rules from", "trouble"]
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow([*header, *added])
            for row in _shown(reader, total):
                result = _decided(folder, row, day, decisions, proposed)
                troubled += bool(result["trouble"])
                own = [_safe(row.get(name) or "") for name in header]
                writer.writerow([*own, *(_safe(result.get(name, "")) for name in added)])
    except UnicodeDecodeError:
        wrong_use(f"`{file}` is not UTF-8 text. Save it as CSV UTF-8.")
    except csv.Error as error:
        wrong_use(f"`{file}` is not CSV: {error}.")
    except OSError as error:
        wrong_use(f"`{error.filename or file}` cannot be used: {error.strerror}.")
    if troubled:
        errors.print(f"{troubled:,} of {total:,} rows could not be decided: see their `trouble`.")
    return troubled


def _count(file: Path) -> int:
    with file.open(encoding="utf-8-sig", newline="") as source:
        return max(0, sum(1 for row in csv.reader(source) if row) - 1)


@contextmanager
def _writing(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    with out.open("w", encoding="utf-8", newline="") as target:
        yield target


def _shown(reader: Any, total: int) -> Iterator[dict[str, str]]:
    columns = (TextColumn("Deciding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True, disable=total < 200) as progress:
        yield from progress.track(reader, total=total)


def _check_header(folder: ServiceFolder, header: list[str], file: Path) -> None:
    known = {same_name(each.name) for version in folder.policies.versions for each in version.model.inputs}
    known |= {same_name(key) for key in folder.journey().by_key}
    if not header:
        wrong_use(f"`{file}` is empty. Begin with a header line of question keys or policy inputs.")
    if not any(same_name(name) in known for name in header):
        wrong_use(
            f"no column of `{file}` is a question or a policy input. They are: {', '.join(sorted(known))}."
        )
    for name in {name for name in header if header.count(name) > 1}:
        wrong_use(f"the column `{name}` of `{file}` stands twice.")


def _decided(
    folder: ServiceFolder, row: dict[str, str], day: datetime.date, decisions: list[str], proposed: bool
) -> dict[str, str]:
    """The added cells of one row."""
    try:
        on = datetime.date.fromisoformat(row[ON]) if row.get(ON) else day
        version = folder.policies.on(on, proposed=proposed)
        known = {same_name(each.name) for each in version.model.inputs}
        known |= {same_name(key) for key in folder.journey().by_key}
        cells = {
            name: cell.strip()
            for name, cell in row.items()
            if name and isinstance(cell, str) and cell.strip() and same_name(name) in known
        }
        house = house_values(on, on)
        inputs, values = row_inputs(folder.journey(), cells, version, house)
    except (BadCell, NoPolicyInForce) as error:
        return {"trouble": str(error)}
    except ValueError:
        return {"trouble": f"`{row[ON]}` in the column `{ON}` is not a date such as 2025-04-01"}
    outcome = version.model.decide(inputs, folder.service.decision, trace=False)
    decided = judge(folder, version, on, inputs, outcome, values)
    result = {name: value_text(decided.values.get(name)) for name in decisions}
    result["refused"] = "yes" if decided.refused else "no"
    result["referred"] = "; ".join(next(iter(reasons.values())) for reasons in decided.reasons)
    result["rules from"] = version.starts.isoformat()
    result["trouble"] = ""
    if outcome.value is None:
        result["trouble"] = (
            "; ".join(each.message for each in outcome.diagnostics[:3]) or "the result is null"
        )
    return result


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; numbers are left as they are."""
    if cell.startswith(_FORMULA) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
