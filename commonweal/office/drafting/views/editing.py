"""Changing a table's cells and rules, or an expression."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import DRAFT_POLICY, SEE_POLICY
from commonweal.office.casework.typed_text import typed_text
from commonweal.office.drafting.actions.write import write
from commonweal.office.drafting.findings import findings
from commonweal.office.drafting.tables import (
    LONGEST_TEXT,
    RULES_A_PAGE,
    changes,
    expressions,
    table_form,
    tables,
)
from commonweal.office.drafting.views.doing import Doing
from commonweal.policy import NewExpression


@staff_only(SEE_POLICY)
def table_page(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One table as a form. Every button keeps what was typed in the cells."""
    doing = Doing(request, number)
    if name not in tables(doing.draft.model):
        raise Http404
    first = request.GET.get("from", "1")
    at = int(first) if first.isascii() and first.isdigit() and len(first) < 7 else 1
    stopped, status, typed = "", 200, None
    if request.method == "POST":
        doing.actor.must_have(DRAFT_POLICY)
        posted = {key: str(value) for key, value in request.POST.items()}

        def act() -> None:
            made = changes(doing.draft.model, name, posted)
            if made:
                write(doing.draft, made, actor=doing.actor, revision=doing.revision)

        problem = doing.attempt(act)
        if problem is None and "see" in request.POST:
            return doing.see_what_it_does("drafting:table", name)
        if problem is None:
            saved = "The table is saved."
            response = doing.done(saved, "drafting:table", name)
            if at > 1:
                response["Location"] += f"?from={at}"
            return response
        (stopped, status), typed = problem, posted
        doing.draft.refresh_from_db()
    form = table_form(doing.draft.model, name, at, findings(doing.draft).findings, typed)
    context: dict[str, object] = {"form": form, "stopped": stopped, "step": RULES_A_PAGE}
    return doing.show("table.html", status, context)


@staff_only(SEE_POLICY)
def expression_page(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One expression as a form."""
    doing = Doing(request, number)
    known = expressions(doing.draft.model)
    if name not in known:
        raise Http404
    text, stopped, status = known[name], "", 200
    if request.method == "POST":
        doing.actor.must_have(DRAFT_POLICY)
        text = typed_text(request.POST.get("text", ""))

        def act() -> None:
            if not text or len(text) > LONGEST_TEXT:
                raise ValueError(f"Write an expression of {LONGEST_TEXT:,} characters or less.")
            if text != known[name]:
                change = NewExpression(name, text)
                write(doing.draft, [change], actor=doing.actor, revision=doing.revision)

        problem = doing.attempt(act)
        if problem is None and "see" in request.POST:
            return doing.see_what_it_does("drafting:expression", name)
        if problem is None:
            return doing.done("The expression is saved.", "drafting:expression", name)
        stopped, status = problem
        doing.draft.refresh_from_db()
    faults = [each for each in doing.draft.model.diagnostics if each.element == name]
    context: dict[str, object] = {"name": name, "text": text, "stopped": stopped, "faults": faults}
    return doing.show("expression.html", status, context)
