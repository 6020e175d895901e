"""How somebody is told, as the last step of every journey: asked of everybody, needed of nobody."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from commonweal.service.answering import answer
from commonweal.service.folder import ServiceFolder, read_service
from commonweal.service.paper import paper_form
from commonweal.service.telling import KEY, known_addresses, offered_first, with_telling
from commonweal.service.types.how_told import HowTold
from tests.service.journeys import journey_of

COUNCIL_TAX_SUPPORT = Path(__file__).parents[2] / "services" / "council-tax-support"
EMAIL = {"how-we-write-way": "email"}


def changed(tmp_path: Path, *pairs: tuple[str, str], file: str = "service.yaml") -> ServiceFolder:
    """The shipped service with something in a file changed."""
    folder = tmp_path / "service"
    shutil.copytree(COUNCIL_TAX_SUPPORT, folder, dirs_exist_ok=True)
    text = (folder / file).read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (folder / file).write_text(text)
    return read_service(folder)


@pytest.fixture(scope="module")
def folder() -> ServiceFolder:
    return read_service(COUNCIL_TAX_SUPPORT)


def taken(folder: ServiceFolder, answers: dict[str, Any], form: dict[str, str]) -> Any:
    found = answer(folder.journey(), answers, "how-we-write", form)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "title"), [("en", "How we write to you"), ("cy", "Sut rydym yn ysgrifennu atoch")]
)
def test_it_is_the_last_part_of_the_journey(folder: ServiceFolder, language: str, title: str) -> None:
    assert folder.journey(language).sections[-1].title == title


def test_everybody_is_led_to_it_and_an_application_without_it_is_whole(folder: ServiceFolder) -> None:
    path = folder.journey().path(WHOLE)
    assert path.complete
    assert path.outstanding == ()
    following = path.next()
    assert following is not None
    assert following.address == "how-we-write"


def test_nothing_chosen_is_post_in_standard_print(folder: ServiceFolder) -> None:
    assert taken(folder, WHOLE, {}).answers[KEY] == {"way": "post", "form": "standard"}
    page = folder.journey().path(WHOLE).page("how-we-write")
    assert page is not None
    assert page.question.type.show(None, "en") == "By post\nStandard print"


def test_an_address_that_is_known_is_offered_and_not_asked_again(folder: ServiceFolder) -> None:
    known = WHOLE | {"email": "sian@example.com", "phone": "07700900982"}
    path = folder.journey().path(known)
    page = path.page("how-we-write")
    assert page is not None
    assert offered_first(page.question, path, page.answered) == {
        "email": "sian@example.com", "text": "07700 900 982",
    }  # fmt: skip
    assert taken(folder, known, EMAIL).answers[KEY]["address"] == "sian@example.com"
    typed = EMAIL | {"how-we-write-email": "other@example.com"}
    assert taken(folder, known, typed).answers[KEY]["address"] == "other@example.com"


def test_who_leaves_what_was_offered_as_it_is_and_chooses_nothing_gets_post(folder: ServiceFolder) -> None:
    known = WHOLE | {"email": "sian@example.com", "phone": "07700900982"}
    as_offered = {"how-we-write-email": "sian@example.com", "how-we-write-text": "07700 900 982"}
    assert taken(folder, known, as_offered).answers[KEY] == {"way": "post", "form": "standard"}
    assert taken(folder, known, as_offered | {"how-we-write-email": "new@example.com"}).errors


def test_a_landline_is_not_offered_for_texts(folder: ServiceFolder) -> None:
    assert known_addresses(folder.journey(), {"phone": "01632960001"}) == {}
    assert taken(folder, WHOLE | {"phone": "01632960001"}, {"how-we-write-way": "text"}).errors


def test_the_address_of_somebody_else_is_never_offered(tmp_path: Path) -> None:
    new = "  landlord_email: {ask: What is your landlord's email?, type: email, optional: yes}\n  phone:\n"
    welsh = "  landlord_email: {ask: Beth yw e-bost eich landlord?}\n  phone:\n"
    changed(tmp_path, ("  phone:\n", welsh), file="journey.cy.yaml")
    shutil.copy(tmp_path / "service" / "journey.cy.yaml", tmp_path / "kept")
    found = changed(tmp_path, ("  phone:\n", new), file="journey.yaml")
    assert "landlord_email" in found.journey().by_key
    assert known_addresses(found.journey(), {"landlord_email": "landlord@example.com"}) == {}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"how-we-write-way": "fax"}, "how-we-write-way"),
        ({"how-we-write-email": "sian@example.com"}, "how-we-write-way"),
        (EMAIL, "how-we-write-email"),
        (EMAIL | {"how-we-write-email": "nobody"}, "how-we-write-email"),
        ({"how-we-write-way": "text", "how-we-write-text": "999"}, "how-we-write-text"),
        ({"how-we-write-way": "post", "how-we-write-form": "braille"}, "how-we-write-form"),
    ],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_cannot_be_has_a_sentence(
    folder: ServiceFolder, form: dict[str, str], field: str, language: str
) -> None:
    found = answer(folder.journey(language), WHOLE, "how-we-write", form, language)
    assert found is not None
    (error,) = found.errors
    assert error.field == field
    assert error.message


def test_a_service_says_which_ways_it_offers(tmp_path: Path) -> None:
    found = changed(tmp_path, ("equality questions: all", "equality questions: all\ntell by: [post, email]"))
    page = found.journey("cy").path(WHOLE).page("how-we-write")
    assert page is not None
    assert [part.part for part in page.question.type.fields("cy")] == ["way", "email", "form"]
    assert taken(found, WHOLE, {"how-we-write-way": "text", "how-we-write-text": "07700900982"}).errors


def test_a_service_may_leave_it_out(tmp_path: Path) -> None:
    found = changed(tmp_path, ("equality questions: all", "equality questions: all\ntell by: []"))
    assert found.ok
    assert KEY not in found.journey().by_key


def test_a_way_that_there_is_not_is_a_fault_with_its_line(tmp_path: Path) -> None:
    found = changed(tmp_path, ("equality questions: all", "equality questions: all\ntell by: [post, fax]"))
    (fault,) = found.errors
    assert "`tell by` cannot hold `fax`" in fault.message
    assert "post, email, text" in fault.remedy
    assert fault.line > 1


def test_a_service_that_reaches_nobody_does_not_ask() -> None:
    journey = journey_of("Part:\n  age: {ask: How old are you?, type: whole number}\n")
    assert with_telling({"en": journey}, None)["en"] is journey


def test_a_question_cannot_take_its_name(tmp_path: Path) -> None:
    found = changed(tmp_path, ("  phone:\n", "  how_we_write:\n"), file="journey.yaml")
    assert "reserved-key" in {fault.code for fault in found.errors}


def test_paper_and_phone_ask_it_too(folder: ServiceFolder) -> None:
    for language in ("en", "cy"):
        printed = paper_form(folder, language).questions()[-1]
        assert printed.ask == folder.journey(language).by_key[KEY].ask
        assert [room.kind for room in printed.spaces] == ["ticks", "line", "line", "ticks"]
    filled = paper_form(folder, "en", WHOLE | {KEY: {"way": "post", "form": "large"}}).questions()[-1]
    assert [tick.words for room in filled.spaces for tick in room.ticks if tick.ticked] == [
        "By post", "Large print",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        None, "post", {}, {"way": "post"}, {"way": "post", "form": "standard", "address": "x"},
        {"way": "email", "form": "standard"}, {"way": "email", "form": "standard", "address": 1},
        {"way": "text", "form": "standard", "address": "07700900982", "more": ""}, {"way": [], "form": []},
    ],
)  # fmt: skip
def test_what_is_stored_has_its_form(value: object) -> None:
    assert not HowTold().accepts(value)
    assert HowTold().feel(value) is None


WHOLE: dict[str, Any] = {
    "liable": True, "pension_age": False,
    "home": {"line1": "1 Test Street", "town": "Sale", "postcode": "M33 7ZF"},
    "tenure": "council", "council_tax_band": "c", "council_tax_bill": "1340.55", "council_tax_account": None,
    "full_name": "Siân Test-Person", "date_of_birth": "1985-03-27", "national_insurance_number": "QQ123456C",
    "email": None, "phone": None, "partner": False, "children": [], "other_adults": [], "works": False,
    "gets_universal_credit": False, "other_income_kinds": [], "disability_benefits": False,
    "savings": "0.00",
}  # fmt: skip


def test_a_reminder_that_nobody_gets_by_post_is_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "service"
    shutil.copytree(COUNCIL_TAX_SUPPORT, folder)
    assert read_service(folder).faults == []
    for notice in folder.glob("notices/evidence-soon*"):
        notice.unlink()
    (fault,) = read_service(folder).faults
    assert (fault.code, fault.severity) == ("no-reminder-by-post", "warning")
