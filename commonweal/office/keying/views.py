"""Pages on which a paper form is keyed: start, a part to a page, check, sent."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.refusals import note_refusal
from commonweal.office.accounts.roles import KEY_APPLICATIONS, SEE_CASES, permission
from commonweal.office.accounts.unsent import unsent
from commonweal.office.applying.actions.save import Busy, Gone, save
from commonweal.office.applying.answers_shown import sections_shown
from commonweal.office.applying.form_view import typed
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.keying.actions.begin import begin
from commonweal.office.keying.actions.send import send
from commonweal.office.keying.models import PaperForm
from commonweal.office.keying.section_form import KeyedSection, SectionForm, key_section
from commonweal.office.keying.start_form import Started, read_start
from commonweal.office.pages.errors import BUSY
from commonweal.office.records.actions.receive import NotComplete
from commonweal.office.returning.site import site_of
from commonweal.service.journey import Journey
from commonweal.service.languages import LANGUAGE_NAMES
from commonweal.service.paper.numbering import number_at
from commonweal.service.path import Page

HIGHEST = 2**62


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(KEY_APPLICATIONS)
def start_page(request: HttpRequest) -> HttpResponse:
    """Which form, in which language, received when; and the forms that this person has not finished."""
    user = _user(request)
    entered = request.POST
    started = Started({})
    if request.method == "POST":
        started = read_start({name: request.POST.get(name, "") for name in request.POST})
        if started.service is not None and started.received_on is not None:
            form = begin(started.service, started.language, user, started.received_on, started.form_code)
            return redirect("keying:part", number=form.application_id, part=1)
    offered = catalogue.offered()
    languages = dict.fromkeys(code for each in offered for code in each.folder.service.languages)
    context = {
        "title": "Key a paper form",
        "entered": {name: entered.get(name, "") for name in FIELDS},
        "found": started.errors,
        "errors": [{"text": text, "href": f"#{_first(name)}"} for name, text in started.errors.items()],
        "services": [{"value": each.slug, "text": each.folder.service.words("en").name} for each in offered],
        "languages": [{"value": code, "text": LANGUAGE_NAMES.get(code, code)} for code in languages],
        "unfinished": [_unfinished(each) for each in _open_forms(user)],
    }
    return render(request, "keying/start.html", context)


FIELDS = ("code", "service", "language", "received-day", "received-month", "received-year")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(KEY_APPLICATIONS)
def part_page(request: HttpRequest, number: int, part: int) -> HttpResponse:
    """One part of the form: all its questions."""
    form, prepared, journey = _form(request, number)
    if not 1 <= part <= len(journey.sections):
        raise Http404
    section = journey.sections[part - 1]
    application = form.application
    if request.method != "POST":
        given_back = unsent(request)
        if given_back:
            shown = key_section(journey, application.answers, section, given_back).form
        else:
            shown = SectionForm.stored(journey, application.answers, section)
        return _part(request, form, prepared, journey, part, shown)
    sent = typed(request.POST)

    def change(now: Application) -> tuple[dict[str, Any], KeyedSection]:
        keyed = key_section(journey, now.answers, section, sent)
        return keyed.answers, keyed

    try:
        keyed = save(application, change, reached=section.asked[0].name, language=application.language)
    except Gone:
        return redirect("keying:start")
    except Busy:
        shown = key_section(journey, application.answers, section, sent).form
        return _part(request, form, prepared, journey, part, shown, busy=True)
    if not keyed.done:
        return _part(request, form, prepared, journey, part, keyed.form, appeared=keyed.appeared)
    return HttpResponseRedirect(_onward(journey, keyed.answers, number, part))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(KEY_APPLICATIONS)
def check_page(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that was keyed, beside the form's own numbers; sent from here, once."""
    form, prepared, journey = _form(request, number)
    path = journey.path(form.application.answers)
    if request.method == "POST" and path.complete:
        try:
            send(form, site=site_of(request))
        except (NotComplete, Gone):
            return redirect("keying:check", number=number)
        return redirect("keying:sent", number=number)

    def link(page: Page) -> dict[str, str]:
        return {
            "href": f"{_part_address(journey, number, page)}#{page.address.replace('/', '-')}",
            "text": "Change",
            "lang": "en",
            "hidden": page.asked.label[:1].lower() + page.asked.label[1:],
        }

    notice = prepared.folder.notice(path.stop.notice, "en") if path.stop else None
    context = {
        **_frame(form, prepared),
        "title": "Check what you have keyed",
        "sections": sections_shown(path, journey, link),
        "outstanding": [
            {"href": _part_address(journey, number, page), "text": _called(journey, page)}
            for page in path.outstanding
        ],
        "stopped": _called(journey, path.stop.page) if path.stop else "",
        "notice": notice.name.replace("-", " ") if notice else "",
        "back": reverse("keying:part", kwargs={"number": number, "part": len(journey.sections)}),
    }
    return render(request, "keying/check.html", context, status=409 if request.method == "POST" else 200)


