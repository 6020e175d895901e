"""From a postcode to the nearest help: on the pages, on letters and on forms; and nothing of it is kept."""

from __future__ import annotations

import io
import logging
import re

import pypdf
import pytest
from django.test import Client

from commonweal.insight.places import read_mapping
from commonweal.office.letters.writing import write
from commonweal.office.places import service as places
from commonweal.office.places.actions.import_file import import_file
from commonweal.office.places.models import HelpPlace
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Event
from tests.office.applications import AWARDED, apply, council_tax_support

pytestmark = pytest.mark.django_db

POSTCODES = b"pcds,lat,long\nM33 7ZF,53.4240,-2.3210\nM15 4AB,53.4656,-2.2605\n"
LIBRARIES = (
    b"name,address,postcode,lat,lon,open,says\n"
    b'Sale Library,"Tatton Road, Sale",M33 1YS,53.4245,-2.3217,"Monday to Friday, 9am to 5pm",'
    b'"English, Urdu"\n'
    b"Old Trafford Library,Shrewsbury Street,M16 9AX,53.4610,-2.2630,,\n"
    b"<b>Odd</b> Library,Somewhere,M16 9AX,53.5,-2.5,,\n"
)
MAPPING = (
    b"kind: = Library\nname: name\naddress: address\npostcode: postcode\nlatitude: lat\nlongitude: lon\n"
    b"hours: open\nlanguages: says\n"
)


@pytest.fixture
def imported() -> None:
    mapping, _ = read_mapping(MAPPING, "m.yaml")
    import_file("postcodes.csv", POSTCODES, None, Actor.worker())
    import_file("libraries.csv", LIBRARIES, mapping, Actor.worker())
    places.forget()
    council_tax_support()


@pytest.fixture(autouse=True)
def _looked_up_again():
    places.forget()
    yield
    places.forget()


def search(postcode: str, language: str = "en"):
    middle = "cy/" if language == "cy" else ""
    return Client().post(f"/council-tax-support/{middle}help-near-you", {"postcode": postcode})


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_nearest_places_come_with_distance_hours_languages_and_a_map(
    imported: None, language: str
) -> None:
    page = search("m33 7zf", language).content.decode()
    names = re.findall(r"<strong>([^<]*)</strong>", page.partition("<ol")[2])
    assert names[:2] == ["Sale Library", "Old Trafford Library"]
    assert ("llai na 0.1 milltir" if language == "cy" else "less than 0.1 miles") in page
    assert ("3.5 milltir" if language == "cy" else "3.5 miles") in page
    assert "Monday to Friday, 9am to 5pm" in page
    assert "English, Urdu" in page
    assert page.count("<circle") == 3
    assert "&lt;b&gt;Odd&lt;/b&gt; Library" in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Enter a postcode"), ("ZZ1 1ZZ", "in this area"), ("x" * 99, "area")]
)
def test_what_is_no_postcode_here_says_what_to_enter(imported: None, typed: str, said: str) -> None:
    page = search(typed).content.decode()
    assert said in page
    assert "<title>Error: " in page


def test_the_postcode_is_in_no_address_log_cookie_or_event(
    imported: None, caplog: pytest.LogCaptureFixture
) -> None:
    before = Event.objects.count()
    with caplog.at_level(logging.DEBUG):
        response = search("M33 7ZF")
    assert response.status_code == 200
    assert "M33" not in caplog.text
    assert Event.objects.count() == before
    assert "M33" not in str(response.cookies)
    assert 'method="post"' in response.content.decode()


def test_every_page_of_the_service_leads_there_when_there_are_places(imported: None) -> None:
    client = Client()
    assert 'href="/council-tax-support/help-near-you"' in client.get("/council-tax-support/").content.decode()
    HelpPlace.objects.all().delete()
    places.forget()
    assert "help-near-you" not in client.get("/council-tax-support/").content.decode()


def test_a_letter_names_the_places_nearest_to_where_it_goes(imported: None) -> None:
    html = write(apply(AWARDED), "award").html
    assert "Places near you that can help" in html
    assert "Sale Library" in html


def test_a_letter_for_an_unknown_postcode_says_nothing_of_places(imported: None) -> None:
    answers = AWARDED | {"home": AWARDED["home"] | {"postcode": "SW1A 1AA"}}
    assert "Places near you" not in write(apply(answers), "award").html


def test_the_paper_form_names_places(imported: None) -> None:
    pdf = Client().get("/council-tax-support/paper/form.pdf").content
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "Places that can help you" in said
    assert "Sale Library" in said


def test_a_file_imported_again_replaces_itself_and_a_bad_one_changes_nothing(imported: None) -> None:
    mapping, _ = read_mapping(MAPPING, "m.yaml")
    import_file("libraries.csv", LIBRARIES, mapping, Actor.worker())
    assert HelpPlace.objects.count() == 3
    done = import_file("libraries.csv", b"other\n1\n", mapping, Actor.worker())
    assert done.kept == 0 and done.faults
    assert HelpPlace.objects.count() == 3
    event = Event.objects.filter(action="import places").latest("sequence")
    assert event.facts["kept"] == 3


def test_the_page_of_results_is_light(imported: None) -> None:
    import brotli

    assert len(brotli.compress(search("M33 7ZF").content)) <= 4096
