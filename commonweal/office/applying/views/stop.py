"""Where a journey ends early: a page that says what to do instead. It is never an error."""

from django.http import HttpResponse
from markupsafe import Markup

from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import first_place, place_of
from commonweal.office.pages.site_languages import site_address
from commonweal.service.inputs import given_values
from commonweal.service.notice_printing import print_notice
from commonweal.service.path import Path


def stop(visit: Visit, path: Path, address: str) -> HttpResponse:
    """The page that the answers lead to; any other stop's address leads to where the answers do."""
    if path.stop is None or path.stop.address != address:
        return visit.go(first_place(path))
    folder = visit.prepared.folder
    notice = folder.notice(path.stop.notice, visit.language)
    assert notice is not None
    printed = print_notice(
        notice,
        folder.scope,
        given_values(visit.journey, path.answers, neutral=False),
        visit.journey,
        answers=path.answers,
    )
    led_here = visit.address(place_of(path.stop.page.address))
    return visit.show(
        "applying/stop.html",
        title=printed.title,
        body=Markup(printed.html),  # noqa: S704 (the printer escapes all that is not its own)
        back=led_here,
        change=led_here,
        feedback=site_address(f"feedback?service={visit.prepared.slug}&step=stopped", visit.language),
    )
