"""Pages about the person who is helped: where they are, each part, all answers, sending."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from commonweal.office.accounts.models import User
from commonweal.office.accounts.unsent import made_for, unsent
from commonweal.office.applying.actions.save import Busy, Gone
from commonweal.office.applying.actions.submit import submit
from commonweal.office.applying.answers_shown import sections_shown
from commonweal.office.applying.form_view import typed
from commonweal.office.helping.actions.end import end
from commonweal.office.helping.actions.key import Ended, key_part, stamps
from commonweal.office.helping.current_person import clear_browser, forget_person, help_here, is_helped_here
from commonweal.office.helping.gate import Desk, Help, ended_page, find_helping
from commonweal.office.helping.models import Helping, KeyedAnswers
from commonweal.office.helping.script_beside import lines_by_number, script_of
from commonweal.office.helping.together import on_advisers_page
from commonweal.office.keying.section_form import SectionForm, key_section
from commonweal.office.records.actions.receive import NotComplete
from commonweal.office.records.actor import Actor
from commonweal.office.returning.site import site_of
from commonweal.service.languages import LANGUAGE_NAMES
from commonweal.service.paper.numbering import number_at
from commonweal.service.path import Page


def overview(helped: Help) -> HttpResponse:
    """Every part and what is left of it, and the page that the person looks at."""
    path = helped.journey.path(helped.application.answers)
    parts = []
    for number, section in enumerate(helped.journey.sections, 1):
        left = sum(1 for page in path.to_ask if page.asked.section == section.key)
        asked = any(page.asked.section == section.key for page in path.pages)
        parts.append(
            {
                "title": section.title,
                "href": helped.address("part", part=number),
                "state": f"{left} to answer" if left else ("Completed" if asked else "Nothing to answer"),
                "done": not left,
            }
        )
    context = {
        **frame(helped),
        "title": "Application with somebody",
        "parts": parts,
        "answers": sections_shown(path, helped.journey) if helped.application.answers else [],
        "complete": path.complete,
        "stopped": path.stop is not None,
    }
    return render(helped.request, "helping/overview.html", context)


def part_page(helped: Help, part: int) -> HttpResponse:
    """One part: all its questions, with what to say beside each."""
    journey = helped.journey
    if not 1 <= part <= len(journey.sections):
        raise Http404
    section = journey.sections[part - 1]
    answers = helped.application.answers
    if helped.request.method != "POST":
        given_back = unsent(helped.request)
        form = (
            key_section(journey, answers, section, given_back).form
            if given_back
            else SectionForm.stored(journey, answers, section)
        )
        return _part(helped, part, form, answers, given_back=given_back is not None)
    try:
        keyed = key_part(helped.helping, journey, section, typed(helped.request.POST), helped.user)
    except (Ended, Gone):
        return _ended(helped)
    except Busy:
        shown = key_section(journey, answers, section, typed(helped.request.POST)).form
        return _part(helped, part, shown, answers, status=503, busy=True)
    kept = keyed.section
    if not kept.done or keyed.changed:
        return _part(helped, part, kept.form, kept.answers, appeared=kept.appeared, changed=keyed.changed)
    return redirect(_onward(helped, kept.answers, part))


def check_page(helped: Help) -> HttpResponse:
    """Every answer, to read back to the person, with who keyed it; and sending it with them."""
    if helped.request.method == "POST":
        return _send(helped)
    return _check(helped)


def open_here(desk: Desk, key: str) -> HttpResponse:
    """From now on this person is helped at this keyboard; whoever was before is put away."""
    helping = find_helping(desk, key)
    if helping.ended_at is not None:
        return ended_page(Help(desk.request, desk.user, desk.organisation, helping))
    help_here(desk.request, helping)
    part = desk.request.POST.get("part", "")
    if part.isascii() and part.isdigit() and len(part) < 4:
        return clear_browser(redirect("helping:part", key=key, part=int(part)))
    return clear_browser(redirect("helping:overview", key=key))


def stop(desk: Desk, key: str) -> HttpResponse:
    """The adviser stops. The application stays the person's, as it is."""
    helping = find_helping(desk, key)
    if helping.ended_at is not None:
        return ended_page(Help(desk.request, desk.user, desk.organisation, helping))
    end(helping, Helping.Ended.STOPPED_BY_ADVISER, Actor.staff(desk.user, on_behalf_of="applicant"))
    if is_helped_here(desk.request, helping):
        forget_person(desk.request)
    return clear_browser(redirect("helping:home"))


def frame(helped: Help, *, keep: bool = False) -> dict[str, Any]:
    """What every page about a person says at its top.

    `keep` is for a page that holds what was typed and is not saved: it never gives way to a newer one.
    """
    joined = helped.helping.way == Helping.Way.JOINED
    words = helped.prepared.folder.service.words("en")
    language = helped.application.language
    return {
        "key": helped.helping.key,
        "service_name": words.name,
        "demonstration": words.demonstration,
        "person_language": language,
        "language_name": LANGUAGE_NAMES.get(language, language),
        "channel": helped.helping.channel,
        "joined": joined,
        "typed_by": made_for(helped.user),
        "looks_at": _looks_at(helped) if joined else None,
        "together": on_advisers_page(helped.helping, keep=keep) if joined else None,
        "back": None,
    }


