"""Forms to print, for anybody; filled forms for their applicant and for staff; phone scripts for staff."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import KEY_APPLICATIONS, SEE_CASES
from commonweal.office.applying.views.confirmation import own_case
from commonweal.office.applying.visit import Visit
from commonweal.office.casework.finding import case_or_404
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService, UnknownService
from commonweal.office.pages.showing import day
from commonweal.office.paper.rendering import Document, Filled, page_policy, print_form, print_script
from commonweal.office.places.service import printed_all
from commonweal.office.records.models import Case
from commonweal.office.telling.service import chosen_now
from commonweal.service.languages import LANGUAGE_NAMES
from commonweal.service.right_to_left import in_order

FORMS = {"form.pdf": False, "form-large.pdf": True, "form.html": False, "form-large.html": True}
CALLED = {
    "form.pdf": "paper_pdf",
    "form-large.pdf": "paper_large",
    "form.html": "paper_html",
    "form-large.html": "paper_html_large",
}


def choose(visit: Visit) -> HttpResponse:
    """The ways a form can be had."""
    forms = [{"href": visit.address(f"paper/{file}"), "text": visit.say(key)} for file, key in CALLED.items()]
    phone = in_order(visit.prepared.folder.service.contact.get("phone", ""), visit.language)
    title = visit.say("paper_title")
    return visit.show("paper/choose.html", title=title, forms=forms, phone=phone, back=visit.address())


def blank(visit: Visit, file: str) -> HttpResponse:
    """A blank form of the service as it is offered now."""
    if file not in FORMS:
        raise Http404
    offered = catalogue.current(visit.prepared.slug)
    name = f"{offered.slug}-{visit.language}-{file}"
    if file.endswith(".pdf"):
        return _as_pdf(
            _blank_pdf(offered.content_hash, visit.language, FORMS[file], printed_all(visit.language)), name
        )
    links = [{"href": visit.address("paper"), "text": visit.say("paper_title"), "lang": ""}]
    links += [
        {
            "href": visit.address(f"paper/{file}", other),
            "text": LANGUAGE_NAMES.get(other, other),
            "lang": other,
        }
        for other in offered.folder.service.languages
        if other != visit.language
    ]
    return _as_page(
        print_form(
            offered.folder,
            offered.content_hash,
            visit.language,
            large=FORMS[file],
            links=links,
            places=printed_all(visit.language),
        )
    )


def own_form(visit: Visit, reference: str) -> HttpResponse:
    """The application that this browser sent, on the form."""
    case = own_case(visit, reference)
    if case is None:
        return visit.tell("not_yours", status=404, action="start_page")
    return _as_pdf(filled_form(case, visit.language).pdf(), f"{case.shown_reference}-form.pdf")


@require_GET
@staff_only(SEE_CASES)
def case_form(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001 (Django passes it)
    """A case's answers on the form, in the language it was made in."""
    case = case_or_404(reference)
    return _as_pdf(filled_form(case, case.language).pdf(), f"{case.shown_reference}-form.pdf")


@require_GET
@staff_only(KEY_APPLICATIONS)
def script(request: HttpRequest, service: str, language: str = "en") -> HttpResponse:  # noqa: ARG001
    """What an adviser says on the phone."""
    prepared = _offered(service)
    if language not in prepared.folder.service.languages:
        raise Http404
    return _as_page(print_script(prepared.folder, prepared.content_hash, language))


def filled_form(case: Case, language: str) -> Document:
    """A case's answers on the form of the version it began with."""
    prepared = catalogue.version(case.version.content_hash)
    known = language if language in prepared.journeys else prepared.folder.service.languages[0]
    filled = Filled({**case.answers, **chosen_now(case)}, case.shown_reference, day(case.received_at, known))
    return print_form(prepared.folder, prepared.content_hash, known, filled=filled)


def _offered(service: str) -> PreparedService:
    try:
        return catalogue.current(service)
    except UnknownService:
        raise Http404 from None


@lru_cache(maxsize=32)
def _blank_pdf(content_hash: str, language: str, large: bool, places: str) -> bytes:
    # A blank form is the same for everybody, and drawing one is slow: it is drawn once.
    prepared = catalogue.version(content_hash)
    return print_form(prepared.folder, content_hash, language, large=large, places=places).pdf()


def _as_pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _as_page(document: Document) -> HttpResponse:
    response = HttpResponse(document.html)
    response["Content-Security-Policy"] = page_policy(document.html)
    return response
