"""A third language is one more mirror of each file; it runs from right to left where it is written so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.casework.case_rows import case_rows
from commonweal.office.catalogue import service as catalogue
from commonweal.office.letters.service import queue
from commonweal.office.records.models import Case
from commonweal.service import read_service
from commonweal.service.languages import Borrowed, direction
from tests.office.applications import staff

FOLDER = Path(__file__).with_name("help-to-travel")
START = "/help-to-travel/ur/"
ANSWERS = {
    "full-name": {"full-name": "عائشہ خان"},
    "born": {"born-day": "27", "born-month": "3", "born-year": "1985"},
    "resident": {"resident": "yes"},
    "travel": {"travel": "bus"},
    "fare": {"fare-amount": "20", "fare-per": "week"},
    "savings": {"savings": "100"},
    "children": {"children": "no"},
}


@pytest.fixture
def client(db: None) -> Client:
    catalogue.add(FOLDER)
    return Client()


def page(client: Client, place: str = "") -> str:
    response = client.get(START + place)
    assert response.status_code == 200, response
    return response.content.decode()


def test_the_page_is_in_the_language_and_runs_from_right_to_left(client: Client) -> None:
    said = page(client)
    assert re.search(r'<html lang="ur" dir="rtl"', said)
    assert "public-rtl." in said
    assert "سفر میں مدد" in said


def test_every_language_is_a_link_to_the_same_page_under_its_own_name(client: Client) -> None:
    assert '<a href="/help-to-travel/" hreflang="en" lang="en" rel="alternate">English</a>' in page(client)
    english = client.get("/help-to-travel/").content.decode()
    assert (
        '<a href="/help-to-travel/ur/" hreflang="ur" lang="ur" dir="rtl" rel="alternate">اردو</a>' in english
    )
    assert 'dir="rtl" class' not in english


def test_what_the_house_says_in_english_is_marked_as_english_and_attributes_are_whole(client: Client) -> None:
    client.post(START + "start")
    said = page(client, "apply/full-name")
    assert '<span lang="en" dir="ltr">Continue</span>' in said
    assert 'aria-label="Language"' in said
    title = re.search(r"<title>(.*?)</title>", said, re.S)
    assert title and "<" not in title[1]


def test_an_application_goes_through_and_its_letter_is_in_the_language(client: Client) -> None:
    client.post(START + "start")
    for address, fields in ANSWERS.items():
        shown = page(client, f"apply/{address}")
        seen = re.search(r'name="seen" value="(\w+)"', shown)
        response = client.post(f"{START}apply/{address}", fields | ({"seen": seen[1]} if seen else {}))
        assert response.status_code == 303, address
        assert response.headers["Location"].startswith(START)
    check = page(client, "check-answers")
    assert "بس سے" in check
    seen = re.search(r'name="seen" value="(\w+)"', check)
    sent = client.post(START + "check-answers", {"seen": seen[1]} if seen else {})
    onward = client.get(sent.headers["Location"])
    assert onward.status_code == 200
    case = Case.objects.get()
    assert case.language == "ur"
    letter = queue(case, "award")
    from commonweal.office.letters.writing import write

    written = write(case, letter.notice)
    assert '<html lang="ur" dir="rtl">' in written.html
    assert "ہم آپ کی مدد کریں گے" in written.html
    confirmation = client.get(f"{START}confirmation/{case.shown_reference}")
    assert confirmation.status_code == 200
    assert client.get(f"{START}confirmation/{case.shown_reference}/form.pdf").status_code == 200
    caseworker = Client()
    user = staff("caseworker")
    caseworker.force_login(user)
    (row,) = case_rows([case], timezone.localdate(), user)
    assert row.language == "اردو"
    assert caseworker.get(f"/staff/cases/{case.reference}/").status_code == 200


def test_a_language_that_the_service_is_not_in_has_no_pages(client: Client) -> None:
    assert client.get("/help-to-travel/cy/").status_code == 404
    assert client.get("/help-to-travel/pl/").status_code == 404
    assert client.get("/help-to-travel/xx/").status_code == 404


def test_a_gap_in_a_declared_language_is_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "gaps"
    shutil.copytree(FOLDER, folder)
    mirror = folder / "journey.ur.yaml"
    mirror.write_text(
        "\n".join(line for line in mirror.read_text(encoding="utf-8").split("\n") if "savings" not in line),
        encoding="utf-8",
    )
    (folder / "notices" / "award.ur.md").unlink()
    read = read_service(folder)
    assert not read.ok
    assert {"journey.ur.yaml", "notices/award.ur.md"} <= {fault.file for fault in read.errors}


def test_what_the_house_cannot_say_is_reported_and_does_not_stop_the_service() -> None:
    read = read_service(FOLDER)
    assert read.ok
    assert [fault.code for fault in read.faults] == ["borrowed-words"]
    assert "`ur` (اردو)" in read.faults[0].message


def test_borrowed_words_keep_their_mark_when_they_are_filled() -> None:
    assert (
        Borrowed("Part {n}").format(n="<1>").__html__() == '<span lang="en" dir="ltr">Part &lt;1&gt;</span>'
    )
    assert str(Borrowed("Yes")) == "Yes"
    assert type(str(Borrowed("Yes"))) is str
    assert (direction("ur"), direction("cy")) == ("rtl", "ltr")


def test_no_page_below_the_words_names_welsh_alone() -> None:
    """Nothing decides by `cy` but the words themselves and what is only ever in English and Welsh."""
    root = Path(__file__).resolve().parents[3] / "commonweal" / "office" / "applying"
    found = [
        f"{path.name}:{number}"
        for path in root.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if re.search(r"""["']/?cy/?["']""", line)
    ]
    allowed = {"models.py", "confirmation.py", "visit.py", "stop.py", "0001_initial.py"}
    assert [each for each in found if each.split(":")[0] not in allowed] == []
