"""One request of an applicant: which service, in which language, and which application they hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from commonweal.office.applying.actions.delete import delete, is_forgotten, kept_for
from commonweal.office.applying.browser import Held, held_key, let_go
from commonweal.office.applying.draft_row import draft_with_key
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService, UnknownService
from commonweal.office.helping.on_their_pages import helper_shown
from commonweal.office.pages.errors import BUSY, RETRY_AFTER
from commonweal.office.pages.page import show
from commonweal.office.pages.words import say
from commonweal.office.places.service import any_places
from commonweal.office.records.actor import Actor
from commonweal.service.journey import Journey
from commonweal.service.languages import LANGUAGE_NAMES

P = ParamSpec("P")


class Visit:
    """What a view of the applicant's side works with."""

    __slots__ = ("application", "language", "no_application", "prepared", "request")

    def __init__(self, request: HttpRequest, prepared: PreparedService, language: str) -> None:
        self.request = request
        self.prepared = prepared
        self.language = language
        self.application: Application | None = None
        self.no_application = ""

    @property
    def held(self) -> Application:
        """The application. Only for views that need one."""
        assert self.application is not None
        return self.application

    @property
    def journey(self) -> Journey:
        """The journey of the application's version, in the page's language."""
        journey: Journey = self.prepared.journeys[self.language]
        return journey

    def address(self, place: str = "", language: str | None = None) -> str:
        """The address of a place in this service (`apply/savings`), in the page's language or another."""
        wanted = language or self.language
        middle = "" if wanted == "en" else f"{wanted}/"
        return f"/{self.prepared.slug}/{middle}{place}"

    def here_in(self, language: str) -> str:
        """The address of this same page in another language."""
        query = self.request.META.get("QUERY_STRING", "")
        place = self.request.path.removeprefix(self.address())
        return self.address(place, language) + (f"?{query}" if query else "")

    def languages(self) -> list[dict[str, str]]:
        """This same page in each language of the service, under the language's own name."""
        return [
            {"code": code, "name": LANGUAGE_NAMES[code], "href": self.here_in(code)}
            for code in self.prepared.journeys
        ]

    def go(self, place: str) -> HttpResponse:
        """Send the browser to a place in this service."""
        return HttpResponseRedirect(self.address(place), status=303)

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page in the service's frame: name, notice, help and the switch of language."""
        words = self.prepared.folder.service.words(self.language)
        context.setdefault("back", None)
        response = show(
            self.request,
            template,
            status=status,
            language=self.language,
            service={"name": words.name, "url": self.address()},
            demonstration=words.demonstration,
            languages=self.languages(),
            help_near=self.address("help-near-you") if any_places() else "",
            help={name.replace(" ", "_"): text for name, text in words.contact.items()},
            keying=self._keying(),
            **{**self._someone_helps(), **context},
        )
        if status == BUSY:
            response.headers["Retry-After"] = str(RETRY_AFTER)
        return response

    def _keying(self) -> str:
        """A reminder, on every page, that a member of staff is keying for somebody else."""
        if self.application is None or self.application.keyed_by_id is None:
            return ""
        channel = say(self.language, "channel_" + self.application.channel.replace(" ", "_"))
        return say(self.language, "keying", channel=channel.lower())

    def _someone_helps(self) -> dict[str, Any]:
        """On every page of a draft: how to ask for help with it, and who helps or asks to."""
        if self.application is None or self.application.case_id or self.application.keyed_by_id:
            return {}
        found = {"help_me": self.address("help-me"), "help_page": self._question_address()}
        helper = helper_shown(self.application)
        if helper is None:
            return {**found, "helper": None}
        from commonweal.office.helping.together import on_persons_page

        together = on_persons_page(self, helper["stamp"], helper["adviser"])
        return {**found, "helper": helper, "together": together}

    def _question_address(self) -> str:
        """The address, within the journey, of the page that was asked for; "" for a page of another kind."""
        start = self.address("apply/")
        return self.request.path.removeprefix(start) if self.request.path.startswith(start) else ""

    def say(self, key: str, **values: object) -> str:
        """The house's own words in the page's language."""
        return say(self.language, key, **values)

    def already_sent(self) -> HttpResponse:
        """The application was sent: there is nothing to answer, and its confirmation is here."""
        case = self.held.case
        assert case is not None
        place = f"confirmation/{case.shown_reference}"
        return self.tell("already_sent", status=409, place=place, action="see_confirmation")

    def tell(
        self,
        key: str,
        *,
        status: int,
        place: str = "",
        action: str = "start",
        link: str = "",
        **values: object,
    ) -> HttpResponse:
        """A page that says one thing (`KEY_title`, `KEY_text`) and where to go from there."""
        return self.show(
            "pages/message.html",
            status=status,
            title=self.say(f"{key}_title"),
            paragraphs=[self.say(f"{key}_text", **values)],
            action={"href": self.address(place), "text": self.say(action)},
            link={"href": self.address(link), "text": self.say("return_link")} if link else None,
        )


View = Callable[Concatenate[Visit, P], HttpResponse]


def visiting(
    view: View[P], *, application: bool = True, methods: tuple[str, ...] = ("GET", "POST")
) -> Callable[..., HttpResponse]:
    """Make a Django view of one that takes a Visit.

    `application` says that the page is nothing without an application; then people without one are told
    why, and how to begin. No answer may be kept by a browser or anything between, so nothing is stored.
    """

    @wraps(view)
    def django_view(
        request: HttpRequest, service: str, language: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        response = _respond(request, service, language, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _respond(
        request: HttpRequest, service: str, language: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        visit = find_visit(request, service, language)
        if visit is None:
            raise Http404
        asked = "GET" if request.method == "HEAD" else request.method
        if asked not in methods:
            response = visit.tell("method", status=405)
            response.headers["Allow"] = ", ".join(methods)
            return response
        if application and visit.application is None:
            return _no_application(visit)
        return view(visit, *args, **kwargs)

    return django_view


def find_visit(request: HttpRequest, service: str, language: str) -> Visit | None:
    """The visit that a request is; None where there is no such service, or not in that language."""
    try:
        prepared = catalogue.current(service)
    except UnknownService:
        return None
    visit = Visit(request, prepared, language)
    _find_application(visit)
    return visit if language in visit.prepared.journeys else None


def _find_application(visit: Visit) -> None:
    """Find the draft that the browser holds; a forgotten one is deleted, as was promised."""
    key = held_key(visit.request)
    if isinstance(key, Held):
        visit.no_application = "not_here"
        return
    found = draft_with_key(key)
    if found is None:
        visit.no_application = "expired"
        return
    if found.service != visit.prepared.slug:
        visit.no_application = "not_here"
        return
    prepared = catalogue.version(found.version_id)
    if is_forgotten(found, prepared.folder.service.retention.get("draft"), timezone.now()):
        delete(found, Actor.worker(), "forgotten")
        visit.no_application = "expired"
        return
    visit.prepared = prepared
    visit.application = found


def _no_application(visit: Visit) -> HttpResponse:
    """Say that there is nothing here to go on with, and why."""
    if visit.no_application == "expired":
        time = kept_for(visit.prepared.folder.service.retention.get("draft")).text(visit.language)
        response = visit.tell("expired", status=410, action="start_new", time=time)
        let_go(response, visit.prepared.slug)
        return response
    return visit.tell("not_here", status=404, action="start_new", link="return")
