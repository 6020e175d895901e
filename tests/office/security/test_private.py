"""What people tell us reaches no log, no event and no other person; what they send cannot hurt."""

from __future__ import annotations

import json
import logging
import re
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.office.pages.models import Feedback
from commonweal.office.records.models import Event
from commonweal.service import read_service
from tests.office.applications import council_tax_support, staff
from tests.office.applying.conftest import applicant, offered, person  # noqa: F401

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
MARKERS = {
    "full-name": {"full-name": "Zephyrine Quillfeather"},
    "born": {"born-day": "13", "born-month": "7", "born-year": "1961"},
    "home": {"home-line1": "77 Marmalade Lane", "home-town": "Sale", "home-postcode": "M33 7ZF"},
    "email": {"email": "zephyrine@quillfeather.example"},
    "bank": {"bank-name": "Z Quillfeather", "bank-sort-code": "01-02-03", "bank-account": "76543210"},
}
TOLD = ["Zephyrine", "Quillfeather", "quillfeather", "Marmalade", "76543210", "1961-07-13"]


def test_nothing_that_somebody_types_reaches_a_log_or_an_event(request, caplog, capfd, monkeypatch):
    caplog.set_level(logging.DEBUG)
    from tests.office.applying.person import ANSWERS

    for address, fields in MARKERS.items():
        monkeypatch.setitem(ANSWERS, address, fields)
    who = request.getfixturevalue("applicant")
    who.answer_until()
    who.get("check-answers")
    who.post("save", {"how": "email"})
    who.post("save/email", {"address": "zephyrine@quillfeather.example"})
    who.send()
    assert who.page.status_code == 303
    who.get(who.page.headers["Location"])
    # And what goes wrong: a broken field, an unknown page, a search for a name.
    who.post("apply/full-name", {"full-name": "Zephyrine\0Quillfeather" * 500})
    who.get("apply/Zephyrine")
    said = "".join(capfd.readouterr())
    # The address of an unknown page is the asker's own text; everything else is ours to keep.
    kept = [line for line in (said + caplog.text).splitlines() if "/apply/Zephyrine" not in line]
    events = json.dumps(list(Event.objects.values("action", "actor", "subject", "why", "facts")))
    assert Event.objects.exists()
    for told in TOLD:
        assert told not in events
        assert not [line for line in kept if told in line]


XXE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="x" namespace="x">&x;</definitions>"""
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b']><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="&a11;" namespace="x"/>'
)


@pytest.mark.parametrize(
    "content",
    [
        XXE,
        LAUGHS,
        b"",
        b"\0" * 1000,
        b"PK\x03\x04" + b"x" * 100,
        b"<html><script>alert(1)</script></html>",
        b"<a>" * 20_000,
        b"\xff\xfe<" * 50,
        b"x" * (4 * 1024 * 1024 + 1),
    ],
    ids=["entity", "laughs", "empty", "zeros", "zip", "page", "deep", "bytes", "large"],
)
def test_a_hostile_policy_file_is_refused_with_a_message(client, content):
    council_tax_support()
    client.force_login(staff("policy officer"))
    response = client.post(
        "/staff/policy/council-tax-support/new/",
        {
            "title": "Next year",
            "version": "policy/2025-04-01.dmn",
            "file": SimpleUploadedFile("../../x\r\nSet-Cookie: y=1.dmn", content),
        },
    )
    page = response.content.decode()
    assert response.status_code in {413, 422}
    assert "root:" not in page
    assert "<script>alert" not in page
    assert "Set-Cookie: y" not in str(response.headers)


def test_a_service_folder_of_aliases_within_aliases_is_read_at_once_or_refused(tmp_path):
    rungs = ['a0: &a0 ["ha","ha"]']
    rungs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (tmp_path / "service.yaml").write_text("\n".join(rungs))
    assert not read_service(tmp_path).ok


def test_json_nested_a_hundred_thousand_deep_is_no_error_of_ours(client):
    council_tax_support()
    deep = "[" * 100_000
    for address in ("/council-tax-support/start", "/feedback", "/staff/sign-in/"):
        response = client.post(address, deep, content_type="application/json")
        assert response.status_code < 500


@pytest.mark.parametrize(
    "next_page",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/staff/../../evil",
        "%2f%2fevil.example",
    ],
)
def test_nobody_is_led_away(client, next_page):
    user = staff("caseworker", "morgan")
    user.set_password("correct-horse-battery")
    user.save()
    response = client.post(
        "/staff/sign-in/", {"username": "morgan", "password": "correct-horse-battery", "next": next_page}
    )
    assert response["Location"].startswith("/staff/")
    assert "evil.example" not in response["Location"]


def test_feedback_cannot_be_poured_in(client, monkeypatch):
    monkeypatch.setattr("commonweal.office.pages.feedback.FROM_ONE_NETWORK", 20)
    given = {"satisfaction": "1", "improve": "x"}
    statuses = [client.post("/feedback", given).status_code for _ in range(40)]
    assert statuses[0] == 303
    assert statuses[-1] == 429
    assert Feedback.objects.count() <= 20
    assert Client(REMOTE_ADDR="192.0.2.9").post("/feedback", given).status_code == 303


KEYS = re.compile(
    r"-----BEGIN (?:RSA |EC |OPENSSH |)PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[abprs]-[A-Za-z0-9-]{20,}|\bsk_live_[A-Za-z0-9]{20,}|\bAIza[0-9A-Za-z_-]{35}\b"
    r"|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"
    r"|(?i:(?:secret_key|password|api_key|token)\s*[:=]\s*[\"'][A-Za-z0-9+/_=-]{32,}[\"'])"
)


def test_no_key_and_no_password_is_in_the_repository():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone of the repository")
    found = []
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if (
            name == "tests/office/security/test_private.py"
            or not path.is_file()
            or path.stat().st_size > 2**21
        ):
            continue
        for number, line in enumerate(path.read_text(errors="ignore").splitlines(), 1):
            if KEYS.search(line):
                found.append(f"{name}:{number}")
    assert not found, found
