"""Two organisations with an adviser each, and people to help."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from commonweal.office.accounts.models import User
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.helping.models import Membership, Organisation
from commonweal.office.pages.words import say
from tests.office.applications import council_tax_support, staff
from tests.office.applying.person import Person, text

SERVICE = "council-tax-support"


class Adviser:
    """Somebody of an organisation at a keyboard of their own, who sees pages and nothing else."""

    def __init__(self, username: str, organisation: Organisation, *, first: str, last: str) -> None:
        self.user: User = staff("adviser", username)
        self.user.first_name, self.user.last_name = first, last
        self.user.save()
        Membership.objects.create(user=self.user, organisation=organisation)
        self.client = Client(HTTP_HOST="localhost")
        self.client.force_login(self.user)
        self.page: Any = None

    def get(self, address: str) -> Any:
        self.page = self.client.get(address)
        return self.page

    def post(self, address: str, fields: dict[str, Any] | None = None) -> Any:
        self.page = self.client.post(address, fields or {})
        return self.page

    def begin(self, *, language: str = "en", channel: str = "phone") -> str:
        """Begin with somebody who agrees; gives the address of what is about them."""
        asked = self.post(
            "/staff/helping/new/", {"service": SERVICE, "language": language, "channel": channel}
        )
        assert asked.status_code == 302, text(asked)
        begun = self.post(asked.headers["Location"], {"agreed": "yes"})
        assert begun.status_code == 302, text(begun)
        found = re.match(r"(/staff/helping/[^/]+/)part/1/$", begun.headers["Location"])
        assert found
        return found[1]

    def new_person(self) -> Any:
        return self.post("/staff/helping/new-person/")

    def key(self, address: str, fields: dict[str, Any]) -> Any:
        """Open a part, type into it and save it."""
        page = text(self.get(address))
        sent: dict[str, Any] = {
            "seen": re.findall(r'name="seen" value="([^"]+)"', page),
            "on-page": re.findall(r'name="on-page" value="([^"]+)"', page),
        }
        return self.post(address, sent | fields)


@pytest.fixture
def offered(db: None) -> ServiceVersion:
    return council_tax_support()


@pytest.fixture
def library(db: None) -> Organisation:
    return Organisation.objects.create(name="Sale Library")


@pytest.fixture
def charity(db: None) -> Organisation:
    return Organisation.objects.create(name="Advice Trafford")


@pytest.fixture
def asha(offered: ServiceVersion, library: Organisation) -> Adviser:
    return Adviser("asha", library, first="Asha", last="Patel")


@pytest.fixture
def bryn(offered: ServiceVersion, charity: Organisation) -> Adviser:
    """Of another organisation."""
    return Adviser("bryn", charity, first="Bryn", last="Rees")


def asked_for_consent(language: str) -> str:
    return say(language, "helping_consent_ask")


def answer_alone(person: Person, address: str, fields: dict[str, Any]) -> Any:
    """The person answers a question on their own device."""
    place = f"/{SERVICE}/apply/{address}"
    seen = re.search(r'name="seen" value="(\w+)"', text(person.get(place)))
    return person.post(place, fields | ({"seen": seen[1]} if seen else {}))
