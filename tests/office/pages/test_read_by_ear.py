"""What a screen reader says: each thing once, in order, under a name of its own, in its language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.drafting.models import Draft
from commonweal.office.helping.models import Membership, Organisation
from commonweal.office.pages.models import Feedback
from commonweal.office.process.worker import round_of_work
from commonweal.office.telling.forms_of_letter import to_listen_to
from tests.office.applications import AWARDED, apply, council_tax_support, staff
from tests.office.applying.person import text, words
from tests.office.keying.pen import Keyer
from tests.office.status.test_status import applied

pytestmark = pytest.mark.django_db


def at_desk(role: str, username: str = "") -> Client:
    client = Client(HTTP_HOST="localhost")
    user = staff(role, username)
    if role == "adviser":
        Membership.objects.create(user=user, organisation=Organisation.objects.create(name="Sale Library"))
    client.force_login(user)
    return client


def led_to(page: Any) -> list[str]:
    """The fields that the summary of errors leads to, in its order."""
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', text(page), re.S)
    assert summary
    return re.findall(r'href="#([^"]+)"', summary[1])


def described(page: Any, field: str) -> str:
    """What is said of a field after its name."""
    control = re.search(rf'<(?:input|select|textarea)[^>]*\bid="{field}"[^>]*>', text(page))
    assert control, field
    ids = re.search(r'aria-describedby="([^"]+)"', control[0])
    found = [
        re.search(rf'id="{each}"[^>]*>(.*?)</p>', text(page), re.S)
        for each in (ids[1].split() if ids else [])
    ]
    return " ".join(re.sub("<[^>]+>", "", each[1]) for each in found if each)


@pytest.mark.parametrize("place", ["new", "continue"])
def test_errors_come_in_the_order_of_their_fields(place: str) -> None:
    council_tax_support()
    page = at_desk("adviser").post(f"/staff/helping/{place}/", {})
    fields = led_to(page)
    assert len(fields) >= 3
    html = text(page)
    assert fields == sorted(fields, key=lambda each: html.index(f'id="{each}"'))


def test_a_choice_that_is_missing_says_so_of_its_own_field_and_keeps_the_other() -> None:
    organisation = Organisation.objects.create(name="Sale Library")
    page = at_desk("administrator").post(
        "/staff/helping/organisations/", {"do": "put", "person": "", "organisation": str(organisation.pk)}
    )
    assert described(page, "person") == "Error: Select a person"
    assert re.search(rf'<option value="{organisation.pk}" selected>', text(page))


def test_an_address_that_is_none_is_said_at_its_field_and_stays_typed() -> None:
    morgan = staff("caseworker", "morgan")
    page = at_desk("administrator", "chris").post(f"/staff/people/{morgan.pk}/address/", {"email": "nobody"})
    assert led_to(page) == ["email"]
    assert "Enter an email address" in described(page, "email")
    assert 'value="nobody"' in text(page)
    morgan.refresh_from_db()
    assert morgan.email == ""


def test_what_is_english_on_a_welsh_form_is_marked() -> None:
    version = council_tax_support()
    client = at_desk("adviser")
    today = timezone.localdate()
    received = {f"received-{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    address = Keyer(client).start(service=version.slug, language="cy", **received)
    part = text(client.get(address))
    assert re.search(r'<div lang="en">\s*<button[^>]*>Save and continue', part)
    check = text(client.get(re.sub(r"\d+/$", "check/", address)))
    changes = re.findall(r'govuk-summary-list__actions">\s*<a[^>]*>(.*?)</a>', check, re.S)
    assert changes
    assert all(each.startswith('<span lang="en">Change</span>') for each in changes)


def test_each_way_to_sign_in_has_a_name_of_its_own() -> None:
    for prefix in ("/", "/cy/"):
        page = text(Client(HTTP_HOST="localhost").get(prefix))
        names = re.findall(r'<a [^>]*href="/staff/sign-in/">(.*?)</a>', page)
        assert len(names) == 4
        assert len(set(names)) == 4


def test_a_letter_to_listen_to_says_its_title_once_and_reads_rows_as_sentences() -> None:
    case, person = applied(AWARDED)
    round_of_work()
    letter = case.letters.get()
    page = person.get(f"/council-tax-support/status/letter/{letter.pk}/listen")
    assert words(page).count(letter.title) == 1
    heard = to_listen_to(letter)
    assert ".:" not in heard
    assert ".." not in heard
    assert "::" not in heard


def test_a_picture_that_a_table_tells_too_is_not_told_twice() -> None:
    apply(AWARDED | {"works": True, "self_employed": True, "earnings": {"amount": "10.00", "per": "week"}})
    Feedback.objects.create(service="council-tax-support", step="sent", language="en", satisfaction=5)
    client = at_desk("team leader")
    for place in ("/staff/", "/staff/measures/"):
        pictures = re.findall(r'<svg[^>]*role="img"[^>]*>', text(client.get(place)))
        assert pictures, place
        assert not any("aria-describedby" in each for each in pictures)


def test_answers_so_far_are_headed_below_their_heading() -> None:
    council_tax_support()
    client = at_desk("adviser")
    begun = client.post(
        "/staff/helping/new/", {"service": "council-tax-support", "language": "en", "channel": "phone"}
    )
    part = client.post(begun.headers["Location"], {"agreed": "yes"}).headers["Location"]
    Application.objects.update(answers={"liable": True})
    overview = text(client.get(part.partition("part/")[0]))
    below = re.findall(r"<h(\d)", overview.partition("Answers so far")[2].partition("</main>")[0])
    assert below
    assert set(below) <= {"3", "4"}


def test_a_mistake_in_a_rule_or_an_expression_is_said_of_its_own_fields() -> None:
    draft, client = _draft()
    place = f"/staff/policy/drafts/{draft.pk}/"
    table = f"{place}tables/discount percentage/"
    revision = {"revision": str(draft.revision)}
    page = client.post(table, revision | {"c-3-1": "(("}, follow=True)
    cells = re.findall(r'<input class="govuk-input cw-cell" name="c-(\d+)-\d+"[^>]*>', text(page))
    assert cells
    told = re.findall(r'name="c-(\d+)-\d+"[^>]*aria-describedby="faults-(\d+)"', text(page))
    assert told
    assert set(told) == {("3", "3")}
    assert 'id="faults-3"' in text(page)
    draft.refresh_from_db()
    expression = f"{place}expressions/award/"
    page = client.post(expression, {"revision": str(draft.revision), "text": "1 +"}, follow=True)
    assert re.search(r'<textarea[^>]*id="text"[^>]*aria-describedby="fault-1', text(page))
    assert 'id="fault-1"' in text(page)


def _draft() -> tuple[Draft, Client]:
    version = council_tax_support()
    client = at_desk("policy officer", "sam")
    new = f"/staff/policy/{version.slug}/new/"
    choice = re.search(r'name="version"[^>]*value="([^"]+)"', text(client.get(new)))
    assert choice
    assert client.post(new, {"title": "Figures", "version": choice[1]}).status_code == 302
    return Draft.objects.get(), client
