"""A signed link by which evidence can be sent for one case from any device: to add, and no more."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core import signing

from commonweal.office.records.models import Case

WORKS_FOR: Final = timedelta(days=28)
_signer = signing.TimestampSigner(salt="commonweal.evidence", sep="~")


def secret_for(case: Case) -> str:
    """What stands at the end of the link."""
    return _signer.sign(f"{case.pk}")


def case_of(secret: str, service: str) -> Case | None:
    """The case that a link is for; None when it is forged, too old, or of another service."""
    try:
        number = int(_signer.unsign(secret, max_age=WORKS_FOR))
    except (signing.BadSignature, ValueError):
        return None
    found = Case.objects.select_related("version").filter(pk=number, service=service, forgotten_at=None)
    return found.first()
