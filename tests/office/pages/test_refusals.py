"""What no page takes: said to whoever sent it, and not held to be an error of ours."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from commonweal.office.records.private_log import PrivateFormatter, PrivateLog

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/", "/staff/sign-in/", "/no-such-service/apply/savings"])
def test_a_method_that_no_page_takes_is_refused_as_that_without_a_token(method: str, address: str) -> None:
    page = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert page.status_code == 405
    assert "POST" in page.headers["Allow"]
    assert "cannot be used like that" in page.content.decode()


def test_a_form_without_a_token_is_still_untrusted() -> None:
    assert Client(enforce_csrf_checks=True).post("/staff/sign-in/", {}).status_code == 403


def test_too_large_a_body_is_a_warning_in_a_line_without_traceback() -> None:
    heard: list[str] = []

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(self.format(record))

    handler = Heard()
    handler.addFilter(PrivateLog())
    handler.setFormatter(PrivateFormatter("{levelname} {name} {message}", style="{"))
    loggers = [logging.getLogger(name) for name in ("django.security.RequestDataTooBig", "django.request")]
    for each in loggers:
        each.addHandler(handler)
    try:
        page = Client(enforce_csrf_checks=True).post(
            "/staff/sign-in/", b"a=" + b"x" * 2_000_000, content_type="application/x-www-form-urlencoded"
        )
    finally:
        for each in loggers:
            each.removeHandler(handler)
    assert page.status_code == 413
    assert "more than we can take" in page.content.decode()
    assert heard
    assert not any("ERROR" in each or "\n" in each for each in heard), heard
