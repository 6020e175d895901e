"""The real server here, and a real browser at the far end of a bad line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from tests.browser.bad_line import BadLine
from tests.browser.conftest import FLAGS
from tests.office.outside import ROOT, Installation

SERVE = (
    "import sys; from commonweal.office import running; "
    "running.serve(sys.argv[4:], host=sys.argv[1], port=int(sys.argv[2]), data=sys.argv[3], processes=1)"
)


class FarAway:
    """A site on this end of a line, its data, and a browser on the other."""

    def __init__(self, line: BadLine, browser: Browser, url: str, data: Path) -> None:
        self.line = line
        self.browser = browser
        self.url = url
        self.data = data

    def rows(self, sql: str, *values: object) -> list[Any]:
        """What the database holds, read beside the server."""
        with closing(sqlite3.connect(f"file:{self.data / 'commonweal.sqlite3'}?mode=ro", uri=True)) as opened:
            return opened.execute(sql, values).fetchall()

    def answers(self) -> dict[str, Any]:
        """The answers of the last draft."""
        found = self.rows("SELECT answers FROM applying_application ORDER BY id DESC LIMIT 1")
        answers: dict[str, Any] = json.loads(found[0][0])
        return answers

    def put(self, answers: dict[str, Any]) -> None:
        """Give the last draft these answers."""
        with closing(sqlite3.connect(self.data / "commonweal.sqlite3", timeout=10)) as opened, opened:
            opened.execute(
                "UPDATE applying_application SET answers = ?, revision = revision + 1 "
                "WHERE id = (SELECT max(id) FROM applying_application)",
                [json.dumps(answers)],
            )

    def events(self, action: str) -> int:
        """How many events of an action there are."""
        return int(self.rows("SELECT count(*) FROM records_event WHERE action = ?", action)[0][0])

    @contextmanager
    def person(self, *, scripts: bool, **options: Any) -> Iterator[Page]:
        """A fresh profile of the browser."""
        context = self.browser.new_context(base_url=self.url, java_script_enabled=scripts, **options)
        context.set_default_timeout(30_000)
        try:
            yield context.new_page()
        finally:
            # A page that still waits for a dead line would keep the browser from closing it.
            self.line.mend()
            context.close()


@contextmanager
def far_away(folder: Path, services: list[Path], line: BadLine, playwright: Playwright) -> Iterator[FarAway]:
    """Serve at this end of a line that is up, and open a browser at the other."""
    chromium = shutil.which("chromium")
    assert chromium is not None
    place = Installation(folder / "data")
    port = _free_port(line.here)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, line.here, str(port), str(place.data), *map(str, services)],
        env={name: value for name, value in place.environment.items() if name != "DATABASE_URL"},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    program = folder / "chromium-far-away"
    program.write_text(f'#!/bin/sh\nexec {" ".join(line.far)} {chromium} "$@"\n', "ascii")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    try:
        _wait_for(line.here, port, server)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield FarAway(line, browser, f"http://{line.here}:{port}", place.data)
        finally:
            line.mend()
            browser.close()
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(40)
        except subprocess.TimeoutExpired:
            os.kill(server.pid, signal.SIGKILL)
            server.wait()


def _free_port(host: str) -> int:
    with socket.socket() as tried:
        tried.bind((host, 0))
        return int(tried.getsockname()[1])


def _wait_for(host: str, port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection((host, port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not start")