@require_GET
@staff_only(KEY_APPLICATIONS)
def sent_page(request: HttpRequest, number: int) -> HttpResponse:
    """The reference, to write on the form."""
    user = _user(request)
    form = _found(request, number, user)
    case = form.application.case
    if case is None:
        return redirect("keying:check", number=number)
    context = {
        "title": "Form keyed",
        "case": case,
        "received": form.received_on,
        "may_see": user.has_perm(permission(SEE_CASES)),
    }
    return render(request, "keying/sent.html", context)


def _part(
    request: HttpRequest,
    form: PaperForm,
    prepared: PreparedService,
    journey: Journey,
    part: int,
    shown: SectionForm,
    appeared: int = 0,
    *,
    busy: bool = False,
) -> HttpResponse:
    number = form.application_id
    back = (
        reverse("keying:part", kwargs={"number": number, "part": part - 1})
        if part > 1
        else reverse("keying:start")
    )
    context = {
        **_frame(form, prepared),
        "title": f"Part {part}: {shown.section.title}",
        "form": shown,
        "errors": shown.errors,
        "appeared": appeared,
        "busy": busy,
        "part": part,
        "parts": len(journey.sections),
        "back": back,
    }
    return render(request, "keying/part.html", context, status=BUSY if busy else 200)


def _frame(form: PaperForm, prepared: PreparedService) -> dict[str, Any]:
    words = prepared.folder.service.words("en")
    return {
        "paper": form,
        "service_name": words.name,
        "demonstration": words.demonstration,
        "form_language": form.application.language,
        "language_name": LANGUAGE_NAMES.get(form.application.language, form.application.language),
    }


def _form(request: HttpRequest, number: int) -> tuple[PaperForm, PreparedService, Journey]:
    """A form that this person is keying. Nobody else's can be seen, and none that was sent."""
    form = _found(request, number, _user(request))
    if form.application.case_id is not None:
        raise Http404
    prepared = catalogue.version(form.application.version_id)
    return form, prepared, prepared.journeys[form.application.language]


def _found(request: HttpRequest, number: int, user: User) -> PaperForm:
    form = None
    if number <= HIGHEST:
        form = PaperForm.objects.select_related("application").filter(application_id=number).first()
    if form is not None and form.application.keyed_by_id != user.pk:
        note_refusal(request)
        form = None
    if form is None:
        raise Http404
    return form


def _open_forms(user: User) -> list[PaperForm]:
    forms = PaperForm.objects.select_related("application")
    return list(forms.filter(application__keyed_by=user, application__case=None).order_by("-pk")[:50])


def _unfinished(form: PaperForm) -> dict[str, Any]:
    application = form.application
    prepared = catalogue.version(application.version_id)
    return {
        "href": reverse("keying:part", kwargs={"number": application.pk, "part": 1}),
        "service": prepared.folder.service.words("en").name,
        "received_on": form.received_on,
        "changed_at": application.changed_at,
    }


def _onward(journey: Journey, answers: dict[str, Any], number: int, part: int) -> str:
    """The next part with something to answer below this one; the check page when there is none."""
    path = journey.path(answers)
    keys = [section.key for section in journey.sections]
    later = [keys.index(page.asked.section) + 1 for page in path.to_ask]
    after = [each for each in later if each > part]
    if path.stop is None and after:
        return reverse("keying:part", kwargs={"number": number, "part": after[0]})
    return reverse("keying:check", kwargs={"number": number})


def _part_address(journey: Journey, number: int, page: Page) -> str:
    keys = [section.key for section in journey.sections]
    return reverse("keying:part", kwargs={"number": number, "part": keys.index(page.asked.section) + 1})


def _called(journey: Journey, page: Page) -> str:
    return f"{number_at(journey, page.address)}. {page.asked.label}"


def _first(name: str) -> str:
    return "received-day" if name == "received" else name


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
