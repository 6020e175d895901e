"""One draft: what it changes, what is wrong with it, and where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_POLICY
from commonweal.office.drafting.findings import examples_otherwise, findings
from commonweal.office.drafting.tables import expressions, tables
from commonweal.office.drafting.views.doing import Doing


def draft_context(doing: Doing) -> dict[str, object]:
    """Everything that a draft's own page shows."""
    draft = doing.draft
    found = findings(draft)
    return {
        "tables": [(name, len(table.rules)) for name, table in tables(draft.model).items()],
        "expressions": expressions(draft.model),
        "found": found,
        "examples": None if found.unreadable else examples_otherwise(draft),
    }


@staff_only(SEE_POLICY)
def draft_page(request: HttpRequest, number: int) -> HttpResponse:
    """The draft's own page."""
    doing = Doing(request, number)
    return doing.show("draft.html", 200, draft_context(doing))


@staff_only(SEE_POLICY)
def download(request: HttpRequest, number: int) -> HttpResponse:
    """The draft's file, for a DMN editor or `commonweal impact`."""
    draft = Doing(request, number).draft
    response = HttpResponse(bytes(draft.document), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{draft.service}-draft-{draft.pk}.dmn"'
    return response
