"""A page as somebody reads it: its heading, its forms with what they ask, its errors and its built files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from lxml import html

from benchmarks.applicants.browser import Shown


@dataclass(frozen=True)
class Form:
    """A form that is sent by POST."""

    action: str
    hidden: dict[str, str]
    asks: dict[str, list[str]] = field(default_factory=dict)
    """The values offered for each field; none where it is typed."""
    presses: dict[str, str] = field(default_factory=dict)
    """The buttons that say something themselves."""


class Page:
    """What came, read once."""

    def __init__(self, shown: Shown) -> None:
        self.address = shown.address
        self.status = shown.status
        self._root = html.fromstring(shown.body.decode())

    @cached_property
    def title(self) -> str:
        """The words of its title."""
        return (self._root.findtext(".//title") or "").strip()

    @property
    def wrong(self) -> bool:
        """Whether the page says that something entered is wrong."""
        return bool(self._root.find_class("govuk-error-summary"))

    @cached_property
    def forms(self) -> list[Form]:
        """Its forms, in order."""
        return [_form(each, self.address) for each in self._root.iter("form") if each.method == "POST"]

    @property
    def built_files(self) -> list[str]:
        """The style sheet, script and icon that it wants."""
        found = [each.get("href", "") for each in self._root.iter("link") if each.get("rel") != "canonical"]
        found += [each.get("src", "") for each in self._root.iter("script")]
        return [address for address in found if address.startswith("/")]

    def link(self, ending: str) -> str | None:
        """The first link whose address ends like this."""
        for each in self._root.iter("a"):
            address = each.get("href", "")
            if address.endswith(ending):
                return address
        return None

    def links(self, containing: str) -> list[str]:
        """Every link whose address contains this."""
        return [each.get("href") for each in self._root.iter("a") if containing in each.get("href", "")]


def _form(form: html.FormElement, here: str) -> Form:
    hidden: dict[str, str] = {}
    asks: dict[str, list[str]] = {}
    presses: dict[str, str] = {}
    for each in form.iter("input", "select", "textarea", "button"):
        name = each.get("name")
        if not name:
            continue
        kind = each.get("type", "text") if each.tag == "input" else each.tag
        if kind == "hidden":
            hidden[name] = each.get("value", "")
        elif kind == "button":
            presses[name] = each.get("value", "")
        elif kind in {"radio", "checkbox"}:
            asks.setdefault(name, []).append(each.get("value", ""))
        else:
            asks[name] = []
    return Form(urljoin(here, form.get("action") or here), hidden, asks, presses)
