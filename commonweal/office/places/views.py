"""Find help near you: a postcode in, places out. The postcode is in no address, log, cookie or row."""

from __future__ import annotations

from django.http import HttpResponse
from markupsafe import Markup

from commonweal.office.applying.visit import Visit
from commonweal.office.places.service import UnknownPostcode, help_near, miles


def find(visit: Visit) -> HttpResponse:
    """Ask for a postcode; show the nearest places with a map and a list that says the same."""
    entered = visit.request.POST.get("postcode", "")[:30] if visit.request.method == "POST" else ""
    found, error = None, ""
    if visit.request.method == "POST":
        try:
            found = help_near(entered, visit.language)
        except UnknownPostcode:
            error = visit.say("places_unknown" if entered.strip() else "places_missing")
    return visit.show(
        "places/find.html",
        title=visit.say("places_title"),
        entered=entered,
        error=error,
        errors=[{"text": error, "href": "#postcode"}] if error else [],
        near=found.near if found else [],
        searched=found is not None,
        map=Markup(found.map) if found else "",  # noqa: S704 (our own drawing escapes every word)
        miles=miles,
        back=visit.address(),
    )
