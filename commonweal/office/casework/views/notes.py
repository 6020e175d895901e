"""Writing a note on a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES
from commonweal.office.casework.typed_text import typed_text
from commonweal.office.casework.views.case import case_context
from commonweal.office.casework.views.doing import Doing
from commonweal.office.records.actions.add_note import LONGEST, add_note


@require_POST
@staff_only(SEE_CASES, WORK_CASES, page="casework:case")
def write_note(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a note. A second press of the button keeps it once."""
    doing = Doing(request, reference)
    text = typed_text(request.POST.get("note", ""))
    problem = ""
    if not text:
        problem = "Write the note first"
    elif len(text) > LONGEST:
        problem = f"A note must be {LONGEST:,} characters or less"
    if problem:
        context = {
            **case_context(doing.case, doing.user),
            "note": text,
            "note_problem": problem,
            "messages": [],
        }
        return render(request, "casework/case.html", context, status=422)
    newest = doing.case.notes.order_by("-pk").first()
    if newest is None or (newest.text, newest.by_id) != (text, doing.user.pk):
        add_note(doing.case, actor=doing.actor, text=text)
    return doing.done("Your note is kept.")
