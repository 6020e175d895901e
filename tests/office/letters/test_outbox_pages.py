import io

import pypdf
import pytest

from commonweal.office.letters.models import Letter
from commonweal.office.letters.service import dispatch_waiting
from tests.office.applications import AWARDED, apply, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return apply(AWARDED, language="cy").letters.get()


@pytest.fixture
def clerk(client):
    client.force_login(staff())
    return client


def test_it_works(clerk, letter):
    page = clerk.get("/staff/outbox/").content.decode()
    assert letter.title in page
    assert f'lang="cy">{letter.title}' in page
    assert "Waiting" in page
    dispatch_waiting(10)
    assert "Sent" in clerk.get("/staff/outbox/").content.decode()


def test_the_letter_reads_in_its_own_language_below_the_pages_heading(clerk, letter):
    page = clerk.get(f"/staff/outbox/{letter.pk}/").content.decode()
    assert page.count("<h1") == 1
    assert '<div lang="cy" dir="ltr">' in page
    assert "Annwyl" in page


def test_the_pdf_that_is_downloaded_is_the_one_that_went_out(clerk, letter, settings):
    before = clerk.get(f"/staff/outbox/{letter.pk}/letter.pdf")
    assert before["Content-Type"] == "application/pdf"
    assert pypdf.PdfReader(io.BytesIO(before.content)).root_object["/Lang"] == "cy"
    dispatch_waiting(10)
    after = clerk.get(f"/staff/outbox/{letter.pk}/letter.pdf")
    assert after.content == (settings.OUTBOX / f"{letter.file_name}.pdf").read_bytes()
    assert f'filename="{letter.file_name}.pdf"' in after["Content-Disposition"]


def test_the_page_as_sent_can_run_nothing(clerk, letter):
    response = clerk.get(f"/staff/outbox/{letter.pk}/letter.html")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert response.content.decode() == letter.html


@pytest.mark.parametrize("part", ["", "letter.html", "letter.pdf"])
@pytest.mark.parametrize("number", [0, 999_999, 2**63, 10**40])
def test_a_number_of_no_letter_is_not_found(clerk, part, number):
    assert clerk.get(f"/staff/outbox/{number}/{part}").status_code == 404


@pytest.mark.parametrize("query", ["?state=sent", "?state=waiting", "?state=' OR 1=1", "?page=99", "?page=x"])
def test_any_query_gives_a_page(clerk, letter, query):
    assert clerk.get(f"/staff/outbox/{query}").status_code == 200


def test_a_letter_that_cannot_be_sent_says_so(clerk, letter):
    Letter.objects.update(html='<img src="file:///x" alt="">')
    dispatch_waiting(10)
    assert "Cannot be sent" in clerk.get("/staff/outbox/").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("adviser", 403),
        ("caseworker", 200),
        ("team leader", 200),
        ("policy officer", 403),
        ("auditor", 200),
        ("administrator", 403),
        ("", 302),
    ],
)
@pytest.mark.parametrize("part", ["", "{}/", "{}/letter.html", "{}/letter.pdf"])
def test_only_those_with_the_duty_see_letters(client, letter, role, status, part):
    if role:
        client.force_login(staff(role))
    response = client.get(f"/staff/outbox/{part.format(letter.pk)}")
    assert response.status_code == status
    if status != 200:
        assert b"Annwyl" not in response.content
    assert "no-store" in response["Cache-Control"] or status == 403
