"""A database that is busy while a part is keyed: nothing is saved, and nothing that was typed is lost."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.applying.actions.save import Busy
from commonweal.office.applying.models import Application
from tests.office.applications import council_tax_support, staff
from tests.office.applying.person import text, words
from tests.office.helping.conftest import Adviser, asha, library, offered  # noqa: F401

pytestmark = pytest.mark.django_db
NAME = "Half Typed"


def busy(*_: Any, **__: Any) -> Any:
    raise Busy


def test_what_an_adviser_keyed_with_somebody_stands_on_the_page(
    asha: Adviser,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = asha.begin()
    monkeypatch.setattr("commonweal.office.helping.actions.key.save", busy)
    asha.key(f"{place}part/2/", {"full-name": NAME})
    assert asha.page.status_code == 503
    assert f'value="{NAME}"' in text(asha.page)
    assert "nothing was saved" in words(asha.page)
    assert "full_name" not in Application.objects.get().answers


def test_what_was_keyed_from_paper_stands_on_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    council_tax_support()
    client.force_login(staff("adviser"))
    came = timezone.localdate() - datetime.timedelta(days=1)
    received = {f"received-{part}": str(getattr(came, part)) for part in ("day", "month", "year")}
    begun = client.post("/staff/keying/", {"service": "council-tax-support", "language": "en"} | received)
    place = re.sub(r"/1/$", "/2/", begun.headers["Location"])
    monkeypatch.setattr("commonweal.office.keying.views.save", busy)
    page: Any = client.post(place, {"on-page": ["full-name"], "full-name": NAME})
    assert page.status_code == 503
    assert f'value="{NAME}"' in text(page)
    assert "nothing was saved" in words(page)
