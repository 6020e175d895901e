from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from commonweal.office.catalogue import service as catalogue
from tests.insight.impact.by_hand import SERVICE, make_population
from tests.office.applications import staff


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "data"
    settings.SERVICES = [SERVICE]


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    """A report is made in a thread, which must not outlive its test's database."""
    yield
    for thread in threading.enumerate():
        if thread.name.startswith("impact-"):
            thread.join(60)


@pytest.fixture
def service(db: None) -> Any:
    catalogue.add(SERVICE)
    return catalogue.current("central-bedfordshire")


@pytest.fixture
def population(_data: None) -> Path:
    folder = Path(django_settings.DATA) / "populations" / "by-hand"
    make_population(folder, 300, boundaries=True)
    return folder


@pytest.fixture
def officer(client: Client, db: None) -> Client:
    """A policy officer, signed in."""
    client.force_login(staff("policy officer"))
    return client


def form(**changes: Any) -> dict[str, Any]:
    """The form as most fill it in."""
    return {
        "today": "2025-04-01",
        "options": ["proposed/2026-04-01"],
        "population": "0-by-hand",
        "why": "Consultation on the 2026 scheme",
        **changes,
    }


def finish() -> None:
    """Wait until whatever is being made is made."""
    for thread in threading.enumerate():
        if thread.name.startswith("impact-"):
            thread.join(60)
