"""Seconds and bytes of each page over 50 kbit/s, 150 ms each way and a tenth of all packets lost.

A real Chromium in a network namespace, the real server outside it, and `tests/browser/bad_line.py` between
them. Bytes are those of IP packets that arrived, both ways, retransmissions and handshakes too.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = 12
THINKS = 6.0
"""Seconds that a person takes for a page."""


def main() -> None:
    """Print a line for each page, with scripts and without, and the first view's and the median time."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.office.settings")
    import django

    django.setup()
    from tests.browser.bad_line import BadLine, missing
    from tests.browser.conftest import SERVICE
    from tests.browser.council_tax_support import address, go_on, pages_until_check
    from tests.browser.far_away import far_away

    if why := missing() or ("" if shutil.which("chromium") else "Chromium is not installed"):
        print(f"Not measured: {why}")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        BadLine(seed=11) as line,
        sync_playwright() as playwright,
        far_away(Path(folder), [SERVICE], line, playwright) as far,
    ):
        for scripts in (True, False):
            taken = []
            with far.person(scripts=scripts) as page:
                page.set_default_timeout(120_000)
                print(
                    f"\nJavaScript {'on' if scripts else 'off'}: page that comes, seconds, bytes down, bytes up"
                )
                begun, down, up = time.monotonic(), line.down.sent, line.up.sent
                page.goto("/council-tax-support/")
                told = _tell("(start page)", begun, line.down.sent - down, line.up.sent - up)
                begun, down, up = time.monotonic(), line.down.sent, line.up.sent
                go_on(page)
                taken.append(_tell(address(page), begun, line.down.sent - down, line.up.sent - up))
                for count, _ in enumerate(pages_until_check(page), 1):
                    if count > 1:
                        taken.append(_tell(address(page), begun, line.down.sent - down, line.up.sent - up))
                    if count > PAGES:
                        break
                    time.sleep(THINKS)
                    begun, down, up = time.monotonic(), line.down.sent, line.up.sent
            print(
                f"first view {told:.1f} s; later pages: median {statistics.median(taken):.1f} s, most {max(taken):.1f} s"
            )


def _tell(what: str, begun: float, down: int, up: int) -> float:
    seconds = time.monotonic() - begun
    print(f"  {what:<28} {seconds:5.1f} s {down:7} {up:6}", flush=True)
    return seconds
