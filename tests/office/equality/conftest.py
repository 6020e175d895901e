"""The service with one question of each type, and the equality questions after it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from tests.office.applying.conftest import FOLDER
from tests.office.applying.person import Person


@pytest.fixture
def offered(db: None, tmp_path: Path) -> ServiceVersion:
    place = tmp_path / "every-type"
    shutil.copytree(FOLDER, place)
    written = place / "service.yaml"
    written.write_text(written.read_text() + "equality questions: [sex, age, religion]\n")
    return catalogue.add(place)


@pytest.fixture
def sent(offered: ServiceVersion) -> Person:
    """Somebody who has sent an application, and stands before the questions."""
    person = Person()
    person.start()
    person.answer_until()
    person.send()
    return person
