"""The outbox: every letter, as a list, as it reads, and as the PDF that went out."""

from __future__ import annotations

import base64
import hashlib

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, SEE_LETTERS
from commonweal.office.letters.dispatch import outbox
from commonweal.office.letters.models import Letter
from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.letters.turning import page_links
from commonweal.office.letters.writing import body_of

A_PAGE = 25
HIGHEST = 2**62
SANDBOX = "sandbox allow-popups allow-top-navigation-by-user-activation"


def letter_policy(html: str) -> str:
    """The policy under which a letter may be shown: the style that it was written with, and nothing else."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors 'none'; {SANDBOX}"
    )


@require_GET
@staff_only(SEE_CASES, SEE_LETTERS)
def outbox_page(request: HttpRequest) -> HttpResponse:
    """Every letter, the newest first; `state` chooses those that wait or those that were sent."""
    state = request.GET.get("state", "")
    letters = Letter.objects.select_related("case").defer("html", "text").order_by("-pk")
    counts = {each.value: letters.filter(state=each).count() for each in Letter.State}
    if state in Letter.State.values:
        letters = letters.filter(state=state)
    else:
        state = ""
    page = Paginator(letters, A_PAGE).get_page(request.GET.get("page"))

    def address(number: int) -> str:
        kept = {name: value for name, value in (("state", state), ("page", number)) if value not in {"", 1}}
        return f"?{urlencode(kept)}"

    context = {"page": page, "state": state, "counts": counts, "links": page_links(page, address)}
    return render(request, "letters/outbox.html", context)


@require_GET
@staff_only(SEE_CASES, SEE_LETTERS)
def letter_page(request: HttpRequest, number: int) -> HttpResponse:
    """One letter: where it stands, and as it reads."""
    letter = _letter(number)
    return render(request, "letters/letter-page.html", {"letter": letter, "body": body_of(letter.html)})


@require_GET
@staff_only(SEE_CASES, SEE_LETTERS)
def letter_html(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 (Django passes it)
    """The page that went out, whole, and able to do nothing but be read."""
    html = _letter(number).html
    response = HttpResponse(html)
    response["Content-Security-Policy"] = letter_policy(html)
    return response


@require_GET
@staff_only(SEE_CASES, SEE_LETTERS)
def letter_pdf(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 (Django passes it)
    """The PDF that went out; for a letter that still waits, the one that will."""
    letter = _letter(number)
    path = outbox() / letter.path
    if letter.state == Letter.State.SENT and path.is_file():
        content = path.read_bytes()
    else:
        content = html_to_pdf(letter.html, title=letter.title, language=letter.language)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{letter.file_name}.pdf"'
    return response


def _letter(number: int) -> Letter:
    if number > HIGHEST:
        raise Http404
    return get_object_or_404(Letter.objects.select_related("case"), pk=number)
