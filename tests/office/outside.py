"""What other processes do in tests that kill them: `python -m tests.office.outside WHAT DATA …`.

They run with the real settings on a database of their own, so that being killed is being killed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).parents[2]


class Installation:
    """A data folder and a database of its own, used only through other processes."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "COMMONWEAL_DATA", "SECRET_KEY"}
        } | {"PYTHONPATH": str(ROOT)}
        if server := os.environ.get("COMMONWEAL_TEST_POSTGRESQL"):
            self.environment["DATABASE_URL"] = new_database(server)

    def begin(self, what: str, *arguments: object) -> subprocess.Popen[str]:
        """Start another process and go on."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.office.outside", what, str(self.data), *map(str, arguments)],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, what: str, *arguments: object) -> Any:
        """Run another process to its end and read what it says."""
        process = self.begin(what, *arguments)
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, f"{what} ended with {process.returncode}"
        return json.loads(said) if said.strip() else None


def new_database(server: str) -> str:
    """An empty database on a PostgreSQL server: its address."""
    import psycopg

    name = f"outside_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(server)
    return urlunsplit(parts._replace(path=f"/{name}"))


def set_up(data: str) -> None:
    from commonweal.office import running

    running.set_up([ROOT / "services" / "council-tax-support"], data)


def append(data: str, times: str, threads: str) -> None:
    """Write events from several threads at once."""
    from commonweal.office import running

    running.configure((), data)
    from django.db import connection

    from commonweal.office.records.actor import Actor
    from commonweal.office.records.recording import recording

    def write() -> None:
        for number in range(int(times)):
            with recording("count", actor=Actor.worker(), subject="test") as facts:
                facts["number"] = number
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(int(threads))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


def apply_on_and_on(data: str) -> None:
    """Receive applications until killed, saying each time that one was received."""
    from commonweal.office import running

    running.configure((), data)
    from tests.office.applications import AWARDED, REFERRED, apply

    while True:
        for answers in (AWARDED, REFERRED):
            apply(answers, application=uuid4().hex)
            sys.stdout.write("received\n")
            sys.stdout.flush()


def apply_once(data: str, draft: str) -> None:
    """Receive one draft, and say which case it became."""
    from commonweal.office import running

    running.configure((), data)
    from tests.office.applications import AWARDED, apply

    json.dump(apply(AWARDED, application=draft).pk, sys.stdout)


def seed(data: str, cases: str) -> None:
    """Cases that wait for evidence, each with a timer that is due."""
    from commonweal.office import running

    running.configure((), data)
    from django.utils import timezone

    from commonweal.office.process.models import Timer
    from commonweal.office.records.actions import ask_for_evidence
    from commonweal.office.records.actor import Actor
    from tests.office.applications import REFERRED, apply, staff

    actor = Actor.staff(staff())
    for _ in range(int(cases)):
        case = apply(REFERRED)
        ask_for_evidence(case, actor, case.revision, ["Last 2 payslips"])
    Timer.objects.update(due_at=timezone.now() - timedelta(days=1))


def work(data: str) -> None:
    from commonweal.office import running

    running.work(data, idle=0.05)


def read_at_the_first_page(data: str) -> None:
    """Which of our modules, and how many templates, a first page had still to read after `make_ready`."""
    from commonweal.office import running

    running.configure((), data)
    from django.template import engines
    from django.test import Client

    from commonweal.office.before_serving import make_ready
    from commonweal.office.wsgi import application  # noqa: F401 (as the server loads it)

    client = Client(HTTP_HOST="localhost")
    make_ready()
    modules, templates = set(sys.modules), len(engines["jinja2"].env.cache)
    assert client.get("/council-tax-support/").status_code == 200
    found = sorted(name for name in set(sys.modules) - modules if name.startswith("commonweal"))
    json.dump(found + ["a template"] * (len(engines["jinja2"].env.cache) - templates), sys.stdout)


def report(data: str) -> None:
    """What is in the records, and what an audit says."""
    from commonweal.office import running

    audit = running.audit(data)
    from commonweal.office.letters.models import Letter
    from commonweal.office.process.models import ProcessInstance, Timer
    from commonweal.office.records.models import Case, Decision, Event

    sys.stdout.write(
        json.dumps(
            {
                "sound": audit.sound,
                "found": [str(audit.broken), *map(str, audit.findings)],
                "events": audit.events,
                "actions": Counter(Event.objects.values_list("action", flat=True)),
                "cases": Case.objects.count(),
                "decisions": sorted(Counter(Decision.objects.values_list("case", flat=True)).values()),
                "processes": ProcessInstance.objects.exclude(state={}).count(),
                "failures": list(
                    ProcessInstance.objects.exclude(failures=0).values_list("failed_with", flat=True)
                ),
                "timers due": Timer.objects.filter(fired_at=None, instance__finished=False).count(),
                "letters": [
                    [letter.case_id, letter.notice, letter.state, letter.file_name]
                    for letter in Letter.objects.order_by("pk")
                ],
            }
        )
    )


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
