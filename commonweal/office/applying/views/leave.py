"""Stop and delete the answers: for people on a device that others use."""

from django.http import HttpResponse

from commonweal.office.applying.actions.delete import delete
from commonweal.office.applying.browser import let_go
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import first_place
from commonweal.office.records.actor import Actor


def leave(visit: Visit) -> HttpResponse:
    """Ask whether to delete the answers, and do so."""
    if visit.held.case_id is not None:
        return visit.already_sent()
    if visit.request.method == "POST":
        delete(visit.held, Actor.applicant(), "the applicant asked")
        visit.application = None
        response = visit.tell("left", status=200, action="start_new")
        let_go(response, visit.prepared.slug)
        return response
    onward = visit.address(first_place(visit.journey.path(visit.held.answers)))
    return visit.show("applying/leave.html", title=visit.say("leave_title"), back=onward, onward=onward)
