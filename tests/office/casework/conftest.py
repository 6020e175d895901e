from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from commonweal.office.accounts.models import User
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Case
from tests.office.applications import REFERRED, REFUSED, apply, staff


@pytest.fixture(autouse=True)
def _everything_is_in_order_at_the_end(db: None) -> Iterator[None]:
    yield
    report = audit()
    assert report.sound, [report.broken, *report.findings]


@pytest.fixture
def morgan() -> User:
    user = staff("caseworker", "morgan")
    User.objects.filter(pk=user.pk).update(first_name="Morgan", last_name="Ellis")
    return User.objects.get(pk=user.pk)


@pytest.fixture
def desk(client: Client, morgan: User) -> Client:
    """Morgan, a caseworker, signed in."""
    client.force_login(morgan)
    return client


@pytest.fixture
def referred() -> Case:
    """A case that the policy awards and that needs a person."""
    return apply(REFERRED)


@pytest.fixture
def refused() -> Case:
    """A case that the policy refuses, so that it needs a person."""
    return apply(REFUSED)


@pytest.fixture
def at() -> Any:
    """The address of a page of a case."""

    def address(case: Case, part: str = "") -> str:
        return f"/staff/cases/{case.reference}/{part}"

    return address


def fresh(case: Case) -> Case:
    """The case as it stands now."""
    return Case.objects.get(pk=case.pk)


def colleague(role: str = "caseworker", username: str = "jo") -> tuple[User, Client]:
    """Another member of staff, signed in on their own machine."""
    user = staff(role, username)
    other = Client()
    other.force_login(user)
    return user, other
