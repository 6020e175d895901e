"""The site as it is run: set up, served, stopped, started again, and killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from commonweal.office.running import CannotRun, service_folders, welcome
from tests.office.applications import COUNCIL_TAX_SUPPORT
from tests.office.outside import ROOT, Installation

SERVE = (
    "import sys; from commonweal.office import running; "
    "running.{what}([sys.argv[1]], port=int(sys.argv[2]), data=sys.argv[3])"
)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


class Site:
    """A site served by a process of its own."""

    def __init__(self, place: Installation, what: str = "serve", service=COUNCIL_TAX_SUPPORT) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE.format(what=what), str(service), str(self.port), str(place.data)],
            env=place.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def get(self, address: str):
        return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=10)

    def wait(self) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with self.get("/health") as answer:
                    assert json.load(answer) == {"status": "ok"}
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        self.process.kill()
        raise AssertionError(f"the site did not start: {self.process.communicate()[0]}")

    def end(self, how: int = signal.SIGTERM) -> str:
        self.process.send_signal(how)
        return self.process.communicate(timeout=60)[0]


@pytest.fixture
def place(tmp_path):
    return Installation(tmp_path / "data")


def children(pid: int) -> set[int]:
    """The processes that a process started, and theirs."""
    found: set[int] = set()
    for child in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split():
        found |= {int(child)} | children(int(child))
    return found


def gone(pids: set[int]) -> bool:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_site_is_set_up_served_stopped_gracefully_and_started_again_with_nothing_lost(place):
    site = Site(place)
    site.wait()
    with site.get("/council-tax-support/") as answer:
        assert "Council Tax Support" in answer.read().decode()
    started = children(site.process.pid)
    assert len(started) >= 2
    place.ask("apply_once", "draft 1")
    site.end()
    assert site.process.returncode == 0
    assert gone(started)
    again = Site(place)
    again.wait()
    again.end()
    said = place.ask("report")
    assert said["cases"] == 1
    assert said["sound"], said["found"]
    assert said["actions"]["offer service version"] == 1


def test_when_the_server_is_killed_its_worker_ends_too(place):
    site = Site(place)
    site.wait()
    started = children(site.process.pid)
    site.end(signal.SIGKILL)
    assert gone(started)


def test_a_worker_that_dies_is_started_again(place):
    site = Site(place)
    site.wait()
    workers = {pid for pid in children(site.process.pid) if b"work(sys.argv" in command(pid)}
    assert len(workers) == 1
    os.kill(min(workers), signal.SIGKILL)
    until = time.monotonic() + 30
    again: set[int] = set()
    while not again and time.monotonic() < until:
        again = {pid for pid in children(site.process.pid) if b"work(sys.argv" in command(pid)} - workers
        time.sleep(0.1)
    site.end()
    assert again
    assert gone(again)


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_the_data_folder_is_for_its_owner_alone_and_the_key_is_made_once(place):
    place.ask("set_up")
    key = place.data / "secret-key"
    before = key.read_text()
    assert stat.S_IMODE(place.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(before) >= 50
    place.ask("set_up")
    assert key.read_text() == before


def test_a_port_that_is_taken_is_said_so_and_another_is_proposed(place):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code = (
            "import sys; from commonweal.office import running\n"
            "try: running.serve([sys.argv[1]], port=int(sys.argv[2]), data=sys.argv[3])\n"
            "except running.CannotRun as error: print(error)"
        )
        said = subprocess.run(
            [sys.executable, "-c", code, str(COUNCIL_TAX_SUPPORT), str(port), str(place.data)],
            env=place.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        ).stdout
    assert f"port {port}" in said
    assert f"--port {port + 1}" in said
    assert not place.data.exists()


def test_a_service_with_faults_is_not_served_and_its_faults_are_told(place, tmp_path):
    broken = shutil.copytree(COUNCIL_TAX_SUPPORT, tmp_path / "broken")
    (broken / "journey.yaml").write_text("Home:\n  a: {ask: x, type: nothing}\n")
    said = Site(place, service=broken).process.communicate(timeout=60)[0]
    assert "journey.yaml:2" in said
    assert "CannotRun" in said


def test_the_demonstration_says_who_signs_in_where_and_keeps_the_passwords(place):
    site = Site(place, "demo")
    site.wait()
    first = site.end()
    again = Site(place, "demo")
    again.wait()
    second = again.end()
    lines = [line for line in first.splitlines() if "caseworker" in line]
    assert lines
    assert all(line in second for line in lines)
    assert f"http://localhost:{site.port}/council-tax-support/" in first


def test_a_folder_of_services_means_each_of_them():
    found = service_folders([ROOT / "services"])
    assert COUNCIL_TAX_SUPPORT in found
    assert len(found) > 1
    assert service_folders([COUNCIL_TAX_SUPPORT]) == [COUNCIL_TAX_SUPPORT]


def test_what_is_no_service_folder_is_said_to_be_none(tmp_path):
    with pytest.raises(CannotRun, match=r"service\.yaml"):
        service_folders([tmp_path])


def test_the_welcome_tells_every_person_their_page():
    said = welcome("http://localhost:8000", ["a-service"], [("jo", "word", "caseworker")])
    assert "http://localhost:8000/a-service/" in said
    assert "http://localhost:8000/staff/sign-in/" in said
    assert "jo  word  caseworker" in said


def test_before_it_serves_all_that_a_page_needs_is_read(place):
    place.ask("set_up")
    assert place.ask("read_at_the_first_page") == []


def test_the_worker_stands_back_for_people_who_wait_for_pages(place):
    site = Site(place)
    site.wait()
    worker = next(pid for pid in children(site.process.pid) if b"work(sys.argv" in command(pid))
    until = time.monotonic() + 30
    while os.getpriority(os.PRIO_PROCESS, worker) == 0 and time.monotonic() < until:
        time.sleep(0.1)
    assert os.getpriority(os.PRIO_PROCESS, worker) > os.getpriority(os.PRIO_PROCESS, site.process.pid)
    site.end()
