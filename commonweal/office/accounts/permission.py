"""The gate before every staff view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from commonweal.office.accounts import unsent
from commonweal.office.accounts.roles import permission
from commonweal.office.accounts.second_step import passed
from commonweal.office.accounts.sign_in_page import sign_in_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_only(*duties: str, page: str = "") -> Callable[[View[P]], View[P]]:
    """Let a view be used by signed-in staff who have every one of `duties`.

    Somebody who is not signed in goes to the sign-in page and comes back, with what they typed; somebody
    without the duty gets the 403 page. Nothing a staff view answers is kept by a cache. `page` names the
    page to come back to, with the view's own arguments, where that is not the view's own address: a view
    that is only posted to has no page.
    """
    needed = [permission(each) for each in duties]

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated or not passed(request):
                return _to_sign_in(request, page_of(guarded, request, kwargs))
            if not request.user.has_perms(needed):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
            return response

        guarded.duties = duties  # type: ignore[attr-defined]
        guarded.page = page  # type: ignore[attr-defined]
        return guarded

    return gate


def page_of(view: object, request: HttpRequest, arguments: Mapping[str, Any]) -> str:
    """The address of the page that a staff view's form is on."""
    named = getattr(view, "page", "")
    if not named:
        return request.path
    try:
        return reverse(named, kwargs=dict(arguments))
    except NoReverseMatch:
        # A page that lists things is no thing's own: the queue, the desk of those who help.
        return reverse(named)


def _to_sign_in(request: HttpRequest, page: str) -> HttpResponse:
    # A form posted after the session ended does nothing: what was typed comes back to the page it was on.
    if request.method == "POST" and (held := unsent.hold(request, page)):
        return sign_in_page(request, held=held, status=403)
    back = request.get_full_path() if request.method == "GET" else page
    response = redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': back})}")
    response["Cache-Control"] = "no-store"
    return response


def untrusted_form(request: HttpRequest) -> HttpResponse | None:
    """Answer a staff form whose token is of an earlier session: give back what was typed, to who typed it.

    None when it is not ours to answer: no staff form, or made for somebody else.
    """
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    if match.view_name == "accounts:sign-in":
        held = request.POST.get(unsent.FIELD, "")
        return sign_in_page(request, back=request.POST.get("next", ""), held=held, status=403)
    if not hasattr(match.func, "duties"):
        return None
    page = page_of(match.func, request, match.kwargs)
    if not request.user.is_authenticated:
        return _to_sign_in(request, page)
    given = unsent.give_straight_back(request, page)
    return redirect(given) if given else None
