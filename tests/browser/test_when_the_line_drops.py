"""An answer typed is never lost when the line drops: it is stored, or it is still in its field.

A real browser at the far end of a line that is cut before the form is sent, while it is on its way, and when
the server has stored it but the browser has not heard so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.bad_line import DOWN, UP, BadLine, missing
from tests.browser.conftest import SERVICE, Check
from tests.browser.council_tax_support import STORED, fill, go_on, start
from tests.browser.far_away import FarAway, far_away
from tests.office.evidence.files import photo

if why := missing():
    pytest.skip(why, allow_module_level=True)

NAME = "Siân Lloyd-Test"
FIELD = '[name="full-name"]'
PLACE = "/council-tax-support/apply/full-name"
BUTTON = "main form button"
LOST = "What you entered is still on this page"
NOT_YET = {key: value for key, value in STORED.items() if key != "full_name"}


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[FarAway]:
    with (
        BadLine(seed=5) as line,
        far_away(tmp_path_factory.mktemp("far"), [SERVICE], line, playwright) as site,
    ):
        # What is tested here is the cut; test_bad_line.py has it slow and losing.
        line.good()
        yield site


@pytest.fixture
def page(far: FarAway) -> Iterator[Page]:
    with far.person(scripts=True) as page:
        yield page


@pytest.fixture
def plain_page(far: FarAway) -> Iterator[Page]:
    with far.person(scripts=False) as page:
        yield page


def asked_for_a_name(far: FarAway, page: Page, language: str = "en") -> None:
    """Everything is answered but the name, which is typed."""
    start(page, language)
    far.put(NOT_YET)
    page.goto(PLACE.replace("/apply", "/cy/apply") if language == "cy" else PLACE)
    fill(page, {"full-name": NAME})


def until(said: Callable[[], bool], most: float = 60) -> None:
    end = time.monotonic() + most
    while not said():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.1)


def let_time_pass(page: Page, said: Callable[[], bool], most: int = 150) -> None:
    """Run the page's clock a second at a time, so that the network keeps up with it."""
    for _ in range(most):
        if said():
            return
        page.clock.run_for(1_000)
        time.sleep(0.1)
    raise AssertionError("it did not come to be")


def press(page: Page) -> None:
    page.locator(BUTTON).first.click(no_wait_after=True)


def drop_before(far: FarAway, page: Page) -> None:
    far.line.unplug()
    press(page)


def drop_while_sending(far: FarAway, page: Page) -> None:
    far.line.cut_after(UP, 200)
    press(page)
    until(lambda: far.line.up.cut)
    far.line.unplug()


def drop_before_the_answer(far: FarAway, page: Page) -> None:
    far.line.cut(DOWN)
    press(page)
    until(lambda: far.answers().get("full_name") == NAME)
    far.line.unplug()


ON_THE_WAY = [drop_while_sending, drop_before_the_answer]
DROPS = [drop_before, *ON_THE_WAY]
GIVEN_UP = 31_000
"""Milliseconds after which the script holds a request that gets no answer for lost."""


def nothing_is_kept_in_the_browser(page: Page) -> None:
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def lose(far: FarAway, page: Page, drop: Any) -> None:
    """Type, press, drop the line, and wait until the page says so."""
    page.clock.install()
    asked_for_a_name(far, page)
    drop(far, page)
    let_time_pass(page, lambda: LOST in page.locator("main form [role=status]").inner_text())


@pytest.mark.parametrize("drop", DROPS)
def test_with_scripts_the_page_stays_says_so_and_sends_it_when_the_line_is_back(
    far: FarAway, page: Page, drop: Any
) -> None:
    before = far.events("answer")
    lose(far, page, drop)
    assert page.url == far.url + PLACE
    expect(page.locator(FIELD)).to_have_value(NAME)
    assert page.evaluate("document.activeElement.textContent").strip() == "Continue"
    nothing_is_kept_in_the_browser(page)
    far.line.mend()
    let_time_pass(page, lambda: page.url.endswith("/check-answers"))
    assert far.answers()["full_name"] == NAME
    assert far.events("answer") == before + 1


