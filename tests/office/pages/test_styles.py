"""Rules that no page uses are left out of the style sheets; none that a page does use may be."""

import re
from pathlib import Path

import pytest
from django.test import Client

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.assets import BUILT, asset
from tests.office.applying.conftest import FOLDER
from tests.office.applying.person import ANSWERS, Person

WHOLE = Path(__file__).resolve().parents[3] / (
    "frontend/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css"
)
if not (BUILT / "manifest.json").exists() or not WHOLE.exists():
    pytest.skip("The front-end is not built: run `make frontend/.built`", allow_module_level=True)


def classes_of(css: str) -> set[str]:
    """The class names that a sheet has rules for."""
    return set(re.findall(r"\.((?:govuk|cw)-[\w-]+)", css))


def used(html: str) -> set[str]:
    """The class names that a page uses."""
    return {name for each in re.findall(r'class="([^"]*)"', html) for name in each.split()}


@pytest.mark.django_db
def test_every_class_of_every_page_has_its_rules() -> None:
    catalogue.add(FOLDER)
    whole = classes_of(WHOLE.read_text(encoding="utf-8"))
    built = classes_of((BUILT / asset("public.css").rsplit("/", 1)[1]).read_text(encoding="utf-8"))
    pages = {
        place: Client(HTTP_HOST="localhost").get(place).content.decode()
        for place in ("/", "/cookies", "/feedback")
    }
    person = Person()
    person.start()
    for address in ANSWERS:
        pages[address] = person.get(f"apply/{address}").content.decode()
        pages[f"{address} with errors"] = person.post(f"apply/{address}").content.decode()
        person.answer(address)
    pages["check"] = person.get("check-answers").content.decode()
    pages["confirmation"] = person.get(person.send().headers["Location"]).content.decode()
    missing = {(place, name) for place, html in pages.items() for name in used(html) & whole - built}
    assert missing == set()
    assert "govuk-input--width-10" in built


def test_every_class_of_what_the_public_is_shown_has_its_rules() -> None:
    public = classes_of((BUILT / asset("public.css").rsplit("/", 1)[1]).read_text(encoding="utf-8"))
    staff = classes_of((BUILT / asset("staff.css").rsplit("/", 1)[1]).read_text(encoding="utf-8"))
    office = Path(catalogue.__file__).parents[1]
    shown = [
        path
        for path in office.glob("*/jinja2/**/*.html")
        if '{% extends "pages/layout.html" %}' in path.read_text(encoding="utf-8")
        and path.name != "staff.html"
    ]
    shown += [office / "helping" / "jinja2" / "helping" / name for name in ("helper.html", "together.html")]
    assert len(shown) > 25
    missing = {
        (path.name, name)
        for path in shown
        for name in used(path.read_text(encoding="utf-8"))
        if name in staff - public
    }
    assert missing == set()
    assert {"govuk-file-upload", "cw-break"} <= public
