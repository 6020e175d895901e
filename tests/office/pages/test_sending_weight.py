"""The script that sends forms: on the pages that ask, not on the first view, and light."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.assets import BUILT, asset
from tests.office.pages.test_weight import LATER_PAGE, SERVICE, START, weight

pytestmark = pytest.mark.django_db


def size(name: str) -> int:
    return (BUILT / (asset(name).rsplit("/", 1)[1] + ".br")).stat().st_size


@pytest.mark.parametrize("language", ["", "cy/"])
def test_the_first_page_that_asks_is_light_with_its_script(language: str) -> None:
    catalogue.add(SERVICE)
    client = Client(HTTP_HOST="localhost")
    place = client.post(f"{START}{language}start").headers["Location"]
    assert "sending." in client.get(place).content.decode()
    assert weight(client, place) + size("sending.js") <= LATER_PAGE


@pytest.mark.parametrize("place", ["/", START])
def test_the_first_view_does_not_ask_for_it(place: str) -> None:
    catalogue.add(SERVICE)
    assert "sending." not in Client(HTTP_HOST="localhost").get(place).content.decode()


def test_what_makes_photos_smaller_is_smaller_than_any_photo() -> None:
    assert size("photo.js") <= 1024
