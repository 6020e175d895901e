"""Send a keyed form: it becomes a case of the day on which the form came."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from commonweal.office.applying.actions.save import Gone
from commonweal.office.applying.models import Application
from commonweal.office.keying.models import PaperForm
from commonweal.office.records.actions.receive import receive
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.telling.way_back import keep_way_back


def send(form: PaperForm, *, site: str = "") -> Case:
    """Make the case, once, however often it is sent. `site` is what links in messages begin with.

    Raises NotComplete when the answers are not a whole application, and Gone when the draft was deleted.
    """
    with transaction.atomic():
        held = Application.objects.select_for_update().filter(pk=form.application_id).first()
        if held is None or held.keyed_by is None:
            raise Gone
        if held.case_id is not None:
            return Case.objects.get(pk=held.case_id)
        case = receive(
            service_version=held.version,
            answers=held.answers,
            language=held.language,
            channel="paper",
            actor=Actor.staff(held.keyed_by, on_behalf_of="applicant"),
            received_at=moment(form.received_on),
            keyed_by=held.keyed_by,
            application=held,
            site=site,
        )
        Application.objects.filter(pk=held.pk).update(case=case, answers={}, revision=held.revision + 1)
        keep_way_back(case, held, Actor.staff(held.keyed_by, on_behalf_of="applicant"))
        return case


def moment(received_on: date) -> datetime:
    """When a form came that came on a day: now where that is today, else the middle of that day."""
    now = timezone.now()
    if received_on >= timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(received_on, time(12)))
