"""The server and its worker are killed while people apply: whatever was confirmed is there, whole, once."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.applicants.applying import Applicant, Said
from benchmarks.applicants.browser import Asked, Browser, Trouble
from benchmarks.applicants.checking import missing, records
from benchmarks.applicants.household import household
from benchmarks.applicants.site import Site
from tests.office.outside import new_database

TIMES_KILLED = 3
APPLICANTS = 6
SENT_BEFORE = 3
"""How many are accepted in each round before anything is killed."""


class Crowd:
    """People who apply one after another until the site is gone."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self._numbers = iter(range(10**6))
        self._lock = threading.Lock()

    def apply_until_gone(self, site: Site, moment: Callable[[], None]) -> None:
        """Let them apply; `moment` ends the site."""
        troubles: list[Trouble] = []
        ended = threading.Event()

        def one_after_another() -> None:
            while not ended.is_set():
                with self._lock:
                    number = next(self._numbers)
                browser = Browser("127.0.0.1", site.port, _unnoted)
                applicant = Applicant(browser, household(number, "killed"), random.Random(number), _at_once)
                self.said.append(applicant.said)
                try:
                    applicant.apply()
                except Trouble as trouble:
                    if not ended.is_set():
                        troubles.append(trouble)
                    return
                finally:
                    browser.close()

        people = [threading.Thread(target=one_after_another) for _ in range(APPLICANTS)]
        for person in people:
            person.start()
        moment()
        ended.set()
        site.kill()
        for person in people:
            person.join(60)
        assert not troubles, troubles

    @property
    def accepted(self) -> int:
        return sum(each.accepted for each in self.said)


def _unnoted(asked: Asked) -> None:
    pass


def _at_once() -> None:
    pass


def _until(what: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    assert what()


def test_whatever_was_confirmed_before_server_and_worker_were_killed_is_there_whole_and_its_letter_sent_once(
    tmp_path: Path,
) -> None:
    server = os.environ.get("COMMONWEAL_TEST_POSTGRESQL")
    site = Site(tmp_path / "data", new_database(server) if server else "")
    crowd = Crowd()
    for _ in range(TIMES_KILLED):
        site.start()
        before = crowd.accepted

        def at_some_moment(before: int = before) -> None:
            _until(lambda: crowd.accepted >= before + SENT_BEFORE, 60)
            time.sleep(random.uniform(0.0, 0.5))

        crowd.apply_until_gone(site, at_some_moment)
    kept = records(site)
    assert missing(crowd.said, kept) == []
    assert len(kept["cases"]) >= crowd.accepted >= TIMES_KILLED * SENT_BEFORE
    outbox = site.data / "outbox"
    site.start()
    _until(lambda: len(list(outbox.glob("*.pdf"))) == len(kept["cases"]), 120)
    site.stop()
    kept = records(site)
    assert missing(crowd.said, kept) == []
    assert {each["letters sent"] for each in kept["cases"].values()} == {1}
    sound, told = site.audit()
    assert sound, told
    assert site.said().count("Traceback") == 0, site.said()
