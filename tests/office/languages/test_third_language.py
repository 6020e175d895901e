"""A third language is one more mirror of each file; it runs from right to left where it is written so."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as pages
from pypdf import PdfReader

from commonweal.office.casework.case_rows import case_rows
from commonweal.office.catalogue import service as catalogue
from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.letters.service import queue
from commonweal.office.letters.writing import write
from commonweal.office.records.models import Case
from commonweal.service import read_service
from commonweal.service.house_translations import FOLDER_SETTING
from commonweal.service.house_words import forget_translations
from commonweal.service.languages import Borrowed, direction
from commonweal.service.right_to_left import direction_of, in_order
from commonweal.service.types.date import month_number
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


def test_the_house_speaks_the_language_on_every_page_and_in_attributes(client: Client) -> None:
    client.post(START + "start")
    said = page(client, "apply/full-name")
    assert "جاری رکھیں" in said
    assert 'aria-label="زبان"' in said
    assert 'lang="en" dir="ltr"' not in said


def test_the_house_borrows_english_marked_as_english_and_attributes_are_whole(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ur.yaml").write_text('pages:\n  back: "واپس"\n', encoding="utf-8")
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))
    forget_translations()
    try:
        client.post(START + "start")
        said = page(client, "apply/full-name")
    finally:
        monkeypatch.undo()
        forget_translations()
    assert "واپس" in said
    assert '<span lang="en" dir="ltr">Continue</span>' in said
    assert 'aria-label="Language"' in said
    title = re.search(r"<title>(.*?)</title>", said, re.S)
    assert title and "<" not in title[1]


ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,’-]+[A-Za-z]+){2,}")


def english_in(said: str) -> list[str]:
    """Three words or more in Latin letters that are not marked as another language."""
    root = pages.fromstring(said)
    for element in root.xpath("//style | //script | //*[@lang and not(self::html) and not(@lang='ur')]"):
        element.drop_tree()
    words = re.sub(r"https?://\S+", "", " | ".join(root.itertext()))
    return [found for found in ENGLISH.findall(words) if found not in {"pillow"}]


@pytest.mark.parametrize(
    "place", ["", "contact", "cookies", "privacy", "accessibility", "feedback", "nowhere"]
)
def test_the_site_s_own_pages_are_in_the_language_too(client: Client, place: str) -> None:
    said = client.get(f"/ur/{place}").content.decode()
    assert '<html lang="ur" dir="rtl"' in said
    assert [each for each in english_in(said) if "Equality Advisory" not in each] == []
    assert client.get(f"/{place or ''}").content.decode().count('hreflang="ur"') == (place != "nowhere")


def test_a_language_that_no_service_is_in_has_no_pages_of_the_site(client: Client) -> None:
    for place in ("", "contact", "feedback"):
        gone = client.get(f"/pl/{place}")
        assert gone.status_code == 404
        assert '<html lang="en"' in gone.content.decode()


def test_no_page_of_an_application_has_english_that_is_not_marked(client: Client) -> None:
    said = {
        place: page(client, place) for place in ("", "return", "paper", "help-near-you", "paper/form.html")
    }
    client.post(START + "start")
    for address, fields in ANSWERS.items():
        shown = page(client, f"apply/{address}")
        seen = re.search(r'name="seen" value="(\w+)"', shown)
        held = {"seen": seen[1]} if seen else {}
        wrong = client.post(f"{START}apply/{address}", held | dict.fromkeys(fields, "?"))
        said |= {address: shown, f"{address}, wrong": wrong.content.decode()}
        seen = re.search(r'name="seen" value="(\w+)"', page(client, f"apply/{address}"))
        held = {"seen": seen[1]} if seen else {}
        assert client.post(f"{START}apply/{address}", fields | held).status_code == 303
    said |= {place: page(client, place) for place in ("check-answers", "save", "help-me", "leave")}
    seen = re.search(r'name="seen" value="(\w+)"', said["check-answers"])
    sent = client.post(START + "check-answers", {"seen": seen[1]} if seen else {})
    said["confirmation"] = client.get(sent.headers["Location"]).content.decode()
    said |= {place: page(client, place) for place in ("status", "how-we-write", "evidence")}
    assert len(said) > 15
    found = {place: left for place, shown in said.items() if shown and (left := english_in(shown))}
    assert found == {}


def test_digits_in_groups_keep_their_order_and_the_policy_s_english_is_marked(client: Client) -> None:
    for place in ("", "paper"):
        assert "\u206601632 960 001\u2069" in page(client, place)
    assert "01632 960 001" in client.get("/help-to-travel/").content.decode()
    assert "\u2066" not in client.get("/help-to-travel/").content.decode()
    assert in_order("−£3.00 اور 12 34 56", "ur") == "\u2066−£3.00\u2069 اور \u206612 34 56\u2069"
    assert in_order(in_order("12 34", "ur"), "ur") == in_order("12 34", "ur")
    assert in_order("1 اپریل 2025", "ur") == "1 اپریل 2025"
    assert in_order("بل £1,340.55 ہے", "ur") == "بل \u2066£1,340.55\u2069 ہے"
    assert in_order("bill £1,340.55", "cy") == "bill £1,340.55"
    assert [direction_of(each, "rtl") for each in ("12 Oxford Road", "عائشہ", "12 34")] == [
        "ltr",
        "rtl",
        "rtl",
    ]


def test_a_month_may_be_typed_by_its_name_in_the_language(client: Client) -> None:
    assert month_number("مارچ") == 3
    assert month_number("Mawrth") == 3
    assert month_number("march") == 3


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
    written = write(case, letter.notice)
    assert '<html lang="ur" dir="rtl">' in written.html
    assert english_in(written.html) == []
    assert '<span lang="en" dir="ltr">You get £10 a week and £5 more for each child.</span>' in written.html
    assert "\u206601632 960 001\u2069" in written.html
    assert "This letter is available in English too" in written.html
    assert fonts(html_to_pdf(written.html, title=written.title, language="ur")) <= {
        *("Noto-Sans-Arabic", "Noto-Sans-Arabic-Bold", "Liberation-Sans", "Liberation-Sans-Bold"),
    }
    assert "ہم آپ کی مدد کریں گے" in written.html
    confirmation = client.get(f"{START}confirmation/{case.shown_reference}")
    assert confirmation.status_code == 200
    assert client.get(f"{START}confirmation/{case.shown_reference}/form.pdf").status_code == 200
    caseworker = Client()
    user = staff("caseworker")
    caseworker.force_login(user)
    (row,) = case_rows([case], timezone.localdate(), user)
    assert row.language == "Urdu"
    assert "Applied in Urdu" in caseworker.get(f"/staff/cases/{case.reference}/").content.decode()
    queue_in = {
        code: caseworker.get(f"/staff/?language={code}&state=all").content.decode() for code in ("ur", "cy")
    }
    assert case.shown_reference in queue_in["ur"]
    assert case.shown_reference not in queue_in["cy"]
    assert caseworker.get(f"/staff/cases/{case.reference}/").status_code == 200


def fonts(pdf: bytes) -> set[str]:
    """The fonts of a document: one for a script, or letters of one word would not join."""
    found = set()
    for sheet in PdfReader(io.BytesIO(pdf)).pages:
        for font in sheet["/Resources"]["/Font"].values():
            found.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    return found


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


def test_that_nobody_has_read_the_words_is_reported_and_does_not_stop_the_service() -> None:
    read = read_service(FOLDER)
    assert read.ok
    assert [fault.code for fault in read.faults] == ["not-read"]
    assert "nobody who reads اردو" in read.faults[0].message


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
    allowed = {"models.py", "0001_initial.py"}
    assert [each for each in found if each.split(":")[0] not in allowed] == []
