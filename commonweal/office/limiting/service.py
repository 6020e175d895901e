"""Counts tries and says when there were too many.

A try is counted before it is known whether it is right, so that many guesses at once count as many, and so
that what is counted says nothing about what exists.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commonweal.office.limiting.models import Tally

FROM_ONE_NETWORK: Final = 400
"""What may be asked for in an hour from one network address, where asking again and again guesses nothing.

A library, a council's hub and a telephone network each send everybody they serve from one address. Two
hundred people who apply there at once are let through, each asking twice; the tighter limits count one draft,
one address to write to or one reference.
"""


@dataclass(frozen=True)
class Limit:
    """At most `most` tries for `purpose` with the same `of_what` (a reference, an address) within a time."""

    purpose: str
    of_what: str
    most: int
    within: timedelta

    @property
    def key(self) -> str:
        """The keyed digest it is counted under."""
        said = f"{self.purpose}\n{self.of_what.strip().casefold()}"
        return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def allow(*limits: Limit, now: datetime | None = None) -> bool:
    """Count one try under every limit; False when any was reached already. Always the same work."""
    now = now or timezone.now()
    allowed = True
    with transaction.atomic():
        Tally.objects.filter(until__lt=now).delete()
        # In one order, so that two requests never wait for each other in a ring.
        for limit in sorted(limits, key=lambda each: each.key):
            row, _ = Tally.objects.select_for_update().get_or_create(
                key=limit.key, defaults={"until": now + limit.within}
            )
            allowed = allowed and row.tries < limit.most
            row.tries += 1
            row.save(update_fields=["tries"])
    return allowed


def take_back(*limits: Limit) -> None:
    """A try was right: that one does not count. What others tried from the same place still does."""
    for limit in sorted(limits, key=lambda each: each.key):
        Tally.objects.filter(key=limit.key, tries__gt=0).update(tries=F("tries") - 1)


def forget(*limits: Limit) -> None:
    """A try was right: what was counted before it is past."""
    Tally.objects.filter(key__in=[limit.key for limit in limits]).delete()
