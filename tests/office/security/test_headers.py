"""What every response says to the browser, for every address and role."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from tests.office.applications import staff
from tests.office.security.addresses import World, addresses, make_world

pytestmark = pytest.mark.django_db
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# The same for everybody who asks: nothing of anybody's is on them.
SAME_FOR_ALL = re.compile(r"^/(cy/)?(feedback|accessibility|contact|cookies|privacy)?$|^/health$")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize("role", ["", "team leader", "policy officer", "administrator"])
def test_every_answer_has_every_header(world, role):
    client = Client()
    if role:
        client.force_login(staff(role, "the person"))
    wrong = []
    for pattern in dict.fromkeys(addresses()):
        address = world.address(pattern)
        response = client.get(address)
        wrong += [
            f"{address}: {name} is {response.headers.get(name)}"
            for name, value in ALWAYS.items()
            if response.headers.get(name) != value
        ]
        policy = response.headers.get("Content-Security-Policy", "")
        html = response["Content-Type"].startswith("text/html")
        if "unsafe" in policy:
            wrong.append(f"{address}: the content policy is “{policy}”")
        if html and response.content and not strict(policy):
            wrong.append(f"{address}: the content policy is “{policy}”")
        if "camera=()" not in response.headers.get("Permissions-Policy", ""):
            wrong.append(f"{address}: no permissions policy")
        stored = "no-store" not in response.headers.get("Cache-Control", "")
        if stored and not SAME_FOR_ALL.match(address):
            wrong.append(f"{address}: may be kept ({response.status_code})")
    assert not wrong, "\n".join(wrong)


def strict(policy: str) -> bool:
    parts = [part.strip() for part in policy.split(";")]
    return (
        "default-src 'none'" in parts
        and "frame-ancestors 'none'" in parts
        and "base-uri 'none'" in parts
        and "unsafe" not in policy
        and "*" not in policy
    )


@pytest.mark.parametrize("address", ["/no-such-page", "/staff/cases/nothing/", "/cy/no-such", "/%00"])
def test_error_pages_have_them_too(client, address):
    response = client.get(address)
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS


def test_no_page_has_a_script_or_a_style_within_it(world):
    client = Client()
    client.force_login(staff("team leader", "the person"))
    wrong = []
    for pattern in dict.fromkeys(addresses()):
        response = client.get(world.address(pattern))
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = response.content.decode()
        if re.search(r"<script(?![^>]*\bsrc=)|\son\w+\s*=\s*[\"']|javascript:", page, re.I):
            wrong.append(world.address(pattern))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example"])
def test_a_host_that_is_not_ours_is_refused(client, host):
    for address in ("/", "/staff/sign-in/", "/health"):
        response = client.get(address, headers={"host": host})
        assert response.status_code == 400 or address == "/health"
        assert "evil.example" not in response.headers.get("Location", "")


def test_over_https_cookies_are_secure_and_bound_to_the_host_and_http_is_sent_there(settings, client):
    import subprocess
    import sys

    code = (
        "import commonweal.office.settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, "
        "s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.DEBUG, s.STAFF_MFA)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": "/usr/bin", "COMMONWEAL_HTTPS": "on", "SECRET_KEY": "x", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == [
        *("True", "True", "__Host-staff", "__Host-csrf", "True", "31536000"),
        *("True", "True", "Lax", "False", "required"),
    ]


@override_settings(STAFF_MFA="offered")
def test_every_cookie_is_closed_to_scripts_and_to_other_sites(client):
    from commonweal.office.catalogue import service as catalogue
    from tests.office.applications import COUNCIL_TAX_SUPPORT

    catalogue.add(COUNCIL_TAX_SUPPORT)
    user = staff("caseworker", "morgan")
    user.set_password("correct-horse-battery")
    user.save()
    client.get("/staff/sign-in/")
    client.post("/staff/sign-in/", {"username": "morgan", "password": "correct-horse-battery"})
    client.post("/council-tax-support/start")
    assert {"staff", "csrf", "application"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
    assert client.cookies["application"]["path"] == "/council-tax-support/"
