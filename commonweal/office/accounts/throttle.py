"""Slows down guessing of passwords.

Five failures in a row for one account from one address, or fifty from one address over all accounts,
and signing in from there is refused for fifteen minutes; a hundred tries in an hour for one account, from
wherever, and it is refused for the rest of that hour. The attempt is counted before the password is looked
at, so that many guesses at once count as many.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import ipaddress
import re
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from commonweal.office.accounts.models import FailedSignIns
from commonweal.office.limiting import service as limiting
from commonweal.office.limiting.service import Limit

WINDOW: Final = datetime.timedelta(minutes=15)
PER_ACCOUNT: Final = 5
PER_ADDRESS: Final = 50
PER_NAME: Final = 100
HOUR: Final = datetime.timedelta(hours=1)
_WITH_PORT: Final = re.compile(r"(?:\[([^\]]*)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?\Z")
_ONE_HOUSEHOLD: Final = 64


def address_of(request: HttpRequest) -> str:
    """Where a request came from; behind our proxy, what that proxy says and not what the sender may claim.

    Of IPv6 it is the network of 64 bits, of which one household has all the addresses.
    """
    reached_from = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return _network(reached_from)
    # Everything before the last was sent by whoever asked, who may write anything there.
    return _network(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or reached_from)


def _network(address: str) -> str:
    found = _WITH_PORT.match(address)
    plain = (found[1] or found[2]) if found else address
    try:
        known = ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, _ONE_HOUSEHOLD), strict=False).network_address)


def allow(username: str, address: str, now: datetime.datetime) -> bool:
    """Count an attempt to sign in; False when there have been too many and it must be refused."""
    FailedSignIns.objects.filter(since__lt=now - WINDOW).delete()
    allowed = limiting.allow(Limit("sign in", username, PER_NAME, HOUR), now=now)
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
    """Signing in worked: the failures of this account from this address are past, and it was none itself."""
    FailedSignIns.objects.filter(key=_pair(username, address)).delete()
    FailedSignIns.objects.filter(key=_digest(address), failures__gt=0).update(failures=F("failures") - 1)


def _pair(username: str, address: str) -> str:
    return _digest(f"{username.strip().casefold()}\n{address}")


def _digest(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
