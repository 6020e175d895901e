"""The page that asks who somebody is."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal.office.accounts.second_step import required

LONGEST = 200


def sign_in_page(
    request: HttpRequest,
    *,
    username: str = "",
    back: str = "",
    problems: Mapping[str, str] | None = None,
    status: int = 200,
    held: str = "",
) -> HttpResponse:
    """The form, with what is wrong with it. `held` is what `unsent.hold` gave: typed, and not sent."""
    if problems and status == 200:
        status = 422
    context: dict[str, object] = {
        "username": username[:LONGEST],
        "next": back,
        "problems": problems or {},
        "held": held,
    }
    context["second_step_offered"] = not required()
    context["idle_minutes"] = settings.STAFF_IDLE // 60
    context["single_sign_on"] = bool(settings.OPENID_CONNECT["staff"]["issuer"])
    response = render(request, "accounts/sign-in.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
