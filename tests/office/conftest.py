"""What every test of the office shares: the database, and how it is emptied between tests."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.protection import protect, unprotect

_flush = TransactionTestCase._fixture_teardown


def _empty_with_triggers_off(self: TransactionTestCase) -> None:
    """Events and decisions refuse to be deleted, and tests that commit must be cleared away."""
    unprotect(connection)
    _flush(self)
    protect(connection)
    _restore_roles()


def _restore_roles() -> None:
    roles = import_module("commonweal.office.accounts.migrations.0002_roles")
    with connection.schema_editor() as editor:
        roles.make_roles(apps, editor)
        for module in ("accounts.migrations.0003_policy_duties", "impact.migrations.0002_duties"):
            import_module(f"commonweal.office.{module}").add_duties(apps, editor)


TransactionTestCase._fixture_teardown = _empty_with_triggers_off  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _catalogue_is_read_again() -> Iterator[None]:
    """What a process knows of the database must not outlive the test's rows."""
    yield
    catalogue.forget()


@pytest.fixture(autouse=True)
def _outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox"
