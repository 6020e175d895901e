"""From a right password to being signed in: what else is asked, in which order, and then the session."""

from __future__ import annotations

from typing import Final

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from commonweal.office.accounts import half_signed_in, second_step, unsent
from commonweal.office.accounts.landing import first_page
from commonweal.office.accounts.models import User
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def go_on(
    request: HttpRequest,
    user: User,
    *,
    back: str = "",
    held: str = "",
    way: str = "password",
    proof: str = "",
) -> HttpResponseRedirect:
    """Ask for what is still wanting, or sign the person in. `proof` is the second proof that was given."""
    wanting = _wanting(user, way, proof)
    if wanting:
        half_signed_in.begin(request, user, back=back, held=held, way=way)
        return redirect(wanting)
    return redirect(enter(request, user, back=back, held=held, way=way, proof=proof))


def enter(request: HttpRequest, user: User, *, back: str, held: str, way: str, proof: str) -> str:
    """Sign the person in and give the address to go to."""
    # A new session: one planted before sign-in is worth nothing after it, and it holds nothing of others.
    request.session.flush()
    with recording("sign in", actor=Actor.staff(user), subject=f"staff:{user.pk}") as facts:
        if way != "password":
            facts["by"] = way
        if proof:
            facts["second step"] = proof
        login(request, user, backend=_BACKEND)
        if proof:
            request.session[second_step.PASSED] = proof
    return (unsent.give_back(request, held, user) if held else back) or first_page(user)


def one_time_password_is_over(user: User) -> bool:
    """Whether the password an administrator made was not used in its time."""
    return user.one_time_until is not None and user.one_time_until < timezone.now()


def _wanting(user: User, way: str, proof: str) -> str:
    if way == "password" and user.one_time_until is not None:
        return "accounts:new-password"
    if proof:
        return ""
    if second_step.authenticator_of(user) is not None:
        return "accounts:code"
    return "accounts:set-up" if second_step.required() else ""