@pytest.mark.parametrize("drop", DROPS)
def test_with_scripts_the_button_sends_it_again(far: FarAway, page: Page, drop: Any) -> None:
    lose(far, page, drop)
    far.line.mend()
    press(page)
    page.wait_for_url("**/check-answers")
    assert far.answers()["full_name"] == NAME


def test_a_line_that_only_goes_quiet_is_given_up_after_half_a_minute(far: FarAway, page: Page) -> None:
    page.clock.install()
    asked_for_a_name(far, page)
    far.line.cut()
    press(page)
    page.clock.run_for(2_000)
    expect(page.locator("main form [role=status]")).to_have_text("Sending")
    page.clock.run_for(30_000)
    expect(page.locator("main form [role=status]")).to_contain_text(LOST)
    expect(page.locator(FIELD)).to_have_value(NAME)
    far.line.mend()
    let_time_pass(page, lambda: page.url.endswith("/check-answers"))
    assert far.answers()["full_name"] == NAME


def test_what_is_being_changed_is_not_sent_behind_the_persons_back(far: FarAway, page: Page) -> None:
    page.clock.install()
    asked_for_a_name(far, page)
    drop_before(far, page)
    expect(page.locator("main form [role=status]")).to_contain_text(LOST)
    page.locator(FIELD).press("End")
    page.locator(FIELD).press("x")
    far.line.mend()
    page.clock.run_for(300_000)
    assert "full_name" not in far.answers()
    expect(page.locator(FIELD)).to_have_value(NAME + "x")
    press(page)
    page.wait_for_url("**/check-answers")
    assert far.answers()["full_name"] == NAME + "x"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_said_is_accessible_and_in_the_persons_language(
    far: FarAway, page: Page, language: str, check_accessible: Check
) -> None:
    asked_for_a_name(far, page, language)
    drop_before(far, page)
    said = page.locator("main form [role=status]")
    expect(said).to_contain_text({"en": LOST, "cy": "yn dal ar y dudalen hon"}[language])
    check_accessible(page)
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_error_comes_into_the_page_with_what_was_typed_and_the_focus(far: FarAway, page: Page) -> None:
    asked_for_a_name(far, page)
    fill(page, {"full-name": ""})
    go_on(page)
    assert page.title().startswith("Error: ")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    fill(page, {"full-name": NAME})
    drop_before(far, page)
    expect(page.locator("main form [role=status]")).to_contain_text(LOST)
    far.line.mend()
    page.wait_for_url("**/check-answers")
    assert far.answers()["full_name"] == NAME
    page.go_back()
    expect(page.locator(FIELD)).to_have_value(NAME)


def test_without_scripts_reloading_what_the_browser_says_of_the_line_sends_it_again(
    far: FarAway, plain_page: Page
) -> None:
    asked_for_a_name(far, plain_page)
    drop_before(far, plain_page)
    until(lambda: failed(plain_page))
    far.line.mend()
    plain_page.context.new_cdp_session(plain_page).send("Page.reload")
    until(lambda: far.answers().get("full_name") == NAME)


def test_without_scripts_back_leads_to_what_was_typed(far: FarAway, plain_page: Page) -> None:
    asked_for_a_name(far, plain_page)
    drop_before(far, plain_page)
    until(lambda: failed(plain_page))
    far.line.mend()
    back(plain_page)
    expect(plain_page.locator(FIELD)).to_have_value(NAME)
    assert "full_name" not in far.answers()
    go_on(plain_page)
    assert far.answers()["full_name"] == NAME


@pytest.mark.parametrize("drop", ON_THE_WAY)
def test_without_scripts_the_page_is_there_until_the_browser_gives_up_and_the_button_sends_it_again(
    far: FarAway, plain_page: Page, drop: Any
) -> None:
    asked_for_a_name(far, plain_page)
    before = far.events("answer")
    drop(far, plain_page)
    # Stop, as Playwright's own looking waits for the page that would follow.
    plain_page.context.new_cdp_session(plain_page).send("Page.stopLoading")
    expect(plain_page.locator(FIELD)).to_have_value(NAME)
    far.line.mend()
    press(plain_page)
    plain_page.wait_for_url("**/check-answers")
    assert far.answers()["full_name"] == NAME
    assert far.events("answer") <= before + 1


