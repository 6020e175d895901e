"""What goes wrong in life, and what people try: each gets a clear answer, and nothing is lost or leaked."""

import re
import threading

import pytest
from django.db import connection
from django.utils import timezone

from commonweal.office.applying.browser import COOKIE
from commonweal.office.applying.models import Application
from commonweal.office.records.models import Case, Event
from tests.office.applying.person import ANSWERS, Person, errors, text, title, words

HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7*7 }}{% raise %}",
    "\x00\x01\x02\ufffe",
    "\u202eRTL\u200b\u0301" * 50,
    "🧑‍🧒‍🧒" * 300,
    "9" * 5000,
    "1e999999",
    "-0.000",
    "٣",
    "NaN",
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "A" * 100_000,
]


@pytest.mark.parametrize("address", ANSWERS)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_any_field_takes_hostile_input_calmly(applicant: Person, address: str, hostile: str) -> None:
    started = Application.objects.get()
    started.answers = {
        "liable": True, "full_name": "A", "born": "1985-03-27",
        "home": {"line1": "1", "town": "Sale", "postcode": "M33 7ZF"}, "home_postcode": "M33 7ZF",
        "email": None, "phone": None, "ni": "QQ123456C",
        "bank": {"name": "A", "sort_code": "010203", "account": "01234567"}, "children": [],
        "tenure": "private", "rent": {"amount": "1.00", "per": "week"}, "benefits": [], "rooms": 1,
        "hours": "1", "savings": "1.00", "account": None, "more": None,
    }  # fmt: skip
    started.save()
    page = applicant.answer(address, dict.fromkeys(ANSWERS[address], hostile))
    assert page.status_code in {303, 200}, page.status_code
    assert "<script>alert" not in text(page)
    assert text(applicant.get(f"apply/{address}"))
    assert "<script>alert" not in text(applicant.page)
    assert applicant.get("check-answers").status_code in {200, 303, 409}
    assert "<script>alert" not in text(applicant.page)


def test_unknown_and_repeated_fields_are_harmless(applicant: Person) -> None:
    page = applicant.answer(
        "liable", {"liable": ["yes", "no", "maybe"], "__proto__": "x", "seen": ["a", "b"]}
    )
    assert page.status_code in {303, 409, 200}
    applicant.answer("liable")
    page = applicant.answer("full-name", {"full-name": ["One", "Two"], "answers": '{"savings": 1}'})
    assert page.status_code in {303, 200}
    assert "savings" not in Application.objects.get().answers


def test_sending_twice_makes_one_case(applicant: Person) -> None:
    applicant.answer_until()
    first = applicant.send()
    second = applicant.send()
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1
    assert Event.objects.filter(action="receive application").count() == 1


@pytest.mark.django_db(transaction=True)
def test_sending_from_several_tabs_at_once_makes_one_case(applicant: Person) -> None:
    applicant.answer_until()
    places: list[str] = []

    def send() -> None:
        other = Person()
        other.client.cookies = applicant.client.cookies
        try:
            places.append(other.send().headers["Location"])
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(places) == 4
    assert len(set(places)) == 1
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_save_at_once_both_keep_their_answers(applicant: Person) -> None:
    applicant.answer_until("tenure")
    tabs = [
        ("full-name", {"full-name": "Mari"}),
        ("email", {"email": "mari@example.com"}),
        ("phone", {"phone": "01632 960 001"}),
        ("ni", {"ni": "QQ654321A"}),
    ]

    def answer(address: str, fields: dict[str, str]) -> None:
        tab = Person()
        tab.client.cookies = applicant.client.cookies
        try:
            assert tab.answer(address, fields).status_code == 303
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=tab) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = Application.objects.get().answers
    assert held["full_name"] == "Mari"
    assert held["email"] == "mari@example.com"
    assert held["phone"] == "01632960001"
    assert held["ni"] == "QQ654321A"


def test_a_page_older_than_its_answer_warns_and_keeps_both(applicant: Person) -> None:
    applicant.answer("liable")
    applicant.answer("full-name", {"full-name": "First"})
    old = re.search(r'name="seen" value="(\w+)"', text(applicant.get("apply/full-name")))
    assert old
    applicant.answer("full-name", {"full-name": "Second"})
    page = applicant.post("apply/full-name", {"full-name": "Third", "seen": old[1]})
    assert page.status_code == 409
    assert "This answer has changed since you opened the page" in words(page)
    assert "“Second”" in words(page)
    assert 'value="Third"' in text(page)
    assert Application.objects.get().answers["full_name"] == "Second"
    fresh = re.search(r'name="seen" value="(\w+)"', text(page))
    assert fresh
    assert applicant.post("apply/full-name", {"full-name": "Third", "seen": fresh[1]}).status_code == 303
    assert Application.objects.get().answers["full_name"] == "Third"


