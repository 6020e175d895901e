"""Printed forms and scripts: tagged PDF, both languages, standard and large; who may have a filled one."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from django.test import Client

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.packing import content_hash, read_files
from commonweal.office.paper.form_code import form_code, parse_form_code
from commonweal.office.paper.rendering import Filled, page_policy, print_form, print_script
from commonweal.service import read_service
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, apply, council_tax_support, staff
from tests.office.applying.conftest import FOLDER as EVERY_TYPE
from tests.office.applying.person import Person

FOLDER = read_service(COUNCIL_TAX_SUPPORT)
HASH = content_hash("council-tax-support", read_files(COUNCIL_TAX_SUPPORT))
TITLES = {
    "en": "Council Tax Support: application form",
    "cy": "Cymorth y Dreth Gyngor: ffurflen gais",
}


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def structure(pdf: bytes, tmp_path: Path) -> list[str]:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed: apt-get install poppler-utils")
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, text=True, check=True).stdout
    return [line.strip().split(" ")[0].rstrip(":") for line in said.splitlines()]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
def test_the_blank_form_is_pdf_ua_with_its_title_language_and_headings(
    language: str, large: bool, tmp_path: Path
) -> None:
    pdf = print_form(FOLDER, HASH, language, large=large).pdf()
    made = read(pdf)
    assert made.metadata is not None and made.metadata.title == TITLES[language]
    root = made.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = structure(pdf, tmp_path)
    assert tags.count("H1") == 1
    # Six parts and the form's own: how, help, return, papers, declaration, helper, notes, office use.
    assert tags.count("H2") == 6 + 8
    # Every question and note that is not of a list's thing is a heading below its part.
    assert tags.count("H3") >= 31 + 3
    assert tags.count("H5") == 3 * 2 + 3 * 3
    assert tags.count("Figure") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_square_has_words_for_those_who_cannot_see_it() -> None:
    root = read(print_form(FOLDER, HASH, "en").pdf()).root_object
    alternatives = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict) and "/S" in node:
            if node["/S"] == "/Figure":
                alternatives.append(node["/Alt"])
            walk(node.get("/K"))

    walk(root["/StructTreeRoot"]["/K"])
    assert alternatives == [f"Form code {form_code(HASH)}"]


def test_every_page_says_its_number_and_the_version_it_was_printed_from() -> None:
    made = read(print_form(FOLDER, HASH, "cy").pdf())
    count = len(made.pages)
    for number, page in enumerate(made.pages, 1):
        said = page.extract_text()
        assert f"Tudalen {number} o {count}" in said
        assert form_code(HASH) in said


@pytest.mark.parametrize(("large", "least"), [(False, 12), (True, 18)])
def test_what_is_read_is_large_enough(large: bool, least: int) -> None:
    """Body text is 12 point, and 18 in large print; captions and the code's may be smaller."""
    sizes: dict[float, int] = {}

    def visit(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            shown = round(abs(size * matrix[3]) * abs(_cm[3]), 1)  # type: ignore[index]
            sizes[shown] = sizes.get(shown, 0) + len(text.strip())

    for page in read(print_form(FOLDER, HASH, "en", large=large).pdf()).pages:
        page.extract_text(visitor_text=visit)
    # WeasyPrint draws in CSS pixels: a point is four thirds of one, scaled back by its matrix.
    main = max(sizes, key=lambda size: sizes[size])
    assert main >= least, sizes
    if large:
        small = sum(count for size, count in sizes.items() if size < 15)
        assert small < sum(sizes.values()) * 0.05, sizes


def test_nothing_on_the_form_is_tinted() -> None:
    html = print_form(FOLDER, HASH, "en").html
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", html.partition("@media screen")[0].partition("<style>")[2]))
    assert colours <= {"#000", "#fff"}


def test_the_way_through_is_on_the_page() -> None:
    said = text(print_form(FOLDER, HASH, "en").pdf())
    assert "13 Do you live with a partner?" in said
    assert "No → go to question 16" in said
    assert "Answer this only if you answered ‘Yes’ to question 13. If not, go to question 24." in said
    assert "No → stop: read note 1" in said
    assert "Note 1: You cannot get Council Tax Support for this home" in said
    assert "If there are more, use a continuation sheet" in said
    assert "For office use Date received" in said
    assert "Text relay: 18001 01632 960 001" in said


def test_a_filled_application_stands_on_the_same_form() -> None:
    answers = AWARDED | {"children": [{"name": "Mair", "born": "2019-05-13"}]}
    document = print_form(FOLDER, HASH, "en", filled=Filled(answers, "CW7K-3M9T-R", "1 April 2025"))
    said = text(document.pdf())
    assert "Siân Test-Person" in said
    assert "Mair" in said
    assert "Reference CW7K-3M9T-R" in said
    assert "Received on: 1 April 2025" in said
    boxes = re.findall(r'<span class="box">(✓?)</span><span>([^<]*)', document.html)
    assert ("✓", "I rent from the council or a housing association") in boxes
    assert ("", "I rent from a private landlord") in boxes
    # Twenty-seven, three, nineteen eighty-five: a digit to a box.
    assert re.search(r"2</span><span class=\"box\">7</span>", document.html)


def test_a_name_cannot_write_on_the_form_as_html() -> None:
    answers = AWARDED | {"full_name": "<script>alert(1)</script>"}
    html = print_form(FOLDER, HASH, "en", filled=Filled(answers, "CW7K-3M9T-R", "today")).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_script_opens_asks_leads_and_closes(language: str, tmp_path: Path) -> None:
    pdf = print_script(FOLDER, HASH, language).pdf()
    said = text(pdf)
    if language == "en":
        assert "“Hello, you are through to Council Tax Support team." in said
        assert "Record yes or no. If no, offer a paper form." in said
        assert "13 “Do you live with a partner?”" in said
        assert "If they answer ‘No’, go to question 16." in said
        assert "“Is there another child?”" in said
        assert "“We will write to you within 14 days" in said
    else:
        assert "“Helô, Tîm Cymorth y Dreth Gyngor sydd yma." in said
        assert "Os mai ‘Nac ydw’ yw’r ateb, ewch i gwestiwn 16." in said
    assert structure(pdf, tmp_path).count("H1") == 1


def test_a_form_code_can_be_typed_as_people_type() -> None:
    code = form_code(HASH)
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", code)
    assert parse_form_code(f" {code.lower().replace('-', ' ')} ") == HASH[:12]
    assert parse_form_code("3F9A") is None
    assert parse_form_code("x" * 500) is None


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_start_page_leads_to_every_form(language: str) -> None:
    council_tax_support()
    client = Client()
    start = "/council-tax-support/" + ("cy/" if language == "cy" else "")
    assert f'href="{start}paper"' in client.get(start).content.decode()
    page = client.get(f"{start}paper").content.decode()
    for file in ("form.pdf", "form-large.pdf", "form.html", "form-large.html"):
        assert f'href="{start}paper/{file}"' in page
        response = client.get(f"{start}paper/{file}")
        assert response.status_code == 200
        kind = "application/pdf" if file.endswith("pdf") else "text/html; charset=utf-8"
        assert response.headers["Content-Type"] == kind
    assert client.get(f"{start}paper/no-such.pdf").status_code == 404


@pytest.mark.django_db
def test_the_page_of_a_form_may_use_its_own_style_and_nothing_else() -> None:
    council_tax_support()
    response = Client().get("/council-tax-support/paper/form.html")
    policy = response.headers["Content-Security-Policy"]
    assert policy == page_policy(response.content.decode())
    assert "default-src 'none'" in policy


@pytest.mark.django_db
def test_only_staff_and_the_one_who_applied_may_have_a_filled_form() -> None:
    case = apply(AWARDED)
    place = f"/staff/cases/{case.reference}/form.pdf"
    client = Client()
    assert client.get(place).status_code == 302
    client.force_login(staff("adviser"))
    assert client.get(place).status_code == 403
    client.force_login(staff("caseworker"))
    assert "Siân Test-Person" in text(client.get(place).content)
    stranger = Client().get(f"/council-tax-support/confirmation/{case.shown_reference}/form.pdf")
    assert stranger.status_code == 404


@pytest.mark.django_db
def test_who_sent_an_application_can_have_it_on_the_form() -> None:
    catalogue.add(EVERY_TYPE)
    person = Person()
    person.start()
    person.answer_until()
    person.send()
    page = person.get(person.went_to)
    place = re.search(r'href="([^"]*/form\.pdf)"', page.content.decode())
    assert place
    said = text(person.get(place[1]).content)
    assert "Siân Lloyd" in said
    assert "Thank you." in said


@pytest.mark.django_db
def test_an_adviser_can_open_the_phone_script() -> None:
    council_tax_support()
    client = Client()
    assert client.get("/staff/phone-script/council-tax-support/").status_code == 302
    client.force_login(staff("adviser"))
    assert b"phone script" in client.get("/staff/phone-script/council-tax-support/").content
    assert b"sgript" in client.get("/staff/phone-script/council-tax-support/cy/").content
    assert client.get("/staff/phone-script/council-tax-support/fr/").status_code == 404
    assert client.get("/staff/phone-script/no-such/").status_code == 404
