"""A page of HTML as a tagged PDF (ISO 14289-1, PDF/UA-1) with its title, language, headings and tables."""

from __future__ import annotations

import logging
from typing import Any, Final

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from commonweal.office.letters.stylesheet import letter_css
from commonweal.service.languages import LANGUAGE_NAMES, direction

LONGEST: Final = 2_000_000
logging.getLogger("weasyprint").setLevel(logging.ERROR)


class DocumentFault(ValueError):
    """The page cannot be made into a PDF; the message says why."""


class _NothingOutside(URLFetcher):
    """Refuses every address: a letter is whole in itself, and its text may reach no file and no network."""

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 (WeasyPrint's signature)
        if url.startswith("data:image/"):
            return super().fetch(url)
        raise FatalURLFetchingError(f"A letter may not fetch anything from outside itself: {url[:80]}")


def html_to_pdf(html: str, *, title: str, language: str) -> bytes:
    """Make a PDF/UA-1 document of `html`, in `language` ("en" or "cy"), called `title`.

    `html` is a whole document, or the inside of a body, which then gets the print style of our letters.
    Raises DocumentFault when it is too long, or refers to anything outside itself.
    """
    if len(html) > LONGEST:
        raise DocumentFault(f"The document has {len(html)} characters; the most is {LONGEST}")
    if language not in LANGUAGE_NAMES:
        raise DocumentFault(f"The language is {language!r}; it must be one of {', '.join(LANGUAGE_NAMES)}")
    if not title.strip():
        raise DocumentFault("A document must have a title: people's readers announce it")
    whole = html.lstrip()[:5].lower() in {"<!doc", "<html"}
    styles = [] if whole else [weasyprint.CSS(string=letter_css(language), url_fetcher=_NothingOutside())]
    try:
        document = weasyprint.HTML(
            string=html
            if whole
            else f'<html lang="{language}" dir="{direction(language)}"><body>{html}</body></html>',
            url_fetcher=_NothingOutside(),
        ).render(stylesheets=styles, pdf_variant="pdf/ua-1")
        document.metadata.title = " ".join(title.split())
        document.metadata.lang = language
        made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as fault:
        raise DocumentFault(str(fault)) from None
    return made
