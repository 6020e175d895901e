"""Coming back: by link, by words, on another device, in the other language; and everything hostile."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.limiting.models import Tally
from commonweal.office.records.models import Case
from commonweal.office.records.reference import new_reference, show_reference
from commonweal.office.returning.models import LinkAsked, ReturnLink
from tests.office.applying.person import SERVICE, Person, errors, text, words
from tests.office.returning.conftest import Post, come_back_with, save_by_email, save_by_words

pytestmark = pytest.mark.django_db
SENT = f"{SERVICE}return/asked"


def use(who: Person, link: str) -> Any:
    """Open a link and press its button."""
    assert who.get(link).status_code == 200
    return who.post(link)


def test_a_link_leads_to_the_next_unanswered_question_on_another_device(
    applicant: Person, post: Post
) -> None:
    applicant.answer("liable")
    applicant.answer("full-name")
    save_by_email(applicant)
    other = Person()
    use(other, post.link())
    assert other.went_to == "apply/born"


def test_the_first_device_goes_on_too_and_neither_loses_an_answer(applicant: Person, post: Post) -> None:
    applicant.answer("liable")
    save_by_email(applicant)
    other = Person()
    use(other, post.link())
    other.answer("full-name")
    applicant.answer("born")
    answers = Application.objects.get().answers
    assert answers["full_name"] == "Siân Lloyd"
    assert answers["born"] == "1985-03-27"


def test_an_answer_changed_on_two_devices_shows_both(applicant: Person, post: Post) -> None:
    applicant.answer("liable")
    save_by_email(applicant)
    other = Person()
    use(other, post.link())
    page = text(other.get("apply/full-name"))
    applicant.answer("full-name")
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    other.post("apply/full-name", {"full-name": "Owain Lloyd", "seen": seen[1]})
    assert other.page.status_code == 409
    assert "Siân Lloyd" in words(other.page)
    assert 'value="Owain Lloyd"' in text(other.page)
    assert Application.objects.get().answers["full_name"] == "Siân Lloyd"


def test_what_changed_elsewhere_is_shown_before_it_is_sent(applicant: Person, post: Post) -> None:
    applicant.answer_until()
    page = text(applicant.get("check-answers"))
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    save_by_email(applicant)
    other = Person()
    use(other, post.link())
    other.answer("savings", {"savings": "900"}, query="?change=yes")
    applicant.post("check-answers", {"seen": seen[1]})
    assert applicant.page.status_code == 409
    assert "Your answers have changed" in words(applicant.page)
    assert not Case.objects.exists()
    again = re.search(r'name="seen" value="(\d+)"', text(applicant.page))
    assert again
    applicant.post("check-answers", {"seen": again[1]})
    assert Case.objects.count() == 1


def test_the_link_comes_in_one_language_and_works_in_the_other(applicant: Person, post: Post) -> None:
    applicant.answer("liable")
    save_by_email(applicant, language="cy")
    other = Person()
    use(other, post.link().replace("/cy/", "/"))
    assert other.went_to == "apply/full-name"
    assert other.get("apply/full-name", "cy").status_code == 200


def test_a_scanner_that_opens_the_link_does_not_use_it_up(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    link = post.link()
    for _ in range(5):
        scanner = Person()
        with CaptureQueriesContext(connection) as queries:
            assert scanner.get(link).status_code == 200
        assert "application" not in scanner.client.cookies
        assert not [q for q in queries if "returnlink" in q["sql"].lower()]
        assert scanner.client.head(link).status_code == 200
    assert use(Person(), link).status_code == 303


def test_opening_a_made_up_link_shows_the_same_page(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    real = post.link()
    made_up = real[:-5] + "AAAAA"

    def shown(link: str) -> str:
        return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text(Person().get(link))).replace(link, "")

    assert shown(real).replace(real.rsplit("/", 1)[1], "") == shown(made_up).replace(
        made_up.rsplit("/", 1)[1], ""
    )


def test_a_link_works_once(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    link = post.link()
    use(Person(), link)
    thief = Person()
    assert use(thief, link).status_code == 410
    assert "application" not in thief.client.cookies


def test_a_newer_link_voids_the_older(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    old = post.link()
    save_by_email(applicant)
    new = post.link()
    assert old != new
    assert use(Person(), old).status_code == 410
    assert use(Person(), new).status_code == 303


def test_a_message_that_has_not_gone_when_a_newer_is_asked_for_never_goes(
    applicant: Person, post: Post
) -> None:
    save_by_email(applicant, "first@example.com")
    save_by_email(applicant, "second@example.com")
    assert [each.splitlines()[0] for each in post.all()] == ["To: second@example.com"]


def test_an_old_link_is_spent_and_sends_a_new_one_where_it_went(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    link = post.link()
    ReturnLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    other = Person()
    page = use(other, link)
    assert page.status_code == 410
    assert "sian@example.com" not in text(page)
    assert other.post(f"{link}/again").headers["Location"] == SENT
    assert post.link() != link
    assert post.newest().startswith("To: sian@example.com")
    assert use(other, post.link()).status_code == 303


def test_spent_superseded_expired_and_made_up_links_answer_the_same(applicant: Person, post: Post) -> None:
    def answer(link: str) -> tuple[int, str]:
        page = use(Person(), link)
        plain = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text(page))
        return page.status_code, plain.replace(link.rsplit("/", 1)[1], "")

    save_by_email(applicant)
    superseded = post.link()
    save_by_email(applicant)
    used = post.link()
    use(Person(), used)
    save_by_email(applicant)
    expired = post.link()
    ReturnLink.objects.filter(used_at=None).update(expires_at=timezone.now() - timedelta(days=1))
    answers = {answer(link) for link in (superseded, used, expired, used[:-22] + "A" * 22)}
    assert len(answers) == 1


def test_a_link_of_one_service_opens_nothing_in_another(applicant: Person, post: Post) -> None:
    from pathlib import Path

    from commonweal.office.catalogue import service as catalogue

    catalogue.add(Path(__file__).resolve().parents[3] / "services" / "council-tax-support")
    save_by_email(applicant)
    elsewhere = post.link().replace("/every-type/", "/council-tax-support/")
    assert use(Person(), elsewhere).status_code == 410
    assert use(Person(), post.link()).status_code == 303


@pytest.mark.parametrize("typed", ["sian@example.com", "SIAN@example.com ", "reference"])
def test_a_new_link_is_asked_for_by_address_or_reference(applicant: Person, post: Post, typed: str) -> None:
    reference, _ = save_by_words(applicant)
    save_by_email(applicant)
    post.all()
    other = Person()
    other.post("return", {"do": "send", "known": reference if typed == "reference" else typed})
    assert other.page.headers["Location"] == SENT
    assert use(other, post.link()).status_code == 303
    assert not LinkAsked.objects.exists()


def test_asking_does_the_same_and_says_the_same_whatever_exists(applicant: Person, post: Post) -> None:
    reference, _ = save_by_words(applicant)
    save_by_email(applicant)
    post.all()

    def ask(typed: str) -> tuple[list[str], int, str, bytes]:
        who = Person()
        with CaptureQueriesContext(connection) as queries:
            page = who.post("return", {"do": "send", "known": typed})
        done = [re.sub(r"'[^']*'|\d+", "?", q["sql"])[:60] for q in queries]
        return done, page.status_code, page.headers["Location"], who.get(page.headers["Location"]).content

    ask(show_reference(new_reference()))
    there = ask(reference)
    for nothing in (show_reference(new_reference()), "nobody@example.com", "07700900111", "nonsense"):
        assert ask(nothing) == there


def test_an_address_that_nobody_gave_gets_nothing(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    before = len(post.all())
    Person().post("return", {"do": "send", "known": "other@example.com"})
    assert len(post.all()) == before


def test_words_are_read_kindly(applicant: Person) -> None:
    applicant.answer("liable")
    reference, said = save_by_words(applicant)
    typed = "  " + said.upper().replace(" ", ", ") + "."
    other = Person()
    come_back_with(other, reference.lower().replace("-", " "), typed)
    assert other.went_to == "apply/full-name"


def test_wrong_words_and_made_up_references_get_the_same_page_after_the_same_work(
    applicant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, _ = save_by_words(applicant)
    slow: list[str] = []
    real = hashers.check_password

    def counted(*given: Any, **named: Any) -> bool:
        slow.append("checked")
        return real(*given, **named)

    monkeypatch.setattr("commonweal.office.returning.secrets_of_return.check_password", counted)

    def attempt(wanted: str) -> tuple[str, int, list[str]]:
        slow.clear()
        who = Person()
        with CaptureQueriesContext(connection) as queries:
            page = come_back_with(who, wanted, "wrong words for this")
        # Limits are counted in the order of their digests, which differs from reference to reference.
        done = sorted(re.sub(r"'[^']*'|\d+", "?", q["sql"])[:50] for q in queries)
        plain = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text(page)).replace(wanted, "")
        return plain, len(slow), done

    made_up = show_reference(new_reference())
    attempt(show_reference(new_reference()))
    assert attempt(reference) == attempt(made_up)
    assert slow == ["checked"]


def test_guessing_words_is_stopped_and_waiting_helps(applicant: Person) -> None:
    reference, said = save_by_words(applicant)
    thief = Person()
    for _ in range(5):
        assert come_back_with(thief, reference, "apple apple apple apple").status_code == 200
    assert come_back_with(thief, reference, said).status_code == 429
    assert come_back_with(thief, reference, said).headers["Retry-After"]
    Tally.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert come_back_with(thief, reference, said).status_code == 303


def test_a_made_up_reference_is_limited_just_so(applicant: Person) -> None:
    made_up = show_reference(new_reference())
    statuses = [come_back_with(Person(), made_up, "a b c d").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_trying_many_references_from_one_place_is_stopped(applicant: Person) -> None:
    statuses = [
        come_back_with(Person(), show_reference(new_reference()), "a b c d").status_code for _ in range(31)
    ]
    assert statuses[:30] == [200] * 30
    assert statuses[30] == 429


def test_the_people_of_one_library_who_come_back_do_not_use_up_each_others_tries(applicant: Person) -> None:
    reference, words = save_by_words(applicant)
    statuses = [come_back_with(Person(), reference, words).status_code for _ in range(40)]
    assert statuses == [303] * 40


def test_one_person_is_not_flooded_with_links(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    before = len(post.all())
    for _ in range(6):
        Person().post("return", {"do": "send", "known": "sian@example.com"})
        post.all()
    assert len(post.all()) - before <= 3


def test_asking_from_one_place_without_end_is_stopped(
    applicant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.office.returning.limits.FROM_ONE_NETWORK", 30)
    statuses = [
        Person().post("return", {"do": "send", "known": f"{n}@example.com"}).status_code for n in range(31)
    ]
    assert statuses == [303] * 30 + [429]


def test_saving_without_end_is_stopped(applicant: Person) -> None:
    for _ in range(5):
        save_by_email(applicant)
    assert applicant.post("save/email", {"address": "sian@example.com"}).status_code == 429
    assert applicant.post("save", {"how": "words"}).status_code == 200


def test_the_reference_alone_opens_nothing(applicant: Person) -> None:
    reference, _ = save_by_words(applicant)
    assert errors(come_back_with(Person(), reference, ""))
    assert Person().get(f"confirmation/{reference}").status_code == 404


def test_words_of_one_application_do_not_open_another(applicant: Person) -> None:
    reference, _ = save_by_words(applicant)
    second = Person()
    second.start()
    _, other = save_by_words(second)
    assert errors(come_back_with(Person(), reference, other))


def test_an_application_without_words_is_not_opened_by_any(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    found = re.search(r"reference is (\S+)\.", post.newest())
    assert found
    for guess in ("x", "a b c d", "0"):
        assert errors(come_back_with(Person(), found[1], guess))


@pytest.mark.parametrize("nasty", ["\0", "x" * 5000, "' OR 1=1 --", "‮", "%00", "<b>"])
def test_anything_may_be_typed(applicant: Person, nasty: str) -> None:
    assert come_back_with(Person(), nasty, nasty).status_code == 200
    assert Person().post("return", {"do": "send", "known": nasty}).status_code in {200, 303}
    assert Person().post("return/" + "x" * 300).status_code == 410


def test_nothing_is_kept_by_a_browser_or_between(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    for place in ("save", "save/email", "save/done", "return", "return/asked", post.link()):
        assert applicant.get(place).headers["Cache-Control"] == "no-store"


def test_a_forgotten_draft_s_link_says_what_became_of_it(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    link = post.link()
    Application.objects.update(changed_at=timezone.now() - timedelta(days=60))
    ReturnLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    other = Person()
    use(other, link)
    assert other.get(other.page.headers["Location"]).status_code == 410


def test_after_sending_the_same_reference_and_words_lead_to_the_status(applicant: Person) -> None:
    applicant.answer_until()
    reference, said = save_by_words(applicant)
    applicant.send()
    assert Case.objects.get().shown_reference == reference
    other = Person()
    come_back_with(other, reference, said)
    assert other.went_to == "status"
    assert reference in words(other.get("status"))


def test_saving_after_sending_gives_a_way_back_to_the_status(applicant: Person, post: Post) -> None:
    applicant.answer_until()
    applicant.send()
    save_by_email(applicant)
    assert Case.objects.get().shown_reference in post.newest()
    other = Person()
    use(other, post.link())
    assert other.went_to == "status"


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_open_a_link_once(applicant: Person, post: Post) -> None:
    from concurrent.futures import ThreadPoolExecutor

    save_by_email(applicant)
    link = post.link()

    def press(_: int) -> int:
        try:
            return int(Person().post(link).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(press, range(6))) == [303] + [410] * 5
