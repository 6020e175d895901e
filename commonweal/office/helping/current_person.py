"""Who is being helped at this keyboard: one person at a time, and nothing of the one before.

The session knows which time of helping is open here. A page or form of any other is not answered: not one
from the back button, not one in another tab. "New person" forgets it, with anything typed that the session
still held, gives the session a new key and has the browser throw away what it kept.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from commonweal.office.accounts import unsent
from commonweal.office.applying.browser import let_go
from commonweal.office.catalogue import service as catalogue
from commonweal.office.helping.models import Helping

_HERE: Final = "helping"


def helped_here(request: HttpRequest) -> str:
    """The key of who is helped at this keyboard; "" for nobody."""
    return str(request.session.get(_HERE, ""))


def is_helped_here(request: HttpRequest, helping: Helping) -> bool:
    """Whether this is the person who is helped at this keyboard."""
    return helped_here(request) == helping.key


def help_here(request: HttpRequest, helping: Helping) -> None:
    """From now on this person is helped at this keyboard, and nobody else.

    What the adviser had typed for this very person when their session ended is kept; for any other it goes.
    """
    if f"/{helping.key}/" not in unsent.kept_for(request):
        unsent.throw_away(request)
    request.session[_HERE] = helping.key
    request.session.cycle_key()


def forget_person(request: HttpRequest) -> None:
    """Forget whoever was helped here."""
    unsent.throw_away(request)
    request.session.pop(_HERE, None)
    request.session.cycle_key()


def clear_browser(response: HttpResponse) -> HttpResponse:
    """Have the browser throw away pages it kept and any application it holds itself."""
    for service in catalogue.offered():
        let_go(response, service.slug)
    # Not "cookies", which would sign the adviser out.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
