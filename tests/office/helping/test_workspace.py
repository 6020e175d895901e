"""An adviser fills in an application with a person, from consent to the reference."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.helping.models import Helping, KeyedAnswers
from commonweal.office.letters.models import Letter
from commonweal.office.records.models import Case, Event
from commonweal.office.records.separation import why_not_decide
from commonweal.service.paper import paper_form
from tests.office.applications import AWARDED, apply, council_tax_support, staff
from tests.office.applying.person import Person, errors, text, words
from tests.office.helping.conftest import SERVICE, Adviser, answer_alone, asked_for_consent
from tests.office.keying.pen import Keyer, fill

pytestmark = pytest.mark.django_db

FAMILY: dict[str, Any] = AWARDED | {"children": [{"name": "Mair", "born": "2015-05-13"}]}


class AtThePhone(Keyer):
    """As who keys a form, on the pages of helping."""

    def key(self, address: str, written: Any) -> str:
        for _ in range(40):
            if address.endswith("/check/"):
                return address
            page = self.client.get(address).content.decode()
            for _ in range(6):
                sent = self._type(page, written)
                sent["seen"] = re.findall(r'name="seen" value="([^"]+)"', page)
                response: Any = self.client.post(address, sent)
                if response.status_code == 302:
                    break
                page = response.content.decode()
                assert not errors(response), errors(response)
            address = str(response.headers["Location"])
        raise AssertionError("the application never ends")


def fill_in(adviser: Adviser, place: str, answers: dict[str, Any], language: str = "en") -> str:
    prepared = catalogue.version(council_tax_support().content_hash)
    written = fill(paper_form(prepared.folder, language), prepared.journeys[language], answers)
    return AtThePhone(adviser.client).key(f"{place}part/1/", written)


def send(adviser: Adviser, check: str) -> Case:
    revision = re.search(r'name="revision" value="(\d+)"', text(adviser.get(check)))
    assert revision
    response = adviser.post(check, {"revision": revision[1]})
    assert response.status_code == 302, words(response)
    return Case.objects.get()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("channel", ["phone", "face to face"])
def test_what_is_keyed_with_a_person_is_decided_as_what_they_key_alone(
    asha: Adviser, language: str, channel: str
) -> None:
    web = apply(FAMILY, language=language)
    web_values = web.latest_decision.values  # type: ignore[union-attr]
    place = asha.begin(language=language, channel=channel)
    check = fill_in(asha, place, FAMILY, language)
    revision = re.search(r'name="revision" value="(\d+)"', text(asha.get(check)))
    assert revision
    assert asha.post(check, {"revision": revision[1]}).status_code == 302
    case = Case.objects.exclude(pk=web.pk).get()
    assert case.answers == web.answers
    assert case.latest_decision is not None
    assert case.latest_decision.values == web_values
    assert (case.channel, case.language, case.keyed_by) == (channel, language, asha.user)


def test_consent_is_recorded_before_anything_is_kept(asha: Adviser) -> None:
    asked = asha.post("/staff/helping/new/", {"service": SERVICE, "language": "cy", "channel": "phone"})
    page = text(asha.get(asked.headers["Location"]))
    assert asked_for_consent("cy") in page
    assert "Fy enw i yw Asha Patel, ac rwy’n gweithio i Sale Library." in page
    assert not Application.objects.exists()
    assert errors(asha.post(asked.headers["Location"])) == ["Select whether the person agrees"]
    assert "Nothing was kept" in words(asha.post(asked.headers["Location"], {"agreed": "no"}))
    assert not Application.objects.exists()
    asha.post(asked.headers["Location"], {"agreed": "yes"})
    helping = Helping.objects.get()
    assert helping.consent_at is not None
    assert asked_for_consent("cy") in helping.consent_words
    assert helping.adviser == asha.user
    consent = Event.objects.get(action="record consent")
    assert (consent.actor, consent.on_behalf_of) == (f"staff:{asha.user.pk}", "applicant")
    assert consent.facts == {"helping": helping.pk, "way": "read out", "language": "cy"}


def test_what_to_say_stands_beside_each_question_in_the_persons_language(asha: Adviser) -> None:
    place = asha.begin()
    for part in range(1, 6):
        page = text(asha.get(f"{place}part/{part}/"))
        asked = len(set(re.findall(r'name="on-page" value="([a-z-]+)"', page)))
        assert page.count('class="cw-said"') >= asked > 0, part
        assert page.count(">Say:</strong>") >= asked, part
    asha.new_person()
    page = text(asha.get(f"{asha.begin(language='cy')}part/1/"))
    assert '<strong lang="en">Say:</strong> <span lang="cy">“' in page


def test_what_is_wrong_stays_in_its_field_and_what_is_right_is_saved(asha: Adviser) -> None:
    place = asha.begin()
    page = text(asha.key(f"{place}part/1/", {"liable": "yes", "council-tax-bill": "lots"}))
    assert 'value="lots"' in page
    assert "must be in pounds and pence" in page
    kept = Application.objects.get().answers
    assert kept["liable"] is True
    assert "council_tax_bill" not in kept


def test_who_keyed_is_on_every_answer_of_the_case(asha: Adviser) -> None:
    case = send(asha, fill_in(asha, asha.begin(), FAMILY))
    keyed = KeyedAnswers.objects.get().by_answer
    assert set(keyed.values()) == {asha.user.pk}
    assert {"liable", "children", "children/1/name", "children/1/born", "savings"} <= set(keyed)
    worker = Adviser.__new__(Adviser)
    worker.client = asha.client.__class__(HTTP_HOST="localhost")
    worker.client.force_login(staff("caseworker"))
    seen: Any = worker.client.get(reverse("casework:case", args=[case.reference]))
    page = text(seen)
    answered = page.count('class="govuk-summary-list__key"')
    assert page.count("Keyed by Asha Patel") == answered > 15


def test_who_keyed_any_of_it_cannot_decide_it(asha: Adviser) -> None:
    place = asha.begin()
    asha.key(f"{place}part/1/", {"liable": "yes"})
    application = Application.objects.get()
    case = apply(AWARDED)
    Application.objects.filter(pk=application.pk).update(case=case)
    assert case.keyed_by is None
    assert "You keyed this application" in why_not_decide(case, asha.user)
    assert why_not_decide(case, staff("caseworker")) == ""


def test_letters_are_the_persons_and_none_goes_to_the_adviser(asha: Adviser) -> None:
    by_itself = apply(AWARDED)
    count = Letter.objects.count()
    place = asha.begin()
    check = fill_in(asha, place, AWARDED)
    revision = re.search(r'name="revision" value="(\d+)"', text(asha.get(check)))
    assert revision
    asha.post(check, {"revision": revision[1]})
    case = Case.objects.exclude(pk=by_itself.pk).get()
    letters = list(Letter.objects.filter(case=case))
    assert len(letters) == count
    assert all("Asha" not in letter.html and "Sale Library" not in letter.html for letter in letters)


def test_after_sending_the_adviser_has_the_reference_and_nothing_else(asha: Adviser) -> None:
    place = asha.begin()
    case = send(asha, fill_in(asha, place, AWARDED))
    page = asha.get(f"{place}sent/")
    assert case.shown_reference in words(page)
    assert "Test-Person" not in text(page)
    for name in ("", "part/1/", "check/", "hand-over/"):
        gone = asha.get(place + name)
        assert gone.status_code == 410
        assert "Test-Person" not in text(gone)
    assert asha.get(f"/staff/cases/{case.reference}/").status_code == 403
    asha.new_person()
    assert asha.get(f"{place}sent/").status_code == 410
    assert "Test-Person" not in text(asha.get("/staff/helping/"))


def test_an_answer_that_changed_after_it_was_read_back_is_not_sent(asha: Adviser) -> None:
    check = fill_in(asha, asha.begin(), AWARDED)
    assert asha.post(check, {"revision": "1"}).status_code == 409
    assert "Read them back again" in words(asha.page)
    assert not Case.objects.exists()


def test_events_say_what_was_done_and_nothing_of_the_person(asha: Adviser) -> None:
    send(asha, fill_in(asha, asha.begin(), FAMILY))
    actions = list(Event.objects.values_list("action", flat=True))
    for action in ("start application", "start helping", "record consent", "answer", "end helping"):
        assert action in actions
    said = str(list(Event.objects.values_list("facts", "why", "subject")))
    for secret in ("Siân", "Test-Person", "Mair", "1340.55", "QQ123456C", "M33"):
        assert secret not in said


def test_a_saved_application_goes_on_where_the_person_left_it(asha: Adviser) -> None:
    person = Person()
    person.post(f"/{SERVICE}/start")
    answer_alone(person, "liable", {"liable": "yes"})
    page = text(person.post(f"/{SERVICE}/save", {"how": "words"}))
    reference, said = re.findall(r'summary-list__value">([^<]+)<', page)[:2]
    fields = {"service": SERVICE, "channel": "phone", "reference": reference, "words": said}
    assert errors(asha.post("/staff/helping/continue/", fields)) == [
        "Read the words out, and go on only if the person agrees"
    ]
    assert not Helping.objects.exists()
    wrong = asha.post("/staff/helping/continue/", fields | {"agreed": "yes", "words": "no such words at all"})
    assert "do not go together" in errors(wrong)[0]
    opened = asha.post("/staff/helping/continue/", fields | {"agreed": "yes"})
    assert opened.status_code == 302
    place = opened.headers["Location"]
    page = text(asha.get(f"{place}part/1/"))
    assert re.search(r'name="liable"[^>]*value="yes" checked', page)
    asha.key(f"{place}part/1/", {"liable": "yes", "pension-age": "no"})
    # The person's own answer stays theirs.
    assert set(KeyedAnswers.objects.get().by_answer) == {"pension_age", "council_tax_account"}


def test_an_adviser_of_no_organisation_helps_nobody(offered: Any) -> None:
    loner = Person()
    loner.client.force_login(staff("adviser"))
    for name in ("", "new/", "continue/", "join/"):
        page: Any = loner.client.get(f"/staff/helping/{name}")
        assert page.status_code == 403
        assert "not in an organisation" in words(page)
