"""Before an application: what the service is for and what is needed; then a new draft."""

from django.conf import settings
from django.http import HttpResponse

from commonweal.office.accounts.roles import KEY_APPLICATIONS, permission
from commonweal.office.applying.actions.delete import delete, kept_for
from commonweal.office.applying.actions.start import start
from commonweal.office.applying.browser import hold
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import first_place
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actor import Actor
from commonweal.service.journey import Journey, Question, Repeat


def start_page(visit: Visit) -> HttpResponse:
    """The service's first page."""
    draft = visit.application if visit.application and visit.application.case_id is None else None
    continue_at = first_place(visit.journey.path(draft.answers)) if draft else None
    offered = catalogue.current(visit.prepared.slug)
    service = offered.folder.service
    decide = service.time_limits.get("decide")
    return visit.show(
        "applying/start.html",
        title=service.words(visit.language).name,
        summary=service.words(visit.language).summary,
        owner=service.words(visit.language).owner,
        sections=[section.title for section in offered.folder.journey(visit.language).sections],
        evidence=evidence(offered.folder.journey(visit.language)),
        decide=decide.text(visit.language) if decide else "",
        kept=kept_for(service.retention.get("draft")).text(visit.language),
        assumed=[words for words, _ in service.words(visit.language).assumed],
        continue_at=visit.address(continue_at) if continue_at else None,
        saved=draft is not None and _is_saved(visit),
        start_at=visit.address("start"),
        paper=visit.address("paper"),
        come_back=visit.address("return"),
        helps=_may_help(visit),
    )


def evidence(journey: Journey) -> list[str]:
    """Every paper that answers may be asked for, in the journey's order."""
    asked: list[Question | Repeat] = list(journey.asked)
    return list(dict.fromkeys(each.evidence for each in asked if each.evidence))


def begin(visit: Visit) -> HttpResponse:
    """Begin a new application; nothing of one in progress in this browser is carried over.

    That one is deleted, unless somebody saved it to come back to: then it waits for them.
    """
    if visit.application is not None and visit.application.case_id is None and not _is_saved(visit):
        delete(visit.application, Actor.applicant(), "started again")
    offered = catalogue.current(visit.prepared.slug)
    application = start(offered, visit.language)
    visit.prepared = offered
    response = visit.go(first_place(visit.journey.path({})))
    hold(response, offered.slug, application.key)
    return response


def _is_saved(visit: Visit) -> bool:
    """Whether somebody has a way back to the application that this browser holds."""
    from commonweal.office.returning.models import SavedPlace

    return SavedPlace.objects.filter(application_id=visit.held.pk).exists()


def _may_help(visit: Visit) -> bool:
    """Whether this is an adviser: they fill in for others from their own pages, where consent is recorded."""
    if settings.SESSION_COOKIE_NAME not in visit.request.COOKIES:
        return False
    user = visit.request.user
    return bool(user.is_authenticated and user.has_perm(permission(KEY_APPLICATIONS)))
