"""Count the answers that somebody gave, once, and keep nothing that leads back to them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.equality.models import AnswerTotal
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


def count_answers(application: Application, answers: Mapping[str, str]) -> bool:
    """Add one to the total of each answer, and note on the draft that the questions were asked.

    The note is the same for those who skip, and is what keeps a second press from counting twice; what was
    answered stands in the totals alone. The event says only that somebody was asked. False when this
    application has been through here before.
    """
    month = timezone.localdate().replace(day=1)
    with recording("ask equality questions", actor=Actor.applicant(), subject="equality") as facts:
        facts["service"] = application.service
        first = Application.objects.filter(pk=application.pk, asked_fairly=False).update(asked_fairly=True)
        if not first:
            return False
        # In one order, so that two people who answer at once never wait for each other in a ring.
        for question, answer in sorted(answers.items()):
            row, _ = AnswerTotal.objects.get_or_create(
                service=application.service, month=month, question=question, answer=answer
            )
            AnswerTotal.objects.filter(pk=row.pk).update(people=F("people") + 1)
    return True
