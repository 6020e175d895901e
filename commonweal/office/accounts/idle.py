"""Ends a session in which nothing was asked for a while, so that a desk that was left is nobody's way in.

Nobody loses what they typed: a form that is sent afterwards comes back filled in after signing in again
(`unsent.py`). Who has JavaScript is asked five minutes before whether they are still there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

WARNED: Final = 5 * 60
"""Seconds before the end at which a page asks."""
_SEEN: Final = "seen at"
_WRITTEN_EVERY: Final = 60
_SIGNED_IN: Final = "_auth_user_id"


def idle(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. Only a browser with a session of staff is looked at."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _look(request)
        return get_response(request)

    return middleware


def _look(request: HttpRequest) -> None:
    session = request.session
    if _SIGNED_IN not in session:
        return
    now, seen = int(time.time()), session.get(_SEEN)
    if seen is not None and now - seen > settings.STAFF_IDLE:
        user = request.user
        if isinstance(user, User):
            with recording("end idle session", actor=Actor.staff(user), subject=f"staff:{user.pk}"):
                logout(request)
        return
    if seen is None or now - seen >= _WRITTEN_EVERY:
        session[_SEEN] = now


@require_POST
@staff_only(page="accounts:you")
def still_here(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django passes it)
    """Somebody says that they are still there: that they asked is all that is needed."""
    return HttpResponse(status=204)
