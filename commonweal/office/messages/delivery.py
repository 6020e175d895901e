"""What became of what a carrier took: one of a few states, whatever the carrier calls them.

GOV.UK Notify's words are those of its documentation, "Get message status"
(https://docs.notifications.service.gov.uk/python.html#get-message-status).
"""

from __future__ import annotations

from typing import Final

from django.db import models


class Delivery(models.TextChoices):
    """Where something stands after the carrier took it. Empty until anything is known."""

    ON_ITS_WAY = "on its way", "On its way"
    DELIVERED = "delivered", "Delivered"
    NOT_KNOWN = "not known", "Sent, and the network says no more"
    FULL = "full", "Not delivered: the phone was off or the inbox full for 3 days"
    FAULT = "fault", "Not delivered: a fault of the carrier"
    WRONG = "wrong", "Not delivered: there is no such address"


FINAL: Final = frozenset(Delivery) - {Delivery.ON_ITS_WAY}
"""After these nothing changes any more."""
NOT_DELIVERED: Final = frozenset({Delivery.FULL, Delivery.FAULT, Delivery.WRONG})

_MESSAGES: Final = {
    "created": Delivery.ON_ITS_WAY,
    "sending": Delivery.ON_ITS_WAY,
    "pending": Delivery.ON_ITS_WAY,
    # Of a text to some countries Notify learns no more than this.
    "sent": Delivery.NOT_KNOWN,
    "delivered": Delivery.DELIVERED,
    "permanent-failure": Delivery.WRONG,
    "temporary-failure": Delivery.FULL,
    "technical-failure": Delivery.FAULT,
}
_LETTERS: Final = {
    "pending-virus-check": Delivery.ON_ITS_WAY,
    "accepted": Delivery.ON_ITS_WAY,
    # Printed and given to the post: no more is ever known of a letter.
    "received": Delivery.DELIVERED,
    "virus-scan-failed": Delivery.FAULT,
    "validation-failed": Delivery.FAULT,
    "technical-failure": Delivery.FAULT,
    "permanent-failure": Delivery.FAULT,
    "cancelled": Delivery.FAULT,
}


def delivery_of(status: str, *, letter: bool = False) -> Delivery | None:
    """What GOV.UK Notify's word means; None for a word that we do not know."""
    return (_LETTERS if letter else _MESSAGES).get(status)
