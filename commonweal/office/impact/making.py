"""Makes a report in the background: numbers first, then the pictures and files that most readers
never open.
"""

from __future__ import annotations

import json
import logging
import threading
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from commonweal.insight.impact import (
    BoundaryFault,
    Impact,
    OptionFault,
    Picture,
    Policy,
    report_body,
    write_report,
)
from commonweal.insight.impact.charts import svg_of
from commonweal.insight.impact.running import run_impact
from commonweal.insight.population import Population
from commonweal.insight.simulation import SimulationFault
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.impact.assuming import Asked
from commonweal.office.impact.models import Report

log = logging.getLogger(__name__)
_TOLD_EVERY = 0.5
OURS = (
    "Something went wrong on our side. Try again; if it goes wrong again, tell whoever looks after this site."
)


def make(
    number: int,
    service: PreparedService,
    policies: Sequence[Policy],
    population: Population,
    ready: threading.Event,
    asked: Asked,
) -> None:
    """Make a report to its end, whatever happens. Runs in a thread of its own, with its own connection.

    `ready` is set when the numbers can be read; the files come after.
    """
    try:
        _make(number, service, policies, population, ready, asked)
    except (OptionFault, SimulationFault, BoundaryFault) as fault:
        _fail(number, str(fault))
    except Exception as error:
        log.error("report %d was not made: %s", number, type(error).__name__)
        _fail(number, OURS)
    finally:
        ready.set()
        connection.close()


def _make(
    number: int,
    service: PreparedService,
    policies: Sequence[Policy],
    population: Population,
    ready: threading.Event,
    asked: Asked,
) -> None:
    told = [0.0]

    def tell(stage: str, fraction: float) -> None:
        now = time.monotonic()
        if now - told[0] > _TOLD_EVERY:
            told[0] = now
            Report.objects.filter(pk=number).update(
                stage=stage, fraction=min(1.0, max(0.0, fraction)), heard_at=timezone.now()
            )

    made = timezone.localdate()
    impact = run_impact(
        service.folder,
        policies,
        population,
        made=made,
        progress=tell,
        assumptions=asked.assumptions,
        crossings=asked.crossings,
    )
    report = Report.objects.get(pk=number)
    folder = report.folder
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    body = report_body(impact, lambda picture: f"charts/{picture.name}.svg")
    (folder / "pictures.json").write_text(
        json.dumps([_kept(each) for each in impact.pictures]), encoding="utf-8"
    )
    (folder / "body.html").write_text(body, encoding="utf-8")
    Report.objects.filter(pk=number).update(
        state=Report.State.DONE,
        summary=[sentence for option in impact.options for sentence in option.glance],
        finished_at=timezone.now(),
        heard_at=timezone.now(),
        fraction=1.0,
    )
    ready.set()
    _files(impact, folder)
    Report.objects.filter(pk=number).update(files_ready=True, heard_at=timezone.now())


def _files(impact: Impact, folder: Path) -> None:
    """The report as a folder and as one archive of it."""
    files = write_report(impact, folder / "report")
    waiting = folder / "report.zip.part"
    with zipfile.ZipFile(waiting, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.relative_to(folder))
    waiting.replace(folder / "report.zip")


def _kept(picture: Picture) -> dict[str, Any]:
    return {"name": picture.name, "spec": picture.spec, "svg": picture.svg}


def drawn(report: Report, name: str) -> str | None:
    """A picture of a report as SVG, drawn when it is first asked for; None for a name that it has not."""
    folder = report.folder
    for kept in (folder / "report" / "charts" / f"{name}.svg", folder / "charts" / f"{name}.svg"):
        if kept.is_file():
            return kept.read_text(encoding="utf-8")
    try:
        pictures = json.loads((folder / "pictures.json").read_text(encoding="utf-8"))
    except OSError:
        return None
    found = next((each for each in pictures if each["name"] == name), None)
    if found is None:
        return None
    svg = svg_of(Picture(name, "", "", "", found["spec"], found["svg"]))
    waiting = folder / "charts" / f"{name}.{time.monotonic_ns()}.part"
    waiting.write_text(svg, encoding="utf-8")
    waiting.replace(folder / "charts" / f"{name}.svg")
    return svg


def _fail(number: int, problem: str) -> None:
    Report.objects.filter(pk=number).exclude(state=Report.State.DONE).update(
        state=Report.State.FAILED, problem=problem, finished_at=timezone.now(), heard_at=timezone.now()
    )
