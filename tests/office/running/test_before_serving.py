"""What is read before the server's processes are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.db import connection
from django.template import engines

from commonweal.office.before_serving import make_ready
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from tests.office.applications import COUNCIL_TAX_SUPPORT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_services_and_templates_are_read_and_no_connection_stays_open():
    catalogue.add(COUNCIL_TAX_SUPPORT)
    catalogue.forget()
    make_ready()
    assert connection.connection is None
    assert [each.slug for each in catalogue._known.versions.values()] == ["council-tax-support"]
    assert len(engines["jinja2"].env.cache) > 100


def test_a_service_that_is_damaged_does_not_keep_the_others_from_being_served():
    damaged = catalogue.add(COUNCIL_TAX_SUPPORT)
    other = catalogue.add(COUNCIL_TAX_SUPPORT.parent / "central-bedfordshire")
    ServiceVersion.objects.filter(pk=damaged.pk).update(files=other.files)
    catalogue.forget()
    make_ready()
    assert [each.slug for each in catalogue._known.versions.values()] == ["central-bedfordshire"]
