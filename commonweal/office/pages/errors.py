"""The pages for what went wrong: plain, kind, and giving nothing away."""

import sys
from typing import Final

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse

from commonweal.office.pages.page import show
from commonweal.office.pages.site_languages import site_address
from commonweal.office.pages.words import WORDS, say
from commonweal.office.records.busy import is_busy

BUSY: Final = 503
RETRY_AFTER: Final = 10
"""Seconds after which to try again."""
PLAIN: Final = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sorry</title></head>'
    "<body><main><h1>Sorry, there is a problem</h1><p>Try again later. Answers that were saved are safe.</p>"
    '<p lang="cy">Mae’n ddrwg gennym, mae yna broblem. Rhowch gynnig arall arni yn nes ymlaen.</p>'
    "</main></body></html>"
)


def language_of(request: HttpRequest) -> str:
    """The language of an address: Welsh after `/cy/`, at the start or after a service.

    English where the house does not speak the one that the address names.
    """
    return next((code for code in request.path.split("/")[1:3] if code in set(WORDS)), "en")


def tell(
    request: HttpRequest, key: str, status: int, *, action: dict[str, str] | None = None
) -> HttpResponse:
    """A page that says one thing: the house's words `KEY_title` and `KEY_text`; `action` is a way on."""
    language = language_of(request)
    response = show(
        request,
        "pages/message.html",
        status=status,
        language=language,
        title=say(language, f"{key}_title"),
        paragraphs=[say(language, f"{key}_text")],
        action=action,
        link={
            "href": site_address("contact", language),
            "text": say(language, "contact_us"),
        },
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _way_on(request: HttpRequest) -> dict[str, str] | None:
    """For somebody who works here and came to another's page: their own first page."""
    from commonweal.office.accounts.landing import first_page
    from commonweal.office.accounts.models import User

    user = getattr(request, "user", None)
    if not isinstance(user, User) or first_page(user) == request.path:
        return None
    return {"href": first_page(user), "text": say(language_of(request), "forbidden_work")}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read, or is far more than any page asks for."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return tell(request, "too_large", 413)
    return tell(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """The person may not see or do this; that they asked is an event."""
    from commonweal.office.accounts.refusals import note_refusal

    note_refusal(request)
    return tell(request, "forbidden", 403, action=_way_on(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """There is no such page."""
    return tell(request, "not_found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """We failed. The page must not: where the usual one cannot be made, a bare one is.

    Where the database was only busy, it is worth trying again, and the page says so.
    """
    try:
        if is_busy(sys.exception()):
            response = tell(request, "service_busy", BUSY)
            response.headers["Retry-After"] = str(RETRY_AFTER)
            return response
        return tell(request, "server_error", 500)
    except Exception:
        return HttpResponse(PLAIN, status=500)


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that we could not be sure came from our page."""
    return tell(request, "untrusted", 403)
