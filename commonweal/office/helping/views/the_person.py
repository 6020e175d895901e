"""What the person sees: a code to ask for help with, who asks to join, who helps, and how to stop it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from commonweal.office.accounts.throttle import address_of
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import first_place
from commonweal.office.helping.actions import join
from commonweal.office.helping.actions.end import end
from commonweal.office.helping.consent import words_on_page
from commonweal.office.helping.help_code import code_of, show_code
from commonweal.office.helping.models import HelpCode, Helping
from commonweal.office.helping.on_their_pages import open_helping, persons_stamp
from commonweal.office.helping.together import on_persons_page
from commonweal.office.pages.showing import instant
from commonweal.office.records.actor import Actor


def help_me(visit: Visit) -> HttpResponse:
    """Ask for a code, read it out, and see who asks to join."""
    if visit.held.case_id is not None:
        return visit.already_sent()
    page = visit.request.POST.get("page", visit.request.GET.get("page", ""))
    page = page if visit.journey.path(visit.held.answers).page(page) is not None else ""
    if visit.request.method == "POST" and visit.held.keyed_by_id is None:
        try:
            join.ask_for_help(visit.held, page, address_of(visit.request))
        except join.TooMany:
            response = visit.tell("too_many", status=429, place="help-me", action="try_again")
            response.headers["Retry-After"] = "3600"
            return response
        return visit.go("help-me")
    helping = open_helping(visit.held)
    code = HelpCode.objects.filter(application_id=visit.held.pk).first()
    live = code is not None and code.used_at is None and code.expires_at > timezone.now()
    page = page or (code.page if code else "")
    onward = f"apply/{page}" if page else first_place(visit.journey.path(visit.held.answers))
    return visit.show(
        "helping/help_me.html",
        title=visit.say("helping_asks_title" if helping and not helping.allowed else "helping_title"),
        code=show_code(code_of(code.seed)) if code and live else "",
        until=instant(code.expires_at, visit.language) if code and live else "",
        page=page,
        helping_now=helping,
        # The page itself says who helps.
        helper=None,
        together=on_persons_page(
            visit, persons_stamp(visit.held, helping), str(helping.adviser) if helping else ""
        )
        if helping or live
        else None,
        told=words_on_page(helping.adviser, helping.organisation, visit.language) if helping else [],
        onward=visit.address(onward),
        here=visit.address("help-me"),
        answer_at=visit.address("help-me/answer"),
        phone=visit.prepared.folder.service.words(visit.language).contact.get("phone", ""),
        back=visit.address(onward),
    )


def answer(visit: Visit) -> HttpResponse:
    """Let the adviser join, or not. Only the one who was named on the page that was sent."""
    helping = open_helping(visit.held)
    if helping is None or helping.key != visit.request.POST.get("helping"):
        return visit.go("help-me")
    if visit.request.POST.get("do") == "allow":
        join.allow(helping, words_on_page(helping.adviser, helping.organisation, visit.language))
    else:
        end(helping, Helping.Ended.NOT_ALLOWED, Actor.applicant())
    return visit.go("help-me")


def stop(visit: Visit) -> HttpResponse:
    """The person stops whoever helps. It works at once."""
    helping = open_helping(visit.held)
    if helping is not None:
        end(helping, Helping.Ended.STOPPED_BY_PERSON, Actor.applicant())
    place = "" if visit.held.case_id else first_place(visit.journey.path(visit.held.answers))
    return visit.tell("helping_stopped", status=200, place=place, action="continue")
