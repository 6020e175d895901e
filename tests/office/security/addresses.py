"""Every address there is, from the resolver; and the world whose things stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver
from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.drafting.actions.start import start as start_draft
from commonweal.office.impact.models import Report
from commonweal.office.keying.actions.begin import begin
from commonweal.office.letters.models import Letter
from commonweal.office.records.actor import Actor
from tests.office.applications import AWARDED, REFERRED, apply, staff

SECRET = "Zephyrine Quillfeather"
"""The applicant's name: nobody who may not see it may be shown it."""
SERVICE = "council-tax-support"


def addresses() -> Iterator[str]:
    """Every address, as the resolver writes it."""
    yield from _inside(get_resolver(), "")


def _inside(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _inside(each, here)
        else:
            yield here


@dataclass(frozen=True)
class World:
    """Two cases, their letters, a draft, a report and a form that is being keyed: all somebody else's."""

    reference: str
    sent: str
    letter: int
    draft: int
    report: int
    form: int
    person: int

    def address(self, pattern: str) -> str:
        """A pattern with this world's things in it."""
        number = 1
        for part, value in (
            ("outbox/", self.letter),
            ("status/letter/", self.letter),
            ("drafts/", self.draft),
            ("impact/", self.report),
            ("keying/", self.form),
            ("people/", self.person),
        ):
            if part in pattern:
                number = value
        values = {
            "service": SERVICE,
            "slug": SERVICE,
            "language": "cy",
            "reference": self.sent if "confirmation" in pattern else self.reference,
            "number": number,
            "part": 1,
            "address": "full-name",
            "name": "reach" if pattern.endswith((".csv", ".svg")) else "discount percentage",
            "kind": "email",
            "secret": "x" * 22,
            "key": "x" * 22,
            "file": "form.html",
            "path": "report.zip",
        }
        return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(values[found[1]]), pattern)


def make_world() -> World:
    """Make it, each thing by somebody who is none of the people that the walk signs in."""
    answers = {"full_name": SECRET}
    case = apply(REFERRED | answers)
    sent = apply(AWARDED | answers)
    officer, adviser = staff("policy officer", "another officer"), staff("adviser", "another adviser")
    service = catalogue.current(SERVICE)
    now = timezone.now()
    draft = start_draft(service, service.policies.versions[-1], title="Next year", actor=Actor.staff(officer))
    report = Report.objects.create(
        service=SERVICE,
        service_name="Council Tax Support",
        today="today",
        population="nobody",
        why="to see",
        started_by=officer,
        started_at=now,
        heard_at=now,
        state=Report.State.FAILED,
        problem="There is no population",
    )
    form = begin(service, "en", adviser, timezone.localdate())
    letter = Letter.objects.filter(case=sent).first()
    assert letter is not None
    return World(
        case.reference,
        sent.reference,
        letter.pk,
        draft.pk,
        report.pk,
        form.application.pk,
        officer.pk,
    )
