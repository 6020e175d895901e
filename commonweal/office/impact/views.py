"""The pages: the reports there are, a form for a new one, how far it is, and the report itself."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.insight.impact.page import report_css
from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import RUN_IMPACT, SEE_IMPACT, permission
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService, UnknownService
from commonweal.office.impact.actions.run import run_impact
from commonweal.office.impact.again import posted_again
from commonweal.office.impact.choices import Choice, choice_for, read_choice
from commonweal.office.impact.making import drawn
from commonweal.office.impact.models import Report
from commonweal.office.impact.populations import place
from commonweal.office.letters.turning import page_links
from commonweal.office.records.actor import Actor

A_PAGE = 20
HIGHEST = 2**62
AGAIN = 2
"""Seconds after which the page of a report that is being made is asked for again."""
_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".zip": "application/zip",
}
_SVG_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_GET
@staff_only(SEE_IMPACT)
def reports(request: HttpRequest) -> HttpResponse:
    """Every report, the newest first."""
    page = Paginator(Report.objects.select_related("started_by").order_by("-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    services = [
        (each.slug, each.folder.service.words("en").name)
        for each in catalogue.offered()
        if each.folder.policies.versions
    ]
    context = {
        "page": page,
        "links": page_links(page, lambda number: f"?page={number}"),
        "services": services,
        "may_run": request.user.has_perm(permission(RUN_IMPACT)),
    }
    return render(request, "impact/reports.html", context)


@require_http_methods(["GET", "POST"])
@staff_only(SEE_IMPACT, RUN_IMPACT)
def new_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what to compare; then begin."""
    service = _service(slug)
    if request.method == "GET":
        return _form(request, service, _first_choice(service, request))
    choice = read_choice(service, request.POST, request.FILES)
    if choice.problems:
        return _form(request, service, choice, status=422)
    user = request.user
    assert isinstance(user, User)
    report = run_impact(service, choice, Actor.staff(user))
    return redirect("impact:report", number=report.pk)


def _first_choice(service: PreparedService, request: HttpRequest) -> Choice:
    """What the form begins with: as another report was asked for, with one draft, or what is likely."""
    like = request.GET.get("like", "")
    if like.isascii() and like.isdigit() and int(like) <= HIGHEST:
        before = Report.objects.filter(pk=int(like), service=service.slug).first()
        if before is not None and before.choice:
            choice = read_choice(service, posted_again(before), {})
            choice.problems.clear()
            return choice
    return choice_for(service, request.GET.get("draft", ""))


def _form(request: HttpRequest, service: PreparedService, choice: Choice, status: int = 200) -> HttpResponse:
    words = service.folder.service.words("en")
    context = {
        "service_name": words.name,
        "slug": service.slug,
        "choice": choice,
        "demonstration": words.demonstration,
        "place": place(),
        "errors": [{"text": text, "href": f"#{field}"} for field, text in choice.problems.items()],
    }
    return render(request, "impact/new.html", context, status=status)


@require_GET
@staff_only(SEE_IMPACT)
def report_page(request: HttpRequest, number: int) -> HttpResponse:
    """A report: how far it is, why it could not be made, or the report itself."""
    report = _report(number)
    if report.state == Report.State.DONE:
        body = (report.folder / "body.html").read_text(encoding="utf-8") if _kept(report) else ""
        context = {"report": report, "body": body, "others": report.others if report.real else 0}
        return render(request, "impact/report.html", context)
    response = render(request, "impact/waiting.html", {"report": report})
    if report.state == Report.State.RUNNING and not report.lost:
        # A header, so that it works without a script; leaving the page stops nothing.
        response["Refresh"] = str(AGAIN)
    return response


@require_GET
@staff_only(SEE_IMPACT)
def chart(request: HttpRequest, number: int, name: str) -> HttpResponse:  # noqa: ARG001 (Django passes it)
    """A picture of a report, drawn when it is first asked for."""
    svg = drawn(_report(number), name)
    if svg is None:
        raise Http404
    response = HttpResponse(svg, content_type=_TYPES[".svg"])
    response["Content-Security-Policy"] = _SVG_POLICY
    return response


@require_GET
@staff_only(SEE_IMPACT)
def print_view(request: HttpRequest, number: int) -> HttpResponse:
    """The whole report as the one page that is annexed to a paper: no frame round it."""
    report = _report(number)
    path = report.folder / "report" / "index.html"
    if not report.files_ready or not path.is_file():
        return _not_ready(request, report)
    html = path.read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256((style[1] if style else "").encode()).digest()).decode()
    response = HttpResponse(html)
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action "
        f"'none'; "
        "frame-ancestors 'none'"
    )
    return response


@require_GET
@staff_only(SEE_IMPACT)
def download(request: HttpRequest, number: int, path: str) -> HttpResponse:
    """A file of a report, or all of them as an archive."""
    report = _report(number)
    if not report.files_ready:
        return _not_ready(request, report)
    whole = path == "report.zip"
    root = report.folder.resolve() if whole else (report.folder / "report").resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file() or file.suffix not in _TYPES:
        raise Http404
    response = HttpResponse(file.read_bytes(), content_type=_TYPES[file.suffix])
    name = f"{report.service}-impact-{report.pk}" if whole else Path(path).stem
    response["Content-Disposition"] = f'attachment; filename="{name}{file.suffix}"'
    response["Content-Security-Policy"] = _SVG_POLICY
    return response


@require_GET
@staff_only(SEE_IMPACT)
def styles(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django passes it)
    """The report's own styles."""
    return HttpResponse(report_css(), content_type="text/css; charset=utf-8")


def _not_ready(request: HttpRequest, report: Report) -> HttpResponse:
    response = render(request, "impact/waiting.html", {"report": report})
    if report.state == Report.State.DONE and not report.files_ready:
        response["Refresh"] = str(AGAIN)
    return response


def _kept(report: Report) -> bool:
    return (report.folder / "body.html").is_file()


def _report(number: int) -> Report:
    if number > HIGHEST:
        raise Http404
    return get_object_or_404(Report.objects.select_related("started_by"), pk=number)


def _service(slug: str) -> PreparedService:
    try:
        return catalogue.current(slug)
    except UnknownService:
        raise Http404 from None
