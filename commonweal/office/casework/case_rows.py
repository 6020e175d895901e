"""A case as a line of the queue."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from commonweal.office.accounts.models import User
from commonweal.office.casework.filters import OPEN
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.models import Case
from commonweal.service.languages import IN_ENGLISH


@dataclass(frozen=True)
class CaseRow:
    """What the queue says of one case."""

    reference: str
    shown_reference: str
    applicant: str
    service: str
    state: str
    state_colour: str
    needs_person: bool
    received: datetime.datetime
    due: datetime.date
    soon: str
    late: bool
    language: str
    other_language: str
    channel: str
    holder: str
    mine: bool


STATE_COLOURS = {
    Case.State.RECEIVED: "govuk-tag--blue",
    Case.State.WORKING: "govuk-tag--purple",
    Case.State.WAITING: "govuk-tag--yellow",
    Case.State.DECIDED: "govuk-tag--green",
    Case.State.CLOSED: "govuk-tag--grey",
}


def service_names() -> dict[str, str]:
    """Every service offered, or that a case is of: slug to its English name."""
    names = {each.slug: english_name(each) for each in catalogue.offered()}
    for slug in Case.objects.order_by("service").values_list("service", flat=True).distinct():
        names.setdefault(slug, slug)
    return names


def english_name(prepared: catalogue.PreparedService) -> str:
    """What staff call a service."""
    return str(prepared.folder.service.words("en").name)


def case_rows(cases: Iterable[Case], today: datetime.date, user: User) -> list[CaseRow]:
    """The lines of a list of cases."""
    names = service_names()
    return [
        CaseRow(
            reference=case.reference,
            shown_reference=case.shown_reference,
            applicant=case.applicant,
            service=names.get(case.service, case.service),
            state=case.get_state_display(),
            state_colour=STATE_COLOURS[Case.State(case.state)],
            needs_person=case.needs_person,
            received=case.received_at,
            due=case.due_on,
            soon=_soon(case, today),
            late=case.state in OPEN and case.due_on < today,
            language=IN_ENGLISH.get(case.language, case.language),
            other_language="" if case.language == "en" else IN_ENGLISH.get(case.language, case.language),
            channel=case.get_channel_display(),
            holder=str(case.assigned_to) if case.assigned_to else "Nobody",
            mine=case.assigned_to_id == user.pk,
        )
        for case in cases
    ]


def _soon(case: Case, today: datetime.date) -> str:
    if case.state not in OPEN:
        return ""
    days = (case.due_on - today).days
    if days < 0:
        return f"{-days} day{'s' if days != -1 else ''} overdue"
    return {0: "Due today", 1: "Due tomorrow"}.get(days, f"In {days} days")
