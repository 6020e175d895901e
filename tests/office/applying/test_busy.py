"""A database that is busy: what was entered is shown again, and nobody waits half a minute for it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from commonweal.office.applying.models import Application
from commonweal.office.records.models import Event
from tests.office.applying.person import Person, words

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite has one writer at a time"),
]


@pytest.fixture(autouse=True)
def impatient(offered: object) -> Iterator[None]:
    """The busy timeout, made short: what is tested is what happens when it has run out."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 4000")


@contextmanager
def held_by_another() -> Iterator[None]:
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.close()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("Your answer has not been saved yet", "The answers you gave before are kept")),
        ("cy", ("Nid yw eich ateb wedi’i gadw eto", "wedi’u cadw")),
    ],
)
def test_an_answer_that_cannot_be_saved_is_shown_again(
    applicant: Person, language: str, sentences: tuple[str, ...]
) -> None:
    applicant.answer("liable")
    kept, events = Application.objects.get().answers, Event.objects.count()
    with held_by_another():
        page = applicant.answer("full-name", {"full-name": "Siân Busy"}, language)
    assert page.status_code == 503
    assert int(page.headers["Retry-After"]) > 0
    assert page.headers["Cache-Control"] == "no-store"
    assert 'value="Siân Busy"' in page.content.decode()
    for sentence in sentences:
        assert sentence in words(page)
    assert Application.objects.get().answers == kept
    assert Event.objects.count() == events
    assert applicant.answer("full-name", {"full-name": "Siân Busy"}, language).status_code == 303
    assert Application.objects.get().answers["full_name"] == "Siân Busy"


@pytest.mark.parametrize(("language", "title"), [("en", "we are busy"), ("cy", "rydym yn brysur")])
def test_anything_else_that_cannot_be_written_says_that_we_are_busy(
    offered: object, language: str, title: str, caplog: pytest.LogCaptureFixture
) -> None:
    person = Person()
    person.client.raise_request_exception = False
    with held_by_another():
        page = person.start(language)
    assert page.status_code == 503
    assert int(page.headers["Retry-After"]) > 0
    assert title in words(page)
    assert not Application.objects.exists()


def test_a_busy_database_is_a_line_in_the_log_and_no_traceback() -> None:
    from commonweal.office.records.private_log import PrivateFormatter, PrivateLog

    error: Any = None
    with held_by_another():
        try:
            Application.objects.all().delete()
        except Exception as caught:
            error = caught
    record = logging.LogRecord("django.request", logging.ERROR, "x", 1, "Failed: %s", ("/a",), None)
    record.exc_info = (type(error), error, error.__traceback__)
    assert PrivateLog().filter(record)
    assert record.levelno == logging.WARNING
    assert PrivateFormatter("{levelname} {message}", style="{").format(record) == (
        "WARNING Failed: /a (OperationalError)"
    )
