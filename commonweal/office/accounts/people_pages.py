"""The pages of the people who work here, for administrators."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.office.accounts.actions import people as doing
from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import MANAGE_ACCOUNTS
from commonweal.office.records.actor import Actor

LONGEST_NAME: Final = 150
LONGEST_ADDRESS: Final = 254
NO_EMAIL: Final = "Enter an email address, like name@example.gov.uk, or nothing"
HIGHEST: Final = 2**62


@require_safe
@staff_only(MANAGE_ACCOUNTS)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, those who work here first."""
    everybody = User.objects.prefetch_related("groups").select_related("authenticator")
    return render(
        request,
        "accounts/people.html",
        {"people": everybody.order_by("-is_active", "last_name", "first_name", "username")},
    )


@require_http_methods(["GET", "POST"])
@staff_only(MANAGE_ACCOUNTS)
def add(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    typed = {
        name: request.POST.get(name, "").strip() for name in ("first", "last", "username", "email", "role")
    }
    if request.method != "POST":
        return _add_page(request, typed, {})
    problems = _problems(typed)
    if not problems:
        try:
            user, password = doing.add_person(
                _actor(request),
                username=typed["username"],
                first=typed["first"],
                last=typed["last"],
                role=Group.objects.get(name=typed["role"]),
                email=typed["email"],
            )
        except doing.NotAllowed as error:
            problems = {"username": str(error)}
        else:
            return _person_page(request, user, password=password)
    return _add_page(request, typed, problems)


@require_safe
@staff_only(MANAGE_ACCOUNTS)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person, and what can be done about their account."""
    return _person_page(request, _found(number))


@require_POST
@staff_only(MANAGE_ACCOUNTS, page="accounts:person")
def role(request: HttpRequest, number: int) -> HttpResponse:
    """Give them another role."""
    user = _found(number)
    chosen = Group.objects.filter(name=request.POST.get("role", "")[:LONGEST_NAME]).first()
    if chosen is None:
        return _person_page(request, user, stopped="Choose a role")
    try:
        doing.change_role(_actor(request), user, chosen)
    except doing.NotAllowed as error:
        return _person_page(request, user, stopped=str(error))
    return redirect("accounts:person", number)


@require_POST
@staff_only(MANAGE_ACCOUNTS, page="accounts:person")
def address(request: HttpRequest, number: int) -> HttpResponse:
    """Where they are told of changes of their sign-in."""
    user = _found(number)
    typed = request.POST.get("email", "").strip()
    if typed and not _is_email(typed):
        return _person_page(request, user, stopped=NO_EMAIL, typed=typed)
    try:
        doing.change_address(_actor(request), user, typed)
    except doing.NotAllowed as error:
        return _person_page(request, user, stopped=str(error))
    return redirect("accounts:person", number)


@require_POST
@staff_only(MANAGE_ACCOUNTS, page="accounts:person")
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """They work here no longer."""
    user = _found(number)
    try:
        doing.deactivate(_actor(request), user)
    except doing.NotAllowed as error:
        return _person_page(request, _found(number), stopped=str(error))
    return redirect("accounts:person", number)


@require_POST
@staff_only(MANAGE_ACCOUNTS, page="accounts:person")
def come_back(request: HttpRequest, number: int) -> HttpResponse:
    """They work here again."""
    user = _found(number)
    if user.is_active:
        return redirect("accounts:person", number)
    return _person_page(request, user, password=doing.reactivate(_actor(request), user))


@require_POST
@staff_only(MANAGE_ACCOUNTS, page="accounts:person")
def one_time_password(request: HttpRequest, number: int) -> HttpResponse:
    """They have lost their password."""
    user = _found(number)
    if not user.is_active:
        return _person_page(request, user, stopped="Let them come back first")
    try:
        password = doing.give_one_time_password(_actor(request), user)
    except doing.NotAllowed as error:
        return _person_page(request, user, stopped=str(error))
    return _person_page(request, user, password=password)


@require_POST
@staff_only(MANAGE_ACCOUNTS, page="accounts:person")
def reset(request: HttpRequest, number: int) -> HttpResponse:
    """They have lost their app."""
    user = _found(number)
    try:
        doing.reset_second_step(_actor(request), user)
    except doing.NotAllowed as error:
        return _person_page(request, user, stopped=str(error))
    return redirect("accounts:person", number)


def _problems(typed: dict[str, str]) -> dict[str, str]:
    problems = {}
    for name, label in (("first", "first name"), ("last", "last name")):
        if not typed[name]:
            problems[name] = f"Enter their {label}"
        elif len(typed[name]) > LONGEST_NAME or not typed[name].isprintable():
            problems[name] = f"The {label} must be {LONGEST_NAME} letters or less"
    if not typed["username"]:
        problems["username"] = "Enter a username for them"
    else:
        try:
            User._meta.get_field("username").run_validators(typed["username"])
        except ValidationError:
            problems["username"] = (
                "The username can have letters, figures and . _ + - @ in it, and be 150 long at most"
            )
    if typed["email"] and not _is_email(typed["email"]):
        problems["email"] = NO_EMAIL
    if "\0" in typed["role"] or not Group.objects.filter(name=typed["role"]).exists():
        problems["role"] = "Choose a role"
    return problems


def _is_email(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return len(typed) <= LONGEST_ADDRESS


def _add_page(request: HttpRequest, typed: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    context = {"typed": typed, "problems": problems, "roles": _roles()}
    return render(request, "accounts/add.html", context, status=422 if problems else 200)


def _person_page(
    request: HttpRequest, user: User, *, password: str = "", stopped: str = "", typed: str | None = None
) -> HttpResponse:
    """`typed` is an email address that could not be taken: what `stopped` says is then about that field."""
    own = isinstance(request.user, User) and request.user.pk == user.pk
    context = {
        "person": user,
        "held": sorted(user.groups.values_list("name", flat=True)),
        "roles": _roles(),
        "has_app": hasattr(user, "authenticator"),
        "password": password,
        "stopped": stopped,
        "typed": typed,
        "own": own,
    }
    return render(request, "accounts/person.html", context, status=422 if stopped else 200)


def _roles() -> list[str]:
    return list(Group.objects.order_by("name").values_list("name", flat=True))


def _found(number: int) -> User:
    user = User.objects.filter(pk=number).first() if number <= HIGHEST else None
    if user is None:
        raise Http404
    return user


def _actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)
    return Actor.staff(request.user)