def _part(
    helped: Help,
    part: int,
    form: SectionForm,
    answers: dict[str, Any],
    *,
    appeared: int = 0,
    changed: tuple[str, ...] = (),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    language = helped.application.language
    context = {
        **frame(helped, keep=helped.request.method == "POST" or bool(more.get("given_back"))),
        "title": f"Part {part}: {form.section.title}",
        "form": form,
        "errors": form.errors,
        "stamps": stamps(form.section, answers),
        "lines": lines_by_number(helped.application.version_id, language),
        "appeared": appeared,
        "changed": changed,
        "part": part,
        "parts": len(helped.journey.sections),
        "busy": False,
        "given_back": False,
        "back": helped.address("part", part=part - 1) if part > 1 else helped.address("overview"),
        **more,
    }
    return render(helped.request, "helping/part.html", context, status=409 if changed else status)


def _check(helped: Help, *, changed: bool = False) -> HttpResponse:
    application = helped.application
    path = helped.journey.path(application.answers)
    row = KeyedAnswers.objects.filter(application_id=application.pk).first()
    people = User.objects.in_bulk(set(row.by_answer.values())) if row else {}
    keyed = {address: people[who] for address, who in (row.by_answer if row else {}).items() if who in people}

    def link(page: Page) -> dict[str, str]:
        return {
            "href": f"{_part_address(helped, page)}#{page.address.replace('/', '-')}",
            "text": "Change",
            "lang": "en",
            "hidden": page.asked.label[:1].lower() + page.asked.label[1:],
        }

    script = script_of(application.version_id, application.language)
    context = {
        **frame(helped, keep=changed),
        "title": "Read the answers back",
        "sections": sections_shown(path, helped.journey, link),
        "keyed_by_others": _others(keyed, helped.user),
        "by_person": _by_person(helped, keyed),
        "outstanding": [
            {"href": _part_address(helped, page), "text": _called(helped, page)} for page in path.outstanding
        ],
        "stopped": _called(helped, path.stop.page) if path.stop else "",
        "closing": script.closing[:2],
        "revision": application.revision,
        "changed": changed,
        "back": helped.address("overview"),
    }
    return render(helped.request, "helping/check.html", context, status=409 if changed else 200)


def _send(helped: Help) -> HttpResponse:
    if helped.helping.way == Helping.Way.JOINED:
        # On their own device the person reads their answers and sends them themselves.
        return _check(helped)
    if helped.request.POST.get("revision") != str(helped.application.revision):
        return _check(helped, changed=True)
    try:
        submit(
            helped.application,
            helped.application.language,
            sent_by=helped.user,
            site=site_of(helped.request),
        )
    except (NotComplete, Gone):
        return _check(helped, changed=True)
    return redirect("helping:sent", key=helped.helping.key)


def _ended(helped: Help) -> HttpResponse:
    helping = Helping.objects.select_related("application", "adviser").filter(pk=helped.helping.pk).first()
    if helping is None:
        raise Http404
    return ended_page(Help(helped.request, helped.user, helped.organisation, helping))


def _others(keyed: dict[str, User], user: User) -> list[str]:
    return sorted({str(each) for each in keyed.values() if each.pk != user.pk})


def _by_person(helped: Help, keyed: dict[str, User]) -> list[str]:
    """The questions that the person answered themselves."""
    return [
        asked.label
        for asked in helped.journey.asked
        if asked.key in helped.application.answers and asked.key not in keyed
    ]


def _looks_at(helped: Help) -> dict[str, str] | None:
    """The page that the person was last seen on, where they apply on their own device."""
    place = helped.helping.person_at.removeprefix("apply/")
    path = helped.journey.path(helped.application.answers)
    page = path.page(place) if place else None
    if page is None:
        return None
    return {
        "text": _called(helped, page),
        "href": f"{_part_address(helped, page)}#{page.address.replace('/', '-')}",
    }


def _onward(helped: Help, answers: dict[str, Any], part: int) -> str:
    """The next part with something to answer; the check page when there is none."""
    path = helped.journey.path(answers)
    keys = [section.key for section in helped.journey.sections]
    after = [n for page in path.to_ask if (n := keys.index(page.asked.section) + 1) > part]
    if path.stop is None and after:
        return helped.address("part", part=after[0])
    return helped.address("check")


def _part_address(helped: Help, page: Page) -> str:
    keys = [section.key for section in helped.journey.sections]
    return helped.address("part", part=keys.index(page.asked.section) + 1)


def _called(helped: Help, page: Page) -> str:
    return f"{number_at(helped.journey, page.address)}. {page.asked.label}"
