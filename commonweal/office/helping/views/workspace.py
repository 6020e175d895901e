"""The adviser's first page, and the ways in which helping somebody begins and is put away."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonweal.office.accounts.throttle import address_of
from commonweal.office.applying.actions.save import Gone
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService, UnknownService
from commonweal.office.helping.actions import join
from commonweal.office.helping.actions.begin import begin_new, begin_saved
from commonweal.office.helping.consent import words_read_out
from commonweal.office.helping.current_person import clear_browser, forget_person, help_here, helped_here
from commonweal.office.helping.gate import Desk
from commonweal.office.helping.models import Helping
from commonweal.office.helping.script_beside import script_of
from commonweal.office.pages.site_languages import site_languages
from commonweal.office.returning.actions.open_again import TooMany, open_by_words
from commonweal.service.languages import LANGUAGE_NAMES

CHANNELS = {"phone": "By phone", "face to face": "Face to face"}
MOST_LISTED = 50
TOO_MANY = "There have been too many tries. Wait 15 minutes and try again"


def home(desk: Desk) -> HttpResponse:
    """The ways to begin, and whom the organisation helps now: nobody's name and no answer."""
    here = helped_here(desk.request)
    open_now = Helping.objects.filter(organisation=desk.organisation, ended_at=None, application__case=None)
    listed = list(open_now.select_related("application", "adviser").order_by("-pk")[:MOST_LISTED])
    context = {
        "title": "Help somebody apply",
        "organisation": desk.organisation,
        "people": [_listed(each, desk, here) for each in listed],
        "someone_here": any(each.key == here for each in listed),
    }
    return render(desk.request, "helping/home.html", context)


def new(desk: Desk) -> HttpResponse:
    """Which service, in which language, and how the person reached the adviser."""
    offered = catalogue.offered()
    entered = {name: desk.request.POST.get(name, "") for name in ("service", "language", "channel")}
    found: dict[str, str] = {}
    if desk.request.method == "POST":
        prepared = next((each for each in offered if each.slug == entered["service"]), None)
        if prepared is None:
            found["service"] = "Select what the person wants to apply for"
        if prepared is None or entered["language"] not in prepared.folder.service.languages:
            found["language"] = "Select a language that the service is offered in"
        if entered["channel"] not in CHANNELS:
            found["channel"] = "Select how you are helping the person"
        if not found:
            return redirect(f"{reverse('helping:consent')}?{urlencode(entered)}")
    languages = dict.fromkeys(code for each in offered for code in each.folder.service.languages)
    context = {
        "title": "Start an application with somebody",
        "entered": entered,
        "found": found,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in found.items()],
        "services": [{"value": each.slug, "text": each.folder.service.words("en").name} for each in offered],
        "languages": [{"value": code, "text": LANGUAGE_NAMES.get(code, code)} for code in languages],
        "channels": [{"value": code, "text": text} for code, text in CHANNELS.items()],
        "back": reverse("helping:home"),
    }
    return render(desk.request, "helping/new.html", context)


def consent(desk: Desk) -> HttpResponse:
    """What is read out before anything is kept; the application begins when the person agrees."""
    given = desk.request.GET
    prepared = _offered(given.get("service", ""))
    language, channel = given.get("language", ""), given.get("channel", "")
    if language not in prepared.folder.service.languages or channel not in CHANNELS:
        raise Http404
    words = words_read_out(desk.user, desk.organisation, language)
    error = ""
    if desk.request.method == "POST":
        agreed = desk.request.POST.get("agreed", "")
        if agreed == "yes":
            helping = begin_new(prepared, language, channel, desk.user, desk.organisation, words)
            return _to(desk, helping, "part", part=1)
        if agreed == "no":
            return render(desk.request, "helping/not_agreed.html", {"title": "Nothing was kept"})
        error = "Select whether the person agrees"
    script = script_of(prepared.content_hash, language)
    context = {
        "title": "Before you start",
        "service_name": prepared.folder.service.words("en").name,
        # Who the adviser is and what they ask leave for is in the words to read out; the language is chosen.
        "opening": [line for line in script.opening if not line.about],
        "papers": script.papers,
        "words_to_read": words,
        "person_language": language,
        "errors": [{"text": error, "href": "#agreed"}] if error else [],
        "back": reverse("helping:new"),
    }
    return render(desk.request, "helping/consent.html", context)


