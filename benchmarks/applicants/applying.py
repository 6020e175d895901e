"""Somebody applies: reads each page, thinks, answers what it asks, sends, and remembers what was accepted."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.applicants.browser import Browser, Shown, Trouble
from benchmarks.applicants.household import Household
from benchmarks.applicants.page import Form, Page

SERVICE = "/council-tax-support/"
WRONG_FIRST = 0.04
"""How often a question is first sent wrong: nothing chosen, or nothing typed."""
CHANGES_ONE = 0.15
"""How many change an answer from check-answers."""
LOOKS_AT_PDF = 0.2
"""How many open the PDF of what they sent."""
IN_WELSH = 0.1
MAY_BE_BLANK = frozenset({"council-tax-account", "email", "phone", "how-we-write"})
STOPS = frozenset({"liable", "pension-age"})
ANSWERS_EQUALITY = 0.5


class TimeIsUp(Exception):
    """Whoever is still applying stops where they are."""


@dataclass
class Said:
    """What one application came to: all that the server has said it took."""

    household: Household
    key: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    in_doubt: list[dict[str, Any]] = field(default_factory=list)
    """What the answers may be too: something was sent, and no answer to it came."""
    sending: bool = False
    """It was sent; whether it was accepted is not known until `accepted` says so."""
    to_send: dict[str, Any] = field(default_factory=dict)
    """The answers on the page that it was sent from."""
    accepted: bool = False
    reference: str = ""
    pages: int = 0


class Applicant:
    """One person with a browser. `wait` is called before each press, for as long as they think."""

    def __init__(
        self, browser: Browser, who: Household, chance: random.Random, wait: Callable[[], None]
    ) -> None:
        self.browser = browser
        self.said = Said(who)
        self._chance = chance
        self._wait = wait
        self._keys: dict[str, str] = {}
        self._change = chance.random() < CHANGES_ONE

    def apply(self) -> Said:
        """Go from the service's first page to the confirmation. Raises Trouble where that is not to be had."""
        language = "cy/" if self._chance.random() < IN_WELSH else ""
        page = self._look(self.browser.get(f"{SERVICE}{language}"))
        for address in page.built_files:
            self.browser.get(address)
        begin = next((form for form in page.forms if form.action.endswith("/start")), None)
        if begin is None:
            raise Trouble(f"{page.address}: there is no way to begin")
        self._wait()
        page = self._look(self.browser.post(begin.action, begin.hidden))
        self.said.key = self.browser.cookies["application"].strip('"').split(":")[0]
        while not (place := _place(page.address)).startswith("confirmation/"):
            self._wait()
            page = self._go_on(page, place)
        self.said.reference = place.removeprefix("confirmation/")
        if self._chance.random() < LOOKS_AT_PDF and (link := page.link("/application.pdf")):
            self._wait()
            self.browser.get(link)
        return self.said

    def _go_on(self, page: Page, place: str) -> Page:
        if place.startswith("apply/"):
            return self._answer(page, place.removeprefix("apply/"))
        if place == "check-answers":
            changes = page.links("?change=yes")
            if self._change and changes:
                self._change = False
                address = self._chance.choice(changes)
                self._think_again(_place(address).removeprefix("apply/"))
                return self._look(self.browser.get(address))
            return self._send(page)
        if place == "equality":
            return self._equality(page)
        raise Trouble(f"{page.address}: nobody would expect to be here")

    def _answer(self, page: Page, place: str) -> Page:
        form = page.forms[0]
        list_page = place in self.said.household.lists
        fields = self._list_fields(place) if list_page else self.said.household.typed.get(place)
        if fields is None or not set(form.asks) <= set(fields):
            raise Trouble(f"{page.address}: nobody knows what to answer to {', '.join(form.asks)}")
        may_err = not page.wrong and not list_page and place not in MAY_BE_BLANK
        if may_err and self._chance.random() < WRONG_FIRST:
            again = self._look(self.browser.post(form.action, form.hidden | dict.fromkeys(form.asks, "")))
            if not again.wrong:
                raise Trouble(f"{page.address}: it took nothing for an answer")
            return again
        after = self._after(place, list_page, fields)
        self.said.in_doubt.append(after)
        shown = self.browser.send(form.action, form.hidden | fields)
        if shown.status != 303:
            raise Trouble(f"{page.address}: {shown.status} to an answer that is right")
        self.said.answers = after
        self.said.in_doubt.clear()
        return self._look(self.browser.follow(shown))

    def _list_fields(self, place: str) -> dict[str, str | list[str]]:
        held = self.said.answers.get(_key(place), [])
        more = len(held) < len(self.said.household.lists[place])
        return {place: "yes" if more else "no"}

    def _after(self, place: str, list_page: bool, fields: dict[str, Any]) -> dict[str, Any]:
        """The answers as they should stand after this page."""
        if not list_page:
            return self._with(place, self.said.household.kept[place])
        if fields[place] == "no" and not self.said.answers.get(_key(place)):
            return {**self.said.answers, _key(place): []}
        return self.said.answers

    def _with(self, place: str, value: Any) -> dict[str, Any]:
        parts = place.split("/")
        if len(parts) == 1:
            return {**self.said.answers, _key(place): value}
        name, number, question = _key(parts[0]), int(parts[1]), _key(parts[2])
        items = [dict(each) for each in self.said.answers.get(name, [])]
        items += [{} for _ in range(number - len(items))]
        items[number - 1][question] = value
        return {**self.said.answers, name: items}

    def _think_again(self, place: str) -> None:
        """Another answer than was given before: the opposite, or another amount."""
        who = self.said.household
        if isinstance(who.kept.get(place), bool) and place not in STOPS:
            who.say(place, not who.kept[place], value="no" if who.kept[place] else "yes")
        elif place in {"council-tax-bill", "savings"}:
            who.say(place, "1234.56", value="1,234.56")

    def _send(self, page: Page) -> Page:
        form: Form = page.forms[0]
        # Answers that others have made needless are not on the page, and are not sent.
        shown_here = {_key(_place(each).split("/")[1]) for each in page.links("?change=yes")}
        self.said.sending = True
        self.said.to_send = {key: value for key, value in self.said.answers.items() if key in shown_here}
        shown = self.browser.send(form.action, form.hidden)
        if shown.status != 303:
            raise Trouble(f"{page.address}: {shown.status} to an application that is whole")
        self.said.accepted = True
        return self._look(self.browser.follow(shown))

    def _equality(self, page: Page) -> Page:
        skip, answer = page.forms
        if self._chance.random() < ANSWERS_EQUALITY:
            chosen = {name: self._chance.choice(values) for name, values in answer.asks.items() if values}
            return self._look(self.browser.post(answer.action, answer.hidden | chosen))
        return self._look(self.browser.post(skip.action, skip.hidden | skip.presses))

    def _look(self, shown: Shown) -> Page:
        if shown.status != 200:
            raise Trouble(f"{shown.address}: {shown.status}")
        self.said.pages += 1
        return Page(shown)


def _place(address: str) -> str:
    """A place in the service, in whichever language."""
    return address.removeprefix(SERVICE).removeprefix("cy/").partition("?")[0]


def _key(place: str) -> str:
    return place.replace("-", "_")
