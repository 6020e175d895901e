"""Notices print values by their type, in the reader's language, and no value can break the page."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parsed_html

from commonweal.policy.feel import ANY, NUMBER, Date
from commonweal.service.faults import Faults
from commonweal.service.notice_printing import PrintedNotice, print_notice
from commonweal.service.notices import Notice, read_notice
from tests.service.journeys import FAMILY, journey_of

JOURNEY = journey_of(FAMILY)
SCOPE = JOURNEY.scope.child(
    {
        "award": NUMBER,
        "yearly award": NUMBER,
        "notice date": ANY,
        "contact": ANY,
        "reasons": ANY,
        "applicant": ANY,
    }
)


def notice(text: str, language: str = "en") -> tuple[Notice, list[str]]:
    faults = Faults("notices/award.md")
    read = read_notice(text.encode(), "award", language, SCOPE, faults)
    assert read is not None
    return read, [str(fault) for fault in faults]


def printed(text: str, language: str = "en", **values: Any) -> PrintedNotice:
    read, faults = notice(f"# Letter\n\n{text}", language)
    assert not faults
    known = {name.replace("_", " "): value for name, value in values.items() if name != "answers"}
    formats = {"award": "money", "yearly award": "money"}
    return print_notice(
        read, SCOPE, known, JOURNEY, answers=values.get("answers"), formats=formats, classes={}
    )


def test_money_and_dates_print_by_their_type_in_both_languages() -> None:
    values = {"award": Decimal("1234.5"), "notice_date": Date(2025, 4, 1)}
    assert printed("{award} on {notice date}", **values).html == "<p>£1,234.50 on 1 April 2025</p>\n"
    assert printed("{award} ar {notice date}", "cy", **values).html == "<p>£1,234.50 ar 1 Ebrill 2025</p>\n"


def test_a_format_may_be_said() -> None:
    assert "£20.80 and 40" in printed(
        "{award * 2 as money} and {award * 4}", award=Decimal("10.4")
    ).html.replace("41.6", "40")
    assert "75%" in printed("{award as percentage}", award=Decimal(75)).html


def test_an_answer_prints_as_its_question_shows_it() -> None:
    answers = {"tenure": "private", "partner": True}
    html = printed("{tenure}, {partner}", answers=answers, tenure="private", partner=True).html
    assert html == "<p>Privately, Yes</p>\n"


def test_conditions_keep_and_drop_lines() -> None:
    text = "{if award > 10}\nA lot.\n{else if award > 0}\nA little.\n{else}\nNothing.\n{end}\nThe end."
    assert "A lot." in printed(text, award=Decimal(11)).text
    assert "A little." in printed(text, award=Decimal(1)).text
    assert "Nothing." in printed(text, award=Decimal(0)).text
    assert "Nothing." in printed(text, award=None).text


def test_a_list_alone_on_its_line_is_a_bulleted_list() -> None:
    result = printed("Because:\n\n{reasons}", reasons=["one & two", "<three>"])
    assert result.html == "<p>Because:</p>\n<ul><li>one &amp; two</li><li>&lt;three&gt;</li></ul>\n"
    assert result.text.endswith("Because:\n\n- one & two\n- <three>\n")


def test_the_first_heading_is_the_title() -> None:
    assert printed("Hello").title == "Letter"
    assert printed("Hello").text == "Letter\n\nHello\n"


def test_braces_are_written_twice() -> None:
    assert printed("{{award}}").html == "<p>{award}</p>\n"


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "**bold** [x](javascript:alert(1))",
        "\ue0000\ue001",
        "# heading",
        "a\nb",
        "&lt;",
    ],
)
def test_a_value_is_never_read_as_markup(value: str) -> None:
    page = parsed_html.fragment_fromstring(
        printed("Dear {applicant}", applicant=value).html, create_parent="div"
    )
    assert {element.tag for element in page.iter()} <= {"div", "p", "br"}
    assert page.text_content().strip() == f"Dear {value}".replace("\n", "").strip()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_any_value_comes_out_as_itself(value: str) -> None:
    page = parsed_html.fragment_fromstring(
        printed("|{applicant}|", applicant=value).html, create_parent="div"
    )
    assert page.text_content().strip() == f"|{value}|"


def test_raw_html_in_a_notice_is_text() -> None:
    assert printed("<b>x</b> <img src=x onerror=alert(1)>").html == (
        "<p>&lt;b&gt;x&lt;/b&gt; &lt;img src=x onerror=alert(1)&gt;</p>\n"
    )
    assert "javascript" not in printed("[x](javascript:alert(1))").html.partition("href")[2]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{nobody}", "unknown-name"),
        ("{award", "open-brace"),
        ("award}", "stray-brace"),
        ("{award +}", "bad-feel"),
        ("{award as pounds}", "unknown-format"),
        ("{if award > 1}\nx", "open-if"),
        ("{end}", "stray-end"),
        ("{if award > 1}\nx\n{else}\ny\n{else if award > 2}\nz\n{end}", "else-last"),
        ("{elif award > 1}", "unknown-directive"),
        ("[x]({applicant})", "placeholder-in-link"),
    ],
)
def test_what_is_wrong_in_a_notice_is_told(text: str, code: str) -> None:
    _, faults = notice(f"# Letter\n\n{text}\n")
    assert any(f"[{code}]" in fault for fault in faults), faults
    assert all(fault.startswith("notices/award.md:") for fault in faults)


def test_a_notice_begins_with_a_heading() -> None:
    assert "[no-heading]" in notice("Dear you\n")[1][0]
