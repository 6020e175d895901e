"""Applying over 50 kbit/s, 150 ms each way and a tenth of all packets lost, in a real browser.

No time is asserted: `benchmarks/bad_line.py` measures them.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.bad_line import DOWN, UP, BadLine, missing
from tests.browser.conftest import SERVICE
from tests.browser.council_tax_support import fill, go_on, pages_until_check, start
from tests.browser.far_away import FarAway, far_away
from tests.office.outside import ROOT

if why := missing():
    pytest.skip(why, allow_module_level=True)

SMALL = ROOT / "tests" / "office" / "languages" / "help-to-travel"
SENDS = """
import socket, sys, time
line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for number in range(int(sys.argv[2])):
    line.sendto(bytes(72), (sys.argv[1], 9))
    time.sleep(0.02)
"""
TRAVELS: dict[str, dict[str, str]] = {
    "full-name": {"full-name": "Siân Lloyd"},
    "born": {"born-day": "27", "born-month": "3", "born-year": "1985"},
    "resident": {"resident": "yes"},
    "travel": {"travel": "bus"},
    "fare": {"fare-amount": "20", "fare-per": "week"},
    "savings": {"savings": "200"},
    "children": {"children": "no"},
}


def send_from_far(line: BadLine, packets: int) -> None:
    subprocess.run([*line.far, sys.executable, "-c", SENDS, line.here, str(packets)], check=True)
    time.sleep(0.5)


def test_a_tenth_of_the_packets_is_lost_and_none_comes_over_a_line_that_is_cut() -> None:
    with BadLine(seed=3) as line:
        send_from_far(line, 300)
        assert line.up.lost + line.up.full + line.up.sent // 100 == 300
        # 300 tries at 1 in 10: beyond four standard deviations is no tenth.
        assert 30 - 21 <= line.up.lost <= 30 + 21
        before = line.up.sent
        line.cut(UP)
        send_from_far(line, 20)
        assert line.up.sent == before
        line.mend()
        send_from_far(line, 20)
        assert line.up.sent > before


def test_nothing_goes_faster_than_its_rate_and_what_has_no_room_is_dropped() -> None:
    with BadLine(loss=0.0) as line, socket.socket() as server:
        server.bind((line.here, 0))
        server.listen()
        sends = (
            "import socket; "
            f"line = socket.create_connection(('{line.here}', {server.getsockname()[1]})); "
            "line.sendall(bytes(20000)); line.close()"
        )
        sender = subprocess.Popen([*line.far, sys.executable, "-c", sends])
        reader, _ = server.accept()
        begun = time.monotonic()
        came = 0
        with reader:
            while piece := reader.recv(65536):
                came += len(piece)
        assert came == 20000
        # Not a measure of ours, but what 50 kbit/s means; what was on its way already is allowed for.
        assert time.monotonic() - begun >= (20000 - 3000) * 8 / 50_000
        assert sender.wait(10) == 0
        line.down.room = 0
        full = line.down.full
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as near:
            near.sendto(b"x", (line.there, 9))
        time.sleep(0.1)
        assert line.down.full > full


def test_it_is_cut_at_the_byte_that_a_test_wants() -> None:
    with BadLine(loss=0.0, delay=0.0) as line, socket.socket() as server:
        server.bind((line.here, 0))
        server.listen()
        sends = (
            "import socket; "
            f"line = socket.create_connection(('{line.here}', {server.getsockname()[1]})); "
            "line.sendall(bytes(8000)); line.recv(1)"
        )
        line.cut_after(UP, 4000, UP, DOWN)
        sender = subprocess.Popen([*line.far, sys.executable, "-c", sends])
        reader, _ = server.accept()
        with reader:
            reader.settimeout(2)
            came = 0
            try:
                while came < 8000:
                    came += len(reader.recv(65536))
            except TimeoutError:
                pass
            assert 0 < came < 8000
        sender.kill()
        sender.wait()


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[FarAway]:
    with (
        BadLine(seed=7) as line,
        far_away(tmp_path_factory.mktemp("far"), [SERVICE, SMALL], line, playwright) as site,
    ):
        yield site


@pytest.mark.parametrize("scripts", [True, False])
def test_a_whole_small_application_is_made_over_it(far: FarAway, scripts: bool) -> None:
    sent = len(far.rows("SELECT id FROM records_case"))
    with far.person(scripts=scripts) as page:
        page.set_default_timeout(90_000)
        page.goto("/help-to-travel/")
        go_on(page)
        for here in pages_until_check(page, TRAVELS):
            assert here in TRAVELS
        go_on(page)
        if page.url.endswith("/equality"):
            go_on(page)
        assert page.locator("h1").inner_text() == "Application sent"
    assert len(far.rows("SELECT id FROM records_case")) == sent + 1


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_pages_of_council_tax_support_are_answered_over_it(far: FarAway, scripts: bool) -> None:
    with far.person(scripts=scripts) as page:
        page.set_default_timeout(90_000)
        start(page)
        pages = list(islice(pages_until_check(page), 6))
    assert pages[:3] == ["liable", "pension-age", "home"]
    assert {"liable", "pension_age", "home", "tenure", "council_tax_band"} <= set(far.answers())


def test_a_wrong_answer_over_it_is_put_right(far: FarAway) -> None:
    with far.person(scripts=True) as page:
        page.set_default_timeout(90_000)
        start(page)
        go_on(page)
        assert page.title().startswith("Error: ")
        fill(page, {"liable": "yes"})
        go_on(page)
        assert page.url.endswith("/apply/pension-age")


def test_without_what_it_needs_it_says_what(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert "needs root" in missing()
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install iproute2" in missing()
