"""The pages between a right password and being signed in: a new password, an app, a code."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts import half_signed_in, second_step
from commonweal.office.accounts.entering import enter, go_on
from commonweal.office.accounts.landing import first_page
from commonweal.office.accounts.models import User
from commonweal.office.accounts.one_time_codes import in_fours, new_salt, picture, shown_secret
from commonweal.office.accounts.passwords import set_password
from commonweal.office.accounts.refusals import note_refused_sign_in

WRONG = "The code is not right. Enter the code that your app shows now; each code works once"
TOO_MANY = "There have been too many tries. Wait 15 minutes, then try again"
NOT_THE_SAME = "The two passwords are not the same"
_SALT = "second step salt"


@sensitive_post_parameters("code")
@csrf_protect
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the app's code, or a recovery code."""
    found = half_signed_in.half_signed_in(request)
    if found is None:
        return redirect("accounts:sign-in")
    user, half = found
    if request.method == "GET":
        return page(request, "accounts/code.html")
    if not second_step.may_try(user):
        return page(request, "accounts/code.html", {"code": TOO_MANY}, 429)
    proof = second_step.check(user, request.POST.get("code", ""), timezone.now())
    if not proof:
        note_refused_sign_in(user.username, "the code was not right")
        return page(request, "accounts/code.html", {"code": WRONG})
    return redirect(enter(request, user, back=half.back, held=half.held, way=half.way, proof=proof))


@sensitive_post_parameters("code")
@csrf_protect
@never_cache
@require_http_methods(["GET", "POST"])
def set_up_page(request: HttpRequest) -> HttpResponse:
    """Show an app's secret and take the app into use: while signing in, or signed in already."""
    found = half_signed_in.half_signed_in(request)
    inside = request.user if isinstance(request.user, User) and second_step.passed(request) else None
    user = inside or (found[0] if found else None)
    # An app there is already is not replaced without a code of it: see `own_page`.
    if user is None or second_step.authenticator_of(user) is not None:
        return redirect("accounts:you" if inside else "accounts:sign-in")
    salt = str(request.session.setdefault(_SALT, new_salt()))
    shown: dict[str, Any] = {
        "secret": in_fours(shown_secret(salt)),
        "picture": picture(salt, user.username),
        "required": second_step.required(),
        "inside": inside is not None,
    }
    if request.method == "GET":
        return page(request, "accounts/set-up.html", **shown)
    if not second_step.may_try(user):
        return page(request, "accounts/set-up.html", {"code": TOO_MANY}, 429, **shown)
    codes = second_step.set_up(user, salt, request.POST.get("code", ""), timezone.now())
    if codes is None:
        return page(request, "accounts/set-up.html", {"code": WRONG}, **shown)
    del request.session[_SALT]
    if found is None or inside:
        update_session_auth_hash(request, user)
        request.session[second_step.PASSED] = "app"
        onward = first_page(user)
    else:
        half = found[1]
        onward = enter(request, user, back=half.back, held=half.held, way=half.way, proof="app")
    return page(request, "accounts/recovery-codes.html", codes=codes, onward=onward)


@sensitive_post_parameters("password", "again")
@csrf_protect
@never_cache
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """In place of a password that an administrator made, one that nobody else knows."""
    found = half_signed_in.half_signed_in(request)
    if found is None or found[0].one_time_until is None:
        return redirect("accounts:sign-in")
    user, half = found
    if request.method == "GET":
        return page(request, "accounts/new-password.html")
    problems = choose_password(user, request)
    if problems:
        return page(request, "accounts/new-password.html", problems)
    half_signed_in.renew(request, user)
    return go_on(request, user, back=half.back, held=half.held, way=half.way)


def choose_password(user: User, request: HttpRequest) -> dict[str, str]:
    """Set the password that was typed twice; give what is wrong with it, by field."""
    chosen, again = request.POST.get("password", ""), request.POST.get("again", "")
    if chosen != again:
        return {"again": NOT_THE_SAME}
    try:
        set_password(user, chosen)
    except ValidationError as error:
        return {"password": " ".join(error.messages)}
    return {}


def page(
    request: HttpRequest,
    template: str,
    problems: dict[str, str] | None = None,
    status: int = 0,
    **context: object,
) -> HttpResponse:
    """One of these pages, kept by no cache."""
    context["problems"] = problems or {}
    response = render(request, template, context, status=status or (422 if problems else 200))
    response["Cache-Control"] = "no-store"
    return response
