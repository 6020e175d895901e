"""A service with one question of each type, and a person who applies for it."""

from pathlib import Path

import pytest

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from tests.office.applying.person import Person

FOLDER = Path(__file__).with_name("every-type")


@pytest.fixture
def offered(db: None) -> ServiceVersion:
    """The service, in the catalogue."""
    return catalogue.add(FOLDER)


@pytest.fixture
def person(offered: ServiceVersion) -> Person:
    """Somebody with a browser of their own, who has not started."""
    return Person()


@pytest.fixture
def applicant(person: Person) -> Person:
    """Somebody who has started."""
    person.start()
    return person
