"""What the other apps ask of messages: send one, take back what waits, and hand over those that wait."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from commonweal.office.messages.dispatch import dispatch_waiting
from commonweal.office.messages.models import Message
from commonweal.office.messages.receipts import ask_after
from commonweal.office.messages.templates import template

__all__ = ["ask_after", "dispatch_waiting", "send", "withdraw"]


def send(
    template_name: str, *, kind: str, to: str, language: str, about: str, values: Mapping[str, object]
) -> Message:
    """Write a message and let it wait for the worker. In the caller's transaction, with the caller's event.

    `kind` is "email" or "text"; `about` names what it is about (`application:12`). Its words are fixed now.
    Raises NoTemplate when there is no such message in that language or for that kind.
    """
    title, body = template(template_name, language).write(kind, values)
    return Message.objects.create(
        kind=Message.Kind(kind),
        template=template_name,
        language=language,
        about=about,
        to=to,
        title=title[:300],
        body=body,
        created_at=timezone.now(),
    )


def withdraw(about: str) -> int:
    """Delete the messages about something that are still waiting; gives how many. For what is deleted."""
    return Message.objects.filter(about=about, state=Message.State.WAITING).delete()[0]
