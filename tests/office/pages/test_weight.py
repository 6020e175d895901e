"""How heavy pages are: the first view at most 15 KB compressed, every later page at most 4 KB."""

from pathlib import Path

import pytest
from django.test import Client

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.assets import BUILT, asset
from tests.browser.council_tax_support import ANSWERS

SERVICE = Path(__file__).resolve().parents[3] / "services" / "council-tax-support"
START = "/council-tax-support/"
FIRST_VIEW = 15 * 1024
LATER_PAGE = 4 * 1024

if not (BUILT / "manifest.json").exists():
    pytest.skip("The front-end is not built: run `make frontend/.built`", allow_module_level=True)


def weight(client: Client, address: str) -> int:
    """The bytes of a page's body as they are sent."""
    response = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert response.status_code == 200, f"{address}: {response.status_code}"
    assert response.headers["Content-Encoding"] == "br"
    return len(response.content)


def assets() -> int:
    """The bytes of style and script, as they are sent."""
    return sum(
        (BUILT / (asset(name).rsplit("/", 1)[1] + ".br")).stat().st_size
        for name in ("public.css", "public.js")
    )


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["/", "/cy/", START, f"{START}cy/"])
def test_the_first_view_is_light(place: str) -> None:
    catalogue.add(SERVICE)
    assert weight(Client(HTTP_HOST="localhost"), place) + assets() <= FIRST_VIEW


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "cy/"])
def test_every_later_page_is_light(language: str) -> None:
    catalogue.add(SERVICE)
    client = Client(HTTP_HOST="localhost")
    place = client.post(f"{START}{language}start").headers["Location"]
    told = False
    while "check-answers" not in place:
        assert weight(client, place) <= LATER_PAGE
        here = place.split("/apply/")[1]
        fields = ANSWERS.get(here, {}) if not (here == "children" and told) else {"children": "no"}
        told = told or here == "children/1/born"
        seen = client.get(place).content.decode().partition('name="seen" value="')[2].partition('"')[0]
        place = client.post(place, fields | {"seen": seen}).headers["Location"]
    assert weight(client, place) <= LATER_PAGE
    equality = client.post(place).headers["Location"]
    assert weight(client, equality) <= LATER_PAGE
    confirmation = client.post(equality, {"skip": "yes"}).headers["Location"]
    assert weight(client, confirmation) <= LATER_PAGE
    service = f"{START}{language}"
    client.post(f"{service}save/email", {"address": "sian@example.com"})
    for later in (
        "",
        "paper",
        "help-near-you",
        "status",
        "save",
        "save/email",
        "save/text",
        "save/done",
        "return",
        "return/asked",
        "return/x",
    ):
        assert weight(client, f"{service}{later}") <= LATER_PAGE, later


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "cy/"])
def test_every_page_beside_the_way_is_light(language: str) -> None:
    catalogue.add(SERVICE)
    client = Client(HTTP_HOST="localhost")
    for name in ("accessibility", "contact", "cookies", "privacy", "feedback"):
        assert weight(client, f"/{language}{name}") <= LATER_PAGE, name
    client.post(f"{START}{language}start")
    assert weight(client, f"{START}{language}leave") <= LATER_PAGE
    question = f"{START}{language}apply/liable"
    seen = client.get(question).content.decode().partition('name="seen" value="')[2].partition('"')[0]
    stop = client.post(question, {"liable": "no", "seen": seen}).headers["Location"]
    assert "/apply/stop/" in stop
    assert weight(client, stop) <= LATER_PAGE
