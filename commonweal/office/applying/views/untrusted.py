"""A form whose CSRF token is missing or wrong: nothing is done, and nothing that was entered is lost."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from commonweal.office.accounts.permission import untrusted_form
from commonweal.office.applying.views.check import show_unsent
from commonweal.office.applying.views.question import show_again
from commonweal.office.applying.visit import find_visit
from commonweal.office.pages import errors

_METHODS: Final = ("GET", "HEAD", "POST")


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the page again with what was entered and a fresh token; elsewhere, say what to do.

    A method that no page takes is no form at all, whatever token it lacks.
    """
    if request.method not in _METHODS:
        return _no_method(request)
    response = _same_page(request) or untrusted_form(request) or errors.untrusted(request, reason)
    response.headers["Cache-Control"] = "no-store"
    return response


def _no_method(request: HttpRequest) -> HttpResponse:
    try:
        resolve(request.path_info)
    except Resolver404:
        return errors.tell(request, "not_found", 404)
    response = errors.tell(request, "method", 405)
    response.headers["Allow"] = ", ".join(_METHODS)
    return response


def _same_page(request: HttpRequest) -> HttpResponse | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    if match.app_name != "applying":
        return None
    visit = find_visit(request, match.kwargs["service"], match.kwargs["language"])
    if visit is None or visit.application is None:
        return None
    place = (match.url_name or "").removesuffix("-cy")
    if place == "question":
        return show_again(visit, match.kwargs["address"], "not_saved", status=403)
    if place == "check":
        return show_unsent(visit)
    return None
