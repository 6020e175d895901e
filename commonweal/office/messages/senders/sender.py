"""The port that every carrier fits, and which one this site uses."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from commonweal.office.messages.models import Message


class Refused(Exception):
    """The carrier will never take this message; trying again is no use. `code` is fit for anyone to read."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sender(Protocol):
    """Carries messages."""

    def deliver(self, message: Message) -> str:
        """Hand a message over; gives what the carrier calls it.

        Raises Refused when it will never be taken; any other exception means "try later".
        """


def chosen_sender() -> Sender:
    """GOV.UK Notify where a key for it is set, else the outbox folder."""
    if settings.NOTIFY["key"]:
        from commonweal.office.messages.senders.govuk_notify import GovukNotify

        return GovukNotify.chosen()
    from commonweal.office.messages.senders.outbox_folder import OutboxFolder

    return OutboxFolder()
