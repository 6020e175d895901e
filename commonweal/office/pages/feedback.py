"""The feedback page: GOV.UK's five points of satisfaction, and one open question."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from commonweal.office.accounts.throttle import address_of
from commonweal.office.limiting.service import FROM_ONE_NETWORK, Limit, allow
from commonweal.office.pages.errors import tell
from commonweal.office.pages.models import Feedback
from commonweal.office.pages.page import show
from commonweal.office.pages.site_languages import here_in_each, site_address, site_languages
from commonweal.office.pages.words import WORDS, say
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

LONGEST = 1200
WITHIN = timedelta(hours=1)
STEPS = {
    "sent": "After sending",
    "status": "On the status page",
    "stopped": "Told that they cannot apply",
}
"""The steps after which feedback is asked for, and what staff call them."""


def feedback(request: HttpRequest, language: str) -> HttpResponse:
    """Ask, and thank. Nothing here says who gave it."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "POST"])
    if language not in site_languages():
        raise Http404
    here = site_address("feedback", language)
    if request.method != "POST":
        if "thanks" in request.GET:
            return _show(request, language, "pages/built_in/thanks.html", say(language, "feedback_thanks"))
        return _form(
            request, language, _service(request.GET.get("service", "")), _step(request.GET.get("step", ""))
        )
    service = _service(request.POST.get("service", ""))
    step = _step(request.POST.get("step", ""))
    chosen = request.POST.get("satisfaction", "")
    improve = request.POST.get("improve", "").replace("\x00", "").strip()
    errors = []
    if chosen not in {"1", "2", "3", "4", "5"}:
        errors.append({"text": say(language, "feedback_missing"), "href": "#satisfaction"})
    if len(improve.replace("\r\n", "\n")) > LONGEST:
        errors.append({"text": say(language, "feedback_long", most=LONGEST), "href": "#improve"})
    if errors:
        return _form(request, language, service, step, chosen, improve, errors)
    if not allow(Limit("feedback from", address_of(request), FROM_ONE_NETWORK, WITHIN)):
        return tell(request, "too_many", 429)
    with recording("give feedback", actor=Actor.applicant(), subject="feedback") as facts:
        Feedback.objects.create(
            service=service, step=step, language=language, satisfaction=int(chosen), improve=improve
        )
        facts["service"] = service
        facts["step"] = step
        facts["satisfaction"] = int(chosen)
    return HttpResponseRedirect(f"{here}?thanks", status=303)


def _service(given: str) -> str:
    try:
        validate_slug(given)
    except ValidationError:
        return ""
    return given[:80]


def _step(given: str) -> str:
    return given if given in STEPS else ""


def _form(
    request: HttpRequest,
    language: str,
    service: str,
    step: str,
    chosen: str = "",
    improve: str = "",
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    words = WORDS[language]
    return _show(
        request,
        language,
        "pages/built_in/feedback.html",
        words["feedback_title"],
        about=service,
        step=step,
        points=[{"value": str(point), "text": words[f"feedback_{point}"]} for point in (5, 4, 3, 2, 1)],
        chosen=chosen,
        improve=improve,
        longest=LONGEST,
        errors=errors or [],
    )


def _show(
    request: HttpRequest, language: str, template: str, title: str, status: int = 200, **context: object
) -> HttpResponse:
    return show(
        request,
        template,
        status=status,
        language=language,
        title=title,
        languages=here_in_each("feedback", request.META.get("QUERY_STRING", "")),
        **context,
    )
