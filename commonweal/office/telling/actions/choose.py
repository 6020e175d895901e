"""Keep how somebody wants to be told."""

from __future__ import annotations

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from commonweal.office.records.actions.deciding import must_work
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording
from commonweal.office.telling.models import ContactChoice

_PHONE: Final = re.compile(r"(?:\+44|0)7\d{9}")


class BadChoice(ValueError):
    """The choice cannot be kept. `code` ends a key of the house's words, `telling_no_CODE`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def choose(case: Case, actor: Actor, *, way: str, form: str, address: str, site: str) -> ContactChoice:
    """Keep it, with an event that does not say the address. Raises BadChoice; PermissionDenied for staff."""
    if way not in ContactChoice.Way.values:
        raise BadChoice("way")
    if form not in ContactChoice.Form.values:
        raise BadChoice("form")
    address = _address(way, address)
    with recording("choose contact", actor=actor, case=case) as facts:
        if actor.user is not None:
            must_work(case, actor)
        kept, _ = ContactChoice.objects.update_or_create(
            case=case,
            defaults={
                "way": way,
                "form": form,
                "address": address,
                "site": site,
                "failed_at": None,
                "changed_at": timezone.now(),
            },
        )
        facts["way"] = way
        facts["form"] = form
    return kept


def _address(way: str, typed: str) -> str:
    if way == ContactChoice.Way.EMAIL:
        typed = typed.strip()
        try:
            validate_email(typed)
        except ValidationError:
            raise BadChoice("email") from None
        if len(typed) > 254:
            raise BadChoice("email")
        return typed
    if way == ContactChoice.Way.TEXT:
        typed = re.sub(r"[\s()\-.]", "", typed)
        if not typed.isascii() or not _PHONE.fullmatch(typed):
            raise BadChoice("text")
        return typed
    return ""
