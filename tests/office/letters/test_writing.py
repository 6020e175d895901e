import html
import io
import re
from decimal import Decimal

import pypdf
import pytest

from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.letters.writing import NoticeFault, write
from commonweal.office.records.actions import ask_for_evidence, change
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from tests.office.applications import AWARDED, REFERRED, REFUSED, apply, staff

pytestmark = pytest.mark.django_db
HOSTILE = (
    '<script>alert("x")</script> **bold** [link](javascript:alert(1)) {award} &amp; # Heading\n'
    "<img src=x onerror=y>"
)


def only_letter(case, notice):
    return case.letters.get(notice=notice)


def test_an_award_letter_tells_what_why_and_what_to_do_about_it():
    letter = only_letter(apply(AWARDED), "award")
    assert "£25.71 a week" in letter.text
    assert "How this was worked out" not in letter.html  # the notice has its own heading for it
    assert letter.html.count("<table") == 2
    assert '<th scope="col" class="authority">Rule</th>' in letter.html
    assert "Trafford 2025/26 grid, band 1, single" in letter.html
    assert "ask for a person" in letter.text
    assert "Valuation Tribunal" in letter.text
    assert "This is a demonstration" in letter.html


def test_every_step_of_the_table_is_the_explanation_that_was_kept():
    case = apply(AWARDED)
    kept = case.latest_decision.trace["explanation"]["en"]
    rows = re.findall(r'<tr><td class="number">\d+</td><td>(.*?)</td>', only_letter(case, "award").html)
    assert len(rows) == len(kept) > 5


def test_a_welsh_case_gets_its_letter_in_welsh():
    case = apply(AWARDED, language="cy")
    letter = only_letter(case, "award")
    assert letter.language == "cy"
    assert '<html lang="cy">' in letter.html
    assert "Annwyl Siân Test-Person" in letter.text
    assert "Eich cyfeirnod" in letter.html
    assert re.search(
        r"\d{1,2} (Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr) ",
        letter.html,
    )
    assert "Dear" not in letter.text


def test_staff_can_read_a_welsh_letter_in_english():
    case = apply(AWARDED, language="cy")
    assert "Dear Siân Test-Person" in write(case, "award", language="en").text
    assert case.letters.count() == 1


def test_an_unknown_notice_says_which_file_to_write():
    with pytest.raises(NoticeFault, match=r"notices/farewell\.md"):
        write(apply(AWARDED), "farewell")


def hostile_case():
    return apply(
        REFERRED | {"full_name": HOSTILE.split("\n")[0][:100], "council_tax_account": "<b>{award}</b>"}
    )


def test_hostile_text_in_answers_reasons_and_messages_is_only_text_in_letters():
    case = hostile_case()
    user = staff()
    ask_for_evidence(
        case,
        Actor.staff(user),
        Case.objects.get(pk=case.pk).revision,
        [HOSTILE[:200].replace("\n", " ")],
        HOSTILE,
    )
    for letter in case.letters.all():
        assert "<script" not in letter.html
        assert "<img" not in letter.html
        assert "javascript:" not in re.sub(r">[^<]*<", "><", letter.html)
        assert "<strong>bold" not in letter.html
    assert "&lt;script&gt;" in only_letter(case, "evidence-needed").html


def test_a_hostile_reason_for_a_change_is_only_text_in_the_letter():
    case = apply(REFUSED)
    change(
        case,
        Actor.staff(staff()),
        case.revision,
        "award",
        {"award": Decimal(10), "yearly award": Decimal(520), "left to pay": Decimal("820.55")},
        HOSTILE,
    )
    letter = only_letter(case, "award")
    assert "<script" not in letter.html
    assert "&lt;script&gt;alert(" in letter.html
    assert "{award}" in letter.text


def test_the_address_stands_in_the_window_of_a_dl_envelope():
    case = apply(AWARDED)
    letter = only_letter(case, "award")
    page = pypdf.PdfReader(io.BytesIO(html_to_pdf(letter.html, title="T", language="en"))).pages[0]
    height = float(page.mediabox.height)
    found = {}

    def see(text, cm, tm, font, size):
        if text.strip():
            x, y = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
            found[text.strip()] = (x / 72 * 25.4, (height - y) / 72 * 25.4)

    page.extract_text(visitor_text=see)
    for line in ("Siân Test-Person", "1 Test Street", "Sale", "M33 7ZF"):
        across, down = next(place for text, place in found.items() if text.startswith(line))
        assert 24.6 <= across <= 120
        assert 39.5 <= down <= 66.3
    intruders = [
        text
        for text, (across, down) in found.items()
        if 24.6 <= across <= 120
        and 39.5 <= down <= 66.3
        and not text.startswith(("Siân", "1 Test", "Sale", "M33"))
    ]
    assert intruders == []


