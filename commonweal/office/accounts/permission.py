"""The gate before every staff view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from commonweal.office.accounts.roles import permission

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_only(*duties: str) -> Callable[[View[P]], View[P]]:
    """Let a view be used by signed-in staff who have every one of `duties`.

    Somebody who is not signed in goes to the sign-in page and comes back; somebody without the duty gets
    the 403 page. Nothing a staff view answers is kept by a cache.
    """
    needed = [permission(each) for each in duties]

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not request.user.has_perms(needed):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
            return response

        guarded.duties = duties  # type: ignore[attr-defined]
        return guarded

    return gate


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("accounts:sign-in")
    # A form posted after the session ended cannot be replayed: come back to the page it was on.
    back = request.get_full_path() if request.method == "GET" else request.path
    response = redirect(f"{address}?{urlencode({'next': back})}")
    response["Cache-Control"] = "no-store"
    return response
