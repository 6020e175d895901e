"""Comparing again after an edit, as the last report with the same draft was asked for."""

from __future__ import annotations

from django.http import QueryDict

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import UnknownService
from commonweal.office.drafting.models import Draft
from commonweal.office.impact.actions.run import run_impact
from commonweal.office.impact.choices import draft_key, read_choice
from commonweal.office.impact.models import Report
from commonweal.office.records.actor import Actor

_LOOKED_AT = 50
"""Reports of the service, the newest first, among which the last one with a draft is sought."""


def compare_again(draft: Draft, actor: Actor) -> Report | None:
    """Begin a report as the last one with this draft was asked for: the same policies, population and reason.

    None where there was none, or something of it can no longer be chosen. Raises PermissionDenied.
    """
    key = draft_key(draft.pk)
    recent = Report.objects.filter(service=draft.service).order_by("-pk")[:_LOOKED_AT]
    last = next((each for each in recent if key in each.choice.get("options", ())), None)
    if last is None:
        return None
    try:
        service = catalogue.current(draft.service)
    except UnknownService:
        return None
    choice = read_choice(service, posted_again(last), {})
    if choice.problems or key not in choice.options:
        return None
    return run_impact(service, choice, actor)


def posted_again(report: Report) -> QueryDict:
    """What the form of a report would post if it were filled in as it was."""
    posted = QueryDict(mutable=True)
    for name, chosen in report.choice.items():
        posted.setlist(name, chosen if isinstance(chosen, list) else [chosen])
    posted["why"] = report.why
    return posted
