"""A paper form or a phone script as a page that is whole in itself, and as a tagged PDF (PDF/UA-1)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.paper.form_code import form_code, square
from commonweal.office.paper.stylesheet import form_css
from commonweal.service import ServiceFolder
from commonweal.service.journey import Answers
from commonweal.service.notice_printing import PrintedNotice, print_notice
from commonweal.service.paper import paper_form, phone_script
from commonweal.service.paper.spaces import Space
from commonweal.service.paper.words import say
from commonweal.service.right_to_left import direction, direction_of

_HEADING = re.compile(r"<(/?)h([1-4])\b")


@dataclass(frozen=True)
class Document:
    """A page that is whole in itself, with what a PDF of it is called."""

    title: str
    language: str
    html: str

    def pdf(self) -> bytes:
        """The page as a tagged PDF."""
        return html_to_pdf(self.html, title=self.title, language=self.language)


@dataclass(frozen=True)
class Filled:
    """What a filled form says beside the answers."""

    answers: Answers
    reference: str
    received: str


def print_form(
    folder: ServiceFolder,
    content_hash: str,
    language: str,
    *,
    large: bool = False,
    filled: Filled | None = None,
    places: str = "",
    links: Sequence[Mapping[str, str]] = (),
) -> Document:
    """The form of a service, blank or filled in, standard (12 point) or in large print (18 point).

    `places` is the HTML of where to get help nearby, from our own template; `links` lead from the page on a
    screen to where it came from.
    """
    form = paper_form(folder, language, filled.answers if filled else None)
    service = folder.service.words(language)
    key = "form_filled" if filled else "form_title"
    title = say(language, key, service=service.name, reference=filled.reference if filled else "")
    code = form_code(content_hash)
    captions = tuple(say(language, part) for part in ("day", "month", "year"))
    html = _template("form.html").render(
        **_frame(folder, language, code, filled.reference if filled else ""),
        css=Markup(form_css(large=large, page=say(language, "page_of"))),  # noqa: S704 (our own style)
        form=form,
        large=large,
        title=title,
        links=links,
        date_space=Space("characters", groups=(2, 2, 4), captions=captions),
        notes=_notes(folder, form.notes, language),
        received=filled.received if filled else "",
        reference=filled.reference if filled else "",
        others={other: say(other, "how_language") for other in folder.service.languages if other != language},
        places=Markup(places),  # noqa: S704 (our own template)
    )
    return Document(title, language, html)


def print_script(folder: ServiceFolder, content_hash: str, language: str) -> Document:
    """The phone script of a service."""
    script = phone_script(folder, language)
    title = say(language, "script_title", service=folder.service.words(language).name)
    html = _template("script.html").render(
        **_frame(folder, language, form_code(content_hash), ""),
        css=Markup(form_css(large=False, page=say(language, "page_of"))),  # noqa: S704 (our own style)
        script=script,
        title=title,
        notes=_notes(folder, script.notes, language),
    )
    return Document(title, language, html)


def page_policy(html: str) -> str:
    """The Content-Security-Policy under which such a page may be shown: its own style and nothing else."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def _frame(folder: ServiceFolder, language: str, code: str, reference: str) -> dict[str, Any]:
    said = (
        f"{say(language, 'reference')} {reference}" if reference else f"{say(language, 'form_code')} {code}"
    )
    service = folder.service.words(language)
    first = folder.service.contact
    contact = {name: service.contact.get(name) or first.get(name, "") for name in {*first, *service.contact}}
    names = ("name", "phone", "text relay", "email", "web", "hours", "address")
    return {
        "service": {
            "name": service.name,
            "owner": service.owner,
            "demonstration": service.demonstration,
            "contact": {name: contact.get(name, "") for name in names},
        },
        "w": partial(say, language),
        "direction": direction(language),
        "direction_of": direction,
        "run_of": direction_of,
        "arrow": "←" if direction(language) == "rtl" else "→",
        "coded": said,
        "square": square(reference or code),
    }


def _notes(folder: ServiceFolder, names: Sequence[str], language: str) -> list[dict[str, Any]]:
    """The notices that stop the journey, as they read before anything is answered."""
    found = []
    journey = folder.journey(language)
    for name in names:
        notice = folder.notice(name, language)
        if notice is None:
            continue
        printed: PrintedNotice = print_notice(notice, folder.scope, {}, journey, classes={})
        html = _HEADING.sub(lambda tag: f"<{tag[1]}h{min(int(tag[2]) + 2, 6)}", printed.html)
        found.append({"title": printed.title, "html": Markup(html)})  # noqa: S704 (the printer escapes)
    return found


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "jinja2" / "paper"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _template(name: str) -> Any:
    return _environment().get_template(name)
