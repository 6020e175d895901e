"""Check answers, and send."""

from collections.abc import Sequence

from django.http import HttpResponse

from commonweal.office.applying.actions.save import Gone
from commonweal.office.applying.actions.submit import submit
from commonweal.office.applying.answers_shown import sections_shown
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import first_place, place_of
from commonweal.office.records.actions.receive import NotComplete
from commonweal.office.records.models import Event
from commonweal.office.returning.site import site_of
from commonweal.service.path import Page


def check_answers(visit: Visit) -> HttpResponse:
    """Everything that was answered, each with a way to change it; sent from here, once."""
    if visit.request.method == "POST":
        return _send(visit)
    if visit.held.case_id is not None:
        return visit.already_sent()
    return show_check(visit)


def show_check(
    visit: Visit, *, status: int = 200, warning: dict[str, str] | None = None, changed: Sequence[str] = ()
) -> HttpResponse:
    """The check-answers page; a page that says what is still to answer when it is not whole."""
    path = visit.journey.path(visit.held.answers)
    if path.stop is not None:
        return visit.go(place_of(path.stop.address))
    if not path.complete:
        first = first_place(path)
        return visit.tell(
            "unfinished", status=409 if status == 200 else status, place=first, action="continue"
        )

    def link(page: Page) -> dict[str, str]:
        return {
            "href": visit.address(place_of(page.address, "yes")),
            "text": visit.say("change"),
            "hidden": page.asked.label[:1].lower() + page.asked.label[1:],
        }

    return visit.show(
        "applying/check.html",
        status=status,
        title=visit.say("check_answers"),
        sections=sections_shown(path, visit.journey, link),
        warning=warning,
        back=visit.address(place_of(path.pages[-1].address)),
        leave=visit.address("leave"),
        save=visit.address("save"),
        seen=visit.held.revision,
        changed=changed,
    )


def show_unsent(visit: Visit) -> HttpResponse | None:
    """The check-answers page for somebody whose press of the button could not be trusted."""
    if visit.application is None or visit.application.case_id is not None:
        return None
    warning = {"title": visit.say("not_sent_title"), "text": visit.say("not_sent_text")}
    return show_check(visit, status=403, warning=warning)


def _send(visit: Visit) -> HttpResponse:
    if (changed := _changed_since_seen(visit)) and visit.held.case_id is None:
        warning = {"title": visit.say("changed_check_title"), "text": visit.say("changed_check")}
        return show_check(visit, status=409, warning=warning, changed=changed)
    try:
        case = submit(visit.held, visit.language, site=site_of(visit.request))
    except NotComplete:
        return show_check(visit)
    except Gone:
        return visit.tell("not_here", status=409, action="start_new")
    if visit.prepared.folder.service.equality_questions:
        return visit.go("equality")
    return visit.go(f"confirmation/{case.shown_reference}")


def _changed_since_seen(visit: Visit) -> list[str]:
    """The questions answered, on another device or tab, after this page was shown; by their labels."""
    seen = visit.request.POST.get("seen", "")
    if not seen.isascii() or not seen.isdigit() or int(seen) >= visit.held.revision:
        return []
    path = visit.journey.path(visit.held.answers)
    subject = f"application:{visit.held.pk}"
    later = Event.objects.filter(subject=subject, action="answer").values_list("facts", flat=True)
    changed = []
    for facts in later:
        if facts.get("revision", 0) > int(seen):
            address = str(facts.get("question", ""))
            page = path.page(address) or path.page_of_list(address.split("/")[0])
            changed.append(page.asked.label if page else visit.say("changed_other"))
    return list(dict.fromkeys(changed)) or [visit.say("changed_other")]
