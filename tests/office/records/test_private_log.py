import io
import logging

import pytest
from django.test import Client

from commonweal.office.records.private_log import PrivateFormatter, PrivateLog, describe_error

SAID = "Siân Test-Person, QQ123456C"


@pytest.fixture
def log():
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PrivateFormatter("{levelname} {message}", style="{"))
    handler.addFilter(PrivateLog())
    logger = logging.getLogger("test.private")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)


def test_an_exception_is_logged_by_its_kind_and_place_and_not_in_its_own_words(log):
    logger, written = log
    try:
        try:
            raise ValueError(SAID)
        except ValueError as error:
            raise KeyError(SAID) from error
    except KeyError:
        logger.exception("a page could not be made")
    text = written.getvalue()
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_private_log.py" in text
    assert "Siân" not in text
    assert "QQ" not in text


def test_what_django_attaches_to_a_record_is_dropped():
    record = logging.makeLogRecord({"msg": "x", "request": SAID, "sql": SAID, "params": [SAID]})
    assert PrivateLog().filter(record)
    assert SAID not in str(record.__dict__)


def test_a_ring_of_causes_is_described_once():
    one, other = ValueError("a"), KeyError("b")
    one.__cause__, other.__cause__ = other, one
    assert describe_error(one).count("ValueError") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("csrf", [False, True])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_s_secret_is_not_logged_when_its_page_goes_wrong(method, csrf):
    """A link that was not used yet opens an application, for whoever reads it in a log too."""
    from commonweal.office.catalogue import service as catalogue
    from tests.office.applications import COUNCIL_TAX_SUPPORT

    slug = catalogue.add(COUNCIL_TAX_SUPPORT).slug
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PrivateFormatter("{levelname} {message}", style="{"))
    handler.addFilter(PrivateLog())
    loggers = [logging.getLogger(name) for name in ("django.request", "django.security.csrf")]
    kept = [list(logger.handlers) for logger in loggers]
    for logger in loggers:
        logger.handlers = [handler]
        logger.propagate = False
    try:
        client = Client(enforce_csrf_checks=csrf)
        for address in ("return/{}", "return/{}/again", "evidence/{}", "evidence/{}/done", "no-such/{}"):
            getattr(client, method)(f"/{slug}/{address.format('SecretOfALink0123456789')}")
    finally:
        for logger, before in zip(loggers, kept, strict=True):
            logger.handlers = before
            logger.propagate = True
    said = written.getvalue()
    assert "SecretOfALink" not in said
    assert "no page of ours" in said
    assert "<str:secret>" in said
