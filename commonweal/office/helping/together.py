"""Two people on one application: how a page learns that the other has changed something.

A page carries a stamp of what it shows; a small script asks for the present one, and looks again when it is
another. The stamp says nothing of the answers. Without the script a link does the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from commonweal.office.helping.current_person import is_helped_here
from commonweal.office.helping.gate import Desk, find_helping
from commonweal.office.helping.models import Helping
from commonweal.office.helping.on_their_pages import open_helping, persons_stamp, stamp_of

if TYPE_CHECKING:
    from commonweal.office.applying.visit import Visit


def for_person(visit: Visit) -> HttpResponse:
    """The stamp of a person's own pages."""
    return JsonResponse({"stamp": persons_stamp(visit.held, open_helping(visit.held))})


def for_adviser(desk: Desk, key: str) -> HttpResponse:
    """The stamp of an adviser's pages about a person; none where somebody else is helped at the keyboard."""
    helping = find_helping(desk, key)
    here = is_helped_here(desk.request, helping)
    return JsonResponse({"stamp": advisers_stamp(helping)} if here else {}, status=200 if here else 409)


def advisers_stamp(helping: Helping) -> str:
    """What an adviser's page turns on: the answers, the page the person is on, and whether they may help."""
    return stamp_of(helping.application.revision, helping.person_at, helping.allowed, helping.ended)


def on_advisers_page(helping: Helping, *, keep: bool = False) -> dict[str, Any]:
    """For the template: where the script asks, and what it says. `keep` where the page must stay as it is."""
    return {
        "at": reverse("helping:now", kwargs={"key": helping.key}),
        "stamp": advisers_stamp(helping),
        "says": "The person has gone to another page, or an answer has changed.",
        "look": "Show it",
        "keep": keep,
    }


def on_persons_page(visit: Visit, stamp: str, adviser: str) -> dict[str, Any]:
    """The same for the person's own page, in its language; `adviser` is who helps or asks to, if anybody."""
    return {
        "at": visit.address("help-me/now"),
        "stamp": stamp,
        "says": visit.say("helping_changed", adviser=adviser) if adviser else visit.say("helping_came"),
        "look": visit.say("helping_look"),
        "keep": False,
    }
