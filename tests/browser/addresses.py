"""Every address that the site has, by name, and those of them that never show a page of their own.

The same address in another language counts as one: `apply-in` and `home-cy` are `apply` and `home`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

NOT_PAGES = {
    "health": "plain text for the machine that watches the site",
    "accounts:address": "a button; leads to the person's page, or is that page with an error",
    "accounts:deactivate": "a button; leads to the person's page",
    "accounts:one-time": "a button; the answer is the person's page",
    "accounts:reactivate": "a button; the answer is the person's page",
    "accounts:reset": "a button; leads to the person's page",
    "accounts:role": "a button; leads to the person's page",
    "accounts:still-here": "a button in a question that a script asks: see test_session_ends.py",
    "applying:apply": "leads to the first question",
    "applying:begin": "a button; leads to the first question",
    "applying:pdf": "a PDF: see tests/office/letters/test_pdf.py",
    "casework:assign": "a button; leads to the case",
    "casework:evidence-received": "a button; leads to the case",
    "casework:next": "a button; leads to a case",
    "drafting:download": "a DMN file",
    "evidence:done": "a button; leads on",
    "evidence:file": "a file to download",
    "evidence:link-done": "a button; leads on",
    "evidence:link-otherwise": "a button; leads on",
    "evidence:otherwise": "a button; leads on",
    "evidence:verdict": "a button; leads to the case",
    "helping:answer": "a button; leads to the page that the person was on",
    "helping:new-person": "a button; leads to the adviser's first page",
    "helping:now": "what a page asks to learn whether anything changed: JSON",
    "helping:person-now": "what a page asks to learn whether anything changed: JSON",
    "helping:open": "a button; leads to the page about the person",
    "helping:stop": "a button; leads to the adviser's first page",
    "helping:stop-help": "a button; leads to the page that the person was on",
    "impact:chart": "a picture, which the report tells in words and a table",
    "impact:download": "a file to download",
    "impact:styles": "a style sheet",
    "letters:pdf": "a PDF: see tests/office/letters/test_pdf.py",
    "messages:receipt": "where GOV.UK Notify tells what became of messages",
    "measures:table": "a CSV file",
    "paper:<service>/confirmation/<reference>/form.pdf": "a PDF: see tests/office/paper/test_forms.py",
    "paper:case-form": "a PDF: see tests/office/paper/test_forms.py",
    "returning:again": "a button; leads to the page that says what was asked",
    "returning:close": "a button; leads to a page that says one thing, as `applying:leave` does",
    "signing_in:back": "leads on; where it fails, a page that says one thing, as a 404 does",
    "signing_in:sign-in": "leads to the provider",
    "signing_in:sign-out": "a button; leads on",
    "signing_in:staff": "leads to the provider",
    "signing_in:staff-back": "leads on; where it fails, the page of signing in",
    "telling:large": "a PDF",
}

ELSEWHERE = {
    "drafting:publish": "leads to the draft; refused, the draft's page as `drafting:ask` shows it",
    "drafting:withdraw": "leads to the policies; refused, the draft's page",
    "letters:html": "tests/browser/test_casework.py: its own policy lets no script run, and axe is one",
}
"""Pages that the walk does not reach yet, and where else they are looked at."""


def name_of(place: str) -> str:
    """The name of what an address shows; empty where nothing does."""
    try:
        found = resolve(urlsplit(place).path)
    except Resolver404:
        return ""
    return _plain(found.view_name, found.route, found.app_name)


def every_name() -> set[str]:
    """The names of every address of the site."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[URLPattern | URLResolver], app: str) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _names(each.url_patterns, each.app_name or app)
        else:
            name = f"{app}:{each.name}" if app and each.name else (each.name or "")
            yield _plain(name, str(each.pattern), app)


def _plain(name: str, route: str, app: str) -> str:
    if not name or "." in name:
        route = route.replace("<lang:language>/", "").replace("<slug:service>", "<service>")
        return f"{app}:{re.sub(r'<(str|slug):', '<', route)}" if app else route
    return name if name.endswith(":sign-in") else re.sub(r"-(in|cy)$", "", name)
