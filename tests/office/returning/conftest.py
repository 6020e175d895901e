"""Somebody who applies and saves, and the messages that reach them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from commonweal.office.process.worker import round_of_work
from tests.office.applying.conftest import applicant, offered, person  # noqa: F401
from tests.office.applying.person import Person, text


class Post:
    """What has reached people: the worker has worked and the outbox is read."""

    def __init__(self, outbox: Path) -> None:
        self.folder = outbox / "messages"

    def all(self) -> list[str]:
        round_of_work()
        return [path.read_text() for path in sorted(self.folder.glob("*.txt"))]

    def newest(self) -> str:
        return self.all()[-1]

    def link(self) -> str:
        """The place in the newest message's link, from the site's root."""
        found = re.search(r"http://localhost(/\S+/return/\S+)", self.newest())
        assert found, self.newest()
        return found[1]


@pytest.fixture
def post(settings: Any) -> Post:
    return Post(Path(settings.OUTBOX))


def save_by_email(who: Person, address: str = "sian@example.com", language: str = "en") -> None:
    who.post("save", {"how": "email"}, language)
    who.post("save/email", {"address": address}, language)
    assert who.page.status_code == 303, text(who.page)


def save_by_words(who: Person, language: str = "en") -> tuple[str, str]:
    """Gives the reference and the words."""
    page = text(who.post("save", {"how": "words"}, language))
    values = re.findall(r'summary-list__value">([^<]+)<', page)
    return values[0], values[1]


def come_back_with(who: Person, reference: str, words: str, language: str = "en") -> Any:
    return who.post("return", {"do": "open", "reference": reference, "words": words}, language)
