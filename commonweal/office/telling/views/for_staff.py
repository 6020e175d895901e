"""For staff: change how somebody is told, and read a letter to them on the phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, SEE_LETTERS, WORK_CASES
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.views.case import heading
from commonweal.office.casework.views.doing import Doing
from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.words import say
from commonweal.office.returning.site import site_of
from commonweal.office.telling.actions.choose import BadChoice, choose
from commonweal.office.telling.forms_of_letter import to_read_aloud
from commonweal.office.telling.models import ContactChoice
from commonweal.office.telling.service import choice_of, ways_offered


@require_http_methods(["GET", "POST"])
@staff_only(SEE_CASES, WORK_CASES)
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """The same choice, made for somebody who asks for it."""
    doing = Doing(request, reference)
    if why := doing.stands.why_not:
        return doing.not_allowed(why)
    kept = choice_of(doing.case)
    values = {"way": kept.way if kept else "post", "form": kept.form if kept else "standard"}
    values["address"] = kept.address if kept else ""
    problem = ""
    if request.method == "POST":
        values = {name: request.POST.get(name, "")[:300] for name in ("way", "form", "address")}
        try:
            choose(doing.case, doing.actor, site=site_of(request), **values)
        except BadChoice as fault:
            problem = say("en", f"telling_no_{fault.code}")
        else:
            return doing.done("How we write to the applicant is changed.")
    context = {
        **heading(doing.case, doing.user),
        **values,
        "problem": problem,
        "ways": [
            {"value": way, "text": ContactChoice.Way(way).label}
            for way in ways_offered(catalogue.version(doing.case.version.content_hash))
        ],
        "forms": [{"value": value, "text": text} for value, text in ContactChoice.Form.choices],
    }
    return render(request, "telling/staff-contact.html", context, status=422 if problem else 200)


@require_GET
@staff_only(SEE_CASES, SEE_LETTERS)
def read_aloud(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A letter as it is read on the phone."""
    doing = Doing(request, reference)
    letter = get_object_or_404(case_or_404(reference).letters, pk=number)
    context = {**heading(doing.case, doing.user), "letter": letter, "lines": to_read_aloud(letter)}
    return render(request, "telling/read-aloud.html", context)
