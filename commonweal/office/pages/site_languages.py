"""The languages of the site's own pages: English, Welsh and every language that a service is offered in."""

from __future__ import annotations

from commonweal.office.catalogue import service as catalogue
from commonweal.service.languages import LANGUAGE_NAMES


def site_languages() -> list[str]:
    """The codes, English and Welsh first."""
    offered = (code for each in catalogue.offered() for code in each.folder.service.languages)
    return list(dict.fromkeys(("en", "cy", *offered)))


def site_address(place: str, language: str) -> str:
    """The address of one of the site's own pages (`contact`), in a language; `""` is the home page."""
    return f"/{place}" if language == "en" else f"/{language}/{place}"


def here_in_each(place: str, query: str = "") -> list[dict[str, str]]:
    """The same page in each language of the site, under the language's own name."""
    return [
        {
            "code": code,
            "name": LANGUAGE_NAMES[code],
            "href": site_address(place, code) + (f"?{query}" if query else ""),
        }
        for code in site_languages()
    ]
