"""Somebody applying: a browser without a screen, and what they would answer."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

SERVICE = "/every-type/"

ANSWERS: dict[str, dict[str, str]] = {
    "liable": {"liable": "yes"},
    "full-name": {"full-name": "Siân Lloyd"},
    "born": {"born-day": "27", "born-month": "3", "born-year": "1985"},
    "home": {"home-line1": "1 High Street", "home-town": "Sale", "home-postcode": "m337zf"},
    "home-postcode": {"home-postcode": "M33 7ZF"},
    "email": {"email": "sian@example.com"},
    "phone": {"phone": ""},
    "ni": {"ni": "qq 12 34 56 c"},
    "bank": {"bank-name": "S Lloyd", "bank-sort-code": "01-02-03", "bank-account": "01234567"},
    "children": {"children": "no"},
    "tenure": {"tenure": "private"},
    "rent": {"rent-amount": "£650", "rent-per": "month"},
    "benefits": {"benefits": "none"},
    "rooms": {"rooms": "3"},
    "hours": {"hours": "37.5"},
    "savings": {"savings": "1,200"},
    "account": {"account": ""},
    "more": {"more": "Thank you.\r\nThat is all."},
    "how-we-write": {"how-we-write-way": "post", "how-we-write-form": "standard"},
}


class Person:
    """One browser: its own cookies, and the page it is looking at."""

    def __init__(self, *, csrf: bool = False) -> None:
        self.client = Client(enforce_csrf_checks=csrf, HTTP_HOST="localhost")
        self.page: Any = None

    def get(self, place: str = "", language: str = "en", **headers: str) -> Any:
        """Look at a place of the service."""
        self.page = self.client.get(self.address(place, language), headers=headers or None)
        return self.page

    def post(
        self, place: str, fields: dict[str, Any] | None = None, language: str = "en", **extra: Any
    ) -> Any:
        """Send a form to a place of the service."""
        self.page = self.client.post(self.address(place, language), fields or {}, **extra)
        return self.page

    def address(self, place: str, language: str = "en") -> str:
        """A place's address; one that begins with / as it is."""
        return place if place.startswith("/") else f"{SERVICE}{'cy/' if language == 'cy' else ''}{place}"

    def start(self, language: str = "en") -> Any:
        """Press "Start now"."""
        return self.post("start", language=language)

    def answer(
        self, address: str, fields: dict[str, Any] | None = None, language: str = "en", query: str = ""
    ) -> Any:
        """Open a question, fill it in and continue."""
        place = f"apply/{address}{query}"
        seen = re.search(r'name="seen" value="(\w+)"', text(self.get(place, language)))
        sent = dict(ANSWERS[address] if fields is None else fields)
        return self.post(place, sent | ({"seen": seen[1]} if seen else {}), language)

    def answer_until(self, last: str = "", language: str = "en") -> Any:
        """Answer everything, or everything before the question named."""
        for address in ANSWERS:
            if address == last:
                return self.get(f"apply/{address}", language)
            response = self.answer(address, language=language)
            assert response.status_code == 303, f"{address}: {errors(response)}"
        return self.get(self.page.headers["Location"])

    def send(self, language: str = "en") -> Any:
        """Send the application."""
        return self.post("check-answers", language=language)

    @property
    def went_to(self) -> str:
        """Where the last form led, without the service's own part."""
        assert self.page.status_code == 303, f"{self.page.status_code}: {errors(self.page)}"
        return str(self.page.headers["Location"]).removeprefix(SERVICE)


def text(response: HttpResponse) -> str:
    """The page's HTML."""
    return response.content.decode()


def words(response: HttpResponse) -> str:
    """What the page says, without its HTML."""
    main = text(response).partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", "<" + main)).split())


def title(response: HttpResponse) -> str:
    """The page's title."""
    found = re.search(r"<title>(.*?)</title>", text(response), re.S)
    assert found
    return html.unescape(found[1])


def errors(response: HttpResponse) -> list[str]:
    """The sentences of the error summary."""
    summary = text(response).partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    return [html.unescape(each) for each in re.findall(r"<a[^>]*>(.*?)</a>", summary)]
