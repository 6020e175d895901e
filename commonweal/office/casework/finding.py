"""The case that an address names, or a page that says there is none."""

from __future__ import annotations

from django.http import Http404

from commonweal.office.records.models import Case
from commonweal.office.records.reference import NotAReference, parse_reference


def case_or_404(reference: str) -> Case:
    """The case of a reference as typed or shown. Raises Http404, saying nothing of which cases there are."""
    try:
        wanted = parse_reference(reference)
    except NotAReference:
        raise Http404 from None
    known = Case.objects.select_related("version", "assigned_to", "keyed_by")
    case = known.filter(reference=wanted, forgotten_at=None).first()
    if case is None:
        raise Http404
    return case
