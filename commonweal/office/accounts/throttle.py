"""Slows down guessing of passwords.

Five failures in a row for one account from one address, or fifty from one address over all accounts,
and signing in from there is refused for fifteen minutes. The attempt is counted before the password is
looked at, so that many guesses at once count as many.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
from typing import Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from commonweal.office.accounts.models import FailedSignIns

WINDOW: Final = datetime.timedelta(minutes=15)
PER_ACCOUNT: Final = 5
PER_ADDRESS: Final = 50


def address_of(request: HttpRequest) -> str:
    """Where a request came from; behind our proxy, what that proxy says and not what the sender may claim."""
    reached_from = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return reached_from
    # Everything before the last was sent by whoever asked, who may write anything there.
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or reached_from


def allow(username: str, address: str, now: datetime.datetime) -> bool:
    """Count an attempt to sign in; False when there have been too many and it must be refused."""
    FailedSignIns.objects.filter(since__lt=now - WINDOW).delete()
    allowed = True
    for key, limit in ((_pair(username, address), PER_ACCOUNT), (_digest(address), PER_ADDRESS)):
        with transaction.atomic():
            row, _ = FailedSignIns.objects.select_for_update().get_or_create(key=key, defaults={"since": now})
            if row.failures >= limit:
                allowed = False
                continue
            row.failures += 1
            row.save(update_fields=["failures"])
    return allowed


def forget(username: str, address: str) -> None:
    """Signing in worked: the failures of this account from this address are past."""
    FailedSignIns.objects.filter(key=_pair(username, address)).delete()


def _pair(username: str, address: str) -> str:
    return _digest(f"{username.strip().casefold()}\n{address}")


def _digest(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
