"""Signing in and out, for staff."""

from __future__ import annotations

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts import second_step, throttle, unsent
from commonweal.office.accounts.entering import go_on, one_time_password_is_over
from commonweal.office.accounts.landing import first_page
from commonweal.office.accounts.models import User
from commonweal.office.accounts.refusals import note_refused_sign_in
from commonweal.office.accounts.sign_in_page import LONGEST, sign_in_page
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

NOT_KNOWN = "The username or password is not right. Check both and try again"
TOO_MANY = "There have been too many tries. Wait 15 minutes, then try again, or ask an administrator for help"

OVER = "That password was for one sign-in, and its time is over. Ask an administrator for another"


@sensitive_post_parameters("password")
@csrf_protect
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for username and password; then go where the person was going, or to their first page."""
    back = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    held = request.POST.get(unsent.FIELD, "")
    if request.method == "GET":
        if isinstance(request.user, User) and second_step.passed(request):
            return redirect(back or first_page(request.user))
        return sign_in_page(request, back=back)
    username, password = request.POST.get("username", "").strip(), request.POST.get("password", "")
    problems = _missing(username, password)
    if problems:
        return sign_in_page(request, username=username, back=back, problems=problems, held=held)
    address = throttle.address_of(request)
    if not throttle.allow(username, address, timezone.now()):
        return sign_in_page(
            request, username=username, back=back, problems={"username": TOO_MANY}, status=429, held=held
        )
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        note_refused_sign_in(username, "the username or password was not right")
        problems = {"username": NOT_KNOWN}
        return sign_in_page(request, username=username, back=back, problems=problems, held=held)
    if one_time_password_is_over(user):
        note_refused_sign_in(username, "the time of a password for one sign-in was over")
        return sign_in_page(request, username=username, back=back, problems={"username": OVER}, held=held)
    throttle.forget(username, address)
    return go_on(request, user, back=back, held=held)


@never_cache
@require_http_methods(["GET", "POST"])
@csrf_protect
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask, then end the session and show the sign-in page. Signing out twice is no fault."""
    if request.method == "GET" and isinstance(request.user, User):
        # Another site's link must not be able to end somebody's work.
        return render(request, "accounts/sign-out.html")
    if isinstance(request.user, User):
        with recording("sign out", actor=Actor.staff(request.user), subject=f"staff:{request.user.pk}"):
            logout(request)
    return redirect("accounts:sign-in")


def _missing(username: str, password: str) -> dict[str, str]:
    problems = {}
    if not username:
        problems["username"] = "Enter your username"
    elif len(username) > LONGEST or "\0" in username:
        problems["username"] = NOT_KNOWN
    if not password:
        problems["password"] = "Enter your password"  # noqa: S105 (an error message)
    elif len(password) > 4_096:
        problems["username"] = NOT_KNOWN
    return problems


def _safe(request: HttpRequest, address: str) -> str:
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and address.startswith("/staff/") and address.isprintable() else ""