def test_without_scripts_what_one_person_typed_is_never_filled_into_anothers_form(
    far: FarAway, plain_page: Page
) -> None:
    asked_for_a_name(far, plain_page)
    # They go away, and somebody else starts in the same tab and goes back past their own pages.
    start(plain_page)
    far.put(NOT_YET)
    for _ in range(2):
        plain_page.go_back()
    assert plain_page.url == far.url + PLACE
    expect(plain_page.locator(FIELD)).to_have_value("")


def test_an_application_sent_while_the_answer_is_lost_is_one_case(far: FarAway, page: Page) -> None:
    page.clock.install()
    start(page)
    far.put(STORED)
    page.goto("/council-tax-support/check-answers")
    before = cases(far)
    far.line.cut(DOWN)
    press(page)
    until(lambda: cases(far) == before + 1)
    far.line.unplug()
    page.clock.run_for(GIVEN_UP)
    expect(page.locator("main form [role=status]")).to_contain_text(LOST)
    far.line.mend()
    let_time_pass(page, lambda: page.url.endswith("/equality"))
    assert cases(far) == before + 1
    fill(page, {"q0": page.locator('[name="q0"]').first.get_attribute("value") or ""})
    far.line.unplug()
    press(page)
    expect(page.locator("main form [role=status]").first).to_contain_text(LOST)
    assert page.locator('[name="q0"]:checked').count() == 1
    far.line.mend()
    let_time_pass(page, lambda: "/confirmation/" in page.url)


def test_a_child_added_while_the_answer_is_lost_is_one_child(far: FarAway, page: Page) -> None:
    page.clock.install()
    start(page)
    far.put({**STORED, "children": []})
    page.goto("/council-tax-support/apply/children?change=yes")
    fill(page, {"children": "yes"})
    go_on(page)
    fill(page, {"name": "Mared"})
    far.line.cut(DOWN)
    press(page)
    until(lambda: far.answers()["children"] == [{"name": "Mared"}])
    far.line.unplug()
    page.clock.run_for(GIVEN_UP)
    expect(page.locator("main form [role=status]")).to_contain_text(LOST)
    far.line.mend()
    let_time_pass(page, lambda: "/children/1/born" in page.url)
    assert far.answers()["children"] == [{"name": "Mared"}]


def test_a_photo_is_made_smaller_sent_again_when_the_line_drops_and_kept_once(
    far: FarAway, page: Page, check_accessible: Check
) -> None:
    page.clock.install()
    start(page)
    far.put({**STORED, "earnings": {"amount": "900.00", "per": "week"}})
    page.goto("/council-tax-support/check-answers")
    go_on(page)
    page.goto("/council-tax-support/evidence")
    before = far.events("add evidence")
    large = photo((4000, 3000))
    page.locator('label[for="kind"]').click()
    page.locator("#file").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": large})
    if len(large) > 500_000:
        expect(page.locator("main form [role=status]").first).to_contain_text("made the photo smaller")
    far.line.up.rate = 2_000_000
    far.line.cut_after(UP, 20_000)
    press(page)
    until(lambda: far.line.up.cut)
    far.line.unplug()
    page.clock.run_for(3 * GIVEN_UP)
    said = page.locator("main form [data-line]").first
    expect(said).to_contain_text(LOST)
    check_accessible(page)
    assert far.events("add evidence") == before
    far.line.mend()
    far.line.good()
    let_time_pass(page, lambda: "/evidence?sent=" in page.url)
    assert far.events("add evidence") == before + 1
    kept = far.rows("SELECT size FROM evidence_evidence ORDER BY id DESC LIMIT 1")[0][0]
    assert 0 < kept < len(large)


def cases(far: FarAway) -> int:
    return int(far.rows("SELECT count(*) FROM records_case")[0][0])


def failed(page: Page) -> bool:
    """Whether the browser shows its own page about the line."""
    return page.locator("#main-frame-error, .neterror").count() > 0


def back(page: Page) -> None:
    """Press Back; Playwright's own waits for a page that may have come already."""
    tools = page.context.new_cdp_session(page)
    history = tools.send("Page.getNavigationHistory")
    above = history["entries"][history["currentIndex"] - 1]
    tools.send("Page.navigateToHistoryEntry", {"entryId": above["id"]})
