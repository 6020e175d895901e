"""What is taken of what people send, and what is left of it."""

from __future__ import annotations

import io

import pypdf
import pytest
from PIL import Image

from commonweal.office.evidence.checking import CODES, LARGEST, NotTaken, checked
from commonweal.office.evidence.cleaning import LONGEST_SIDE, MOST_PAGES
from commonweal.office.pages.words import WORDS
from tests.office.evidence.files import (
    HEIC,
    HTML,
    SVG,
    huge_png,
    inflating_pdf,
    pdf,
    pdf_with_link,
    photo,
    unpacking_pdf,
    zipped,
)


def refused(content: bytes) -> str:
    with pytest.raises(NotTaken) as fault:
        checked(content)
    return fault.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_jpeg_of_the_same_picture(kind: str) -> None:
    clean = checked(photo(kind=kind))
    assert clean.content_type == "image/jpeg"
    picture = Image.open(io.BytesIO(clean.content))
    assert (picture.format, picture.size) == ("JPEG", (64, 48))
    assert picture.getpixel((32, 2)) < picture.getpixel((32, 45))  # type: ignore[operator]


def test_where_when_and_with_what_it_was_taken_is_gone_and_it_stands_upright() -> None:
    sent = photo(exif=True)
    assert b"SecretCamera" in sent
    clean = checked(sent)
    picture = Image.open(io.BytesIO(clean.content))
    assert not picture.getexif()
    assert b"Secret" not in clean.content
    assert b"secret comment" not in clean.content
    assert picture.size == (48, 64), "turned as the camera said"


def test_a_transparent_picture_lies_on_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(written, "PNG")
    picture = Image.open(io.BytesIO(checked(written.getvalue()).content))
    assert min(picture.getpixel((5, 5))) > 250  # type: ignore[arg-type]


def test_a_large_photo_is_made_smaller() -> None:
    picture = Image.open(io.BytesIO(checked(photo((8000, 6000))).content))
    assert max(picture.size) <= LONGEST_SIDE


@pytest.mark.parametrize("hidden", [HTML, zipped(), pdf()])
def test_what_hides_behind_a_photo_is_gone(hidden: bytes) -> None:
    clean = checked(photo() + hidden)
    assert hidden not in clean.content
    assert b"<script" not in clean.content
    assert b"PK\x03\x04" not in clean.content


def test_what_hides_behind_or_inside_a_pdf_s_file_is_gone() -> None:
    sent = pdf() + b"\n" + zipped()
    clean = checked(sent)
    assert b"PK\x03\x04" not in clean.content
    assert b"Secret Author" not in clean.content
    assert len(pypdf.PdfReader(io.BytesIO(clean.content)).pages) == 1


def test_the_pages_of_a_pdf_stay() -> None:
    clean = checked(pdf(3))
    assert (clean.content_type, clean.pages) == ("application/pdf", 3)
    assert clean.content.startswith(b"%PDF-")


def test_a_click_on_a_pdf_leads_nowhere_and_what_is_written_on_it_stays() -> None:
    sent = pdf_with_link("https://elsewhere.example")
    assert b"elsewhere" in sent
    clean = checked(sent)
    assert b"elsewhere" not in clean.content
    page = pypdf.PdfReader(io.BytesIO(clean.content)).pages[0]
    kinds = [each.get_object()["/Subtype"] for each in page["/Annots"]]  # type: ignore[attr-defined]
    assert kinds == ["/FreeText"]


def test_a_pdf_that_unpacks_to_what_a_scan_has_is_taken() -> None:
    assert checked(unpacking_pdf(60_000_000)).pages == 1


@pytest.mark.parametrize("content", [HTML, SVG, zipped(), b"GIF89a" + b"\0" * 50, b"MZ" + b"\0" * 99, b"x"])
def test_anything_else_is_not_taken_whatever_it_is_called(content: bytes) -> None:
    assert refused(content) == "kind"


def test_html_before_a_pdf_is_html() -> None:
    assert refused(HTML + pdf()) == "kind"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pdf(script="app.alert(1)"), "runs"),
        (pdf(carries=b"MZ"), "runs"),
        (pdf(action="/Launch"), "runs"),
        (pdf(action="/SubmitForm"), "runs"),
        (pdf(action="/GoToR"), "runs"),
        (pdf(password="secret"), "locked"),
        (pdf(MOST_PAGES + 1), "pages"),
        (pdf()[:200], "broken"),
        (b"%PDF-1.4 nothing", "broken"),
        (inflating_pdf(200_000_000), "broken"),
        (unpacking_pdf(150_000_000), "pixels"),
        (unpacking_pdf(90_000_000, streams=5), "pixels"),
        (unpacking_pdf(150_000_000, coded=2), "pixels"),
        (photo()[:100], "broken"),
        (b"\xff\xd8\xff" + b"\0" * 500, "broken"),
        (huge_png(60_000), "pixels"),
        (huge_png(5_000), "broken"),
        (HEIC, "heic"),
        (b"", "empty"),
        (b"\xff\xd8\xff" + b"\0" * LARGEST, "size"),
    ],
)
def test_what_is_dangerous_or_cannot_be_read_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_every_reason_is_said_in_both_languages() -> None:
    for code in CODES | {"many", "closed", "often", "which", "way", "none"}:
        assert WORDS["en"][f"evidence_no_{code}"]
        assert WORDS["cy"][f"evidence_no_{code}"]