def test_sending_the_same_answer_twice_is_no_conflict(applicant: Person) -> None:
    applicant.answer("liable")
    seen = re.search(r'name="seen" value="(\w+)"', text(applicant.get("apply/full-name")))
    assert seen
    fields = {"full-name": "Siân Lloyd", "seen": seen[1]}
    assert applicant.post("apply/full-name", fields).status_code == 303
    assert applicant.post("apply/full-name", fields).status_code == 303


def test_a_question_that_is_no_longer_asked_says_so(applicant: Person) -> None:
    applicant.answer_until("benefits")
    applicant.answer("tenure", {"tenure": "owner"})
    page = applicant.post("apply/rent", ANSWERS["rent"])
    assert page.status_code == 409
    assert "You do not need to answer this question now" in words(page)
    assert applicant.get("apply/rent").status_code == 404
    assert "/every-type/apply/benefits" in text(applicant.page)


def test_an_address_that_never_was_is_not_found(applicant: Person) -> None:
    for place in (
        "apply/nonsense",
        "apply/../../x",
        "apply/children/9/x/y/z",
        "apply/" + "a" * 3000,
        "apply/full-name/1",
    ):
        page = applicant.get(place)
        assert page.status_code in {303, 404}, place
    assert applicant.get("/no-such-service/").status_code == 404
    assert "Page not found" in words(applicant.page)


def test_the_back_button_after_sending_finds_the_confirmation(applicant: Person) -> None:
    applicant.answer_until()
    sent = applicant.send().headers["Location"]
    for place in ("apply/full-name", "check-answers", "leave", "apply/"):
        page = applicant.get(place)
        assert page.status_code == 409
        assert "You have already sent this application" in words(page)
        assert sent in text(page)
    page = applicant.post("apply/full-name", {"full-name": "Another"})
    assert page.status_code == 409
    assert Case.objects.get().applicant == "Siân Lloyd"


def test_a_forgotten_draft_is_deleted_and_says_so(applicant: Person) -> None:
    applicant.answer("liable")
    long_ago = timezone.now() - timezone.timedelta(days=30)  # type: ignore[attr-defined]
    Application.objects.update(changed_at=long_ago)
    page = applicant.get("apply/full-name")
    assert page.status_code == 410
    assert title(page).startswith("Your application has expired")
    assert "28 days" in words(page)
    assert not Application.objects.exists()
    assert applicant.post("apply/full-name", {"full-name": "A"}).status_code in {404, 410}


def test_a_cookie_that_we_did_not_sign_holds_nothing(applicant: Person) -> None:
    applicant.answer("liable")
    signed = applicant.client.cookies[COOKIE].value
    for forged in (
        signed[:-1] + ("A" if signed[-1] != "A" else "B"),
        "x" * 4000,
        Application.objects.get().key,
        ":",
        "",
    ):
        applicant.client.cookies[COOKIE] = forged
        page = applicant.get("apply/full-name")
        assert page.status_code == 404
        assert "There is no application to continue here" in words(page)


def test_nobody_without_the_application_sees_its_pages(applicant: Person) -> None:
    applicant.answer_until("born")
    stranger = Person()
    for place in ("apply/full-name", "apply/", "check-answers", "leave", "remove/children/1"):
        page = stranger.get(place)
        assert page.status_code == 404
        assert "Siân" not in text(page)


@pytest.mark.parametrize("reference", ["2346-789C-DFG", "nonsense", "' OR 1=1", "%F0%9F%A7%91", "A" * 500])
def test_a_made_up_reference_and_anothers_get_the_same_answer(applicant: Person, reference: str) -> None:
    applicant.answer_until()
    own = applicant.send().headers["Location"]
    stranger = Person()
    theirs, made_up = stranger.get(own), stranger.get(f"confirmation/{reference}")
    assert theirs.status_code == made_up.status_code == 404
    assert words(theirs) == words(made_up)
    assert stranger.get(f"{own}/application.pdf").status_code == 404
    assert applicant.get(f"confirmation/{reference}").status_code == 404
    assert applicant.get(own).status_code == 200


