"""A person's own sign-in: their app, their recovery codes, their password."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts import second_step
from commonweal.office.accounts.landing import first_page
from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.second_step_pages import TOO_MANY, WRONG, choose_password, page
from commonweal.office.accounts.telling import changes
from commonweal.office.records.actor import Actor

WRONG_PASSWORD = "The password you have now is not right"  # noqa: S105 (an error message)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@staff_only()
def own_page(request: HttpRequest) -> HttpResponse:
    """What there is; and, for a code of the app there is, another app or new recovery codes."""
    user = _user(request)
    if request.method == "GET":
        return _own(request, user)
    if not second_step.may_try(user):
        return _own(request, user, {"code": TOO_MANY}, 429)
    if not second_step.check(user, request.POST.get("code", ""), timezone.now()):
        return _own(request, user, {"code": WRONG})
    if request.POST.get("do") == "codes":
        codes = second_step.renew_codes(user)
        return page(request, "accounts/recovery-codes.html", codes=codes, onward=first_page(user))
    second_step.take_away(user, Actor.staff(user))
    update_session_auth_hash(request, user)
    return redirect("accounts:set-up")


@sensitive_post_parameters("present", "password", "again")
@require_http_methods(["GET", "POST"])
@staff_only()
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password, for somebody who knows the present one."""
    user = _user(request)
    if request.method == "GET":
        return page(request, "accounts/change-password.html")
    if not second_step.may_try(user):
        return page(request, "accounts/change-password.html", {"present": TOO_MANY}, 429)
    if not user.check_password(request.POST.get("present", "")[:4096]):
        return page(request, "accounts/change-password.html", {"present": WRONG_PASSWORD})
    problems = choose_password(user, request)
    if problems:
        return page(request, "accounts/change-password.html", problems)
    update_session_auth_hash(request, user)
    return redirect("accounts:you")


def _own(
    request: HttpRequest, user: User, problems: dict[str, str] | None = None, status: int = 0
) -> HttpResponse:
    return page(
        request,
        "accounts/you.html",
        problems,
        status,
        changes=changes(user),
        email=user.email,
        device=second_step.authenticator_of(user),
        left=user.recovery_codes.count(),
        required=second_step.required(),
    )


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
