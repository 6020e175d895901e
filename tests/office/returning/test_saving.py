"""Saving: on every question's page, and the ways back that it gives."""

from __future__ import annotations

import pytest

from commonweal.office.applying.models import Application
from commonweal.office.records.models import Event
from commonweal.office.returning.models import ReturnLink, SavedPlace
from commonweal.office.returning.secrets_of_return import HOW_MANY, new_words, plain, word_list
from tests.office.applying.person import ANSWERS, Person, errors, text, words
from tests.office.returning.conftest import Post, come_back_with, save_by_email, save_by_words

pytestmark = pytest.mark.django_db


def test_every_question_page_offers_it(applicant: Person) -> None:
    for address in ANSWERS:
        page = text(applicant.get(f"apply/{address}"))
        assert "Save and come back later" in page, address
        assert applicant.answer(address).status_code == 303


def test_it_keeps_what_was_typed_on_the_page(applicant: Person) -> None:
    applicant.answer("liable")
    applicant.answer("full-name", {"full-name": "Siân Lloyd", "then": "later"})
    assert applicant.went_to == "save"
    assert Application.objects.get().answers["full_name"] == "Siân Lloyd"


def test_a_page_left_blank_is_no_error_when_saving(applicant: Person) -> None:
    applicant.answer("liable", {"then": "later"})
    assert applicant.went_to == "save"


def test_what_cannot_be_kept_is_said_and_not_lost(applicant: Person) -> None:
    applicant.answer("liable")
    page = applicant.answer("full-name")
    applicant.answer("born", {"born-day": "31", "born-month": "2", "born-year": "1985", "then": "later"})
    assert errors(applicant.page)
    page = text(applicant.page)
    assert 'value="31"' in page
    assert "Come back later without this answer" in page


def test_an_address_given_before_is_not_asked_for_again(applicant: Person) -> None:
    applicant.answer_until("phone")
    assert 'value="sian@example.com"' in text(applicant.get("save/email"))


@pytest.mark.parametrize(("kind", "bad"), [("email", "sian@"), ("text", "12"), ("email", ""), ("text", "")])
def test_a_wrong_address_is_asked_for_again(applicant: Person, kind: str, bad: str) -> None:
    applicant.post(f"save/{kind}", {"address": bad})
    assert errors(applicant.page)
    assert not SavedPlace.objects.exists()


def test_choosing_no_way_is_said(applicant: Person) -> None:
    assert errors(applicant.post("save")) == ["Select how you want to come back"]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_email_says_what_it_is_and_how_long_it_works(
    applicant: Person, post: Post, language: str
) -> None:
    save_by_email(applicant, language=language)
    message = post.newest()
    assert message.startswith("To: sian@example.com\nSubject: ")
    assert SavedPlace.objects.get().shown_reference in message
    assert ("/cy/return/" in message) == (language == "cy")
    assert ("Parhau" in message) == (language == "cy")


def test_a_text_is_sent_to_a_phone(applicant: Person, post: Post) -> None:
    applicant.post("save/text", {"address": "07700 900 982"})
    assert post.newest().startswith("To: 07700900982\n")
    assert "Subject" not in post.newest()


def test_no_event_holds_the_address_the_link_or_the_words(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    reference, said = save_by_words(applicant)
    secret = post.link().rsplit("/", 1)[1]
    told = " ".join(f"{e.action} {e.subject} {e.why} {e.facts}" for e in Event.objects.all())
    for private in ("sian", "example.com", secret, said, reference, reference.replace("-", "")):
        assert private not in told


def test_only_hashes_of_secrets_are_kept(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    _, said = save_by_words(applicant)
    secret = post.link().rsplit("/", 1)[1]
    kept = str(list(SavedPlace.objects.values())) + str(list(ReturnLink.objects.values()))
    assert secret not in kept
    assert said not in kept


def test_closing_takes_it_from_the_device_and_deletes_nothing(applicant: Person) -> None:
    applicant.answer("liable")
    reference, said = save_by_words(applicant)
    applicant.post("save/close")
    assert applicant.get("apply/full-name").status_code == 404
    come_back_with(applicant, reference, said)
    assert applicant.went_to == "apply/full-name"


def test_deleting_the_draft_deletes_the_way_back_and_the_message_that_waits(applicant: Person) -> None:
    from commonweal.office.messages.models import Message

    save_by_email(applicant)
    assert Message.objects.filter(state="waiting").exists()
    applicant.post("leave")
    assert not SavedPlace.objects.exists()
    assert not ReturnLink.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_words_are_plain_and_from_the_person_s_own_language(language: str) -> None:
    listed = word_list(language)
    assert len(set(listed)) == 256
    assert all(word == plain(word) and 2 < len(word) < 11 for word in listed)
    drawn = new_words(language)
    assert len(set(drawn)) == HOW_MANY
    assert set(drawn) <= set(listed)


def test_the_two_lists_are_not_the_same_words() -> None:
    assert len(set(word_list("en")) & set(word_list("cy"))) < 12


def test_new_words_replace_the_old(applicant: Person) -> None:
    reference, old = save_by_words(applicant)
    same, new = save_by_words(applicant)
    assert same == reference
    other = Person()
    assert errors(come_back_with(other, reference, old))
    assert come_back_with(other, reference, new).status_code == 303


def test_the_saved_page_says_until_when(applicant: Person) -> None:
    save_by_email(applicant)
    said = words(applicant.get("save/done"))
    assert "sian@example.com" in said
    assert "Answers kept until" in said


def test_the_next_person_at_a_shared_computer_deletes_nothing_that_was_saved(applicant: Person) -> None:
    applicant.answer("liable")
    reference, said = save_by_words(applicant)
    assert "this one waits" in words(applicant.get())
    applicant.start()
    assert applicant.went_to == "apply/liable"
    come_back_with(applicant, reference, said)
    assert applicant.went_to == "apply/full-name"
    assert Application.objects.count() == 2


def test_what_nobody_saved_is_deleted_when_somebody_starts_again(applicant: Person) -> None:
    applicant.answer("liable")
    applicant.start()
    assert Application.objects.count() == 1