def test_a_very_long_name_and_address_stay_in_the_window():
    home = {
        "line1": "W" * 100,
        "line2": "W" * 100,
        "town": "W" * 100,
        "county": "W" * 100,
        "postcode": "M33 7ZF",
    }
    letter = only_letter(apply(AWARDED | {"full_name": "W" * 90, "home": home}), "award")
    pdf = pypdf.PdfReader(io.BytesIO(html_to_pdf(letter.html, title="T", language="en")))
    assert "M33 7ZF" in pdf.pages[0].extract_text()


def test_every_page_carries_the_reference_and_its_number():
    case = apply(AWARDED)
    letter = only_letter(case, "award")
    pages = pypdf.PdfReader(io.BytesIO(html_to_pdf(letter.html, title="T", language="en"))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert case.shown_reference in text
        assert f"Page {number} of {len(pages)}" in text


def test_a_table_without_headings_names_its_rows_and_has_no_empty_heading():
    letter = only_letter(apply(AWARDED), "award")
    assert '<th scope="row">Council Tax Support a week</th>' in letter.html
    assert not re.search(r"<th[^>]*>\s*</th>", letter.html)


def test_however_much_there_is_to_say_of_contact_it_never_covers_the_heading():
    letter = only_letter(apply(AWARDED), "award")
    page = pypdf.PdfReader(io.BytesIO(html_to_pdf(letter.html, title="T", language="en"))).pages[0]
    heights = {}

    def see(text, cm, tm, font, size):
        if text.strip():
            heights[text.strip()] = cm[3] * tm[5] + cm[5]

    page.extract_text(visitor_text=see)
    heading = next(height for text, height in heights.items() if text.startswith("We have awarded"))
    hours = [height for text, height in heights.items() if "Monday" in text or "5pm" in text]
    assert hours
    assert all(height > heading + 12 for height in hours)


def test_the_longest_address_there_is_shows_every_line_in_the_window():
    home = {
        "line1": "Flat 1",
        "line2": "The Mews",
        "town": "Sale",
        "county": "Cheshire",
        "postcode": "M33 7ZF",
    }
    letter = only_letter(apply(AWARDED | {"home": home}), "award")
    reader = pypdf.PdfReader(io.BytesIO(html_to_pdf(letter.html, title="T", language="en")))
    height = float(reader.pages[0].mediabox.height)
    lowest = []

    def see(text, cm, tm, font, size):
        if text.strip().startswith("M33 7ZF"):
            lowest.append((height - (cm[3] * tm[5] + cm[5])) / 72 * 25.4)

    reader.pages[0].extract_text(visitor_text=see)
    assert lowest
    assert lowest[0] < 66.3


@pytest.mark.parametrize("answers", [AWARDED, REFERRED, REFUSED], ids=["awarded", "referred", "refused"])
def test_a_welsh_letter_names_every_rule_in_welsh(answers):
    case = apply(answers, language="cy")
    decision = case.latest_decision
    english = {step["authority"] for step in decision.trace["explanation"]["en"] if step["authority"]}
    welsh = {step["authority"] for step in decision.trace["explanation"]["cy"] if step["authority"]}
    assert welsh
    assert not welsh & english
    assert not [
        said for said in welsh if re.search(r"\b(Assumed|from|grid|scheme|section|regulation|single)\b", said)
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            (
                "we counted your income as at most £75 a week",
                "at most £75 a week is not more than £93, so support is 100%",
                "We did not ask every question",
            ),
        ),
        (
            "cy",
            (
                "fe wnaethom gyfrif eich incwm fel hyd at £75 yr wythnos",
                "nid yw hyd at £75 yr wythnos yn fwy na £93",
                "Ni wnaethom ofyn pob cwestiwn",
            ),
        ),
    ],
)
def test_a_letter_gives_the_reason_though_a_question_was_never_asked(language, told):
    asked = {name: value for name, value in AWARDED.items() if name != "disability_benefits"}
    wage = {"works": True, "self_employed": False, "earnings": {"amount": "100.00", "per": "week"}}
    case = apply(asked | wage, language=language)
    assert case.latest_decision.trace["untold"] == [
        "assessed income",
        "disability benefits",
        "disability disregard",
    ]
    text = html.unescape(re.sub("<[^>]+>", "", only_letter(case, "award").html))
    for sentence in told:
        assert sentence in text
