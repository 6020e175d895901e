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
