"""Hand over: the person finishes alone, by a link or by a reference and words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from commonweal.office.accounts.throttle import address_of
from commonweal.office.applying.actions.save import Gone
from commonweal.office.helping.actions.hand_over import hand_over_by_link, hand_over_by_words
from commonweal.office.helping.current_person import forget_person
from commonweal.office.helping.gate import Help
from commonweal.office.helping.views.person import frame
from commonweal.office.limiting import service as limiting
from commonweal.office.pages.showing import day
from commonweal.office.returning import limits
from commonweal.office.returning.deadline import last_day
from commonweal.office.returning.site import site_of
from commonweal.service.types import Wording, question_type

TYPES = {"email": "email", "text": "phone"}


def hand_over(helped: Help) -> HttpResponse:
    """Ask how the person wants to go on, and give them the way."""
    how = helped.request.POST.get("how", "")
    found: dict[str, str] = {}
    status = 200
    address = helped.request.POST.get(how, "")[:254] if how in TYPES else ""
    if helped.request.method == "POST":
        if how == "words":
            return _words(helped)
        if how not in TYPES:
            found["how"] = "Select how the person wants to go on"
        else:
            parsed = question_type(TYPES[how], Wording()).parse({"value": address}, "en")
            said = str(parsed.value or "")
            counted = limits.of_saving(helped.application.pk, said, address_of(helped.request))
            if parsed.errors or not said:
                found[how] = parsed.errors[0].message if parsed.errors else "Enter where the link should go"
            elif not limiting.allow(*counted):
                found[how], status = "Too many links were sent. Wait an hour, or give words", 429
            else:
                return _link(helped, how, said)
    context = {
        **frame(helped),
        "title": "Let the person finish alone",
        "how": how,
        "address": address,
        "found": found,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in found.items()],
        "back": helped.address("overview"),
    }
    return render(helped.request, "helping/hand_over.html", context, status=status)


def _words(helped: Help) -> HttpResponse:
    site = site_of(helped.request)
    try:
        place, words = hand_over_by_words(helped.helping, helped.user, site)
    except Gone:
        return redirect(helped.address("overview"))
    language = helped.application.language
    middle = "" if language == "en" else f"{language}/"
    context = {
        **frame(helped),
        "title": "Give these to the person now",
        "reference": place.shown_reference,
        "given_words": " ".join(words),
        "where": f"{site}/{helped.prepared.slug}/{middle}return",
        "kept": day(last_day(helped.application)),
    }
    forget_person(helped.request)
    return render(helped.request, "helping/handed_over.html", context)


def _link(helped: Help, kind: str, address: str) -> HttpResponse:
    try:
        hand_over_by_link(helped.helping, helped.user, site_of(helped.request), kind=kind, address=address)
    except Gone:
        return redirect(helped.address("overview"))
    context = {**frame(helped), "title": "The link is on its way", "kind": kind, "reference": ""}
    forget_person(helped.request)
    return render(helped.request, "helping/handed_over.html", context)
