"""A session in which nothing is asked for ends, and nobody loses what they typed by it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.test import Client

from commonweal.office.accounts import idle
from commonweal.office.records.models import Event
from tests.office.applications import REFERRED, apply, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """The time that sessions go by, which a test moves on."""
    now = [1_800_000_000]
    monkeypatch.setattr(idle.time, "time", lambda: now[0])

    def on(minutes):
        now[0] += minutes * 60

    return on


@pytest.fixture
def desk():
    client = Client()
    client.force_login(staff("caseworker", "morgan"))
    return client


def test_thirty_minutes_without_a_request_end_a_session_for_everybody_who_has_its_cookie(desk, clock):
    assert desk.get("/staff/").status_code == 200
    thief = Client()
    thief.cookies["staff"] = desk.cookies["staff"].value
    clock(31)
    assert thief.get("/staff/").url.startswith("/staff/sign-in/")
    assert desk.get("/staff/").url.startswith("/staff/sign-in/")
    event = Event.objects.get(action="end idle session")
    assert event.actor.startswith("staff:")


def test_working_keeps_it_for_as_long_as_one_works(desk, clock):
    for _ in range(10):
        assert desk.get("/staff/").status_code == 200
        clock(25)
    assert desk.get("/staff/").status_code == 200


def test_saying_that_one_is_still_there_keeps_it(desk, clock):
    desk.get("/staff/")
    clock(29)
    assert desk.post("/staff/still-here/").status_code == 204
    clock(29)
    assert desk.get("/staff/").status_code == 200
    clock(31)
    assert desk.post("/staff/still-here/").status_code in {302, 403}


def test_what_was_typed_when_it_ended_comes_back(desk, clock, settings):
    case = apply(REFERRED)
    user = staff("caseworker", "jo")
    user.set_password("correct-horse-battery")
    user.save()
    client = Client()
    client.post("/staff/sign-in/", {"username": "jo", "password": "correct-horse-battery"})
    page = client.get(f"/staff/cases/{case.reference}/")
    import re

    typed_by = re.search(r'name="typed_by" value="([^"]+)"', page.content.decode())[1]
    clock(31)
    answer = client.post(
        f"/staff/cases/{case.reference}/notes/", {"note": "off sick", "typed_by": typed_by, "revision": "1"}
    )
    assert answer.status_code == 403
    held = re.search(r'name="unsent" value="([^"]+)"', answer.content.decode())[1]
    assert not case.notes.exists()
    form = {"username": "jo", "password": "correct-horse-battery", "unsent": held}
    assert client.post("/staff/sign-in/", form, follow=True).content.decode().count("off sick") == 1


def test_an_applicant_s_browser_has_no_session_and_is_never_ended(clock):
    client = Client()
    assert client.get("/feedback").status_code == 200
    clock(300)
    assert client.get("/feedback").status_code == 200
    assert "staff" not in client.cookies


@pytest.mark.parametrize(("minutes", "seconds"), [("", 1800), ("60", 3600), ("1", 600), ("9999", 14400)])
def test_a_council_says_how_long_within_bounds(minutes, seconds):
    said = subprocess.run(
        [sys.executable, "-c", "import commonweal.office.settings as s; print(s.STAFF_IDLE)"],
        env={"PATH": "/usr/bin", "COMMONWEAL_STAFF_IDLE": minutes, "SECRET_KEY": "x", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(said.stdout) == seconds
