"""Come back: with a reference and words, by a link that was sent, or by asking for a new one."""

from __future__ import annotations

from django.http import HttpResponse

from commonweal.office.accounts.throttle import address_of
from commonweal.office.applying.browser import hold
from commonweal.office.applying.models import Application
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import first_place
from commonweal.office.catalogue import service as catalogue
from commonweal.office.returning.actions.ask_for_link import ask_for_link
from commonweal.office.returning.actions.open_again import TooMany, open_by_link, open_by_words
from commonweal.office.returning.secrets_of_return import link_hash
from commonweal.office.returning.site import site_of

LONGEST = 254


def come_back(visit: Visit) -> HttpResponse:
    """The page with both ways: reference and words, or a new link."""
    if visit.request.method != "POST":
        return _form(visit)
    if visit.request.POST.get("do") == "send":
        return _ask(visit)
    return _open(visit)


def asked(visit: Visit) -> HttpResponse:
    """What everybody is told who asks for a link, whatever exists."""
    return visit.show("returning/asked.html", title=visit.say("asked_title"), back=visit.address("return"))


def link(visit: Visit, secret: str) -> HttpResponse:
    """A link that was sent. Opening it shows a button and looks nothing up: mail scanners open links too."""
    if visit.request.method != "POST":
        return visit.show("returning/link.html", title=visit.say("link_title"))
    try:
        application = open_by_link(visit.prepared.slug, secret, address_of(visit.request))
    except TooMany:
        return _too_many(visit)
    if application is None:
        return visit.show(
            "returning/spent.html",
            status=410,
            title=visit.say("spent_title"),
            again=visit.address(f"return/{secret}/again"),
            other_ways=visit.address("return"),
        )
    return let_in(visit, application)


def again(visit: Visit, secret: str) -> HttpResponse:
    """Ask for a new link in place of one that is spent. It goes where the first one went."""
    return _send(visit, secret_hash=link_hash(secret))


def let_in(visit: Visit, application: Application) -> HttpResponse:
    """Give this browser the application, and go to where it had got to. Other devices keep theirs."""
    visit.application = application
    visit.prepared = catalogue.version(application.version_id)
    if visit.language not in visit.prepared.journeys:
        visit.language = next(iter(visit.prepared.journeys))
    if application.case_id is not None:
        response = visit.go("status")
    else:
        response = visit.go(first_place(visit.journey.path(application.answers)))
    hold(response, visit.prepared.slug, application.key)
    return response


def _open(visit: Visit) -> HttpResponse:
    reference = visit.request.POST.get("reference", "").replace("\0", "")[:LONGEST]
    words = visit.request.POST.get("words", "").replace("\0", "")[:LONGEST]
    errors = []
    if not reference.strip():
        errors.append({"text": visit.say("return_reference_missing"), "href": "#reference"})
    if not words.strip():
        errors.append({"text": visit.say("return_words_missing"), "href": "#words"})
    if errors:
        return _form(visit, reference=reference, errors=errors)
    try:
        application = open_by_words(visit.prepared.slug, reference, words, address_of(visit.request))
    except TooMany:
        return _too_many(visit)
    if application is None:
        wrong = [{"text": visit.say("return_wrong"), "href": "#reference"}]
        return _form(visit, reference=reference, errors=wrong)
    return let_in(visit, application)


def _ask(visit: Visit) -> HttpResponse:
    typed = visit.request.POST.get("known", "").replace("\0", "").strip()
    if not typed or len(typed) > LONGEST:
        return _form(visit, errors=[{"text": visit.say("return_known_missing"), "href": "#known"}])
    return _send(visit, typed=typed)


def _send(visit: Visit, *, typed: str = "", secret_hash: str = "") -> HttpResponse:
    heard = ask_for_link(
        visit.prepared.slug,
        typed=typed,
        secret_hash=secret_hash,
        language=visit.language,
        site=site_of(visit.request),
        network=address_of(visit.request),
    )
    return visit.go("return/asked") if heard else _too_many(visit)


def sign_in_offered(visit: Visit) -> dict[str, str] | None:
    """Where to sign in and with what, for a page that offers it; None where no provider is set."""
    from commonweal.office.signing_in.provider import PEOPLE, configured, name_of

    if not configured(PEOPLE):
        return None
    return {"href": visit.address("sign-in"), "text": visit.say("signin_link", provider=name_of(PEOPLE))}


def _too_many(visit: Visit) -> HttpResponse:
    response = visit.tell("too_many", status=429, place="return", action="try_again")
    response.headers["Retry-After"] = "900"
    return response


def _form(visit: Visit, *, reference: str = "", errors: list[dict[str, str]] | None = None) -> HttpResponse:
    return visit.show(
        "returning/come_back.html",
        title=visit.say("return_title"),
        reference=reference,
        errors=errors or [],
        back=visit.address(),
        sign_in=sign_in_offered(visit),
    )