def test_a_missing_csrf_token_loses_nothing_and_saves_nothing(offered: object) -> None:
    person = Person(csrf=True)
    person.get("")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text(person.page))
    assert token
    person.post("start", {"csrfmiddlewaretoken": token[1]})
    assert person.went_to == "apply/liable"
    page = person.post("apply/liable", {"liable": "yes"})
    assert page.status_code == 403
    assert "Your answer has not been saved yet" in words(page)
    assert re.search(r'value="yes" checked', text(page))
    assert Application.objects.get().answers == {}
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text(page))
    seen = re.search(r'name="seen" value="(\w+)"', text(page))
    assert token
    assert seen
    again = {"liable": "yes", "csrfmiddlewaretoken": token[1], "seen": seen[1]}
    assert person.post("apply/liable", again).status_code == 303


def test_sending_without_a_csrf_token_shows_the_answers_again(offered: object) -> None:
    person = Person()
    person.start()
    person.answer_until()
    strict = Person(csrf=True)
    strict.client.cookies = person.client.cookies
    page = strict.send()
    assert page.status_code == 403
    assert "Your application has not been sent yet" in words(page)
    assert "Siân Lloyd" in words(page)
    assert not Case.objects.exists()


def test_starting_without_cookies_says_what_to_do(offered: object) -> None:
    page = Person(csrf=True).start()
    assert page.status_code == 403
    assert "Cookies must be on" in words(page)


def test_a_huge_body_is_refused_kindly(applicant: Person) -> None:
    page = applicant.post("apply/liable", {"liable": "x" * 2_000_000})
    assert page.status_code in {413, 200}
    page = applicant.client.post(
        "/every-type/apply/liable", b"a=" + b"x" * 2_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 413
    assert "more than we can take" in words(page)


def test_more_fields_than_any_page_has_are_refused(applicant: Person) -> None:
    page = applicant.post("apply/liable", {f"f{n}": "1" for n in range(600)})
    assert page.status_code == 413


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused_kindly(applicant: Person, method: str) -> None:
    page = getattr(applicant.client, method)("/every-type/apply/liable")
    assert page.status_code == 405
    assert page.headers["Allow"] == "GET, POST"
    assert "This page cannot be used like that" in words(page)


def test_a_body_that_is_no_form_is_refused_kindly(applicant: Person) -> None:
    page = applicant.client.post("/every-type/apply/liable", b"\xff\xfe{", content_type="application/json")
    assert page.status_code == 200
    page = applicant.client.post(
        "/every-type/apply/liable", b"--x\r\n", content_type="multipart/form-data; boundary=x"
    )
    assert page.status_code in {400, 200}


def test_an_unfinished_application_cannot_be_sent(applicant: Person) -> None:
    applicant.answer_until("savings")
    page = applicant.send()
    assert page.status_code == 409
    assert "There are questions still to answer" in words(page)
    assert not Case.objects.exists()


def test_no_personal_data_is_in_any_address_or_event(applicant: Person) -> None:
    applicant.answer_until()
    applicant.send()
    for event in Event.objects.all():
        assert "Siân" not in str(event.facts)
        assert "QQ" not in str(event.facts)


def test_starting_again_carries_nothing_over(applicant: Person) -> None:
    applicant.answer_until("born")
    assert "There is an unfinished application on this device" in words(applicant.get(""))
    applicant.start()
    assert Application.objects.get().answers == {}
    assert "Siân" not in text(applicant.get("apply/liable"))


def test_stopping_deletes_the_answers(applicant: Person) -> None:
    applicant.answer_until("born")
    assert "Are you sure" in words(applicant.get("leave"))
    page = applicant.post("leave")
    assert "Your answers have been deleted" in words(page)
    assert not Application.objects.exists()
    assert applicant.get("apply/full-name").status_code == 404


def test_errors_of_the_house_are_not_errors_of_the_server(applicant: Person) -> None:
    assert errors(applicant.get("apply/liable")) == []


def test_asking_for_the_headers_of_start_begins_nothing_and_deletes_nothing(applicant: Person) -> None:
    before = Application.objects.get().key
    assert applicant.client.head(applicant.address("start")).status_code == 405
    assert Application.objects.get().key == before
