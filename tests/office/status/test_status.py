"""The status page: for who sent the application alone, with every date from the process."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.office.applying.actions.start import start
from commonweal.office.applying.browser import COOKIE, _signer
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.showing import day
from commonweal.office.process.models import Timer
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import agree, ask_for_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from tests.office.applications import AWARDED, REFERRED, apply, staff
from tests.office.applying.person import Person, text, words

pytestmark = pytest.mark.django_db
PLACE = "/council-tax-support/status"


def applied(answers: dict[str, object]) -> tuple[Case, Person]:
    """A case, and the browser of the person who sent it."""
    case = apply(answers)
    draft = start(catalogue.current("council-tax-support"), "en")
    Application.objects.filter(pk=draft.pk).update(case=case)
    person = Person()
    person.client.cookies[COOKIE] = _signer.sign(draft.key)
    return case, person


def test_a_browser_that_holds_none_is_led_to_the_way_in(db: None) -> None:
    case, _ = applied(REFERRED)
    stranger = Person()
    assert stranger.get(PLACE).headers["Location"] == "/council-tax-support/return"
    assert stranger.get(f"{PLACE}/{case.shown_reference}").status_code == 404
    assert stranger.get(f"{PLACE}/letter/1").headers["Location"] == "/council-tax-support/return"


def test_one_that_is_looked_at_says_by_when(db: None) -> None:
    case, person = applied(REFERRED)
    said = words(person.get(PLACE))
    assert "We are looking at your application" in said
    assert case.shown_reference in said
    assert day(case.due_on) in said


def test_one_that_is_late_says_so(db: None) -> None:
    case, person = applied(REFERRED)
    Case.objects.filter(pk=case.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert "we are late" in words(person.get(PLACE))


def test_what_is_needed_comes_first_with_the_process_s_own_date(db: None) -> None:
    case, person = applied(REFERRED)
    ask_for_evidence(case, Actor.staff(staff()), case.revision, ["Last 2 payslips"])
    due = timezone.localdate(Timer.objects.get(fired_at=None).due_at)
    said = words(person.get(PLACE))
    assert "We need something from you" in said
    assert "Last 2 payslips" in said
    assert f"Send it by {day(due)}" in said
    assert f"If we hear nothing by {day(due)}" in said


def test_a_decision_is_shown_with_the_last_days_to_appeal_and_the_letter(db: None) -> None:
    case, person = applied(AWARDED)
    round_of_work()
    case.refresh_from_db()
    assert case.decided_at is not None
    page = person.get(PLACE)
    said = words(page)
    assert "We have decided your application" in said
    assert "you can appeal until" in said
    letter = case.letters.get()
    assert f"/status/letter/{letter.pk}" in text(page)
    shown = person.get(f"{PLACE}/letter/{letter.pk}")
    assert shown.status_code == 200
    assert letter.title in words(shown)


def test_an_award_that_a_person_has_agreed_is_shown_only_then(db: None) -> None:
    case, person = applied(REFERRED)
    assert "£" not in words(person.get(PLACE))
    agree(case, Actor.staff(staff()), case.revision)
    assert "We have decided" in words(person.get(PLACE))


def test_another_person_s_letter_is_not_shown(db: None) -> None:
    _, person = applied(AWARDED)
    other, _ = applied(AWARDED)
    round_of_work()
    assert person.get(f"{PLACE}/letter/{other.letters.get().pk}").status_code == 404
    assert person.get(f"{PLACE}/letter/{2**70}").status_code == 404


def test_a_letter_that_has_not_gone_is_not_listed(db: None) -> None:
    case, person = applied(AWARDED)
    assert case.letters.filter(state="waiting").exists()
    assert "We have not sent you a letter yet" in words(person.get(PLACE))


def test_it_is_in_welsh_and_is_kept_nowhere(db: None) -> None:
    case, person = applied(REFERRED)
    page = person.get("/council-tax-support/cy/status")
    assert "Rydym yn edrych ar eich cais" in words(page)
    assert day(case.due_on, "cy") in words(page)
    assert page.headers["Cache-Control"] == "no-store"
