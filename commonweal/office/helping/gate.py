"""Before every page about a person: it is for their helpers, who help them now, at this keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.refusals import note_refusal
from commonweal.office.accounts.roles import KEY_APPLICATIONS
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.helping.current_person import is_helped_here
from commonweal.office.helping.models import Helping, Membership, Organisation
from commonweal.service.journey import Journey

P = ParamSpec("P")
NOT_HERE = "helping/not_here.html"


@dataclass(frozen=True)
class Desk:
    """An adviser, for an organisation, at a keyboard."""

    request: HttpRequest
    user: User
    organisation: Organisation


@dataclass(frozen=True)
class Help(Desk):
    """An adviser who helps somebody now."""

    helping: Helping

    @property
    def application(self) -> Application:
        """The application as it was when the request came."""
        return self.helping.application

    @property
    def prepared(self) -> PreparedService:
        """The version of the service that the application keeps."""
        return catalogue.version(self.application.version_id)

    @property
    def journey(self) -> Journey:
        """Its journey, in the language of the application."""
        journey: Journey = self.prepared.journeys[self.application.language]
        return journey

    def address(self, name: str, **more: object) -> str:
        """The address of a page about this person."""
        return reverse(f"helping:{name}", kwargs={"key": self.helping.key, **more})


def organisation_of(user: User) -> Organisation | None:
    """Whom somebody helps people for."""
    found = Membership.objects.filter(user=user).select_related("organisation").first()
    return found.organisation if found else None


def at_desk(view: Callable[Concatenate[Desk, P], HttpResponse], *methods: str) -> Callable[..., HttpResponse]:
    """Make a Django view of one for advisers; those of no organisation are told so."""

    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        assert isinstance(user, User)
        organisation = organisation_of(user)
        if organisation is None:
            return render(request, "helping/no_organisation.html", status=403)
        return view(Desk(request, user, organisation), *args, **kwargs)

    update_wrapper(inner, view)
    gated: Any = require_http_methods(methods or ("GET", "HEAD", "POST"))(
        staff_only(KEY_APPLICATIONS, page="" if "GET" in methods or not methods else "helping:home")(inner)
    )
    done: Callable[..., HttpResponse] = gated
    return done


def with_person(
    view: Callable[Concatenate[Help, P], HttpResponse], *methods: str
) -> Callable[..., HttpResponse]:
    """Make a Django view of one about a person who is helped now, at this keyboard, and allowed it.

    Of another organisation's person it is not even said that there is one.
    """

    def inner(desk: Desk, /, key: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        helping = find_helping(desk, key)
        helped = Help(desk.request, desk.user, desk.organisation, helping)
        if helping.ended_at is not None:
            return ended_page(helped)
        if not is_helped_here(desk.request, helping):
            return not_here(helped)
        if not helping.allowed:
            return waiting_page(helped)
        return view(helped, *args, **kwargs)

    return at_desk(inner, *methods)


def find_helping(desk: Desk, key: str) -> Helping:
    """The organisation's time of helping with this key. Raises Http404 for any other."""
    if not key.isprintable():
        raise Http404
    found = (
        Helping.objects.select_related("application", "adviser")
        .filter(key=key, organisation=desk.organisation)
        .first()
    )
    if found is None:
        if Helping.objects.filter(key=key).exists():
            note_refusal(desk.request)
        raise Http404
    return found


def not_here(helped: Help) -> HttpResponse:
    """Somebody else is helped at this keyboard, or nobody: show nothing of this person, and save nothing."""
    part = helped.request.resolver_match.kwargs.get("part") if helped.request.resolver_match else None
    posted = helped.request.method == "POST"
    context = {
        "title": "This page is about somebody you are not helping now",
        "posted": posted,
        "open_at": helped.address("open"),
        "part": part,
    }
    return render(helped.request, NOT_HERE, context, status=409)


def ended_page(helped: Help) -> HttpResponse:
    """The help has ended: say how, and show nothing."""
    context = {
        "title": "You are not helping this person any more",
        "how": helped.helping.ended,
        "posted": helped.request.method == "POST",
    }
    return render(helped.request, "helping/ended.html", context, status=410)


def waiting_page(helped: Help) -> HttpResponse:
    """The person has not yet said whether the adviser may join: there is nothing to see."""
    from commonweal.office.helping.together import on_advisers_page

    context = {
        "title": "Waiting for the person",
        "again": helped.address("overview"),
        "stop_at": helped.address("stop"),
        "together": on_advisers_page(helped.helping),
    }
    status = 409 if helped.request.method == "POST" else 200
    return render(helped.request, "helping/waiting.html", context, status=status)
