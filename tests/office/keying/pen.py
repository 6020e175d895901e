"""Somebody who fills in a printed form with a pen, and somebody who keys it from the sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.test import Client

from commonweal.service.journey import Journey
from commonweal.service.paper.form import PaperForm, PaperQuestion

Written = dict[str, dict[str, Any]]
"""Question's number (with the thing's number in a list: "16a/2") to what stands in its spaces, by part."""


def fill(form: PaperForm, journey: Journey, answers: Mapping[str, Any]) -> Written:
    """Write the answers where the form asks for them: by number, as text and ticks."""
    written: Written = {}
    for question in form.questions():
        name, _, rest = question.address.partition("/")
        asked = journey.by_name[name]
        held = answers.get(asked.key)
        if rest:
            place = rest.partition("/")[0]
            items = held if isinstance(held, list) else []
            if int(place) <= len(items):
                own = question.question
                assert own is not None
                if own.key in items[int(place) - 1]:
                    raw = own.type.raw(items[int(place) - 1][own.key], journey.language)
                    written[f"{question.number}/{place}"] = raw
        elif question.question is None:
            if held is not None:
                written[question.number] = {"value": "yes" if held else "no"}
        elif asked.key in answers:
            written[question.number] = question.question.type.raw(held, journey.language)
    return written


class Keyer:
    """A member of staff at the keyboard, who sees pages and the form and nothing else."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.seen: list[str] = []

    def start(self, **fields: str) -> str:
        response = self.client.post("/staff/keying/", fields)
        assert response.status_code == 302, _errors(response.content.decode())
        return str(response.headers["Location"])

    def key(self, address: str, written: Written) -> str:
        """Key page after page until the check page; gives its address."""
        for _ in range(40):
            if address.endswith("/check/"):
                return address
            page = self.client.get(address).content.decode()
            for _ in range(6):
                sent = self._type(page, written)
                response = self.client.post(address, sent)
                if response.status_code == 302:
                    break
                page = response.content.decode()
                assert not _errors(page), _errors(page)
            else:
                raise AssertionError(f"{address} never ends")
            address = str(response.headers["Location"])
        raise AssertionError("the form never ends")

    def _type(self, page: str, written: Written) -> dict[str, Any]:
        """Type what is written beside each number that the page shows."""
        addresses = re.findall(r'name="on-page" value="([^"]+)"', page)
        sent: dict[str, Any] = {"on-page": addresses}
        for address in addresses:
            prefix = address.replace("/", "-")
            numbers = re.findall(rf'id="{re.escape(prefix)}(?:-line1|-day|-amount|-name|-way)?"', page)
            assert numbers, f"{address} has no field"
            number = self.number(page, address)
            self.seen.append(number)
            parts = address.split("/")
            key = f"{number}/{parts[1]}" if len(parts) == 3 else number
            for part, value in written.get(key, {}).items():
                name = prefix if part == "value" else f"{prefix}-{part.replace('_', '-')}"
                sent[name] = value
        return sent

    def number(self, page: str, address: str) -> str:
        """The number that stands before the question at an address."""
        after = page.split(f'name="on-page" value="{address}"', 1)[1]
        found = re.search(r">\s*(\d+[a-z]*)\. ", after)
        assert found, f"{address} has no number"
        return found[1]


def _errors(page: str) -> list[str]:
    summary = page.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    return re.findall(r"<a[^>]*>(.*?)</a>", summary)


def asked_on(form: PaperForm) -> dict[str, PaperQuestion]:
    return {question.number: question for question in form.questions()}
