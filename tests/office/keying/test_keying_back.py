"""A form that is printed, filled in with a pen and keyed back gives what the web gives."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.paper.form_code import form_code
from commonweal.office.records.models import Case, Event
from commonweal.service.paper import paper_form
from tests.office.applications import AWARDED, REFERRED, REFUSED, apply, council_tax_support, staff
from tests.office.keying.pen import Keyer, fill

pytestmark = pytest.mark.django_db

FAMILY: dict[str, Any] = AWARDED | {
    "partner": True,
    "partner_name": "Alex Test-Person",
    "partner_date_of_birth": "1986-02-01",
    "partner_works": True,
    "partner_self_employed": False,
    "partner_earnings": {"amount": "100.00", "per": "week"},
    "children": [
        {"name": "Mair", "born": "2015-05-13"},
        {"name": "Gwen", "born": "2019-01-02"},
        {"name": "Ifan", "born": "2021-11-30"},
        {"name": "Nia", "born": "2023-04-05"},
    ],
    "other_adults": [{"name": "Dai", "born": "1950-01-01", "working": False}],
    "gets_universal_credit": True,
    "universal_credit": {"amount": "400.00", "per": "month"},
    "universal_credit_rent": True,
    "universal_credit_housing": {"amount": "300.00", "per": "month"},
    "other_income_kinds": ["esa", "other"],
    "other_income": {"amount": "20.00", "per": "four weeks"},
    "savings": "1200.00",
}
HOUSEHOLDS = {"awarded": AWARDED, "refused": REFUSED, "referred": REFERRED, "family": FAMILY}


@pytest.fixture
def adviser(client: Client) -> User:
    user = staff("adviser")
    client.force_login(user)
    return user


def on(days_ago: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days_ago)


def key(
    client: Client, answers: dict[str, Any], *, language: str = "en", days_ago: int = 5
) -> tuple[Case, Keyer]:
    prepared = catalogue.version(council_tax_support().content_hash)
    form = paper_form(prepared.folder, language)
    written = fill(form, prepared.journeys[language], answers)
    # The fourth child stands on a continuation sheet, under the same numbers.
    for place, child in enumerate(answers["children"][3:], 4):
        year, month, day = child["born"].split("-")
        written[f"16a/{place}"] = {"value": child["name"]}
        written[f"16b/{place}"] = {"day": day, "month": month, "year": year}
    received = on(days_ago)
    keyer = Keyer(client)
    address = keyer.start(
        code=form_code(prepared.content_hash).lower(),
        language=language,
        **{
            "received-day": str(received.day),
            "received-month": str(received.month),
            "received-year": str(received.year),
        },
    )
    check = keyer.key(address, written)
    response = client.post(check)
    assert response.status_code == 302, re.sub(r"<[^>]+>", " ", response.content.decode())[-2500:]
    return Case.objects.get(channel="paper"), keyer


@pytest.mark.parametrize("household", HOUSEHOLDS)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_paper_and_web_give_the_same_decision(
    adviser: User, client: Client, household: str, language: str
) -> None:
    received = timezone.make_aware(datetime.datetime.combine(on(5), datetime.time(12)))
    web = apply(HOUSEHOLDS[household], language=language, received_at=received)
    paper, _ = key(client, HOUSEHOLDS[household], language=language)
    assert paper.answers == web.answers
    assert paper.latest_decision and web.latest_decision
    assert paper.latest_decision.values == web.latest_decision.values
    assert paper.latest_decision.result == web.latest_decision.result
    assert (paper.reasons, paper.needs_person, paper.state) == (web.reasons, web.needs_person, web.state)
    assert (paper.language, paper.policy_hash, paper.version_id) == (
        language,
        web.policy_hash,
        web.version_id,
    )


def test_the_day_the_form_came_is_the_day_of_the_application(adviser: User, client: Client) -> None:
    case, _ = key(client, AWARDED, days_ago=9)
    assert timezone.localdate(case.received_at) == on(9)
    assert case.relevant_on == on(9)
    assert case.due_on == on(9) + datetime.timedelta(days=14)
    assert case.keyed_by == adviser
    received = Event.objects.get(action="receive application")
    assert (received.actor, received.on_behalf_of) == (f"staff:{adviser.pk}", "applicant")
    assert "Siân" not in str([event.facts for event in Event.objects.all()])


def test_every_number_on_the_keying_pages_is_the_number_on_the_form(adviser: User, client: Client) -> None:
    _, keyer = key(client, FAMILY)
    prepared = catalogue.version(council_tax_support().content_hash)
    printed = {question.number for question in paper_form(prepared.folder, "en").questions()}
    # The family has no job of its own and is asked nothing of self-employment or pay.
    assert set(keyer.seen) == printed - {"19", "20"}


def test_what_is_wrong_stays_in_its_field_and_what_is_right_is_saved(adviser: User, client: Client) -> None:
    start = Keyer(client).start(
        service=council_tax_support().slug,
        language="en",
        **{
            "received-day": str(on(0).day),
            "received-month": str(on(0).month),
            "received-year": str(on(0).year),
        },
    )
    page = client.post(
        start,
        {
            "on-page": ["liable", "pension-age", "home", "tenure", "council-tax-band", "council-tax-bill"],
            "liable": "yes",
            "council-tax-bill": "lots",
        },
    ).content.decode()
    assert 'value="lots"' in page
    assert "Council Tax for the year must be in pounds and pence, like 1,200.50" in page
    assert 'href="#council-tax-bill"' in page
    assert Application.objects.get().answers == {"liable": True}


def test_a_question_that_an_answer_leads_to_comes_after_saving(adviser: User, client: Client) -> None:
    application = _begun(client)
    address = f"/staff/keying/{application.pk}/4/"
    assert 'value="earnings"' not in client.get(address).content.decode()
    page = client.post(address, {"on-page": ["works"], "works": "yes"}).content.decode()
    assert 'name="on-page" value="earnings"' in page
    assert "2 questions on this page still want an answer" in page


def test_an_empty_space_between_two_children_is_closed_up(adviser: User, client: Client) -> None:
    application = _begun(client)
    spaces = [f"children/{n}/{part}" for n in (1, 2, 3) for part in ("name", "born")]
    typed = {"children-1-name": "Mair", "children-3-name": "Ifan"}
    for number in (1, 3):
        typed |= {f"children-{number}-born-{part}": text for part, text in (("day", "2"), ("month", "3"))}
        typed[f"children-{number}-born-year"] = "2015"
    client.post(
        f"/staff/keying/{application.pk}/3/", {"on-page": ["children", *spaces], "children": "yes", **typed}
    )
    application.refresh_from_db()
    assert application.answers["children"] == [
        {"name": "Mair", "born": "2015-03-02"},
        {"name": "Ifan", "born": "2015-03-02"},
    ]


def test_nobody_else_can_open_a_form_that_somebody_keys(adviser: User, client: Client) -> None:
    application = _begun(client)
    client.force_login(staff("adviser", "another"))
    for place in ("1/", "check/", "sent/"):
        assert client.get(f"/staff/keying/{application.pk}/{place}").status_code == 404
    client.force_login(staff("auditor"))
    assert client.get("/staff/keying/").status_code == 403


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Enter the date the form was received"),
        ({"received-day": "1", "received-month": "1", "received-year": "2199"}, "today or in the past"),
        ({"received-day": "1", "received-month": "1", "received-year": "1999"}, "within the last year"),
        ({"code": "no code"}, "as it is printed"),
        ({"code": "0000-0000-0000"}, "No form of ours has this code"),
        ({"service": "no-such"}, "Select the service"),
    ],
)
def test_what_cannot_begin_says_why(adviser: User, client: Client, fields: dict[str, str], said: str) -> None:
    council_tax_support()
    page = client.post("/staff/keying/", fields)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Application.objects.exists()


def test_a_form_is_sent_once(adviser: User, client: Client) -> None:
    case, _ = key(client, AWARDED)
    application = Application.objects.get()
    assert client.post(f"/staff/keying/{application.pk}/check/").status_code == 404
    assert case.shown_reference in client.get(f"/staff/keying/{application.pk}/sent/").content.decode()
    assert Case.objects.count() == 1
    assert application.answers == {}


def _begun(client: Client) -> Application:
    council_tax_support()
    today = on(0)
    Keyer(client).start(
        service="council-tax-support",
        language="en",
        **{
            "received-day": str(today.day),
            "received-month": str(today.month),
            "received-year": str(today.year),
        },
    )
    return Application.objects.get()
