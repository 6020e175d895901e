"""What a message is about."""

from __future__ import annotations

from commonweal.office.messages.models import Message
from commonweal.office.records.models import Case


def case_of(message: Message) -> Case | None:
    """The case that a message is about; None for one about anything else."""
    kind, _, number = message.about.partition(":")
    return Case.objects.filter(pk=int(number)).first() if kind == "case" and number.isdigit() else None
