"""From pressing "Save and see what it would do" to a report of 100,000 households, over HTTP from the real server.

COMMONWEAL_BENCH_POPULATION names a population's folder to use in place of the made one.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from benchmarks._made_households import made_households

ROOT = Path(__file__).resolve().parent.parent
SERVICE = ROOT / "services" / "council-tax-support"
ROWS = 100_000
EDITS = 12
PAUSE = 4.0
"""Seconds between edits: nobody edits a table without reading it, and files of the report before are written."""


class Site:
    """The site as one signed-in person sees it."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """A page."""
        with self._opener.open(self._address + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, page: str, **fields: str) -> tuple[str, str]:
        """Send a page's form with some fields changed; where it led, and what is there."""
        found = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page))
        with self._opener.open(
            self._address + path, urlencode(found | fields).encode(), timeout=60
        ) as answer:
            return answer.url.removeprefix(self._address), str(answer.read().decode())


def cells(page: str) -> dict[str, str]:
    """The table editor's cells."""
    found = re.findall(r'<input class="govuk-input cw-cell" name="([^"]*)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def edits(site: Site) -> list[tuple[float, float, str]]:
    """Seconds to the report's page, and with its first picture, edit after edit; and where the report is."""
    page = site.get("/staff/policy/council-tax-support/new/")
    draft, _ = site.post(
        "/staff/policy/council-tax-support/new/", page, title="Measured", version="policy/2025-04-01.dmn"
    )
    table = f"{draft}tables/discount%20percentage/"
    measured = []
    for turn in range(EDITS + 1):
        page = site.get(table)
        typed = cells(page)
        result = next(name for name, value in typed.items() if re.fullmatch(r"[1-9]\d", value))
        typed[result] = str(int(typed[result]) - 1)
        began = time.perf_counter()
        where, shown = site.post(table, page, **typed, see="yes")
        if turn == 0:
            # The first time leads to the form; from then on the same is asked again.
            chosen = {
                name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"', shown)[-1]
                for name in ("today", "options", "population")
            }
            where, shown = site.post(where.partition("?")[0], shown, **chosen, why="To measure")
        while "At a glance" not in shown:
            time.sleep(0.05)
            shown = site.get(where)
        page_at = time.perf_counter() - began
        site.get(f"{where}charts/bands.svg")
        measured.append((page_at, time.perf_counter() - began, where))
        time.sleep(PAUSE)
    return measured


def main() -> None:
    """Start the server on a data folder of its own and edit a table in it."""
    with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as place:
        people = Path(place) / "populations" / "measured"
        given = os.environ.get("COMMONWEAL_BENCH_POPULATION")
        if given:
            shutil.copytree(given, people)
        else:
            people.mkdir(parents=True)
            made_households(people, ROWS)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-c", "from commonweal.cli import main; main()", "demo"]
        server = subprocess.Popen(
            [*command, "--port", str(port), "--data", place, str(SERVICE)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        try:
            said = ""
            assert server.stdout is not None
            for line in server.stdout:
                said += line
                if line.startswith("Ready"):
                    break
            officer = re.search(r"^\s+(\S+)\s+(\S+)\s+policy officer", said, re.MULTILINE)
            assert officer is not None, said
            site = Site(f"http://localhost:{port}")
            site.post(
                "/staff/sign-in/", site.get("/staff/sign-in/"), username=officer[1], password=officer[2]
            )
            measured = edits(site)
        finally:
            server.terminate()
            server.wait(60)
    first, again = measured[0], measured[1:]
    print(f"{'as given' if given else f'{ROWS:,} made'} households; load {os.getloadavg()[0]:.1f}")
    print(f"  the first report of a server: page {first[0]:.2f} s, with its first picture {first[1]:.2f} s")
    for name, at in (("page", 0), ("with its first picture", 1)):
        seconds = sorted(each[at] for each in again)  # type: ignore[type-var]
        print(
            f"  {len(again)} edits after it, {name}: median {statistics.median(seconds):.2f} s, "
            f"least {seconds[0]:.2f} s, most {seconds[-1]:.2f} s"
        )


if __name__ == "__main__":
    main()
