"""A real browser, and a live site with the Council Tax Support service.

`site` is the address of a running server; `chromium` is a browser for the whole run; `tab` is a fresh
browser profile with JavaScript, `plain_tab` one without, `phone` one 320 pixels wide. `check_accessible`
runs axe on what a tab shows.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.assets import BUILT
from tests.office.conftest import _catalogue_is_read_again, _outbox  # noqa: F401 (used by every test here too)

# Playwright keeps an event loop in the test's thread, in which Django would refuse to use its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "services" / "council-tax-support"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Check = Callable[..., None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_program() -> str:
    """Where Debian's Chromium is."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    if not (BUILT / "manifest.json").exists():
        pytest.skip("The front-end is not built: run `make frontend/.built`")
    return program


@pytest.fixture(scope="session")
def playwright(chromium_program: str) -> Iterator[Playwright]:
    """What drives browsers: one for the whole run."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_program: str) -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    browser = playwright.chromium.launch(executable_path=chromium_program, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def site(live_server: Any) -> str:
    """A running site that offers Council Tax Support; its address, without the last slash."""
    catalogue.add(SERVICE)
    return str(live_server.url)


def _opened(chromium: Browser, site: str, **options: Any) -> Iterator[Page]:
    context = chromium.new_context(base_url=site, **options)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    # A page that answers 4xx is said on the console too, and is what some tests ask for.
    assert [fault for fault in faults if "Failed to load resource" not in fault] == []


@pytest.fixture
def tab(chromium: Browser, site: str) -> Iterator[Page]:
    """A fresh browser profile."""
    yield from _opened(chromium, site, viewport={"width": 1100, "height": 900})


@pytest.fixture
def plain_tab(chromium: Browser, site: str) -> Iterator[Page]:
    """A fresh browser profile with JavaScript off."""
    yield from _opened(chromium, site, viewport={"width": 1100, "height": 900}, java_script_enabled=False)


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Page]:
    """A fresh browser profile on the narrowest phone that WCAG asks for."""
    yield from _opened(chromium, site, viewport={"width": 320, "height": 640}, has_touch=True)


@pytest.fixture
def check_accessible() -> Check:
    """Assert that axe finds nothing at WCAG 2.2 A and AA on what a tab shows."""
    axe = Axe()

    def check(page: Page, where: str = "") -> None:
        page.wait_for_load_state("load")
        results = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        found = [
            f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
            for fault in results.response["violations"]
            for node in fault["nodes"]
        ]
        assert found == [], f"{where or page.url}\n" + "\n".join(found)

    return check
