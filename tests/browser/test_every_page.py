"""Every address of the site in its main states, with scripts and without: nothing for axe to find.

A new address needs a step in `public_walk.py` or `staff_walk.py`, which the walk opens and looks at; one
that shows no page of its own needs a row in `addresses.NOT_PAGES` that says why.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages import views
from tests.browser import addresses, later_walk, public_walk, right_to_left_walk, staff_walk
from tests.browser.council_tax_support import fill
from tests.browser.walk import WIDE, Walk

pytestmark = pytest.mark.django_db(transaction=True)
URDU = Path(__file__).parents[1] / "office" / "languages" / "help-to-travel"
BUTTON = "main form button"


@pytest.fixture
def walk(chromium: Browser, site: str, scripts: bool) -> Any:
    context = chromium.new_context(base_url=site, viewport=WIDE)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    yield Walk(context.new_page(), scripts)
    context.close()


long = pytest.mark.skipif(
    "COMMONWEAL_LONG_WALK" not in os.environ,
    reason="takes minutes and has not yet been run whole in every form: set COMMONWEAL_LONG_WALK=1",
)
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def nothing_wrong(walk: Walk) -> None:
    assert walk.faults == [], "\n".join(["", *walk.faults])


def not_looked_at(walk: Walk, which: set[str]) -> str:
    missing = sorted(which - walk.seen)
    return f"the walk did not look at {', '.join(missing)}" if missing else ""


def test_every_address_has_its_place_in_the_walk() -> None:
    shown = staff_walk.SHOWN | public_walk.SHOWN | later_walk.SHOWN
    new = sorted(addresses.every_name() - shown - set(addresses.NOT_PAGES) - set(addresses.ELSEWHERE))
    assert not new, (
        f"{', '.join(new)}: no walk opens it. Add a step to one of the walks in tests/browser "
        "that opens it in its states (empty, filled, with errors, after success) and its name to SHOWN "
        "there; or, where it shows no page, a row to NOT_PAGES in tests/browser/addresses.py"
    )
    both = shown & (set(addresses.NOT_PAGES) | set(addresses.ELSEWHERE))
    assert not both, f"{both}: shown by a walk, and said not to be"


@long
@with_and_without
@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_the_public_meets_is_accessible(walk: Walk, language: str) -> None:
    walk.keep_trees = language == "en" and walk.scripts
    public_walk.prepare()
    public_walk.built_in(walk, language)
    public_walk.every_type(walk, language)
    public_walk.applying(walk, language)
    nothing_wrong(walk)
    assert not not_looked_at(walk, public_walk.SHOWN)


@long
@with_and_without
@pytest.mark.parametrize("language", ["en", "cy"])
def test_help_evidence_and_letters_are_accessible(
    walk: Walk, language: str, tmp_path: Path, settings: Any
) -> None:
    walk.keep_trees = language == "en" and walk.scripts
    later_walk.prepare(tmp_path, settings)
    later_walk.later(walk, language)
    nothing_wrong(walk)
    assert not not_looked_at(walk, later_walk.SHOWN)


@long
@with_and_without
def test_a_shipped_service_from_right_to_left_is_accessible(walk: Walk) -> None:
    walk.keep_trees = walk.scripts
    right_to_left_walk.house(walk)
    right_to_left_walk.service(walk)
    nothing_wrong(walk)
    assert not not_looked_at(walk, right_to_left_walk.SHOWN)


@long
@with_and_without
@pytest.mark.parametrize("part", staff_walk.SHOWN_BY)
def test_what_staff_meet_is_accessible(walk: Walk, part: str, tmp_path: Path, settings: Any) -> None:
    walk.keep_trees = walk.scripts
    staff_walk.prepare(tmp_path, settings)
    staff_walk.part(walk, part, settings)
    nothing_wrong(walk)
    assert not not_looked_at(walk, staff_walk.SHOWN_BY[part])


@with_and_without
def test_a_language_from_right_to_left_is_accessible(walk: Walk) -> None:
    catalogue.add(URDU)
    service = "/help-to-travel/ur/"
    page = walk.page
    walk.go(service, "start in Urdu")
    walk.press(BUTTON)
    filled = {
        "full-name": {"full-name": "عائشہ خان"},
        "born": {"born-day": "27", "born-month": "3", "born-year": "1985"},
        "resident": {"resident": "yes"},
        "travel": {},
    }
    for here, fields in filled.items():
        assert page.url.endswith(f"/apply/{here}"), page.url
        walk.look(f"{here} in Urdu")
        walk.press(BUTTON, f"{here} in Urdu, with errors")
        if fields:
            fill(page, fields)
        else:
            page.locator(f"[name={here}]").first.check()
        walk.press(BUTTON)
    walk.look("check in Urdu")
    for place in ("save", "return", "leave", "paper", "help-near-you"):
        walk.go(service + place, f"{place} in Urdu")
    nothing_wrong(walk)


@with_and_without
def test_a_page_that_fails_is_accessible(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object, **more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(views, "show", fails)
    walk.go("/cookies", "failed", status=500)
    walk.go("/cy/cookies", "failed in Welsh", status=500)
    nothing_wrong(walk)
