"""Signing in with the provider: applicants find what they started and sent; staff start work."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.office.accounts.entering import go_on
from commonweal.office.accounts.models import User
from commonweal.office.accounts.refusals import note_refused_sign_in
from commonweal.office.accounts.sign_in_page import sign_in_page
from commonweal.office.applying.browser import let_go
from commonweal.office.applying.visit import Visit, find_visit
from commonweal.office.pages import errors
from commonweal.office.pages.showing import day
from commonweal.office.returning.models import SavedPlace
from commonweal.office.returning.site import site_of
from commonweal.office.returning.views.come_back import let_in
from commonweal.office.signing_in import signed_in
from commonweal.office.signing_in.keep_person import keep_person
from commonweal.office.signing_in.provider import (
    PEOPLE,
    STAFF,
    NotSignedIn,
    claims_of,
    configured,
    name_of,
    person_keys,
    send_to_provider,
)
from commonweal.office.status.standing import is_told

COMING_FROM = "signing in for"
NOT_STAFF = "You are signed in, but nobody here has that name. Ask an administrator to add you"


def sign_in(visit: Visit) -> HttpResponse:
    """Send an applicant to the provider."""
    if not configured(PEOPLE):
        raise Http404
    visit.request.session[COMING_FROM] = [visit.prepared.slug, visit.language]
    try:
        return send_to_provider(
            visit.request, PEOPLE, f"{site_of(visit.request)}{reverse('signing_in:back')}"
        )
    except NotSignedIn:
        return _failed(visit)


@require_safe
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Back from the provider: verify who it is, keep what they hold with them, and show what is theirs."""
    if not configured(PEOPLE):
        raise Http404
    service, language = request.session.get(COMING_FROM) or ("", "en")
    visit = find_visit(request, service, language) if service else None
    if visit is None:
        return errors.tell(request, "signin_failed", 400)
    try:
        key, *before = person_keys(claims_of(request, PEOPLE))
    except NotSignedIn:
        return _failed(visit)
    if not request.user.is_authenticated:
        # It held the provider's state and nothing else; an applicant has no session.
        request.session.flush()
    if before:
        # Kept under a signing key that was changed since: from now on under this one.
        SavedPlace.objects.filter(person_key__in=before).update(person_key=key)
    if visit.application is not None:
        keep_person(visit.application, key, language=language, site=site_of(request))
    response = HttpResponseRedirect(visit.address("your-applications"), status=303)
    signed_in.remember(response, key)
    response.headers["Cache-Control"] = "no-store"
    return response


def your_applications(visit: Visit) -> HttpResponse:
    """What somebody who signed in has started and sent; one is opened by its button."""
    key = signed_in.person(visit.request)
    if not configured(PEOPLE) or not key:
        return visit.go("return")
    places = SavedPlace.objects.filter(
        person_key=key, application__service=visit.prepared.slug
    ).select_related("application__case")
    if visit.request.method == "POST":
        chosen = visit.request.POST.get("open", "")
        found = places.filter(reference=chosen).first()
        if found is None:
            return visit.tell("not_here", status=404, action="start_new")
        return let_in(visit, found.application)
    return visit.show(
        "signing_in/your_applications.html",
        title=visit.say("yours_title"),
        provider=name_of(PEOPLE),
        applications=[_shown(visit, place) for place in places.order_by("-pk")],
        start=visit.address(),
        sign_out=visit.address("sign-out"),
    )


def sign_out(visit: Visit) -> HttpResponse:
    """Forget, in this browser, who signed in and what was open."""
    visit.application = None
    response = visit.tell("signed_out", status=200, action="start_page")
    signed_in.forget(response)
    let_go(response, visit.prepared.slug)
    return response


@require_safe
@never_cache
def staff_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a member of staff to the council's own sign-on."""
    if not configured(STAFF):
        raise Http404
    try:
        return send_to_provider(request, STAFF, f"{site_of(request)}{reverse('signing_in:staff-back')}")
    except NotSignedIn:
        return errors.tell(request, "signin_failed", 502)


@require_safe
@never_cache
def staff_back(request: HttpRequest) -> HttpResponse:
    """Back from the council's sign-on: an active member of staff of that name starts work."""
    if not configured(STAFF):
        raise Http404
    try:
        claims = claims_of(request, STAFF)
    except NotSignedIn:
        return errors.tell(request, "signin_failed", 400)
    user = _staff(claims.get(_claim()), claims.get("email_verified"))
    if user is None:
        note_refused_sign_in("", "nobody here has the name that the provider gave")
        return sign_in_page(request, problems={"username": NOT_STAFF}, status=403)
    proof = "provider" if _twice_proved(claims.get("amr")) else ""
    return go_on(request, user, way="openid connect", proof=proof)


def _twice_proved(methods: object) -> bool:
    """Whether the provider says that it asked for a second proof (RFC 8176)."""
    return isinstance(methods, list) and bool({"mfa", "otp", "hwk"} & {str(each) for each in methods})


def _claim() -> str:
    from django.conf import settings

    return str(settings.OPENID_CONNECT[STAFF]["claim"])


def _staff(said: object, email_verified: object) -> User | None:
    """Who has that username. An email address counts only where the provider has verified it."""
    if not isinstance(said, str) or not said or (_claim() == "email" and email_verified is not True):
        return None
    return User.objects.filter(username=said, is_active=True).first()


def _shown(visit: Visit, place: SavedPlace) -> dict[str, str]:
    case = place.application.case
    if case is None:
        changed = day(place.application.changed_at, visit.language)
        state = visit.say("yours_draft", date=changed)
    elif is_told(case):
        state = visit.say("status_decided_title")
    else:
        state = visit.say("status_received", date=day(case.received_at, visit.language))
    return {"reference": place.reference, "shown": place.shown_reference, "state": state}


def _failed(visit: Visit) -> HttpResponse:
    return visit.tell("signin_failed", status=502, place="return", action="return_title")
