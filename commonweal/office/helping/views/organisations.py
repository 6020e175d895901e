"""Which organisations help, and who helps for which: for administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import KEY_APPLICATIONS, MANAGE_ACCOUNTS, permission
from commonweal.office.helping.actions.organise import add_organisation, put_in_organisation
from commonweal.office.helping.models import Membership, Organisation
from commonweal.office.records.actor import Actor

LONGEST = 120


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(MANAGE_ACCOUNTS)
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations with their advisers; a form to add one, and one to put somebody into one."""
    user = request.user
    assert isinstance(user, User)
    found: dict[str, str] = {}
    name = " ".join(request.POST.get("name", "").split())
    if request.method == "POST":
        if request.POST.get("do") == "add":
            found = _add(name, user)
        else:
            found = _put(request.POST.get("person", ""), request.POST.get("organisation", ""), user)
        if not found:
            return redirect("helping:organisations")
    of = {each.user_id: each.organisation for each in Membership.objects.select_related("organisation")}
    people = _advisers()
    context = {
        "title": "Organisations that help people",
        "name": name,
        "chosen": {field: request.POST.get(field, "") for field in ("person", "organisation")},
        "found": found,
        "errors": [{"text": text, "href": f"#{field}"} for field, text in found.items()],
        "organisations": list(Organisation.objects.order_by("name")),
        "people": [{"user": each, "organisation": of.get(each.pk)} for each in people],
    }
    return render(request, "helping/organisations.html", context)


def _add(name: str, user: User) -> dict[str, str]:
    if not name or len(name) > LONGEST or not name.isprintable():
        return {"name": f"Enter the organisation’s name, in {LONGEST} characters or fewer"}
    if Organisation.objects.filter(name__iexact=name).exists():
        return {"name": "There is an organisation of this name already"}
    add_organisation(name, Actor.staff(user))
    return {}


def _put(person: str, organisation: str, user: User) -> dict[str, str]:
    who = next((each for each in _advisers() if str(each.pk) == person), None)
    if who is None:
        return {"person": "Select a person"}
    wanted = next((each for each in Organisation.objects.all() if str(each.pk) == organisation), None)
    if wanted is None and organisation != "none":
        return {"organisation": "Select an organisation, or none"}
    put_in_organisation(who, wanted, Actor.staff(user))
    return {}


def _advisers() -> list[User]:
    active = User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")
    return [each for each in active if each.has_perm(permission(KEY_APPLICATIONS))]
