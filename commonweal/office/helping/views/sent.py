"""After sending with a person: the reference, what to say at the end, and nothing else of the application."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from commonweal.office.helping.current_person import is_helped_here
from commonweal.office.helping.gate import Desk, Help, ended_page, find_helping, not_here
from commonweal.office.helping.models import Helping
from commonweal.office.helping.script_beside import script_of
from commonweal.office.pages.words import say
from commonweal.office.records.models import Case
from commonweal.office.returning.site import site_of
from commonweal.service.paper.phone_script import Line


def sent_page(desk: Desk, key: str) -> HttpResponse:
    """After sending: the reference, and nothing else of the application."""
    helping = find_helping(desk, key)
    helped = Help(desk.request, desk.user, desk.organisation, helping)
    case = helping.application.case
    if helping.ended != Helping.Ended.SENT or case is None or not is_helped_here(desk.request, helping):
        return ended_page(helped) if helping.ended_at else not_here(helped)
    script = script_of(helped.application.version_id, helped.application.language)
    context = {
        "title": "Application sent",
        "reference": case.shown_reference,
        # The reference first; thanks last. That "New person" comes next, the page says itself.
        "closing": [*script.closing[2:-2], Line(f"“{_following(helped, case)}”"), script.closing[-2]],
        "person_language": helped.application.language,
    }
    return render(desk.request, "helping/sent.html", context)


def _following(helped: Help, case: Case) -> str:
    """What the person is told of seeing where their application is, in their language."""
    from commonweal.office.telling.service import goes_by_post

    language = helped.application.language
    middle = "" if language == "en" else f"{language}/"
    words = helped.prepared.folder.service.words(language)
    return say(
        language,
        "helping_follow_phone" if goes_by_post(case) else "helping_follow_link",
        place=f"{site_of(helped.request).partition('://')[2]}/{case.service}/{middle}status",
        phone=words.contact.get("phone", ""),
    )
