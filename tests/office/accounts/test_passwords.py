"""Which passwords are taken, how they are kept, and who is told that one was changed."""

from __future__ import annotations

import importlib

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from commonweal.office.accounts.models import User
from tests.office.applications import staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password2026!!",
        "qwertyuiop[]",
        "1q2w3e4r5t6y",
        "letmeinletmein",
        "iloveyou12345",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "monkeydragon12",
        "morganellis1985",
        "Ellis.Morgan12",
        "council2026!",
        "liverpoolfc1892",
        "password" * 20,
    ],
)
def test_breached_passwords_and_what_people_make_of_them_are_refused(password):
    morgan = User(username="morgan", first_name="Morgan", last_name="Ellis")
    with pytest.raises(ValidationError):
        validate_password(password, morgan)


@pytest.mark.parametrize(
    "password",
    [
        "correct-horse-battery",
        "ceffyl batri styffwl cywir",
        "kettle violin Thursday marmalade",
        "gX7#pQ2vL9!d",
        "пианино облако четверг",
        "x" * 3 + "kettle violin Thursday marmalade" * 100,
    ],
)
def test_long_ones_of_unrelated_words_and_random_ones_are_taken_in_any_script(password):
    validate_password(password, User(username="morgan"))


def test_every_password_in_django_s_list_of_breached_ones_that_is_long_enough_is_refused():
    from django.contrib.auth.password_validation import CommonPasswordValidator

    listed = [each for each in CommonPasswordValidator().passwords if len(each) >= 12]
    assert len(listed) > 100
    taken = []
    for password in listed:
        try:
            validate_password(password, User(username="morgan"))
        except ValidationError:
            continue
        taken.append(password)
    assert not taken


@pytest.fixture
def as_in_life(settings):
    """The hashers that a site has; the tests have a quick one."""
    ours = importlib.import_module("commonweal.office.settings")
    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS


def test_a_password_is_kept_as_scrypt_of_owasp_s_strength_with_a_salt_of_its_own(as_in_life):
    """OWASP's Password Storage Cheat Sheet: N=2^14, r=8, p=5, or stronger."""
    user = staff("caseworker", "morgan")
    user.set_password("correct-horse-battery")
    algorithm, cost, salt, blocks, parallel, _ = user.password.replace("$$", "$").split("$")[:6]
    assert algorithm == "scrypt"
    assert int(cost) >= 2**14
    assert int(blocks) >= 8
    assert int(cost) * int(blocks) * int(parallel) >= 2**14 * 8 * 5
    assert len(salt) >= 16
    assert make_password("correct-horse-battery") != user.password
    assert user.check_password("correct-horse-battery")
    assert "correct-horse" not in user.password


def test_an_older_hash_is_made_anew_at_the_next_sign_in(as_in_life, client):
    user = staff("caseworker", "morgan")
    user.password = make_password("correct-horse-battery", hasher="pbkdf2_sha256")
    user.save()
    client.post("/staff/sign-in/", {"username": "morgan", "password": "correct-horse-battery"})
    user.refresh_from_db()
    assert identify_hasher(user.password).algorithm == "scrypt"
    assert check_password("correct-horse-battery", user.password)


def test_a_change_of_a_sign_in_is_told_to_its_person_where_they_can_be_reached(client, settings):
    from commonweal.office.accounts.actions import people
    from commonweal.office.messages.models import Message
    from commonweal.office.process.worker import round_of_work
    from commonweal.office.records.actor import Actor
    from commonweal.office.records.models import Event

    admin = Actor.staff(staff("administrator", "chris"))
    morgan = staff("caseworker", "morgan")
    people.change_address(admin, morgan, "morgan@example.gov.uk")
    people.give_one_time_password(admin, morgan)
    people.change_address(admin, morgan, "other@example.gov.uk")
    sent = list(Message.objects.order_by("pk").values_list("template", "kind", "to"))
    assert sent == [
        ("account-changed", "email", "morgan@example.gov.uk"),
        ("account-changed", "email", "morgan@example.gov.uk"),
        ("account-changed", "email", "morgan@example.gov.uk"),
        ("account-changed", "email", "other@example.gov.uk"),
    ], "the address before is told that it is one no more"
    round_of_work()
    written = "".join(path.read_text() for path in (settings.OUTBOX / "messages").glob("*.txt"))
    assert "An administrator made you a password for one sign-in." in written
    assert "If it was not you, tell an administrator now" in written
    assert "example.gov.uk" not in str(list(Event.objects.values()))


def test_somebody_of_whom_no_address_is_known_sees_on_their_own_page_what_was_changed(client):
    from commonweal.office.accounts.actions import people
    from commonweal.office.messages.models import Message
    from commonweal.office.records.actor import Actor

    morgan = staff("caseworker", "morgan")
    people.give_one_time_password(Actor.staff(staff("administrator", "chris")), morgan)
    client.force_login(User.objects.get(pk=morgan.pk))
    page = client.get("/staff/you/").content.decode()
    assert "An administrator made you a password for one sign-in. By somebody else." in page
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "typed", ["nobody", "a@b\r\nBcc: x@example.com", "x" * 300 + "@example.com", "\0@example.com"]
)
def test_what_is_no_email_address_is_not_kept(client, typed):
    morgan = staff("caseworker", "morgan")
    client.force_login(staff("administrator", "chris"))
    response = client.post(f"/staff/people/{morgan.pk}/address/", {"email": typed})
    assert response.status_code == 422
    morgan.refresh_from_db()
    assert morgan.email == ""


def test_the_fields_say_to_password_managers_what_they_are(client):
    page = client.get("/staff/sign-in/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    client.force_login(staff("caseworker", "morgan"))
    page = client.get("/staff/you/password/").content.decode()
    assert page.count('autocomplete="new-password"') == 2
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