def go_on(desk: Desk) -> HttpResponse:
    """Go on with an application that a person has saved: with their reference and words, and their leave."""
    names = ("service", "channel", "reference", "words", "agreed")
    typed = {name: desk.request.POST.get(name, "").replace("\0", "")[:200] for name in names}
    found: dict[str, str] = {}
    offered = catalogue.offered()
    words = words_read_out(desk.user, desk.organisation, "en")
    status = 200
    if desk.request.method == "POST":
        found = _missing_to_go_on(typed, {each.slug for each in offered})
        if not found:
            try:
                opened = open_by_words(
                    typed["service"], typed["reference"], typed["words"], address_of(desk.request)
                )
                if opened is None or opened.case_id is not None or opened.keyed_by_id is not None:
                    found["reference"] = (
                        "The reference and the words do not go together, or the application was sent. "
                        "Check both and try again"
                    )
                else:
                    said = words_read_out(desk.user, desk.organisation, opened.language)
                    helping = begin_saved(opened, typed["channel"], desk.user, desk.organisation, said)
                    return _to(desk, helping, "overview")
            except Gone:
                found["reference"] = "The application was sent or deleted a moment ago"
            except TooMany:
                found["reference"], status = TOO_MANY, 429
    context = {
        "title": "Continue an application with somebody",
        "entered": typed | {"words": ""},
        "found": found,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in found.items()],
        "services": [{"value": each.slug, "text": each.folder.service.words("en").name} for each in offered],
        "channels": [{"value": code, "text": text} for code, text in CHANNELS.items()],
        "words_to_read": words,
        "others_to_read": {
            code: words_read_out(desk.user, desk.organisation, code)
            for code in site_languages()
            if code != "en"
        },
        "back": reverse("helping:home"),
    }
    return render(desk.request, "helping/continue.html", context, status=status)


def join_page(desk: Desk) -> HttpResponse:
    """Type the code that a person reads out; they then say whether the adviser may join."""
    error, status = "", 200
    if desk.request.method == "POST":
        try:
            helping = join.ask_to_join(desk.request.POST.get("code", ""), desk.user, desk.organisation)
        except join.TooMany:
            helping, error, status = None, TOO_MANY, 429
        if helping is not None:
            return _to(desk, helping, "overview")
        error = error or (
            "The code is not right, was used already or is older than 15 minutes. "
            "Ask the person to read it again or to get a new one"
        )
    context = {
        "title": "Join somebody who asked for help",
        "errors": [{"text": error, "href": "#code"}] if error else [],
        "back": reverse("helping:home"),
    }
    return render(desk.request, "helping/join.html", context, status=status)


def new_person(desk: Desk) -> HttpResponse:
    """Put away whoever was helped at this keyboard. Their application is kept, and nothing of it is here."""
    forget_person(desk.request)
    return clear_browser(redirect("helping:home"))


def _to(desk: Desk, helping: Helping, name: str, **more: Any) -> HttpResponse:
    help_here(desk.request, helping)
    return clear_browser(redirect(f"helping:{name}", key=helping.key, **more))


def _missing_to_go_on(typed: dict[str, str], services: set[str]) -> dict[str, str]:
    found = {}
    if typed["agreed"] != "yes":
        found["agreed"] = "Read the words out, and go on only if the person agrees"
    if typed["channel"] not in CHANNELS:
        found["channel"] = "Select how you are helping the person"
    if typed["service"] not in services:
        found["service"] = "Select what the application is for"
    if not typed["reference"].strip():
        found["reference"] = "Enter the person’s reference"
    if not typed["words"].strip():
        found["words"] = "Enter the person’s 4 words"
    return found


def _listed(helping: Helping, desk: Desk, here: str) -> dict[str, Any]:
    prepared = catalogue.version(helping.application.version_id)
    return {
        "service": prepared.folder.service.words("en").name,
        "channel": CHANNELS.get(helping.channel, "On their own device"),
        "adviser": "you" if helping.adviser_id == desk.user.pk else str(helping.adviser),
        "began_at": helping.began_at,
        "here": helping.key == here,
        "waiting": helping.consent_at is None,
        "overview": reverse("helping:overview", kwargs={"key": helping.key}),
        "open_at": reverse("helping:open", kwargs={"key": helping.key}),
    }


def _offered(slug: str) -> PreparedService:
    try:
        return catalogue.current(slug)
    except UnknownService:
        raise Http404 from None
