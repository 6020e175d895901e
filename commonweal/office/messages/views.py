"""Where GOV.UK Notify tells what became of a message, and of a letter."""

from __future__ import annotations

import hmac
import json
import logging
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commonweal.office.accounts.throttle import address_of
from commonweal.office.limiting import service as limiting
from commonweal.office.limiting.service import Limit
from commonweal.office.messages.delivery import delivery_of
from commonweal.office.messages.receipts import note_delivery

LOGGER = logging.getLogger(__name__)
LONGEST: Final = 20_000
MOST: Final = 600
"""Receipts from one network address in a minute."""


@csrf_exempt
@cache_control(no_store=True)
@require_POST
def receipt(request: HttpRequest) -> HttpResponse:
    """Note what became of a message. Telling it again, or of what is not ours, is taken and changes nothing.

    404 while no token is set (nobody may tell), 401 for a wrong one, 429 for too many, 400 for what is not
    a receipt. Nothing of what was sent is ever logged: it names the person's address.
    """
    token = str(settings.NOTIFY_RECEIPTS)
    if not token:
        return HttpResponse(status=404)
    if not limiting.allow(Limit("receipt from", address_of(request), MOST, timedelta(minutes=1))):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    said = _read(request)
    if said is None:
        return HttpResponse(status=400)
    number, status, kind = said
    delivery = delivery_of(status, letter=kind == "letter")
    if delivery is None:
        LOGGER.warning("a receipt has a status that is not known")
    elif kind == "letter":
        from commonweal.office.letters.posting import note_posting

        note_posting(number, delivery)
    else:
        note_delivery(number, delivery)
    return HttpResponse(status=204)


def _read(request: HttpRequest) -> tuple[str, str, str] | None:
    """The carrier's id, its status and what kind of thing it is; None for anything else."""
    try:
        if int(request.headers.get("Content-Length") or 0) > LONGEST:
            return None
        said = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig):
        return None
    if not isinstance(said, dict):
        return None
    wanted = (said.get("id"), said.get("status"), said.get("notification_type", "email"))
    if not all(isinstance(each, str) and 0 < len(each) <= 80 and each.isprintable() for each in wanted):
        return None
    return str(wanted[0]), str(wanted[1]), str(wanted[2])
