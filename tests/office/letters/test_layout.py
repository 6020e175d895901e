"""Where things stand on a letter's first page, by the positions that pdftotext gives."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from markupsafe import Markup

from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.letters.stylesheet import letter_css
from commonweal.office.letters.words import WORDS

MM = 25.4 / 72
WINDOW = (24.6, 39.5, 120.0, 66.3)
LONG_HOURS = "Monday to Friday 8.30am to 6pm, Saturday 9am to 1pm, closed on bank holidays and the day after "
SHORT: dict[str, Any] = {
    "owner": "Council",
    "department": "Benefits",
    "demonstration": "",
    "contact": [("Phone", "01632 960 001")],
}
LONG: dict[str, Any] = {
    "owner": "Cyngor Bwrdeistref Sirol a Dinas " * 8,
    "department": "Revenues, Benefits and Customer Contact " * 4,
    "demonstration": "This is a demonstration, and nobody’s service at all. " * 12,
    "contact": [
        ("Phone", "01632 960 001 " * 6),
        ("Email", "council-tax-support-and-revenues-and-benefits" * 3 + "@example.com"),
        ("Website", "https://example.com/" + "council-tax/" * 12),
        ("Opening hours", LONG_HOURS * 3),
    ],
}
ADDRESS = ["Siân Test-Person", "Flat 12", "The Old Warehouse", "Canal Road", "Sale", "Cheshire", "M33 7ZF"]


@dataclass(frozen=True)
class Word:
    """A word and its box in millimetres from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of_first_page(language: str, tmp_path: Path, **parts: Any) -> list[Word]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    words = WORDS[language]
    context = {
        "language": language,
        "title": "Title",
        "css": Markup(letter_css(language)),
        "words": words,
        "address": ADDRESS,
        "reference": "CW7K-3M9T-R",
        "date": "1 April 2025",
        "body": Markup("<h1>Heading</h1><p>Body</p>"),
        "places": "",
        "others": {other: WORDS[other]["language"] for other in ("en", "cy") if other != language},
    } | parts
    path = tmp_path / "letter.pdf"
    html = render_to_string("letters/letter.html", context)
    path.write_bytes(html_to_pdf(html, title="Title", language=language))
    told = subprocess.run(
        ["pdftotext", "-bbox", "-f", "1", "-l", "1", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    return [
        Word(text, *(float(number) * MM for number in (left, top, right, bottom)))
        for left, top, right, bottom, text in re.findall(pattern, told)
    ]


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    # Boxes are as tall as the font's line, so neighbouring lines may touch by a hair.
    return [
        (one.text, other.text)
        for place, one in enumerate(words)
        for other in words[place + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > 0.3
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.9
    ]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("parts", [SHORT, LONG], ids=["short", "long"])
def test_no_words_of_a_letter_stand_on_others_whatever_their_length(language, parts, tmp_path):
    words = words_of_first_page(language, tmp_path, **parts)
    assert {"Heading", "CW7K-3M9T-R"} <= {word.text for word in words}
    assert overlapping(words) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_heading_stands_below_all_that_is_said_of_contact(language, tmp_path):
    words = words_of_first_page(language, tmp_path, **LONG)
    heading = next(word for word in words if word.text == "Heading")
    beside = [word for word in words if word.left > 120 and word.bottom < 275]
    assert beside
    assert all(word.bottom <= heading.top for word in beside)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("parts", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("lines", [ADDRESS[:6], ["W" * 90, *["W" * 100] * 4, "M33 7ZF"]], ids=["six", "wide"])
def test_the_window_of_a_dl_envelope_shows_the_whole_address_and_nothing_else(
    language, parts, lines, tmp_path
):
    words = words_of_first_page(language, tmp_path, **parts | {"address": lines})
    left, top, right, bottom = WINDOW
    seen = [
        word
        for word in words
        if word.right > left and word.left < right and word.bottom > top + 0.5 and word.top < bottom - 0.5
    ]
    assert all(left - 0.1 <= word.left and word.right <= right for word in seen), seen
    assert all(top <= word.top and word.bottom <= bottom for word in seen), seen
    shown = " ".join(word.text for word in seen)
    if lines[0].startswith("W"):
        assert shown.endswith("M33 7ZF")
        assert set(shown.removesuffix("M33 7ZF")) <= set("W …")
    else:
        assert shown == " ".join(lines)
